// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bufferpool.h"
#include "io/bytesink.h"
#include "io/foldercommitter.h"

#include <QObject>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace millrace {

/// The disk-writer threads (--io-threads). Tasks run in no particular order, but for small files: those of one folder
/// are made one after another by the same thread, since the kernel lets only one process at a time change a folder and
/// the others would burn CPU waiting. Thread-safe.
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
    /// @p folder: of the final name, for a file that is small and written in one go; empty for all others.
    void write(std::shared_ptr<ByteSink> sink, ByteCount offset, Buffer buffer, ByteCount begin, ByteCount size,
               const QString &folder, QObject *context, Done done);

    /// Makes a finished file durable, then visible, then its name durable.
    void commit(FileCommit commit, QObject *context, Done done);

private:
    FolderCommitter &committerFor(const QString &folder);
    void writerLoop();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_tasks; ///< guarded by m_mutex
    bool m_stopping = false;                   ///< guarded by m_mutex
    std::vector<std::thread> m_threads;
    std::vector<std::unique_ptr<FolderCommitter>> m_committers;
};

} // namespace millrace
