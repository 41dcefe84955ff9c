// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/benchstatistics.h"
#include "bench/workload.h"
#include "benchrunner/benchclient.h"
#include "cli/console.h"

#include <QElapsedTimer>

namespace millrace {

/// Runs a workload again and again with one client and prints the lines of the benchmark.
class WorkloadRepeats : public QObject
{
    Q_OBJECT
public:
    // What the benchmark's harness knows.
    static constexpr int exitSkipped = 123;
    static constexpr int exitFailed = 255;

    WorkloadRepeats(const Workload &workload, QString folder, BenchClient &client, Console &console);

    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

    /// Say it on standard error and return the exit code.
    static int skip(Console &console, const QString &reason);
    static int fail(Console &console, const Error &error);

signals:
    void finished(int exitCode);

private:
    void next();
    void onRan(const std::optional<Error> &error, double seconds);
    void endWith(const Error &error);
    void end(int exitCode);

    const Workload &m_workload;
    const QString m_folder;
    BenchClient &m_client;
    Console &m_console;
    BenchStatistics m_statistics;
    QElapsedTimer m_clock;
    bool m_cancelled = false;
    bool m_ended = false;
};

} // namespace millrace
