// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/history.h"

#include <algorithm>

namespace millrace {

/// @p b follows @p a: means weigh by time, counts add up.
static HistoryPoint joined(const HistoryPoint &a, const HistoryPoint &b)
{
    const double length = a.seconds + b.seconds;
    const double share = length > 0 ? b.seconds / length : 1;
    const auto mean = [share](double x, double y) { return x + (y - x) * share; };
    HistoryPoint p;
    p.at = b.at;
    p.seconds = length;
    p.rate = mean(a.rate, b.rate);
    p.cpuPercent = mean(a.cpuPercent, b.cpuPercent);
    p.memory = mean(a.memory, b.memory);
    p.diskRate = mean(a.diskRate, b.diskRate);
    p.connections = mean(a.connections, b.connections);
    p.retries = a.retries + b.retries;
    p.throttles = a.throttles + b.throttles;
    const qsizetype lanes = std::max(a.byConnection.size(), b.byConnection.size());
    p.byConnection.reserve(lanes);
    for (qsizetype i = 0; i < lanes; ++i)
        p.byConnection.append(float(mean(a.byConnection.value(i), b.byConnection.value(i))));
    return p;
}

void History::Tier::add(const HistoryPoint &point)
{
    open = open.seconds > 0 ? joined(open, point) : point;
    // A little short of the spacing counts as full: points come by a timer that is never exact.
    if (open.seconds < spacing * 0.95)
        return;
    points.append(open);
    open = {};
}

void History::add(const HistoryPoint &point)
{
    m_end = std::max(m_end, point.at);
    for (Tier *tier : {&m_minute, &m_tenMinutes, &m_hour}) {
        tier->add(point);
        if (tier->points.size() > tier->most)
            tier->points.remove(0, tier->points.size() - tier->most);
    }
    m_whole.add(point);
    if (m_whole.points.size() < m_whole.most)
        return;
    QList<HistoryPoint> halved;
    halved.reserve(m_whole.most);
    for (qsizetype i = 0; i + 1 < m_whole.points.size(); i += 2)
        halved.append(joined(m_whole.points.at(i), m_whole.points.at(i + 1)));
    m_whole.points = halved;
    m_whole.spacing *= 2;
}

QList<HistoryPoint> History::points(Window window) const
{
    const Tier &tier = window == Window::Minute  ? m_minute
        : window == Window::TenMinutes ? m_tenMinutes
        : window == Window::Hour       ? m_hour
                                       : m_whole;
    QList<HistoryPoint> points = tier.points;
    if (tier.open.seconds > 0)
        points.append(tier.open);
    return points;
}

double History::seconds(Window window)
{
    switch (window) {
    case Window::Minute: return 60;
    case Window::TenMinutes: return 600;
    case Window::Hour: return 3600;
    case Window::Whole: return -1;
    }
    return -1;
}

} // namespace millrace
