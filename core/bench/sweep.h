// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/heatmap.h"
#include "report/reporttables.h"
#include "transfer/transferspec.h"

#include <QByteArray>
#include <QStringList>
#include <array>
#include <compare>

namespace millrace {

/// "min,max,step", or one number alone.
struct SweepRange
{
    int low = 1;
    int high = 1;
    int step = 1;

    /// None for anything else, for a step that leads nowhere, and for values below 1.
    static std::optional<SweepRange> parse(const QString &text);
    QList<int> values() const;
};

/// A combination of the four parameters.
struct SweepPoint
{
    int fileParallelism = 1;
    int concurrency = 1;
    int partSizeMib = 1;
    int maxConnections = 1;

    auto operator<=>(const SweepPoint &) const = default;
    std::array<int, 4> values() const { return {fileParallelism, concurrency, partSizeMib, maxConnections}; }
    TransferSettings applied(TransferSettings settings) const;
};

/// "file parallelism", "concurrency", "part size, MiB", "connections": of SweepPoint::values().
QStringList sweepParameterNames();

/// A run, as a row of the sweep's CSV.
struct SweepRow
{
    int runId = 0;
    SweepPoint point;
    int iteration = 1;
    bool success = false;
    double throughput = 0;   ///< MiB/s: all bytes over all time
    double p50 = 0;          ///< MiB/s, over the objects
    double p95 = 0;
    double mean = 0;
    double seconds = 0;
    QString timestamp;       ///< ISO 8601
};

QList<SweepPoint> combinations(const SweepRange &files, const SweepRange &concurrency, const SweepRange &partSize,
                               const SweepRange &connections);

QByteArray sweepCsvHead();
QByteArray toCsv(const SweepRow &row);
/// Rows of an earlier run. A last line that was cut short is left out: @p whole is where the good part ends. Config
/// error for a file that is no CSV of a sweep.
Result<QList<SweepRow>> parseSweepCsv(const QByteArray &text, qsizetype *whole = nullptr);

/// What is left to be run: every combination once, then once more, so that a drift of the machine hits all alike.
struct SweepTask
{
    SweepPoint point;
    int iteration = 1;
};
QList<SweepTask> remaining(const QList<SweepPoint> &points, int iterations, const QList<SweepRow> &done);

/// What the runs of a combination came to.
struct SweepScore
{
    SweepPoint point;
    std::vector<double> throughputs; ///< MiB/s, of successful runs
    int failures = 0;
    double p50 = 0;       ///< means over the runs
    double p95 = 0;
    double mean = 0;      ///< of the objects
    MeanEstimate estimate;
    bool judged = false;      ///< there are runs enough to tell noise from a difference
    bool likeTheBest = false; ///< no difference to the best beyond noise; means something where it is judged
};
/// By mean throughput, best first; combinations that never succeeded come last.
QList<SweepScore> ranked(const QList<SweepRow> &rows);

/// The summary: totals, the ten best, and how to run the best.
OrderedJson sweepSummary(const QList<SweepRow> &rows, const OrderedJson &workload, const QString &bestCommand);
ReportTable bestTable(const QList<SweepScore> &scores, qsizetype most);
/// The two parameters with the most values span the grids, the others make several.
HeatMap sweepMap(const QList<SweepRow> &rows, const QString &title, const QString &subtitle);

} // namespace millrace
