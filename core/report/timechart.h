// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/canvas.h"
#include "report/figures.h"
#include "report/runreport.h"

#include <QSizeF>

namespace millrace {

/// A curve; x is seconds.
struct ChartSeries
{
    enum class Look { Line, Area, Stacked };
    QString name;
    Colour colour = 0;
    QList<QPointF> points;
    Look look = Look::Line;
};

/// Curves that share an axis.
struct ChartPanel
{
    QString title;
    QString unit;
    QList<ChartSeries> series;
    std::optional<double> mark; ///< a level worth a line of its own
    QString markName;
};

/// Panels one below the other over the same time. A value.
struct TimeChart
{
    QString title;
    QString subtitle;
    double seconds = 0;
    QList<ChartPanel> panels;
    QString time = QStringLiteral("time"); ///< what the axis below all of them is called
    QLocale locale = QLocale::c();         ///< of the axes' figures
};

/// Throughput, CPU, memory, and what else was measured, of one run in detail or of several beside each other.
TimeChart timeChartOf(const QList<RunReport> &reports, const Figures &figures = Figures::english());
/// @p points averaged into at most @p most, so that a curve is not wider than the picture. Pure.
QList<QPointF> thinned(const QList<QPointF> &points, qsizetype most);
/// What tells reports apart: their file names, with as much of the path as it takes.
QStringList reportNames(const QList<RunReport> &reports);

constexpr double chartWidth = 1000;
QSizeF sizeOf(const TimeChart &chart, double width = chartWidth);
void draw(const TimeChart &chart, Canvas &canvas, double width = chartWidth);

/// Colours that differ also to the colour-blind, again from the first after the last.
Colour seriesColour(qsizetype index);

} // namespace millrace
