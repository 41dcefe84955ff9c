// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/objectbenchmark.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/instruments.h"
#include "cli/livedisplay.h"
#include "report/comparison.h"
#include "report/report.h"

#include <QObject>

namespace millrace {

/// What "benchmark" was asked for.
struct BenchmarkRequest
{
    BenchmarkSpec spec;
    int iterations = 5;
    int warmUps = 1;
    OutputOptions output;
    RunFacts facts;
    std::optional<RunReport> before; ///< --compare
};

/// Prepares, warms up, measures, cleans up, tells. Interrupted, it cleans up and tells of what was measured.
///
/// With --json it tells in lines of JSON, as jsonevents.h describes them for transfers:
///   {"event":"start","millrace_events":1,"mode":"benchmark","workload":{...},"iterations":N,"warmup":N}
///   {"event":"run","warmup":BOOL,"number":N,"seconds":S,"bytes":N,"throughput_mib_per_second":N,"cpu_seconds":S,
///    "peak_resident_bytes":N}
///   {"event":"error","error":{...},"text":SENTENCE}
///   {"event":"result","cancelled":BOOL,"statistics":{...}|null,"comparison":{...},"exit_code":N}
///    always the last line; "comparison" only with --compare.
class BenchmarkRun : public QObject
{
    Q_OBJECT
public:
    BenchmarkRun(BenchmarkRequest request, std::unique_ptr<Instruments> instruments, Console &console, QObject *parent = nullptr);
    ~BenchmarkRun() override;

    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    void onPrepared(const std::optional<Error> &error);
    void next();
    void onPassed(const BenchmarkPass &pass);
    void onProgressed(const Snapshot &snapshot);
    void onCleaned(const std::optional<Error> &error);
    void failed(const Error &error);
    void endReport();
    void tellPass(const BenchmarkPass &pass, bool warmUp);
    void tellResult();
    void event(const OrderedJson &json);
    OrderedJson statistics() const;
    QString phase() const;
    bool isWarmingUp() const { return m_warmUpsDone < m_request.warmUps; }

    BenchmarkRequest m_request;
    const std::unique_ptr<Instruments> m_instruments;
    Console &m_console;
    ObjectBenchmark m_benchmark;
    Report m_report;
    ExitTally m_tally;
    std::unique_ptr<LiveDisplay> m_live; ///< only on a terminal
    QElapsedTimer m_sinceDraw;
    int m_warmUpsDone = 0;
    std::vector<double> m_rates;         ///< MiB/s of the timed runs
    OrderedJson m_passes = OrderedJson::array();
    QList<FileResult> m_files;           ///< of the pass under way
    QDateTime m_startedAt;
    RunResult m_unfinished;              ///< the pass that failed or was interrupted: its figures count nowhere
    std::optional<Error> m_error;        ///< the first that ended it
    bool m_preparing = true;
    bool m_cancelled = false;
};

} // namespace millrace
