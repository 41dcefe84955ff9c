// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/history.h"

#include <QPointF>
#include <QPolygonF>
#include <QString>

namespace millrace {

/// The unit a chart's axis is labelled in.
struct RateUnit
{
    double divisor = 1;
    QString name; ///< "MiB/s"

    static RateUnit forRate(ByteRate highest);
};

/// An upper end for an axis from 0 that gives round labels: 1, 2, 4, 5 or 8 times a power of ten, in four steps.
double roundMaximum(double value);

/// How the labels of an axis from 0 to @p top in four steps are written, as printf has it: no digit is rounded away.
QString labelFormat(double top);

/// Where labels stand on a time axis: round seconds, minutes or hours between @p from and @p to, six at most.
QList<double> timeTicks(double from, double to);

/// The part of a history a chart shows, as points: x in seconds, 0 at the newest for a window and at the beginning for the
/// whole run.
struct ChartData
{
    double from = 0;
    double to = 0;
    RateUnit unit;
    QList<QPointF> rate, disk;                ///< in unit
    QList<QPointF> connections, cpu, memory;  ///< count; percent of one core; MiB
    QList<QPointF> retries, throttles;        ///< on the line of the rate, one for each stretch that had some
    QList<QPolygonF> byConnection;            ///< in unit; a line for each connection, at most some 300 points each
    double highestRate = 0;                   ///< in unit, of the whole
    double highestDisk = 0;
    double highestConnection = 0;
    QList<HistoryPoint> points;               ///< x of points[i] is rate[i].x()

    static ChartData of(const History &history, History::Window window);
    int nearest(double x) const; ///< index into points; -1: none
};

} // namespace millrace
