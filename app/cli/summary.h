// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/errortext.h"
#include "report/report.h"

#include <QStringList>
#include <map>

namespace millrace {

/// The seed's line for a finished file: "{name}: size={:.2f}MB, duration={:.2f}s, throughput={:.2f} MiB/sec". Its "MB"
/// are MiB, as the original's were.
QString seedFileLine(const FileResult &file);
/// "Total Combined Throughput: {:.2f} MiB/sec", over wall time, and "Total Duration: {:.2f} seconds".
QStringList seedTotals(const Report &report);

/// "12.3 s: connections 8 -> 12 (each of 8 connections brings only 10 MB/s)".
QString tuningStepLine(const TuningStep &step);

/// Why @p file failed; names its object even where the error does not.
ErrorText failureText(const FileResult &file);

/// What the end of a run says about single files. Keeps only the first few of each kind: a run may fail a million times.
class RunNotes
{
public:
    static constexpr int shown = 20;

    void add(const FileResult &file);

    struct Failures
    {
        qint64 count = 0;
        QString nextStep;
        QStringList lines; ///< the first few
    };
    /// By next step, so that one piece of advice is given once.
    const std::map<QString, Failures> &failures() const { return m_failures; }
    qint64 renamed() const { return m_renamed; }
    const QStringList &renamedLines() const { return m_renamedLines; }
    qint64 planned() const { return m_planned; }
    ByteCount plannedBytes() const { return m_plannedBytes; }
    ByteCount resumedBytes() const { return m_resumedBytes; }

private:
    std::map<QString, Failures> m_failures;
    qint64 m_renamed = 0;
    QStringList m_renamedLines;
    qint64 m_planned = 0;
    ByteCount m_plannedBytes = 0;
    ByteCount m_resumedBytes = 0;
};

struct SummaryContext
{
    bool upload = false;      ///< bytes end up on a server
    bool copy = false;        ///< from a server to a server
    bool move = false;        ///< and were removed at the source
    bool sync = false;        ///< what is current was left alone
    qint64 deleted = 0;       ///< at the target of a sync; with dryRun: would be
    bool keepPartial = false; ///< of an upload: what was sent stays on the server
    bool toMemory = false;
    bool toStdout = false;
    bool readerGone = false;  ///< of standard output: nobody is left who wants to know more
    bool dryRun = false;
    bool verbose = false;
    QString target;
    QString reportFile; ///< empty: none was written
    bool colour = false;
};

/// The end of a run for a human: what was done, what it was verified by, what was renamed, what failed and what to do.
QStringList humanSummary(const Report &report, const RunNotes &notes, const SummaryContext &context);

} // namespace millrace
