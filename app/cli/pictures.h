// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/cairocanvas.h"
#include "report/reportpage.h"

namespace millrace {

/// Writes curves of @p reports to @p path, in the form its name ends in: .png, .svg, .pdf, .html, or .csv for the series of
/// one report. Config error for another ending.
Result<> writePicture(const QList<RunReport> &reports, const QString &path);
/// The same of a heat map; @p tables go with it where the form is a page.
Result<> writePicture(const HeatMap &map, const QList<ReportTable> &tables, const QString &path);

/// @p bytes under @p path, whole or not at all.
Result<> writeFile(const QString &path, const QByteArray &bytes);

} // namespace millrace
