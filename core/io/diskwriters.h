// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bufferpool.h"
#include "io/bytesink.h"
#include "io/diskload.h"
#include "io/foldercommitter.h"
#include "io/pacedsink.h"

#include <QObject>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
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

    /// @p rate: all writes together are no faster than that; unset: as fast as the disk.
    explicit DiskWriters(int threads, std::optional<ByteRate> rate = std::nullopt);
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

    /// How many threads take tasks from now on, small files' own left out; at least one. Those too many rest.
    void setThreads(int threads);
    int threads() const { return m_limit.load(std::memory_order_relaxed); }
    /// What sinks of these writers wait for (PacedSink); none without a rate.
    const std::shared_ptr<DiskPace> &pace() const { return m_pace; }
    /// How busy the threads have been, small files' own included.
    DiskLoad load() const { return m_meter->load(); }

private:
    FolderCommitter &committerFor(const QString &folder);
    void writerLoop(int index);

    struct Task
    {
        std::function<void()> run;
        DiskMeter::Clock::time_point queuedAt;
    };
    const std::shared_ptr<DiskPace> m_pace;
    const std::shared_ptr<DiskMeter> m_meter = std::make_shared<DiskMeter>();
    std::atomic<int> m_limit;                  ///< threads that take tasks; written under m_mutex
    std::atomic<bool> m_resting{false};        ///< there are threads beyond the limit
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;                  ///< guarded by m_mutex
    bool m_stopping = false;                   ///< guarded by m_mutex
    std::vector<std::thread> m_threads;
    std::vector<std::unique_ptr<FolderCommitter>> m_committers;
};

} // namespace millrace
