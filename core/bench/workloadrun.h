// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloadplan.h"
#include "transfer/transferengine.h"

#include <QElapsedTimer>
#include <QObject>
#include <memory>
#include <vector>

namespace millrace {

/// One pass over a workload through the engines, all of them at once. Lives in one thread with an event loop.
class WorkloadRun : public QObject
{
    Q_OBJECT
public:
    explicit WorkloadRun(const WorkloadPlan &plan, QObject *parent = nullptr);
    ~WorkloadRun() override;

    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

    double seconds() const { return m_seconds; }           ///< from start() to the last engine's end
    const std::optional<Error> &error() const { return m_error; } ///< the first failure
    qint64 filesDone() const { return m_filesDone; }
    ByteCount bytesDone() const { return m_bytesDone; }

signals:
    void fileFinished(const millrace::FileResult &file);
    void noticed(const QString &text);
    void finished();

private:
    void add(std::unique_ptr<TransferEngine> engine);
    void onFile(const FileResult &file);
    void onEngineFinished(const RunResult &result);

    std::vector<std::unique_ptr<TransferEngine>> m_engines;
    QElapsedTimer m_clock;
    size_t m_running = 0;
    double m_seconds = 0;
    qint64 m_filesDone = 0;
    ByteCount m_bytesDone = 0;
    std::optional<Error> m_error;
};

} // namespace millrace
