// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/foldercommitter.h"

#include "io/filesink.h"

#include <QFile>
#include <QHash>
#include <QSet>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

namespace millrace {
namespace {

/// From this many finished files on, flushing the file system once is cheaper than flushing each.
constexpr size_t sharedSyncFrom = 16;
/// More than these do not wait for each other: the engine lets a few hundred files wait for their names at a time.
constexpr size_t fullBatch = 48;
/// Files that follow one another are given this many flushes' time to come together, up to mostLinger.
constexpr int lingerFlushes = 3;
constexpr std::chrono::milliseconds mostLinger{40};

/// Flushes the file system that holds @p folder. False where that cannot be done or reports an error.
bool syncFileSystem(const QString &folder)
{
    const int fd = ::open(QFile::encodeName(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool ok = ::syncfs(fd) == 0;
    ::close(fd);
    return ok;
}

/// Device number of the file system of @p folder; 0 where it cannot be told.
quint64 deviceOfFolder(const QString &folder)
{
    struct stat info;
    return ::stat(QFile::encodeName(folder), &info) == 0 ? quint64(info.st_dev) : 0;
}

} // namespace

void postResult(QObject *context, std::function<void(Result<void>)> done, Result<void> result)
{
    QMetaObject::invokeMethod(
        context, [done = std::move(done), result = std::move(result)] { done(result); }, Qt::QueuedConnection);
}

Result<void> commitFile(const FileCommit &commit)
{
    if (auto synced = commit.sink->sync(); !synced)
        return synced;
    if (auto published = commit.sink->publish(commit.modified); !published)
        return published;
    return syncFolder(commit.folder);
}

FolderCommitter::FolderCommitter(std::shared_ptr<DiskMeter> meter) : m_meter(std::move(meter))
{
    m_thread = std::thread([this] { loop(); });
}

FolderCommitter::~FolderCommitter()
{
    {
        std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void FolderCommitter::write(std::function<void()> task)
{
    {
        std::lock_guard lock(m_mutex);
        if (m_writes.empty())
            m_writesSince = Clock::now();
        m_writes.push_back(std::move(task));
    }
    m_wake.notify_one();
}

void FolderCommitter::commit(FileCommit commit, QObject *context, Done done)
{
    {
        std::lock_guard lock(m_mutex);
        if (m_commits.empty())
            m_due = Clock::now() + m_linger;
        m_commits.push_back({std::move(commit), context, std::move(done)});
    }
    m_wake.notify_one();
}

void FolderCommitter::loop()
{
    ::pthread_setname_np(::pthread_self(), "small files");
    std::unique_lock lock(m_mutex);
    for (;;) {
        const auto work = [this] { return m_stopping || !m_writes.empty() || m_commits.size() >= fullBatch; };
        if (m_commits.empty())
            m_wake.wait(lock, [&] { return work() || !m_commits.empty(); });
        else
            m_wake.wait_until(lock, m_due, work);
        if (m_writes.empty() && m_commits.empty())
            return;
        if (auto writes = std::exchange(m_writes, {}); !writes.empty()) {
            const auto queuedAt = m_writesSince;
            lock.unlock();
            const auto began = m_meter->begin(queuedAt);
            for (auto &task : writes) {
                task();
                task = nullptr;
            }
            m_meter->end(began, qint64(writes.size()));
            lock.lock();
        }
        if (m_commits.empty() || !(m_stopping || m_commits.size() >= fullBatch || Clock::now() >= m_due))
            continue;
        auto batch = std::exchange(m_commits, {});
        lock.unlock();
        const auto began = m_meter->begin(Clock::now());
        commitBatch(batch);
        const auto took = Clock::now() - began;
        m_meter->end(began);
        lock.lock();
        // A file that came alone is no stream: the next one need not wait for company.
        m_linger = batch.size() > 1 ? std::min<Clock::duration>(mostLinger, took * lingerFlushes) : Clock::duration::zero();
        m_due = Clock::now() + m_linger; // for those that came meanwhile
    }
}

void FolderCommitter::commitBatch(std::vector<Pending> &batch)
{
    // A folder below the target may be a mount point or a link to another disk: flush every file system once.
    QHash<quint64, QString> fileSystems;
    QHash<QString, quint64> deviceOf;
    if (batch.size() >= sharedSyncFrom)
        for (const Pending &pending : batch)
            if (!deviceOf.contains(pending.commit.folder)) {
                const quint64 device = deviceOfFolder(pending.commit.folder);
                deviceOf.insert(pending.commit.folder, device);
                fileSystems.insert(device, pending.commit.folder);
            }
    QSet<quint64> synced;
    for (auto it = fileSystems.cbegin(); it != fileSystems.cend(); ++it)
        if (it.key() && syncFileSystem(it.value()))
            synced.insert(it.key());

    QSet<QString> folders;
    std::vector<Result<void>> results;
    results.reserve(batch.size());
    for (auto &pending : batch) {
        const bool durable = synced.contains(deviceOf.value(pending.commit.folder));
        auto result = durable ? Result<void>() : pending.commit.sink->sync();
        if (result)
            result = pending.commit.sink->publish(pending.commit.modified);
        if (result)
            folders.insert(pending.commit.folder);
        pending.commit.sink.reset();
        results.push_back(std::move(result));
    }

    const bool manyFolders = folders.size() >= qsizetype(sharedSyncFrom);
    for (const QString &folder : std::as_const(folders)) {
        if (manyFolders && synced.contains(deviceOf.value(folder))) {
            // The new names of one file system become durable together as well.
            const quint64 device = deviceOf.value(folder);
            if (fileSystems.contains(device) && syncFileSystem(folder))
                fileSystems.remove(device);
            if (!fileSystems.contains(device))
                continue;
        }
        if (auto done = syncFolder(folder); !done)
            for (size_t i = 0; i < batch.size(); ++i)
                if (results[i] && batch[i].commit.folder == folder)
                    results[i] = done;
    }
    for (size_t i = 0; i < batch.size(); ++i)
        postResult(batch[i].context, std::move(batch[i].done), std::move(results[i]));
}

} // namespace millrace
