// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/heatmap.h"
#include "report/reporttables.h"
#include "report/timechart.h"

#include <functional>

class QXmlStreamWriter;

namespace millrace {

// Pictures and pages of reports as text. Pure; nothing is fetched by what they make.

/// A picture alone, as an SVG document.
QByteArray toSvg(const TimeChart &chart);
QByteArray toSvg(const HeatMap &map);

/// A page of its own: curves and all tables of one report, or several beside each other with a verdict on the first and
/// the last.
QByteArray reportPage(const QList<RunReport> &reports);
QByteArray heatMapPage(const HeatMap &map, const QList<ReportTable> &tables);

/// The time series of a report as CSV, under the columns the report has.
QByteArray seriesCsv(const RunReport &report);

} // namespace millrace
