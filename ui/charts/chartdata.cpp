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

ChartData ChartData::of(const History &history, History::Window window)
{
    ChartData data;
    data.points = history.points(window);
    const double length = History::seconds(window);
    const double origin = length < 0 ? 0 : history.end();
    // A window that is not full yet is not shown empty: it grows with the run.
    data.from = length < 0 ? 0 : -std::min(length, std::max(15.0, history.end()));
    data.to = length < 0 ? std::max(1.0, history.end()) : 0;
    double highest = 0;
    for (const HistoryPoint &p : std::as_const(data.points))
        highest = std::max({highest, p.rate, p.diskRate});
    data.unit = RateUnit::forRate(highest);
    data.highestRate = highest / data.unit.divisor;
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
