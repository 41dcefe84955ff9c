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
/// @p words: for another language than English.
struct PageWords
{
    QString language = QStringLiteral("en");            ///< of the page, as HTML names it
    std::function<QString(const QString &english)> text; ///< a title, name or cell in that language; empty: as it is
    const Figures *figures = &Figures::english();        ///< how it writes numbers and times
    QString title, subtitle;                            ///< of the page and its picture; empty: composed here
};
QByteArray reportPage(const QList<RunReport> &reports, const PageWords &words = {});
QByteArray heatMapPage(const HeatMap &map, const QList<ReportTable> &tables);

/// The time series of a report as CSV, under the columns the report has.
QByteArray seriesCsv(const RunReport &report);

} // namespace millrace
