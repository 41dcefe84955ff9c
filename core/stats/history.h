// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QList>

namespace millrace {

/// What a run looked like over some stretch of time. Rates and gauges are means over it, events are counts in it.
struct HistoryPoint
{
    double at = 0;          ///< seconds since the run began, at the stretch's end
    double seconds = 0;     ///< its length
    ByteRate rate = 0;
    double cpuPercent = 0;  ///< 100 = one core
    double memory = 0;      ///< bytes resident
    ByteRate diskRate = 0;  ///< bytes written to storage devices
    double connections = 0;
    double retries = 0;
    double throttles = 0;
    QList<float> byConnection; ///< bytes per second of each, by its number; may be shorter than the run had connections
};

/// A time series in several resolutions at once: the last minute at 0.5 s, ten minutes at 1 s, an hour at 6 s, and the
/// whole run in at most some 1,000 points whose spacing doubles as it grows. A value; copies share until one changes.
class History
{
public:
    enum class Window { Minute, TenMinutes, Hour, Whole };

    /// @p point follows the last one; its time does not go back.
    void add(const HistoryPoint &point);
    /// Oldest first; the newest may cover less time than the others.
    QList<HistoryPoint> points(Window window) const;
    bool isEmpty() const { return m_end <= 0; }
    double end() const { return m_end; } ///< seconds

    static double seconds(Window window); ///< -1: as long as the run

private:
    struct Tier
    {
        double spacing = 0;
        qsizetype most = 0;
        QList<HistoryPoint> points;
        HistoryPoint open; ///< being gathered
        void add(const HistoryPoint &point);
    };
    Tier m_minute{0.5, 130, {}, {}};
    Tier m_tenMinutes{1, 620, {}, {}};
    Tier m_hour{6, 620, {}, {}};
    Tier m_whole{0.5, 1000, {}, {}};
    double m_end = 0;
};

} // namespace millrace
