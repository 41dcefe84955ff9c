// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/runreport.h"

#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int latestVersion = 1;

/// The value at @p path, or null: nothing here may throw, whatever a file holds.
const OrderedJson &at(const OrderedJson &json, std::initializer_list<const char *> path)
{
    static const OrderedJson none;
    const OrderedJson *value = &json;
    for (const char *name : path) {
        if (!value->is_object())
            return none;
        const auto found = value->find(name);
        if (found == value->end())
            return none;
        value = &*found;
    }
    return *value;
}

QString text(const OrderedJson &value)
{
    return value.is_string() ? QString::fromStdString(value.get_ref<const std::string &>()) : QString();
}

double number(const OrderedJson &value)
{
    return value.is_number() ? value.get<double>() : 0;
}

qint64 whole(const OrderedJson &value)
{
    return value.is_number_integer() ? value.get<qint64>() : qint64(number(value));
}

/// How a failure reads in one line.
QString errorText(const OrderedJson &error)
{
    const QString code = text(at(error, {"s3_code"}));
    const QString message = text(at(error, {"message"}));
    return code.isEmpty() || message.contains(code) ? message : u"%1 (%2)"_s.arg(message, code);
}

/// MiB/s; more precise than the report's own two decimals, so that the slowest can be told apart.
double rateOf(const OrderedJson &json)
{
    const double seconds = number(at(json, {"duration_seconds"}));
    const double bytes = number(at(json, {"size"})) - number(at(json, {"bytes_resumed"}));
    return seconds > 0 && bytes > 0 ? bytes / double(MiB) / seconds : number(at(json, {"throughput_mib_per_second"}));
}

ReportedFile fileOf(const OrderedJson &json)
{
    ReportedFile file;
    file.bucket = text(at(json, {"bucket"}));
    file.key = text(at(json, {"key"}));
    file.path = text(at(json, {"path"}));
    file.outcome = text(at(json, {"outcome"}));
    file.verifiedBy = text(at(json, {"verified_by"}));
    file.error = errorText(at(json, {"error"}));
    file.size = whole(at(json, {"size"}));
    file.parts = int(whole(at(json, {"parts"})));
    file.retries = int(whole(at(json, {"retries"})));
    file.seconds = number(at(json, {"duration_seconds"}));
    file.mibPerSecond = rateOf(json);
    return file;
}

/// Takes in entries of "files" and keeps what is worth a line.
class FileGatherer
{
public:
    explicit FileGatherer(RunReport &report) : m_report(report) {}

    void add(const OrderedJson &json)
    {
        ++m_report.filesListed;
        const QString outcome = text(at(json, {"outcome"}));
        if (outcome == u"failed") {
            const QString kind = text(at(json, {"error", "kind"}));
            const auto known = std::find_if(m_report.errorKinds.begin(), m_report.errorKinds.end(),
                                            [&kind](const auto &entry) { return entry.first == kind; });
            if (known == m_report.errorKinds.end())
                m_report.errorKinds.emplaceBack(kind, 1);
            else
                ++known->second;
            if (m_report.failed.size() < RunReport::listedFiles)
                m_report.failed += fileOf(json);
        } else if (outcome == u"done") {
            const double rate = rateOf(json);
            QList<ReportedFile> &slowest = m_report.slowest;
            if (slowest.size() == RunReport::listedFiles && rate >= slowest.constLast().mibPerSecond)
                return;
            const auto place = std::upper_bound(slowest.begin(), slowest.end(), rate, [](double value, const ReportedFile &file) {
                return value < file.mibPerSecond;
            });
            slowest.insert(place, fileOf(json));
            if (slowest.size() > RunReport::listedFiles)
                slowest.removeLast();
        }
    }
    void finish()
    {
        std::stable_sort(m_report.errorKinds.begin(), m_report.errorKinds.end(),
                         [](const auto &a, const auto &b) { return a.second > b.second; });
    }

private:
    RunReport &m_report;
};

void readSeries(RunReport &report, const OrderedJson &series)
{
    const OrderedJson &columns = at(series, {"columns"}), &rows = at(series, {"rows"});
    if (!columns.is_array() || !rows.is_array())
        return;
    for (const OrderedJson &column : columns)
        report.columns += text(column);
    const auto cell = [&report](const OrderedJson &row, const char *name) {
        const qsizetype index = report.columns.indexOf(QLatin1StringView(name));
        return index >= 0 && row.is_array() && size_t(index) < row.size() ? number(row[size_t(index)]) : 0.0;
    };
    for (const OrderedJson &row : rows) {
        Sample s;
        s.elapsedSeconds = cell(row, "elapsed_seconds");
        s.rate = cell(row, "bytes_per_second");
        s.cpuPercent = cell(row, "cpu_percent");
        s.residentBytes = ByteCount(cell(row, "resident_bytes"));
        s.connections = int(cell(row, "connections"));
        s.retries = qint64(cell(row, "retries"));
        s.cpuUserPercent = cell(row, "cpu_user_percent");
        s.cpuSystemPercent = cell(row, "cpu_system_percent");
        s.networkReceivedRate = cell(row, "network_received_bytes_per_second");
        s.networkSentRate = cell(row, "network_sent_bytes_per_second");
        s.loopbackRate = cell(row, "loopback_bytes_per_second");
        s.diskReadRate = cell(row, "disk_read_bytes_per_second");
        s.diskWrittenRate = cell(row, "disk_written_bytes_per_second");
        s.throttles = qint64(cell(row, "throttles"));
        report.samples += s;
    }
}

void readHead(RunReport &report)
{
    const OrderedJson &json = report.json;
    report.mode = text(at(json, {"mode"}));
    if (const OrderedJson &sources = at(json, {"settings", "sources"}); sources.is_array())
        for (const OrderedJson &source : sources)
            report.sources += text(source);
    report.target = text(at(json, {"settings", "target"}));
    report.endpoint = text(at(json, {"settings", "endpoint"}));
    report.region = text(at(json, {"settings", "region"}));
    report.startedAt = QDateTime::fromString(text(at(json, {"start_time"})), Qt::ISODateWithMs);
    report.endedAt = QDateTime::fromString(text(at(json, {"end_time"})), Qt::ISODateWithMs);
    report.seconds = number(at(json, {"total_duration_seconds"}));
    report.wallClock = number(at(json, {"wall_clock_throughput"}));

    Distribution &t = report.throughput;
    const OrderedJson &percentiles = at(json, {"throughput_percentile"}), &figures = at(json, {"throughput_aggregates"});
    for (const auto &[name, into] : {std::pair("p0", &t.p0), {"p5", &t.p5}, {"p50", &t.p50}, {"p75", &t.p75},
                                     {"p95", &t.p95}, {"p100", &t.p100}})
        *into = number(at(percentiles, {name}));
    for (const auto &[name, into] : {std::pair("mean", &t.mean), {"min", &t.min}, {"max", &t.max}, {"std", &t.stdDev},
                                     {"total_throughput", &t.sum}})
        *into = number(at(figures, {name}));

    const OrderedJson &outcome = at(json, {"outcome"});
    for (const auto &[name, into] :
         {std::pair("files_total", &report.filesTotal), {"files_done", &report.filesDone},
          {"files_skipped", &report.filesSkipped}, {"files_failed", &report.filesFailed},
          {"files_cancelled", &report.filesCancelled}, {"bytes_done", &report.bytesDone},
          {"bytes_moved", &report.bytesMoved}, {"retries", &report.retries}, {"throttles", &report.throttles},
          {"peak_resident_bytes", &report.peakResidentBytes}})
        *into = whole(at(outcome, {name}));
    report.validationFailures = whole(at(json, {"validation_summary", "validation_failures"}));
    report.cpuSeconds = number(at(outcome, {"cpu_seconds"}));
    const OrderedJson &cancelled = at(outcome, {"cancelled"});
    report.cancelled = cancelled.is_boolean() && cancelled.get<bool>();
    report.error = errorText(at(outcome, {"error"}));
    if (const OrderedJson &verified = at(outcome, {"verified_by"}); verified.is_object())
        for (const auto &[how, count] : verified.items())
            report.verifiedBy.emplaceBack(QString::fromStdString(how), whole(count));
    if (const OrderedJson &runs = at(json, {"benchmark", "iterations"}); runs.is_array())
        for (const OrderedJson &run : runs)
            report.iterations.push_back(number(at(run, {"throughput_mib_per_second"})));
}

/// Of JSON that is no report of a run; Millrace writes others, whose form is theirs.
QString whatItIs(const OrderedJson &json)
{
    if (json.contains("millrace_tuning"))
        return u"this is what \"tune --report\" wrote: it tells of trials, not of a run, and \"report\" cannot show it"_s;
    if (json.contains("millrace_sweep"))
        return u"this is the summary of a sweep, and \"report\" cannot show it: the page (.html) beside it does"_s;
    return u"this is JSON, but no report of a run: those are written by \"download\", \"upload\", \"copy\", \"sync\" and "
           "\"benchmark\" with --report"_s;
}

Result<RunReport> parse(std::istream &stream, const std::function<void(ReportedFile &&)> &eachFile)
{
    RunReport report;
    FileGatherer files(report);
    std::string section;
    const auto keep = [&](int depth, OrderedJson::parse_event_t event, OrderedJson &parsed) {
        if (event == OrderedJson::parse_event_t::key && depth == 1)
            section = parsed.get<std::string>();
        if (event != OrderedJson::parse_event_t::object_end || depth != 2 || section != "files")
            return true;
        files.add(parsed);
        if (eachFile)
            eachFile(fileOf(parsed));
        return false; // of a million entries none stays in memory
    };
    report.json = OrderedJson::parse(stream, keep, false);
    if (report.json.is_discarded() || !report.json.is_object())
        return fail(ErrorKind::Config, ErrorCause::None, u"this is no JSON report, or only a part of one"_s);
    report.version = int(whole(at(report.json, {"millrace_report"})));
    if (report.version < 1)
        return fail(ErrorKind::Config, ErrorCause::None, whatItIs(report.json));
    if (report.version > latestVersion)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"the report has version %1, and this Millrace reads up to %2: it was written by a newer one"_s
                        .arg(report.version).arg(latestVersion));
    files.finish();
    readHead(report);
    readSeries(report, at(report.json, {"time_series"}));
    report.json.erase("files");
    report.json.erase("time_series");
    return report;
}

} // namespace

/// Not localError(): its causes are told in the words of a target that cannot be written.
static Error readError(const QString &path, int reason)
{
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                              u"cannot read the report: %1"_s.arg(QString::fromLocal8Bit(std::strerror(reason))));
    error.path = path;
    return error;
}

Result<RunReport> readReport(const QString &path, const std::function<void(ReportedFile &&)> &eachFile)
{
    if (QFileInfo(path).isDir()) // which can be opened like a file
        return fail(readError(path, EISDIR));
    std::ifstream stream(QFile::encodeName(path).toStdString(), std::ios::binary);
    if (!stream)
        return fail(readError(path, errno));
    // The parser reads past the stream's state, so that a read that fails, as on a bad disk, is thrown at it.
    try {
        auto report = parse(stream, eachFile);
        if (report)
            report->file = path;
        else
            report.error().path = path;
        return report;
    } catch (const std::ios_base::failure &) {
        return fail(readError(path, EIO));
    }
}

Result<RunReport> parseReport(const QByteArray &text)
{
    std::istringstream stream(text.toStdString());
    return parse(stream, {});
}

} // namespace millrace
