// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueconnection.h"
#include "transfer/transferengine.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <memory>

namespace millrace {

/// How a job ended.
struct QueueOutcome
{
    bool stopped = false; ///< by stop(), before its end
    std::optional<Error> error;
    RunResult result;
};

/// One entry being run: finds its connection, runs its engine, sums up. Lives in the queue's thread.
class QueueJob : public QObject
{
    Q_OBJECT
public:
    /// @p pool must have no thread of this job left when it is destroyed before `finished`.
    /// @p bandwidth may be none.
    QueueJob(QueueEntry entry, ConnectionProvider provider, QThreadPool &pool, ByteCount memoryLimit,
             std::shared_ptr<TokenBucket> bandwidth);
    ~QueueJob() override;

    /// `finished` follows in every case, exactly once.
    void start();
    /// Ends it soon. What is there is kept for the next time; @p forGood: there is none, and an upload takes back from
    /// the server what it has sent.
    void stop(bool forGood = false);
    bool isStopping() const { return m_stopped; }

    const QueueEntry &entry() const { return m_entry; }
    const QueueProgress &progress() const { return m_entry.progress; }
    /// After `finished`.
    const QueueOutcome &outcome() const { return m_outcome; }

signals:
    void progressed(const millrace::Snapshot &snapshot);
    void fileFinished(const millrace::FileResult &result);
    void noticed(const QString &text);
    void finished();

private:
    void onConnection(const Result<Connection> &connection, const QByteArray &customerKey);
    void onFileFinished(const FileResult &file);
    void onRunFinished(const RunResult &result);
    void endWith(const std::optional<Error> &error);

    QueueEntry m_entry;
    QHash<quint64, ByteCount> m_inFlight; ///< how far each file was at the last snapshot
    ByteCount m_failedBytes = 0;          ///< size of the files that failed
    ByteCount m_doneOfFailed = 0;         ///< what had come of them
    const ConnectionProvider m_provider;
    QThreadPool &m_pool;
    const ByteCount m_memoryLimit;
    const std::shared_ptr<TokenBucket> m_bandwidth;
    std::unique_ptr<TransferEngine> m_engine;
    QueueOutcome m_outcome;
    const std::shared_ptr<std::atomic<bool>> m_takeBack = std::make_shared<std::atomic<bool>>(false);
    bool m_stopped = false;
    bool m_ended = false;
};

} // namespace millrace
