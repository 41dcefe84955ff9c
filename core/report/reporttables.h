// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/comparison.h"
#include "report/figures.h"

namespace millrace {

/// A table for a terminal, a page or a widget. A value.
struct ReportTable
{
    QString title;
    QStringList head;         ///< empty: names and values, which need none
    QList<QStringList> rows;
    QList<bool> numeric;      ///< by column: aligned to the right
};

/// What there is to say of a run: summary, percentiles, runs of a benchmark, settings, machine, verification, slowest
/// files, failures. Tables without rows are left out.
QList<ReportTable> reportTables(const RunReport &report, const Figures &figures = Figures::english());
/// Figures side by side, then settings that differ.
QList<ReportTable> comparisonTables(const ReportComparison &comparison, const QString &before, const QString &after);

} // namespace millrace
