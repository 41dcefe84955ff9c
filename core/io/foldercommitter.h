// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesink.h"
#include "io/diskload.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace millrace {

/// A file whose bytes are all written.
struct FileCommit
{
    std::shared_ptr<ByteSink> sink;
    QString folder;     ///< of the final name
    QDateTime modified;
    bool small = false; ///< written in one go; may share its flush with others
};

/// One thread that makes the small files of the folders given to it, and gives them their names. Files that come in
/// faster than the disk flushes them share one syncfs(2): 5,000 small files then cost a few flushes, not 5,000.
class FolderCommitter
{
public:
    using Done = std::function<void(Result<void>)>;

    explicit FolderCommitter(std::shared_ptr<DiskMeter> meter = std::make_shared<DiskMeter>());
    ~FolderCommitter(); ///< finishes what is queued

    void write(std::function<void()> task);
    void commit(FileCommit commit, QObject *context, Done done);

private:
    struct Pending
    {
        FileCommit commit;
        QObject *context;
        Done done;
    };
    using Clock = std::chrono::steady_clock;
    void loop();
    static void commitBatch(std::vector<Pending> &batch);

    const std::shared_ptr<DiskMeter> m_meter;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<std::function<void()>> m_writes; ///< guarded by m_mutex
    Clock::time_point m_writesSince;             ///< when the first of them came; guarded by m_mutex
    std::vector<Pending> m_commits;              ///< guarded by m_mutex
    Clock::time_point m_due;                     ///< when m_commits end their wait for more; guarded by m_mutex
    Clock::duration m_linger{};                  ///< guarded by m_mutex
    bool m_stopping = false;                     ///< guarded by m_mutex
    std::thread m_thread;
};

/// Flushes, publishes and makes the new name durable, for one file. Blocks.
Result<void> commitFile(const FileCommit &commit);

/// Posts @p result to @p done in @p context's thread.
void postResult(QObject *context, std::function<void(Result<void>)> done, Result<void> result);

} // namespace millrace
