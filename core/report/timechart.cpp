// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/timechart.h"

#include "report/scales.h"

#include <QSet>
#include <algorithm>
#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr Colour ink = 0x1f2933, quietInk = 0x616e7c, gridColour = 0xe4e7eb, axisColour = 0x9aa5b1, paper = 0xffffff;
constexpr double leftMargin = 78, rightMargin = 28, titleHeight = 70, panelHead = 34, plotHeight = 136, panelGap = 18,
                 timeAxis = 44;
/// Points of a curve; more would only blacken the picture.
constexpr qsizetype mostPoints = 400;

double topOf(const ChartPanel &panel)
{
    double top = panel.mark.value_or(0);
    for (const ChartSeries &s : panel.series)
        for (const QPointF &p : s.points)
            top = std::max(top, p.y());
    return top;
}

/// Where values of a panel come to lie.
struct Plot
{
    QRectF area;
    double seconds = 1;
    double top = 1;
    QPointF map(double x, double y) const
    {
        return {area.left() + std::clamp(x / seconds, 0.0, 1.0) * area.width(),
                area.bottom() - std::clamp(y / top, 0.0, 1.0) * area.height()};
    }
};

void drawSeries(Canvas &canvas, const Plot &plot, const ChartSeries &series, const QList<QPointF> &below)
{
    QList<QPointF> line;
    for (const QPointF &p : series.points)
        line += plot.map(p.x(), p.y());
    if (line.isEmpty())
        return;
    if (line.size() == 1) // a run shorter than a sample
        line.prepend({plot.area.left(), line.constFirst().y()});
    if (series.look != ChartSeries::Look::Line) {
        QList<QPointF> outline = line;
        if (below.isEmpty()) {
            outline += QPointF(line.constLast().x(), plot.area.bottom());
            outline += QPointF(line.constFirst().x(), plot.area.bottom());
        } else {
            for (auto it = below.crbegin(); it != below.crend(); ++it)
                outline += plot.map(it->x(), it->y());
        }
        canvas.polygon(outline, {series.colour, series.look == ChartSeries::Look::Area ? 0.15 : 0.45});
    }
    canvas.line(line, {series.colour, 1.6, {}});
}

void drawLegend(Canvas &canvas, const ChartPanel &panel, double right, double baseLine)
{
    constexpr double size = 12, swatch = 16;
    double x = right;
    const auto entry = [&](const QString &name, const std::function<void(double)> &drawSwatch) {
        x -= estimatedWidth(name, size);
        canvas.text({x, baseLine}, name, {size, quietInk});
        x -= swatch + 6;
        drawSwatch(x);
        x -= 18;
    };
    if (panel.mark)
        entry(panel.markName, [&](double at) { canvas.line({{at, baseLine - 4}, {at + swatch, baseLine - 4}}, {ink, 1.2, {4, 3}}); });
    if (panel.series.size() < 2)
        return;
    for (auto it = panel.series.crbegin(); it != panel.series.crend(); ++it)
        entry(it->name, [&](double at) { canvas.rectangle({at, baseLine - 8, swatch, 8}, Fill{it->colour, 0.85}, {}, 2); });
}

void drawPanel(Canvas &canvas, const ChartPanel &panel, const QRectF &area, double seconds, const QList<double> &times, const QLocale &locale)
{
    canvas.text({area.left(), area.top() - 12}, panel.title, {13.5, ink, true});
    canvas.text({area.left() + estimatedWidth(panel.title, 13.5) * 1.08 + 8, area.top() - 12}, panel.unit, {12, quietInk});
    drawLegend(canvas, panel, area.right(), area.top() - 12);

    const QList<double> ticks = niceTicks(topOf(panel) * 1.04, 6);
    const Plot plot{area, seconds, ticks.constLast()};
    for (const double t : times) {
        const double x = plot.map(t, 0).x();
        canvas.line({{x, area.top()}, {x, area.bottom()}}, {gridColour, 1});
    }
    for (const double tick : ticks) {
        const double y = plot.map(0, tick).y();
        canvas.line({{area.left(), y}, {area.right(), y}}, {tick == 0 ? axisColour : gridColour, 1});
        canvas.text({area.left() - 10, y + 4}, tickLabel(tick, ticks.at(1), locale), {11.5, quietInk, false, Anchor::End});
    }
    QList<QPointF> below;
    for (const ChartSeries &series : panel.series) {
        drawSeries(canvas, plot, series, series.look == ChartSeries::Look::Stacked ? below : QList<QPointF>());
        below = series.points;
    }
    if (panel.mark) {
        const double y = plot.map(0, *panel.mark).y();
        canvas.line({{area.left(), y}, {area.right(), y}}, {ink, 1.2, {4, 3}});
    }
}

/// The curve of one column.
QList<QPointF> curve(const RunReport &report, double (*value)(const Sample &))
{
    QList<QPointF> points;
    points.reserve(report.samples.size() + 1);
    if (!report.samples.isEmpty()) // a point stands for the time before it
        points += QPointF(0, value(report.samples.constFirst()));
    for (const Sample &s : report.samples)
        points += QPointF(s.elapsedSeconds, value(s));
    return thinned(points, mostPoints);
}

double highest(const QList<QPointF> &points)
{
    double top = 0;
    for (const QPointF &p : points)
        top = std::max(top, p.y());
    return top;
}

/// Brings a panel of bytes into units that read well.
void scaleBytes(ChartPanel &panel, bool perSecond)
{
    double top = panel.mark.value_or(0);
    for (const ChartSeries &s : std::as_const(panel.series))
        top = std::max(top, highest(s.points));
    const UnitScale scale = byteScale(top, perSecond);
    panel.unit = scale.unit;
    for (ChartSeries &s : panel.series)
        for (QPointF &p : s.points)
            p.setY(p.y() / scale.divisor);
    if (panel.mark)
        panel.mark = *panel.mark / scale.divisor;
}

QString markText(const ChartPanel &panel, const Figures &figures)
{
    const double mean = panel.mark.value_or(0);
    return u"mean %1"_s.arg(figures.fixed(mean, mean < 10 ? 2 : mean < 100 ? 1 : 0));
}

ChartSeries area(const QString &name, Colour colour, const QList<QPointF> &points)
{
    return {name, colour, points, ChartSeries::Look::Area};
}

/// What is less than @p least, bytes a second, is no more than the noise of a machine that does other things too.
void addIfMoved(TimeChart &chart, const QString &title, const QList<ChartSeries> &series, double least)
{
    ChartPanel panel{title, {}, {}, {}, {}};
    for (const ChartSeries &s : series)
        if (highest(s.points) > least)
            panel.series += s;
    if (panel.series.isEmpty())
        return;
    scaleBytes(panel, true);
    if (panel.series.size() == 1)
        panel.title += u", "_s + panel.series.constFirst().name;
    chart.panels += panel;
}

/// One run, in detail.
void addDetails(TimeChart &chart, const RunReport &report, const Figures &figures)
{
    ChartPanel throughput{u"Throughput"_s, {}, {area(u"moved"_s, seriesColour(0), curve(report, [](const Sample &s) { return s.rate; }))}, {}, {}};
    if (report.wallClock > 0) {
        throughput.mark = report.wallClock * double(MiB);
        throughput.markName = u"mean"_s;
    }
    scaleBytes(throughput, true);
    if (throughput.mark)
        throughput.markName = markText(throughput, figures);
    chart.panels += throughput;

    ChartPanel cpu{u"CPU"_s, u"% of one core"_s, {}, {}, {}};
    if (report.has(u"cpu_user_percent"_s)) {
        cpu.series += {u"system"_s, seriesColour(1), curve(report, [](const Sample &s) { return s.cpuSystemPercent; }), ChartSeries::Look::Stacked};
        cpu.series += {u"user"_s, seriesColour(0), curve(report, [](const Sample &s) { return s.cpuPercent; }), ChartSeries::Look::Stacked};
    } else {
        cpu.series += area(u"all"_s, seriesColour(0), curve(report, [](const Sample &s) { return s.cpuPercent; }));
    }
    chart.panels += cpu;

    ChartPanel memory{u"Memory"_s, {}, {area(u"resident"_s, seriesColour(2), curve(report, [](const Sample &s) { return double(s.residentBytes); }))}, {}, {}};
    scaleBytes(memory, false);
    chart.panels += memory;

    const double least = 0.01 * report.wallClock * double(MiB);
    addIfMoved(chart, u"Disk"_s, {area(u"read"_s, seriesColour(2), curve(report, [](const Sample &s) { return s.diskReadRate; })),
                                  area(u"written"_s, seriesColour(3), curve(report, [](const Sample &s) { return s.diskWrittenRate; }))}, least);
    QList<ChartSeries> network{
        {u"received"_s, seriesColour(0), curve(report, [](const Sample &s) { return s.networkReceivedRate; }), ChartSeries::Look::Line},
        {u"sent"_s, seriesColour(1), curve(report, [](const Sample &s) { return s.networkSentRate; }), ChartSeries::Look::Line},
        {u"loopback"_s, seriesColour(4), curve(report, [](const Sample &s) { return s.loopbackRate; }), ChartSeries::Look::Line}};
    addIfMoved(chart, u"Network of the machine"_s, network, least);

    ChartPanel connections{u"Requests in flight"_s, {}, {area(u"requests"_s, seriesColour(3), curve(report, [](const Sample &s) { return double(s.connections); }))}, {}, {}};
    chart.panels += connections;
    if (report.retries > 0 || report.throttles > 0) {
        ChartPanel trouble{u"Retries and throttling"_s, u"so far"_s, {}, {}, {}};
        trouble.series += {u"retries"_s, seriesColour(1), curve(report, [](const Sample &s) { return double(s.retries); }), ChartSeries::Look::Line};
        trouble.series += {u"throttled"_s, seriesColour(4), curve(report, [](const Sample &s) { return double(s.throttles); }), ChartSeries::Look::Line};
        chart.panels += trouble;
    }
}

void addBeside(TimeChart &chart, const QList<RunReport> &reports)
{
    const QStringList names = reportNames(reports);
    const auto panel = [&](const QString &title, const QString &unit, double (*value)(const Sample &)) {
        ChartPanel p{title, unit, {}, {}, {}};
        for (qsizetype i = 0; i < reports.size(); ++i)
            p.series += {names.at(i), seriesColour(i), curve(reports.at(i), value), ChartSeries::Look::Line};
        return p;
    };
    chart.panels += panel(u"Throughput"_s, {}, [](const Sample &s) { return s.rate; });
    scaleBytes(chart.panels.last(), true);
    chart.panels += panel(u"CPU"_s, u"% of one core"_s, [](const Sample &s) { return s.cpuPercent; });
    chart.panels += panel(u"Memory"_s, {}, [](const Sample &s) { return double(s.residentBytes); });
    scaleBytes(chart.panels.last(), false);
    chart.panels += panel(u"Requests in flight"_s, {}, [](const Sample &s) { return double(s.connections); });
}

} // namespace

Colour seriesColour(qsizetype index)
{
    static constexpr Colour colours[] = {0x2468b2, 0xd9822b, 0x2a9d74, 0x7d5bbe, 0xc23b4b, 0x5f6b7a, 0x0d8aa6, 0xa8833a};
    return colours[size_t(index) % std::size(colours)];
}

QList<QPointF> thinned(const QList<QPointF> &points, qsizetype most)
{
    if (points.size() <= most || most < 1)
        return points;
    QList<QPointF> result;
    const qsizetype step = (points.size() + most - 1) / most;
    for (qsizetype i = 0; i < points.size(); i += step) {
        const qsizetype n = std::min(step, points.size() - i);
        double sum = 0;
        for (qsizetype k = i; k < i + n; ++k)
            sum += points.at(k).y();
        result += QPointF(points.at(i + n - 1).x(), sum / double(n));
    }
    return result;
}

QStringList reportNames(const QList<RunReport> &reports)
{
    QStringList names;
    for (const RunReport &report : reports)
        names += report.file;
    for (int parts = 1; parts < 8; ++parts) {
        QStringList shorter;
        for (const QString &name : std::as_const(names))
            shorter += name.section(u'/', -parts);
        if (QSet<QString>(shorter.begin(), shorter.end()).size() == names.size() || parts == 7)
            return shorter;
    }
    return names;
}

TimeChart timeChartOf(const QList<RunReport> &reports, const Figures &figures)
{
    TimeChart chart;
    chart.locale = figures.locale();
    for (const RunReport &report : reports)
        chart.seconds = std::max({chart.seconds, report.seconds, report.samples.isEmpty() ? 0 : report.samples.constLast().elapsedSeconds});
    if (reports.size() == 1) {
        const RunReport &r = reports.constFirst();
        chart.title = u"%1: %2"_s.arg(r.mode.isEmpty() ? u"run"_s : r.mode, r.sources.value(0));
        if (r.sources.size() > 1)
            chart.title += u" and %1 more"_s.arg(r.sources.size() - 1);
        chart.subtitle = u"%1 in %2, %3"_s.arg(formatBytes(r.bytesDone), r.seconds < 10 ? QString::number(r.seconds, 'f', 2) + u" s"_s : formatDuration(r.seconds),
                                               formatRate(r.wallClock * double(MiB)));
        if (r.startedAt.isValid())
            chart.subtitle += u"; "_s + r.startedAt.toString(u"yyyy-MM-dd HH:mm"_s);
        addDetails(chart, r, figures);
    } else {
        chart.title = u"%1 runs beside each other"_s.arg(reports.size());
        QStringList rates;
        const QStringList names = reportNames(reports);
        for (qsizetype i = 0; i < reports.size(); ++i)
            rates += u"%1: %2"_s.arg(names.at(i), formatRate(reports.at(i).wallClock * double(MiB)));
        chart.subtitle = rates.join(u";  "_s);
        addBeside(chart, reports);
    }
    return chart;
}

static double headOf(const TimeChart &chart)
{
    return chart.title.isEmpty() && chart.subtitle.isEmpty() ? 8 : titleHeight;
}

QSizeF sizeOf(const TimeChart &chart, double width)
{
    return {width, headOf(chart) + double(chart.panels.size()) * (panelHead + plotHeight + panelGap) + timeAxis};
}

void draw(const TimeChart &chart, Canvas &canvas, double width)
{
    const QSizeF size = sizeOf(chart, width);
    canvas.rectangle({QPointF(0, 0), size}, Fill{paper}, {});
    if (!chart.title.isEmpty())
        canvas.text({leftMargin, 32}, chart.title, {18, ink, true});
    if (!chart.subtitle.isEmpty())
        canvas.text({leftMargin, 53}, chart.subtitle, {13, quietInk});
    const double seconds = chart.seconds > 0 ? chart.seconds : 1;
    const QList<double> times = timeTicks(seconds, 8);
    double y = headOf(chart);
    for (const ChartPanel &panel : chart.panels) {
        drawPanel(canvas, panel, {leftMargin, y + panelHead, width - leftMargin - rightMargin, plotHeight}, seconds, times, chart.locale);
        y += panelHead + plotHeight + panelGap;
    }
    const double baseLine = y - panelGap + 18;
    for (const double t : times)
        canvas.text({leftMargin + t / seconds * (width - leftMargin - rightMargin), baseLine}, timeLabel(t, seconds, chart.locale),
                    {11.5, quietInk, false, Anchor::Middle});
    canvas.text({leftMargin + (width - leftMargin - rightMargin) / 2, baseLine + 22},
                chart.time + (seconds < 120 ? u", s"_s : seconds < 3600 ? u", min:s"_s : u", h:min:s"_s),
                {12, quietInk, false, Anchor::Middle});
}

} // namespace millrace
