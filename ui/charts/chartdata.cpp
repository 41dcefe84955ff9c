// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartdata.h"

#include <QtMath>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

RateUnit RateUnit::forRate(ByteRate highest)
{
    if (highest >= 1000.0 * double(MiB))
        return {double(GiB), u"GiB/s"_s};
    if (highest >= 1000.0 * double(KiB))
        return {double(MiB), u"MiB/s"_s};
    return {double(KiB), u"KiB/s"_s};
}

double roundMaximum(double value)
{
    if (value <= 0)
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 8.0})
        if (value <= step * power)
            return step * power;
    return 10 * power;
}

QString labelFormat(double top)
{
    const auto isWhole = [](double value) { return std::abs(value - std::round(value)) < 1e-9; };
    return isWhole(top / 4) ? u"%.0f"_s : isWhole(top / 4 * 10) ? u"%.1f"_s : u"%.2f"_s;
}

QList<double> timeTicks(double from, double to)
{
    const double length = to - from;
    if (length <= 0)
        return {};
    double step = 0.1;
    for (const double round : {0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0})
        if (length / step > 5)
            step = round;
    while (length / step > 5)
        step *= 2;
    QList<double> ticks;
    for (qint64 i = qint64(std::ceil(from / step - 1e-6)); double(i) * step <= to + step * 1e-6; ++i)
        ticks += double(i) * step;
    return ticks;
}

/// A line for each connection; a point stands for several where there are more than a screen can show.
static QList<QPolygonF> connectionLines(const QList<HistoryPoint> &points, double origin, double divisor)
{
    constexpr qsizetype mostPoints = 300;
    const qsizetype step = points.size() / mostPoints + 1;
    qsizetype lines = 0;
    for (const HistoryPoint &p : points)
        lines = std::max(lines, p.byConnection.size());
    QList<QPolygonF> all(lines);
    for (qsizetype begin = 0; begin < points.size(); begin += step) {
        const qsizetype end = std::min(points.size(), begin + step);
        const double x = points.at(end - 1).at - origin;
        for (qsizetype line = 0; line < lines; ++line) {
            double sum = 0;
            for (qsizetype i = begin; i < end; ++i)
                sum += double(points.at(i).byConnection.value(line));
            all[line].append({x, sum / double(end - begin) / divisor});
        }
    }
    // Numbers are given out by worker, so that some were never in use.
    all.removeIf([](const QPolygonF &line) {
        return std::all_of(line.begin(), line.end(), [](const QPointF &p) { return p.y() <= 0; });
    });
    return all;
}

ChartData ChartData::of(const History &history, History::Window window)
{
    ChartData data;
    data.points = history.points(window);
    // A last stretch of a few milliseconds tells more of timers than of the network.
    if (data.points.size() > 2 && data.points.last().seconds < 0.2 * data.points.at(data.points.size() - 2).seconds)
        data.points.removeLast();
    const double length = History::seconds(window);
    const double origin = length < 0 ? 0 : history.end();
    // A window that is not full yet is not shown empty: it grows with the run.
    data.from = length < 0 ? 0 : -std::min(length, std::max(15.0, history.end()));
    data.to = length < 0 ? std::max(1.0, history.end()) : 0;
    double highest = 0;
    double disk = 0;
    double connection = 0;
    for (const HistoryPoint &p : std::as_const(data.points)) {
        highest = std::max(highest, p.rate);
        disk = std::max(disk, p.diskRate);
        for (const float rate : p.byConnection)
            connection = std::max(connection, double(rate));
    }
    data.unit = RateUnit::forRate(std::max(highest, disk));
    data.highestRate = highest / data.unit.divisor;
    data.highestDisk = disk / data.unit.divisor;
    data.highestConnection = connection / data.unit.divisor;
    data.byConnection = connectionLines(data.points, origin, data.unit.divisor);
    for (const HistoryPoint &p : std::as_const(data.points)) {
        const double x = p.at - origin;
        data.rate.append({x, p.rate / data.unit.divisor});
        data.disk.append({x, p.diskRate / data.unit.divisor});
        data.connections.append({x, p.connections});
        data.cpu.append({x, p.cpuPercent});
        data.memory.append({x, p.memory / double(MiB)});
        if (p.retries > 0)
            data.retries.append(data.rate.last());
        if (p.throttles > 0)
            data.throttles.append(data.rate.last());
    }
    return data;
}

int ChartData::nearest(double x) const
{
    if (rate.isEmpty())
        return -1;
    const auto after = std::lower_bound(rate.begin(), rate.end(), x, [](const QPointF &p, double at) { return p.x() < at; });
    if (after == rate.end())
        return int(rate.size()) - 1;
    const int index = int(after - rate.begin());
    return index > 0 && x - rate.at(index - 1).x() < after->x() - x ? index - 1 : index;
}

} // namespace millrace
