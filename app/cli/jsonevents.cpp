// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/jsonevents.h"

#include "cli/errortext.h"
#include "cli/progressview.h"
#include "report/reportjson.h"

namespace millrace {

static QByteArray line(const OrderedJson &json)
{
    return compactText(json) + '\n';
}

QByteArray startEvent(const RunFacts &facts)
{
    OrderedJson sources = OrderedJson::array();
    for (const QString &source : facts.sources)
        sources.push_back(toJson(source));
    return line({{"event", "start"},
                 {"millrace_events", 1},
                 {"mode", toJson(facts.mode)},
                 {"sources", sources},
                 {"target", textOrNull(facts.target)},
                 {"endpoint", textOrNull(facts.endpoint)},
                 {"region", textOrNull(facts.region)}});
}

QByteArray fileStartedEvent(quint64 id, const QString &key, const QString &path, ByteCount size)
{
    return line({{"event", "file_started"}, {"id", id}, {"key", toJson(key)}, {"path", textOrNull(path)},
                 {"size", size}});
}

QByteArray progressEvent(const Snapshot &s, MonitorMode monitor)
{
    OrderedJson json{{"event", "progress"},
                     {"elapsed_seconds", twoDecimals(s.elapsedSeconds)},
                     {"listing", s.listing},
                     {"files_total", s.filesTotal},
                     {"files_done", s.filesDone},
                     {"files_skipped", s.filesSkipped},
                     {"files_failed", s.filesFailed},
                     {"bytes_total", s.bytesTotal},
                     {"bytes_done", s.bytesDone},
                     {"bytes_moved", s.bytesMoved},
                     {"bytes_per_second", qint64(s.rate)},
                     {"eta_seconds", s.etaSeconds < 0 ? OrderedJson(nullptr) : twoDecimals(s.etaSeconds)},
                     {"connections", s.connections},
                     {"retries", s.retries},
                     {"throttles", s.throttles}};
    if (monitor == MonitorMode::Off)
        return line(json);
    OrderedJson files = OrderedJson::array();
    for (const FileProgress &file : s.files) {
        OrderedJson entry{{"id", file.id},
                          {"key", toJson(file.key)},
                          {"size", file.size},
                          {"done", file.done},
                          {"bytes_per_second", qint64(file.rate)}};
        if (monitor == MonitorMode::Parts) {
            OrderedJson parts = OrderedJson::array();
            for (const PartProgress &part : file.parts)
                parts.push_back(percentDone(part.done, part.size));
            entry["parts"] = parts;
        }
        files.push_back(entry);
    }
    json["files"] = files;
    return line(json);
}

QByteArray fileFinishedEvent(const FileResult &file)
{
    OrderedJson json{{"event", "file_finished"}, {"id", file.id}};
    json.update(fileEntry(file));
    return line(json);
}

QByteArray tuningStepEvent(const TuningStep &step)
{
    OrderedJson json{{"event", "tuning_step"}};
    json.update(tuningStepJson(step));
    return line(json);
}

QByteArray noticeEvent(const QString &text)
{
    return line({{"event", "notice"}, {"text", toJson(text)}});
}

QByteArray deletedEvent(const QString &name, bool planned)
{
    return line({{"event", planned ? "would_delete" : "deleted"}, {"name", toJson(name)}});
}

QByteArray errorEvent(const Error &error)
{
    const ErrorText text = errorText(error);
    return line({{"event", "error"},
                 {"error", toJson(error)},
                 {"text", toJson(text.what)},
                 {"next_step", textOrNull(text.nextStep)}});
}

QByteArray summaryEvent(const Report &report, ExitCode code)
{
    const RunResult &run = report.total();
    return line({{"event", "summary"},
                 {"exit_code", int(code)},
                 {"cancelled", run.cancelled},
                 {"files_done", run.filesDone},
                 {"files_skipped", run.filesSkipped},
                 {"files_failed", run.filesFailed},
                 {"files_cancelled", run.filesCancelled},
                 {"bytes_done", run.bytesDone},
                 {"bytes_moved", run.bytesMoved},
                 {"retries", run.retries},
                 {"bottleneck", bottleneckJson(run.bottleneck)},
                 {"summary", OrderedJson::parse(report.summaryLine().constData())}});
}

} // namespace millrace
