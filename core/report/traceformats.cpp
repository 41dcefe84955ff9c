// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/orderedjson.h"
#include "report/tracefile.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// RFC 4180.
QByteArray quoted(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r'))
        return bytes;
    return '"' + bytes.replace('"', "\"\"") + '"';
}

QByteArray seconds(qint64 nanoseconds)
{
    return nanoseconds < 0 ? QByteArray() : QByteArray::number(double(nanoseconds) / 1e9, 'f', 6);
}

/// 0.1 us is more than the clock is worth.
qint64 tenthsOfMicros(qint64 nanoseconds)
{
    return (nanoseconds + 50) / 100;
}

QByteArray micros(qint64 tenths)
{
    return QByteArray::number(tenths / 10) + '.' + QByteArray::number(tenths % 10);
}

QByteArray jsonString(const QString &text)
{
    return compactText(toJson(text));
}

/// An event that lasts, but for its end; put together by hand, since there may be thousands a second.
QByteArray eventHead(const QByteArray &name, qint64 from, qint64 to, int row)
{
    // From what is written as the times: an event must not end after the one it is part of.
    const qint64 begin = tenthsOfMicros(from);
    const qint64 lasts = std::max<qint64>(0, tenthsOfMicros(to) - begin);
    return "{\"name\":\"" + name + "\",\"cat\":\"s3\",\"ph\":\"X\",\"ts\":" + micros(begin) + ",\"dur\":" + micros(lasts)
        + ",\"pid\":1,\"tid\":" + QByteArray::number(row);
}

QByteArray rowEvent(const char *name, int row, const QByteArray &arguments)
{
    return QByteArray("{\"name\":\"") + name + "\",\"ph\":\"M\",\"pid\":1,\"tid\":" + QByteArray::number(row) + ",\"args\":{"
        + arguments + "}},\n";
}

} // namespace

QByteArray traceCsvHead()
{
    return "time,queued,sent,first_byte,last_byte,status,bytes_received,bytes_sent,connection,new_connection,thread,method,"
           "operation,bucket,key,part,attempt,error\n";
}

QByteArray traceCsvRow(const RequestRecord &r, const TraceRows::Place &place, const QDateTime &begin)
{
    const QList<QByteArray> cells{
        begin.addMSecs(r.queued / 1'000'000).toString(Qt::ISODateWithMs).toUtf8(),
        seconds(r.queued),
        seconds(r.sent),
        seconds(r.firstByte),
        seconds(r.lastByte),
        r.status > 0 ? QByteArray::number(r.status) : QByteArray(),
        QByteArray::number(r.bytesReceived),
        QByteArray::number(r.bytesSent),
        place.connection > 0 ? QByteArray::number(place.connection) : QByteArray(),
        QByteArray(r.newConnection ? "1" : "0"),
        quoted(r.threadName.isEmpty() ? u"thread %1"_s.arg(r.thread) : r.threadName),
        r.method,
        r.label.operation,
        quoted(r.label.bucket),
        quoted(r.label.key),
        r.label.part > 0 ? QByteArray::number(r.label.part) : QByteArray(),
        QByteArray::number(r.label.attempt),
        quoted(r.error),
    };
    return cells.join(',') + '\n';
}

QByteArray traceChromeEvents(const RequestRecord &r, const TraceRows::Place &place)
{
    QByteArray text;
    if (place.isNew) {
        const QString thread = r.threadName.isEmpty() ? u"thread %1"_s.arg(r.thread) : r.threadName;
        const QString name = place.connection > 0 ? u"%1, connection %2"_s.arg(thread).arg(place.connection) : thread;
        text += rowEvent("thread_name", place.row, "\"name\":" + jsonString(name));
        text += rowEvent("thread_sort_index", place.row, "\"sort_index\":" + QByteArray::number(r.thread * 10'000 + place.row));
    }
    const qint64 begin = r.sent >= 0 ? r.sent : r.queued;
    // A connection carries one request at a time; on a busy machine the end of the one before may be noticed late.
    const qint64 from = std::max(begin, place.freeFrom);
    const qint64 to = std::max(from, r.lastByte);
    text += eventHead(r.label.operation, from, to, place.row);
    if (!r.error.isEmpty() || r.status >= 400)
        text += ",\"cname\":\"terrible\""; // red
    text += ",\"args\":{\"bucket\":" + jsonString(r.label.bucket) + ",\"key\":" + jsonString(r.label.key);
    if (r.label.part > 0)
        text += ",\"part\":" + QByteArray::number(r.label.part);
    text += ",\"attempt\":" + QByteArray::number(r.label.attempt) + ",\"method\":\"" + r.method
        + "\",\"status\":" + QByteArray::number(r.status) + ",\"bytes_received\":" + QByteArray::number(r.bytesReceived)
        + ",\"bytes_sent\":" + QByteArray::number(r.bytesSent)
        + ",\"queued_ms\":" + QByteArray::number(double(begin - r.queued) / 1e6, 'f', 3)
        + ",\"new_connection\":" + (r.newConnection ? "true" : "false");
    if (place.connection > 0)
        text += ",\"connection\":" + QByteArray::number(place.connection);
    if (!r.error.isEmpty())
        text += ",\"error\":" + jsonString(r.error);
    text += "}},\n";
    // Parts of the request, which viewers draw below it.
    if (r.sent >= 0 && r.firstByte >= r.sent)
        text += eventHead("to first byte", from, std::clamp(r.firstByte, from, to), place.row) + "},\n"
            + eventHead("answer", std::clamp(r.firstByte, from, to), to, place.row) + "},\n";
    return text;
}

} // namespace millrace
