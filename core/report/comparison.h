// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/runreport.h"
#include "stats/significance.h"

namespace millrace {

enum class Verdict {
    Faster,
    Slower,
    NoDifference, ///< none beyond noise
    CannotTell,   ///< too little was measured to know the noise
};

/// What a verdict rests on, the best kind that both reports have.
enum class VerdictBasis {
    Iterations,  ///< the timed runs of benchmarks: noise between runs is known
    TimeSeries,  ///< one run each: noise within them stands in for noise between them
    Totals,      ///< one short run each
};

/// A figure of both reports.
struct FigurePair
{
    QString name;        ///< "Throughput", ...
    QString unit;        ///< "MiB/s", "s", ...; empty for counts
    double before = 0;
    double after = 0;
    int decimals = 0;
    /// (after - before) / before; 0 where before is 0.
    double change() const { return before != 0 ? (after - before) / before : 0; }
};

/// Two reports beside each other. A value.
struct ReportComparison
{
    Verdict verdict = Verdict::CannotTell;
    VerdictBasis basis = VerdictBasis::Totals;
    RatioEstimate ratio;           ///< of throughput, after / before, with its 95 % confidence interval
    int measurementsBefore = 0;    ///< figures the ratio was estimated from
    int measurementsAfter = 0;
    /// Both measured something: what failed before its first figure is no side of a comparison.
    bool isMeasured() const { return measurementsBefore > 0 && measurementsAfter > 0; }
    QList<FigurePair> figures;
    /// Settings that are not alike: name, before, after.
    struct Setting { QString name, before, after; };
    QList<Setting> settings;
    /// What makes the two hard to compare: other sources, another machine, failures. Sentences without a full stop.
    QStringList warnings;
};

/// A change smaller than this is none, however sure it is.
constexpr double leastChange = 0.01;
/// The same where one run each has to do: runs alike differ by so much.
constexpr double leastChangeOfSingleRuns = 0.05;

/// @p ratio with the noise it was estimated with. Pure.
Verdict verdictOn(const RatioEstimate &ratio, double least = leastChange);

ReportComparison compareReports(const RunReport &before, const RunReport &after);
/// Figures of benchmarks alone; more is faster.
ReportComparison compareRuns(const std::vector<double> &before, const std::vector<double> &after);

/// "faster by 12.3 % (95 % CI 9.8 .. 14.9 %)", "no difference beyond noise (+0.4 %, 95 % CI -1.2 .. +2.0 %)".
QString verdictText(const ReportComparison &comparison);

} // namespace millrace
