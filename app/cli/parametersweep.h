// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/objectbenchmark.h"
#include "bench/sweep.h"
#include "cli/instruments.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/livedisplay.h"

#include <QFile>
#include <QObject>

namespace millrace {

/// What "sweep" was asked for.
struct ParameterSweepRequest
{
    BenchmarkSpec spec;
    SweepRange files{4, 4, 1};
    SweepRange concurrency{16, 16, 1};
    SweepRange partSize{16, 16, 1};
    SweepRange connections{100, 100, 1};
    int iterations = 3;
    QString output;         ///< of the CSV; summary and heat maps lie beside it
    QStringList command;    ///< flags the best command line carries beside the parameters; no secret among them

    QString beside(const QString &ending) const; ///< "sweep.csv" with another ending
};

/// Runs what is left of a sweep, writing a row of CSV after each run and the summary and heat maps at the end, which
/// Ctrl-C brings about early.
class ParameterSweep : public QObject
{
    Q_OBJECT
public:
    ParameterSweep(ParameterSweepRequest request, std::unique_ptr<Instruments> instruments, Console &console,
                   QObject *parent = nullptr);
    ~ParameterSweep() override;

    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    Result<> openCsv();
    Result<qsizetype> readCsv(QFile &file);
    Result<> checkBeside() const;
    Result<> writeSummary() const;
    void onPrepared(const std::optional<Error> &error);
    void next();
    void onPassed(const BenchmarkPass &pass);
    void onProgressed(const Snapshot &snapshot);
    void onCleaned(const std::optional<Error> &error);
    void failed(const Error &error);
    void tell(const SweepRow &row);
    void tellBest();
    QString bestCommand() const;
    QString timeLeft() const;

    const ParameterSweepRequest m_request;
    const std::unique_ptr<Instruments> m_instruments;
    Console &m_console;
    ObjectBenchmark m_benchmark;
    std::unique_ptr<LiveDisplay> m_live; ///< only on a terminal
    QElapsedTimer m_sinceDraw;
    QElapsedTimer m_clock;
    QFile m_csv;
    QList<SweepRow> m_rows;
    QList<SweepTask> m_tasks;
    qsizetype m_next = 0;
    ExitTally m_tally;
    double m_secondsRun = 0;  ///< of the runs that have ended
    bool m_warm = false;      ///< the first run warms connections and caches, and does not count
    bool m_cancelled = false;
};

} // namespace millrace
