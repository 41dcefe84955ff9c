// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/orderedjson.h"
#include "stats/percentiles.h"
#include "transfer/results.h"

#include <QList>
#include <QStringList>
#include <functional>
#include <utility>
#include <vector>

namespace millrace {

/// A file as its report tells of it.
struct ReportedFile
{
    QString bucket;
    QString key;
    QString path;
    QString outcome;     ///< "done", "failed", ...
    QString verifiedBy;  ///< "crc64nvme", ...
    QString error;       ///< empty where it did not fail
    ByteCount size = 0;
    int parts = 0;
    int retries = 0;
    double seconds = 0;
    double mibPerSecond = 0;
};

/// A run read back from its report file. A value. What is missing in the file, or of the wrong type, is left at zero.
struct RunReport
{
    /// Files listed by name: the slowest, and the first that failed. A run may hold millions.
    static constexpr qsizetype listedFiles = 20;

    QString file;            ///< where it was read from; empty otherwise
    int version = 0;         ///< "millrace_report"
    /// Everything but "files" and "time_series", for the sections that have no field here.
    OrderedJson json;

    QString mode;            ///< "download", "upload", "benchmark", ...
    QStringList sources;
    QString target;          ///< empty: memory
    QString endpoint;
    QString region;
    QDateTime startedAt;
    QDateTime endedAt;
    double seconds = 0;

    double wallClock = 0;    ///< MiB/s: all bytes over all time
    Distribution throughput; ///< MiB/s, over files

    qint64 filesTotal = 0;
    qint64 filesDone = 0;
    qint64 filesSkipped = 0;
    qint64 filesFailed = 0;
    qint64 filesCancelled = 0;
    qint64 validationFailures = 0;
    ByteCount bytesDone = 0;
    ByteCount bytesMoved = 0;
    qint64 retries = 0;
    qint64 throttles = 0;
    double cpuSeconds = 0;
    ByteCount peakResidentBytes = 0;
    bool cancelled = false;
    QString error;           ///< what ended the run as a whole; empty where nothing did
    QList<std::pair<QString, qint64>> verifiedBy; ///< how, and how many files

    QStringList columns;     ///< of the time series, as the file has them
    QList<Sample> samples;   ///< what has no column is 0
    bool has(const QString &column) const { return columns.contains(column); }

    /// Of a benchmark: MiB/s of each timed run.
    std::vector<double> iterations;

    qint64 filesListed = 0;          ///< entries of "files"
    QList<ReportedFile> slowest;     ///< of those done, slowest first
    QList<ReportedFile> failed;      ///< in the order of the report
    QList<std::pair<QString, qint64>> errorKinds; ///< kind of failure, and how many files; most frequent first
};

/// Reads a report in one pass, entries of "files" one at a time. LocalFile error where it cannot be read, Config error
/// where it is no report or one of a later version.
/// @p eachFile is given every entry of "files" as it comes.
Result<RunReport> readReport(const QString &path, const std::function<void(ReportedFile &&)> &eachFile = {});
/// The same from memory.
Result<RunReport> parseReport(const QByteArray &text);

} // namespace millrace
