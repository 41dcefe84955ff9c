// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reportjson.h"

#include "transfer/tokenbucket.h"

using namespace Qt::StringLiterals;

namespace millrace {

static OrderedJson numberOrNull(const std::optional<qint64> &number)
{
    return number ? OrderedJson(*number) : OrderedJson(nullptr);
}

OrderedJson seedSummary(const RunFacts &facts, const MachineInfo &machine, const RunResult &run,
                        const Distribution &throughput, ByteRate wallClockRate)
{
    OrderedJson json;
    json["mode"] = toJson(facts.mode);
    json["object_size_mb"] = numberOrNull(facts.objectSizeMb);
    json["num_iterations"] = numberOrNull(facts.iterations);
    json["throughput_percentile"] = {
        {"p0", twoDecimals(throughput.p0)},   {"p5", twoDecimals(throughput.p5)},
        {"p50", twoDecimals(throughput.p50)}, {"p75", twoDecimals(throughput.p75)},
        {"p95", twoDecimals(throughput.p95)}, {"p100", twoDecimals(throughput.p100)},
    };
    json["throughput_aggregates"] = {
        {"mean", twoDecimals(throughput.mean)},
        {"min", twoDecimals(throughput.min)},
        {"max", twoDecimals(throughput.max)},
        {"std", twoDecimals(throughput.stdDev)},
        {"total_throughput", twoDecimals(throughput.sum)},
    };
    const int requested = facts.settings.fileParallelism.value_or(run.fileParallelism);
    json["machine_info"] = {
        {"cpu_count", machine.cpuCount},
        {"requested_file_parallelism", requested},
        {"actual_file_parallelism", run.fileParallelism},
        {"concurrency_per_file", run.concurrency},
        {"max_pool_connections", facts.settings.maxConnections},
        {"save_to_disk", textOrNull(facts.target)},
        {"streaming_mode", facts.settings.streaming},
    };
    json["timestamp"] = toJson(run.startedAt.toLocalTime().toString(u"yyyyMMdd_HHmmss"_s));
    json["start_time"] = localTime(run.startedAt);
    json["end_time"] = localTime(run.endedAt);
    json["total_duration_seconds"] = run.durationSeconds;
    json["save_to_disk"] = textOrNull(facts.target);
    json["validation_summary"] = {
        {"total_files", run.filesTotal},
        {"successful_downloads", run.filesDone},
        {"validation_failures", run.validationFailures},
    };
    json["wall_clock_throughput"] = twoDecimals(wallClockRate / double(MiB));
    return json;
}

static OrderedJson settingsJson(const RunFacts &facts, const RunResult &run)
{
    const TransferSettings &s = facts.settings;
    static const char *const overwrites[] = {"always", "never", "if-different"};
    static const char *const directIo[] = {"auto", "on", "off"};
    static const char *const transports[] = {"qt", "curl", "builtin"};
    OrderedJson sources = OrderedJson::array();
    for (const QString &source : facts.sources)
        sources.push_back(toJson(source));
    return {
        {"sources", sources},
        {"target", textOrNull(facts.target)},
        {"endpoint", textOrNull(facts.endpoint)},
        {"region", textOrNull(facts.region)},
        {"file_parallelism", run.fileParallelism},
        {"concurrency", run.concurrency},
        {"part_size", run.partSize},
        {"workers", run.workers},
        {"max_pool_connections", s.maxConnections},
        {"io_threads", s.ioThreads},
        {"chunk_size", s.chunkSize},
        {"streaming_mode", s.streaming},
        {"memory_limit", s.memoryLimit},
        {"max_bytes_per_second",
         s.bandwidth && s.bandwidth->rate() ? OrderedJson(qint64(*s.bandwidth->rate())) : OrderedJson(nullptr)},
        {"auto_optimize", s.autoOptimize},
        {"disk_bytes_per_second", s.diskRate ? OrderedJson(qint64(*s.diskRate)) : OrderedJson(nullptr)},
        {"direct_io", directIo[int(s.directIo)]},
        {"transport", s.transport ? transports[int(*s.transport)] : "auto"},
        {"validate", s.validate},
        {"stall_timeout_seconds", double(s.stallTimeout.count()) / 1000.0},
        {"max_attempts", s.maxAttempts},
        {"overwrite", overwrites[int(facts.overwrite)]},
    };
}

static OrderedJson timeSeries(const RunResult &run)
{
    // Rows under one header: a long run has a thousand points, and naming six fields in each triples the file.
    OrderedJson rows = OrderedJson::array();
    for (const Sample &s : run.samples) {
        rows.push_back({twoDecimals(s.elapsedSeconds), qint64(s.rate), twoDecimals(s.cpuPercent), s.residentBytes,
                        s.connections, s.retries, twoDecimals(s.cpuUserPercent), twoDecimals(s.cpuSystemPercent),
                        qint64(s.networkReceivedRate), qint64(s.networkSentRate), qint64(s.loopbackRate),
                        qint64(s.diskReadRate), qint64(s.diskWrittenRate), s.throttles});
    }
    // Readers go by the columns' names: new ones are put behind the others.
    return {{"columns",
             {"elapsed_seconds", "bytes_per_second", "cpu_percent", "resident_bytes", "connections", "retries",
              "cpu_user_percent", "cpu_system_percent", "network_received_bytes_per_second",
              "network_sent_bytes_per_second", "loopback_bytes_per_second", "disk_read_bytes_per_second",
              "disk_written_bytes_per_second", "throttles"}},
            {"rows", rows}};
}

void addRunDetails(OrderedJson &json, const RunFacts &facts, const MachineInfo &machine, const RunResult &run,
                   const Report &report)
{
    OrderedJson verified = OrderedJson::object();
    for (int how = int(VerifiedBy::Nothing); how <= int(VerifiedBy::Sha256); ++how) {
        if (const qint64 count = report.verifiedCount(VerifiedBy(how)))
            verified[name(VerifiedBy(how)).toStdString()] = count;
    }
    json["outcome"] = {
        {"files_total", run.filesTotal},
        {"files_done", run.filesDone},
        {"files_skipped", run.filesSkipped},
        {"files_failed", run.filesFailed},
        {"files_cancelled", run.filesCancelled},
        {"files_renamed", run.filesRenamed},
        {"verified_by", verified},
        {"bytes_done", run.bytesDone},
        {"bytes_moved", run.bytesMoved},
        {"retries", run.retries},
        {"throttles", run.throttles},
        {"cpu_seconds", twoDecimals(run.cpuSeconds)},
        {"peak_resident_bytes", run.peakResidentBytes},
        {"cancelled", run.cancelled},
        {"error", run.error ? toJson(*run.error) : OrderedJson(nullptr)},
    };
    json["settings"] = settingsJson(facts, run);
    json["machine"] = {
        {"os", toJson(machine.operatingSystem)},    {"kernel", toJson(machine.kernel)},
        {"architecture", toJson(machine.architecture)}, {"cpu_model", textOrNull(machine.cpuModel)},
        {"cpu_count", machine.cpuCount},            {"memory_bytes", machine.memory},
        {"qt_version", toJson(machine.qtVersion)},  {"millrace_version", toJson(machine.millraceVersion)},
    };
    json["bottleneck"] = bottleneckJson(run.bottleneck);
    OrderedJson steps = OrderedJson::array();
    for (const TuningStep &step : run.tuning)
        steps.push_back(tuningStepJson(step));
    json["tuning"] = {{"auto_optimize", facts.settings.autoOptimize},
                      {"connections", run.counters.connectionLimit},
                      {"io_threads", run.counters.diskThreads},
                      {"steps", steps}};
    json["time_series"] = timeSeries(run);
}

OrderedJson bottleneckJson(const Bottleneck &bottleneck)
{
    if (!bottleneck)
        return nullptr;
    OrderedJson evidence = OrderedJson::object();
    for (const Evidence &one : bottleneck.evidence)
        evidence[one.name.toStdString()] = one.value;
    return {{"kind", toJson(name(bottleneck.kind))},
            {"text", toJson(bottleneck.sentence)},
            {"advice", textOrNull(bottleneck.advice)},
            {"evidence", evidence}};
}

OrderedJson tuningStepJson(const TuningStep &step)
{
    return {{"at_seconds", twoDecimals(step.atSeconds)},
            {"parameter", toJson(name(step.parameter))},
            {"from", step.from},
            {"to", step.to},
            {"bytes_per_second", qint64(step.rate)},
            {"reason", toJson(step.reason)}};
}

OrderedJson fileEntry(const FileResult &file)
{
    OrderedJson json;
    json["key"] = toJson(file.key);
    json["bucket"] = textOrNull(file.bucket);
    json["version_id"] = textOrNull(file.versionId);
    json["etag"] = textOrNull(QString::fromUtf8(file.etag));
    json["size"] = file.size;
    json["outcome"] = toJson(name(file.outcome));
    json["path"] = textOrNull(file.path);
    json["renamed_because"] = textOrNull(file.renamedBecause);
    json["parts"] = file.parts;
    json["retries"] = file.retries;
    json["duration_seconds"] = file.durationSeconds;
    json["throughput_mib_per_second"] = twoDecimals(Report::mibPerSecond(file));
    json["bytes_moved"] = file.bytesMoved;
    json["bytes_resumed"] = file.bytesResumed;
    json["verified_by"] = toJson(name(file.verifiedBy));
    json["composite"] = file.composite;
    json["checksum"] = textOrNull(QString::fromUtf8(file.checksum));
    json["note"] = textOrNull(file.note);
    json["error"] = file.error ? toJson(*file.error) : OrderedJson(nullptr);
    return json;
}

} // namespace millrace
