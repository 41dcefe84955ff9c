// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/reportview.h"

#include <functional>

namespace millrace {

/// Writes @p report to @p path in a thread of the pool. JSON is the file as it was written, CSV a line for each file, HTML
/// and PDF a document. @p done: empty, or what went wrong in words; not called when @p context is gone.
void exportReport(const OpenReport &report, ReportFormat format, const QString &path, QObject *context,
                  std::function<void(const QString &trouble)> done);

/// Every file of the report at @p path as CSV with a head line.
Result<QByteArray> filesCsv(const QString &path);
/// A document for print; any thread.
QByteArray reportPdf(const OpenReport &report);

/// A page in the user's language that stands by itself; any thread.
QByteArray reportHtml(const RunReport &report);

/// The bottleneck a report names; none where it names none.
Bottleneck bottleneckOf(const RunReport &report);

} // namespace millrace
