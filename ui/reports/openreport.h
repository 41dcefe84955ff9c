// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/runreport.h"
#include "stats/history.h"

#include <memory>
#include <vector>

namespace millrace {

/// A report with all that its page shows. A value; the files are shared, since there may be many.
struct OpenReport
{
    /// More files than these are counted, not shown.
    static constexpr size_t mostFiles = 300'000;

    QString title;
    RunReport report;
    History history; ///< its time series
    std::shared_ptr<const std::vector<ReportedFile>> files = std::make_shared<std::vector<ReportedFile>>();

    /// Reads the whole file: for threads of a pool.
    static Result<OpenReport> read(const QString &path);
};

/// The time series of a report for a chart.
History historyOf(const RunReport &report);

/// Words for what a report spells in English: "done", "failed", ...
QString outcomeText(const QString &outcome);
/// A value of a report for the eye: sizes and rates with units, what was left to the engine as "automatic".
QString valueText(const QString &field, const OrderedJson &value);
/// How the run as a whole ended.
enum class RunEnd { Done, Failed, Cancelled };
RunEnd endOf(const RunReport &report);
QString endText(const RunReport &report);

} // namespace millrace
