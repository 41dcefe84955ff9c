// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesink.h"
#include "io/bufferpool.h"

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace millrace {

/// The disk-writer threads (--io-threads) and one committer. Tasks run in no particular order. Thread-safe.
class DiskWriters
{
public:
    using Done = std::function<void(Result<void>)>;

    explicit DiskWriters(int threads);
    ~DiskWriters(); ///< finishes what is queued

    /// Runs @p task in a writer thread; @p done is posted to @p context's thread with its outcome. @p context must
    /// outlive the task.
    void run(std::function<Result<void>()> task, QObject *context, Done done);

    /// Writes and gives the buffer back to its pool. @p begin is where in the buffer the bytes start.
    void write(std::shared_ptr<ByteSink> sink, ByteCount offset, Buffer buffer, ByteCount begin, ByteCount size,
               QObject *context, Done done);

    /// Makes a finished file durable, then visible, then its name durable. Files that come in faster than the disk
    /// syncs them share one syncfs(2): 5,000 small files then cost a few flushes, not 5,000.
    struct Commit
    {
        std::shared_ptr<ByteSink> sink;
        QString folder;       ///< of the final name; empty where there is no file
        QDateTime modified;
    };
    void commit(Commit commit, QObject *context, Done done);

private:
    struct Pending
    {
        Commit commit;
        QObject *context;
        Done done;
    };
    void writerLoop();
    void committerLoop();
    static void commitBatch(std::vector<Pending> &batch);

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks; ///< guarded by m_mutex
    bool m_stopping = false;                   ///< guarded by m_mutex
    std::vector<std::thread> m_threads;

    std::condition_variable m_commitWake;
    std::vector<Pending> m_commits; ///< guarded by m_mutex
    std::thread m_committer;
};

} // namespace millrace
