// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>
#include <algorithm>

namespace millrace {

/// What is wrong with @p bytes as a trace in the JSON array form of the Trace Event Format, which chrome://tracing and
/// Perfetto read; empty where nothing is. Checks the fields that the format gives to each kind of event written here
/// (complete, metadata, instant), their types, the names of metadata and colours, that every row with events has a name,
/// and that what overlaps in a row lies within the other, as viewers draw it.
inline QString chromeTraceTrouble(const QByteArray &bytes)
{
    using namespace Qt::StringLiterals;
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &parse);
    if (parse.error != QJsonParseError::NoError)
        return parse.errorString();
    if (!document.isArray() || document.array().isEmpty())
        return u"no array of events"_s;
    const QMap<QString, QString> metadata{{u"process_name"_s, u"name"_s},        {u"process_labels"_s, u"labels"_s},
                                          {u"process_sort_index"_s, u"sort_index"_s}, {u"thread_name"_s, u"name"_s},
                                          {u"thread_sort_index"_s, u"sort_index"_s}};
    const QSet<QString> colours{u"good"_s, u"bad"_s, u"terrible"_s, u"black"_s, u"grey"_s, u"white"_s, u"yellow"_s, u"olive"_s};
    const QMap<QString, QSet<QString>> allowed{
        {u"X"_s, {u"name"_s, u"cat"_s, u"ph"_s, u"ts"_s, u"dur"_s, u"pid"_s, u"tid"_s, u"args"_s, u"cname"_s}},
        {u"M"_s, {u"name"_s, u"ph"_s, u"pid"_s, u"tid"_s, u"args"_s}},
        {u"i"_s, {u"name"_s, u"cat"_s, u"ph"_s, u"ts"_s, u"pid"_s, u"tid"_s, u"s"_s, u"args"_s}}};
    const auto isNatural = [](const QJsonValue &value) {
        return value.isDouble() && value.toDouble() >= 0 && value.toDouble() == double(qint64(value.toDouble()));
    };
    struct Span
    {
        qint64 from, to; ///< tenths of a microsecond
    };
    QMap<int, QList<Span>> rows;
    QSet<int> named;
    for (const QJsonValue &value : document.array()) {
        const QString text = QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
        const QJsonObject event = value.toObject();
        const QString phase = event["ph"_L1].toString();
        if (!allowed.contains(phase))
            return u"no phase this file has: "_s + text;
        for (const QString &field : event.keys())
            if (!allowed.value(phase).contains(field))
                return field + u" is no field of such an event: "_s + text;
        if (!event["name"_L1].isString() || event["name"_L1].toString().isEmpty())
            return u"no name: "_s + text;
        if (!isNatural(event["pid"_L1]) || !isNatural(event["tid"_L1]))
            return u"no process or row: "_s + text;
        if (event.contains("args"_L1) && !event["args"_L1].isObject())
            return u"arguments that are no object: "_s + text;
        const int row = event["tid"_L1].toInt();
        if (phase == u"M") {
            const QString name = event["name"_L1].toString();
            const QJsonValue argument = event["args"_L1].toObject()[metadata.value(name)];
            const bool good = name.endsWith(u"_sort_index") ? argument.isDouble() : argument.isString();
            if (!metadata.contains(name) || !good)
                return u"no such metadata: "_s + text;
            if (name == u"thread_name")
                named.insert(row);
            continue;
        }
        if (!event["ts"_L1].isDouble() || event["ts"_L1].toDouble() < 0)
            return u"no time: "_s + text;
        if (phase == u"i") {
            if (!QStringList{u"g"_s, u"p"_s, u"t"_s}.contains(event["s"_L1].toString()))
                return u"no scope: "_s + text;
            continue;
        }
        if (!event["cat"_L1].isString())
            return u"no category: "_s + text;
        if (!event["dur"_L1].isDouble() || event["dur"_L1].toDouble() < 0)
            return u"no duration: "_s + text;
        if (event.contains("cname"_L1) && !colours.contains(event["cname"_L1].toString()))
            return u"no reserved colour: "_s + text;
        const qint64 from = qRound64(event["ts"_L1].toDouble() * 10);
        rows[row].append({from, from + qRound64(event["dur"_L1].toDouble() * 10)});
    }
    for (auto row = rows.begin(); row != rows.end(); ++row) {
        if (!named.contains(row.key()))
            return u"row %1 has no name"_s.arg(row.key());
        std::stable_sort(row->begin(), row->end(), [](const Span &a, const Span &b) {
            return a.from != b.from ? a.from < b.from : a.to > b.to;
        });
        QList<Span> open;
        for (const Span &span : std::as_const(*row)) {
            while (!open.isEmpty() && open.last().to <= span.from)
                open.removeLast();
            if (!open.isEmpty() && span.to > open.last().to)
                return u"in row %1 the event at %2 ends after the one it lies in"_s.arg(row.key()).arg(double(span.from) / 10);
            open.append(span);
        }
    }
    return {};
}

} // namespace millrace
