// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/orderedjson.h"
#include "report/tracefile.h"

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

double micros(qint64 nanoseconds)
{
    return double(nanoseconds / 100) / 10; // 0.1 us is more than the clock is worth
}

OrderedJson event(const char *name, qint64 from, qint64 to, int row)
{
    return {{"name", name}, {"cat", "s3"}, {"ph", "X"}, {"ts", micros(from)}, {"dur", micros(to - from)},
            {"pid", 1},     {"tid", row}};
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
        text += compactText({{"name", "thread_name"}, {"ph", "M"}, {"pid", 1}, {"tid", place.row},
                             {"args", {{"name", name.toStdString()}}}}) + ",\n";
        text += compactText({{"name", "thread_sort_index"}, {"ph", "M"}, {"pid", 1}, {"tid", place.row},
                             {"args", {{"sort_index", r.thread * 10'000 + place.row}}}}) + ",\n";
    }
    const qint64 begin = r.sent >= 0 ? r.sent : r.queued;
    OrderedJson request = event(r.label.operation.constData(), begin, r.lastByte, place.row);
    OrderedJson args;
    args["bucket"] = textOrNull(r.label.bucket);
    args["key"] = textOrNull(r.label.key);
    if (r.label.part > 0)
        args["part"] = r.label.part;
    args["attempt"] = r.label.attempt;
    args["method"] = r.method.toStdString();
    args["status"] = r.status;
    args["bytes_received"] = r.bytesReceived;
    args["bytes_sent"] = r.bytesSent;
    args["queued_ms"] = double((begin - r.queued) / 1000) / 1000;
    args["new_connection"] = r.newConnection;
    if (place.connection > 0)
        args["connection"] = place.connection;
    if (!r.error.isEmpty())
        args["error"] = r.error.toStdString();
    request["args"] = args;
    if (!r.error.isEmpty() || r.status >= 400)
        request["cname"] = "terrible";
    text += compactText(request) + ",\n";
    // Parts of the request, which viewers draw below it.
    if (r.sent >= 0 && r.firstByte >= r.sent) {
        text += compactText(event("to first byte", r.sent, r.firstByte, place.row)) + ",\n";
        text += compactText(event("answer", r.firstByte, r.lastByte, place.row)) + ",\n";
    }
    return text;
}

} // namespace millrace
