// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/queuetext.h"

#include "cli/errortext.h"
#include "cli/printable.h"
#include "report/orderedjson.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QString stateText(const QueueEntry &entry)
{
    switch (entry.wish) {
    case QueueWish::Pause: return u"pausing"_s;
    case QueueWish::Cancel: return u"cancelling"_s;
    case QueueWish::Remove: return u"removing"_s;
    case QueueWish::None: break;
    }
    return name(entry.state);
}

QString doneText(const QueueEntry &entry)
{
    const QueueProgress &p = entry.progress;
    if (p.bytesTotal <= 0)
        return entry.state == QueueState::Finished ? counted(p.filesDone, u"file"_s, u"files"_s) : u"-"_s;
    if (entry.state == QueueState::Finished)
        return formatBytes(p.bytesDone);
    return u"%1% of %2"_s.arg(100 * p.bytesDone / p.bytesTotal).arg(formatBytes(p.bytesTotal));
}

OrderedJson entryJson(const QueueEntry &entry)
{
    const auto time = [](const QDateTime &t) { return t.isValid() ? localTime(t) : OrderedJson(); };
    const QueueProgress &p = entry.progress;
    OrderedJson json{{"id", entry.id},
                     {"place", entry.place},
                     {"direction", entry.task.isUpload() ? "upload" : "download"},
                     {"source", toJson(entry.task.source())},
                     {"target", toJson(entry.task.target())},
                     {"state", toJson(name(entry.state))},
                     {"asked", textOrNull(name(entry.wish))},
                     {"priority", entry.priority},
                     {"added", time(entry.added)},
                     {"started", time(entry.started)},
                     {"ended", time(entry.ended)},
                     {"runs", entry.runs},
                     {"bytes_total", p.bytesTotal},
                     {"bytes_done", p.bytesDone},
                     {"files_total", p.filesTotal},
                     {"files_done", p.filesDone},
                     {"files_failed", p.filesFailed},
                     {"bytes_per_second", qint64(p.rate)},
                     {"profile", textOrNull(entry.task.connection.profile)},
                     {"endpoint", textOrNull(entry.task.connection.endpointUrl)},
                     {"region", textOrNull(entry.task.connection.region)},
                     {"process", entry.ownerPid ? OrderedJson(entry.ownerPid) : OrderedJson()},
                     {"note", textOrNull(entry.note)}};
    json["error"] = entry.error ? toJson(*entry.error) : OrderedJson();
    return json;
}

} // namespace

QString taskText(const QueueTask &task)
{
    return printable(u"%1 %2 -> %3"_s.arg(task.isUpload() ? u"upload"_s : u"download"_s, task.source(), task.target()));
}

QString endText(const QueueEntry &entry)
{
    const QueueProgress &p = entry.progress;
    switch (entry.state) {
    case QueueState::Finished:
        return u"finished: %1, %2"_s.arg(counted(p.filesDone, u"file"_s, u"files"_s), formatBytes(p.bytesDone));
    case QueueState::Failed:
        // Each file that failed was told of on a line of its own.
        if (p.filesFailed > 0)
            return u"failed: %1 of %2"_s.arg(p.filesFailed).arg(counted(p.filesTotal, u"file"_s, u"files"_s));
        return u"failed: "_s + (entry.error ? errorLine(*entry.error) : QString());
    default:
        return u"stopped; what is there is kept"_s;
    }
}

QString queueTable(const QList<QueueEntry> &entries, int width)
{
    if (entries.isEmpty())
        return u"The queue is empty.\n"_s;
    QString text = fitted(u"   ID  STATE       PRIO  DONE"_s, 46) + u"TRANSFER\n"_s;
    for (const QueueEntry &entry : entries) {
        text += u"%1  %2%3  %4"_s.arg(entry.id, 5).arg(fitted(stateText(entry), 10)).arg(entry.priority, 6)
                    .arg(fitted(doneText(entry), 21));
        text += elided(taskText(entry.task), std::max(20, width - 47)) + u'\n';
        if (entry.error)
            text += u"       "_s + errorLine(*entry.error) + u'\n';
    }
    return text;
}

QByteArray queueJson(const QString &file, const QList<QueueEntry> &entries)
{
    OrderedJson list = OrderedJson::array();
    for (const QueueEntry &entry : entries)
        list.push_back(entryJson(entry));
    return indentedText({{"millrace_queue", 1}, {"file", toJson(file)}, {"entries", list}}) + '\n';
}

QByteArray queueEvent(const char *event, const QueueEntry &entry, ByteCount bytesMoved)
{
    OrderedJson json{{"event", event}};
    json.update(entryJson(entry));
    if (bytesMoved >= 0)
        json["bytes_moved"] = bytesMoved;
    return compactText(json) + '\n';
}

} // namespace millrace
