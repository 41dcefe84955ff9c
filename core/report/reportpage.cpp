// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reportpage.h"

#include "report/svgcanvas.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr QStringView style = u"body{margin:32px auto;max-width:1040px;padding:0 20px;color:#1f2933;background:#fff;"
    "font:15px/1.5 Inter,'DejaVu Sans','Segoe UI',Helvetica,Arial,sans-serif}"
    "h1{font-size:24px;margin:0 0 4px}h2{font-size:17px;margin:32px 0 8px}"
    "p{margin:4px 0}p.verdict{font-size:17px;font-weight:600;margin:12px 0}p.note{color:#8d5b1a}"
    "svg{max-width:100%;height:auto;margin:12px 0 0 -8px}"
    "table.wide{width:100%}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:14px}"
    "th,td{padding:4px 14px 4px 0;border-bottom:1px solid #e4e7eb;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
    "th{color:#616e7c;font-weight:500}th.n,td.n{text-align:right}td.name{color:#616e7c;white-space:nowrap;width:210px}"
    "p.sub{color:#616e7c;margin:0 0 8px}"
    "@media print{body{margin:0;max-width:none;font-size:12px}svg,tr{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}}"
    "footer{margin-top:40px;color:#9aa5b1;font-size:13px}";

template <typename Picture> QByteArray svgOf(const Picture &picture)
{
    QByteArray text;
    QXmlStreamWriter writer(&text);
    writer.writeStartDocument();
    {
        SvgCanvas canvas(writer, sizeOf(picture));
        draw(picture, canvas);
    }
    writer.writeEndDocument();
    return text;
}

template <typename Picture> void embed(QXmlStreamWriter &writer, const Picture &picture)
{
    SvgCanvas canvas(writer, sizeOf(picture));
    draw(picture, canvas);
}

void writeTable(QXmlStreamWriter &writer, const ReportTable &table)
{
    writer.writeTextElement(u"h2"_s, table.title);
    writer.writeStartElement(u"table"_s);
    if (table.head.isEmpty() || table.head.size() > 4) // numbers of a small one stay near their names
        writer.writeAttribute(u"class"_s, u"wide"_s);
    if (!table.head.isEmpty()) {
        writer.writeStartElement(u"thead"_s);
        writer.writeStartElement(u"tr"_s);
        for (qsizetype i = 0; i < table.head.size(); ++i) {
            writer.writeStartElement(u"th"_s);
            if (table.numeric.value(i))
                writer.writeAttribute(u"class"_s, u"n"_s);
            writer.writeCharacters(table.head.at(i));
            writer.writeEndElement();
        }
        writer.writeEndElement();
        writer.writeEndElement();
    }
    for (const QStringList &row : table.rows) {
        writer.writeStartElement(u"tr"_s);
        for (qsizetype i = 0; i < row.size(); ++i) {
            writer.writeStartElement(u"td"_s);
            if (table.numeric.value(i))
                writer.writeAttribute(u"class"_s, u"n"_s);
            else if (i == 0 && table.head.isEmpty())
                writer.writeAttribute(u"class"_s, u"name"_s);
            writer.writeCharacters(row.at(i));
            writer.writeEndElement();
        }
        writer.writeEndElement();
    }
    writer.writeEndElement();
}

/// XML of version 1.0 has no control characters, and keys may hold any.
QString clean(QString text)
{
    for (QChar &c : text)
        if ((c.unicode() < 0x20 && c != u'\n' && c != u'\t') || c.unicode() == 0xfffe || c.unicode() == 0xffff)
            c = QChar::ReplacementCharacter;
    return text;
}

/// @p table in the page's language.
ReportTable said(ReportTable table, const PageWords &words)
{
    if (!words.text)
        return table;
    table.title = words.text(table.title);
    for (QString &cell : table.head)
        cell = words.text(cell);
    for (QStringList &row : table.rows)
        for (QString &cell : row)
            cell = words.text(cell);
    return table;
}

TimeChart said(TimeChart chart, const PageWords &words)
{
    if (!words.title.isEmpty())
        chart.title = words.title;
    if (!words.subtitle.isEmpty())
        chart.subtitle = words.subtitle;
    if (!words.text)
        return chart;
    chart.time = words.text(chart.time);
    for (ChartPanel &panel : chart.panels) {
        panel.title = words.text(panel.title);
        panel.unit = words.text(panel.unit);
        panel.markName = words.text(panel.markName);
        for (ChartSeries &series : panel.series)
            series.name = words.text(series.name);
    }
    return chart;
}

ReportTable cleaned(ReportTable table)
{
    for (QStringList &row : table.rows)
        for (QString &cell : row)
            cell = clean(cell);
    return table;
}

QByteArray page(const QString &title, const std::function<void(QXmlStreamWriter &)> &body, const QString &language = u"en"_s)
{
    QByteArray text;
    QXmlStreamWriter writer(&text);
    writer.writeDTD(u"<!DOCTYPE html>"_s);
    writer.writeStartElement(u"html"_s);
    writer.writeAttribute(u"lang"_s, language);
    writer.writeStartElement(u"head"_s);
    writer.writeEmptyElement(u"meta"_s);
    writer.writeAttribute(u"charset"_s, u"utf-8"_s);
    writer.writeEmptyElement(u"meta"_s);
    writer.writeAttribute(u"name"_s, u"viewport"_s);
    writer.writeAttribute(u"content"_s, u"width=device-width, initial-scale=1"_s);
    writer.writeTextElement(u"title"_s, clean(title));
    writer.writeTextElement(u"style"_s, style.toString());
    writer.writeEndElement();
    writer.writeStartElement(u"body"_s);
    writer.writeTextElement(u"h1"_s, clean(title));
    body(writer);
    writer.writeTextElement(u"footer"_s, u"Millrace " MILLRACE_VERSION ""_s);
    writer.writeEndElement();
    writer.writeEndElement();
    writer.writeEndDocument();
    return text;
}

TimeChart cleaned(TimeChart chart)
{
    chart.title = clean(chart.title);
    chart.subtitle = clean(chart.subtitle);
    for (ChartPanel &panel : chart.panels)
        for (ChartSeries &series : panel.series)
            series.name = clean(series.name);
    return chart;
}

void writeComparison(QXmlStreamWriter &writer, const QList<RunReport> &reports)
{
    const QStringList names = reportNames(reports);
    const ReportComparison comparison = compareReports(reports.constFirst(), reports.constLast());
    writer.writeStartElement(u"p"_s);
    writer.writeAttribute(u"class"_s, u"verdict"_s);
    writer.writeCharacters(clean(u"%1, beside %2: %3"_s.arg(names.constLast(), names.constFirst(), verdictText(comparison))));
    writer.writeEndElement();
    for (const QString &warning : comparison.warnings) {
        writer.writeStartElement(u"p"_s);
        writer.writeAttribute(u"class"_s, u"note"_s);
        writer.writeCharacters(clean(u"Note: "_s + warning + u'.'));
        writer.writeEndElement();
    }
    for (const ReportTable &table : comparisonTables(comparison, names.constFirst(), names.constLast()))
        writeTable(writer, cleaned(table));
}

} // namespace

QByteArray toSvg(const TimeChart &chart)
{
    return svgOf(cleaned(chart));
}

QByteArray toSvg(const HeatMap &map)
{
    return svgOf(map);
}

QByteArray reportPage(const QList<RunReport> &reports, const PageWords &words)
{
    TimeChart chart = cleaned(said(timeChartOf(reports, *words.figures), words));
    const QString title = std::exchange(chart.title, {}); // the page's own heading says it
    const QString subtitle = std::exchange(chart.subtitle, {});
    return page(title, [&](QXmlStreamWriter &writer) {
        writer.writeStartElement(u"p"_s);
        writer.writeAttribute(u"class"_s, u"sub"_s);
        writer.writeCharacters(subtitle);
        writer.writeEndElement();
        if (reports.size() > 1)
            writeComparison(writer, reports);
        embed(writer, chart);
        if (reports.size() == 1)
            for (const ReportTable &table : reportTables(reports.constFirst(), *words.figures))
                writeTable(writer, cleaned(said(table, words)));
    }, words.language);
}

QByteArray heatMapPage(const HeatMap &map, const QList<ReportTable> &tables)
{
    return page(map.title, [&](QXmlStreamWriter &writer) {
        embed(writer, map);
        for (const ReportTable &table : tables)
            writeTable(writer, cleaned(table));
    });
}

QByteArray seriesCsv(const RunReport &report)
{
    static const std::pair<QLatin1StringView, double (*)(const Sample &)> values[] = {
        {QLatin1StringView("elapsed_seconds"), [](const Sample &s) { return s.elapsedSeconds; }},
        {QLatin1StringView("bytes_per_second"), [](const Sample &s) { return s.rate; }},
        {QLatin1StringView("cpu_percent"), [](const Sample &s) { return s.cpuPercent; }},
        {QLatin1StringView("resident_bytes"), [](const Sample &s) { return double(s.residentBytes); }},
        {QLatin1StringView("connections"), [](const Sample &s) { return double(s.connections); }},
        {QLatin1StringView("retries"), [](const Sample &s) { return double(s.retries); }},
        {QLatin1StringView("cpu_user_percent"), [](const Sample &s) { return s.cpuUserPercent; }},
        {QLatin1StringView("cpu_system_percent"), [](const Sample &s) { return s.cpuSystemPercent; }},
        {QLatin1StringView("network_received_bytes_per_second"), [](const Sample &s) { return s.networkReceivedRate; }},
        {QLatin1StringView("network_sent_bytes_per_second"), [](const Sample &s) { return s.networkSentRate; }},
        {QLatin1StringView("loopback_bytes_per_second"), [](const Sample &s) { return s.loopbackRate; }},
        {QLatin1StringView("disk_read_bytes_per_second"), [](const Sample &s) { return s.diskReadRate; }},
        {QLatin1StringView("disk_written_bytes_per_second"), [](const Sample &s) { return s.diskWrittenRate; }},
        {QLatin1StringView("throttles"), [](const Sample &s) { return double(s.throttles); }},
    };
    QByteArrayList head;
    QList<double (*)(const Sample &)> columns;
    for (const auto &[name, value] : values)
        if (report.has(name)) {
            head += QByteArray(name.data(), name.size());
            columns += value;
        }
    QByteArray text = head.join(',') + '\n';
    for (const Sample &s : report.samples) {
        QByteArrayList cells;
        for (const auto value : columns)
            cells += QByteArray::number(value(s), 'g', 15);
        text += cells.join(',') + '\n';
    }
    return text;
}

} // namespace millrace
