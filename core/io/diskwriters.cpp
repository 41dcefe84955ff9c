// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/diskwriters.h"

#include "io/filesink.h"

#include <QFile>
#include <QHash>
#include <QSet>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// From this many finished files on, flushing the file system once is cheaper than flushing each.
constexpr size_t sharedSyncFrom = 16;

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

void post(QObject *context, DiskWriters::Done done, Result<void> result)
{
    QMetaObject::invokeMethod(
        context, [done = std::move(done), result = std::move(result)] { done(result); }, Qt::QueuedConnection);
}

} // namespace

DiskWriters::DiskWriters(int threads)
{
    for (int i = 0; i < std::max(1, threads); ++i)
        m_threads.emplace_back([this] { writerLoop(); });
    m_committer = std::thread([this] { committerLoop(); });
}

DiskWriters::~DiskWriters()
{
    {
        std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_commitWake.notify_all();
    for (auto &thread : m_threads)
        thread.join();
    m_committer.join();
}

void DiskWriters::run(std::function<Result<void>()> task, QObject *context, Done done)
{
    {
        std::lock_guard lock(m_mutex);
        m_tasks.push_back([task = std::move(task), context, done = std::move(done)]() mutable {
            auto result = task();
            // What the task holds (a buffer, most of all) must be free before its owner hears that it is done.
            task = nullptr;
            post(context, std::move(done), std::move(result));
        });
    }
    m_wake.notify_one();
}

void DiskWriters::write(std::shared_ptr<ByteSink> sink, ByteCount offset, Buffer buffer, ByteCount begin,
                        ByteCount size, QObject *context, Done done)
{
    auto shared = std::make_shared<Buffer>(std::move(buffer));
    run([sink = std::move(sink), offset, shared, begin, size] {
        return sink->write(offset, shared->data() + begin, size);
    }, context, std::move(done));
}

void DiskWriters::commit(Commit commit, QObject *context, Done done)
{
    {
        std::lock_guard lock(m_mutex);
        m_commits.push_back({std::move(commit), context, std::move(done)});
    }
    m_commitWake.notify_one();
}

void DiskWriters::writerLoop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        auto task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
}

void DiskWriters::committerLoop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_commitWake.wait(lock, [this] { return m_stopping || !m_commits.empty(); });
        if (m_commits.empty())
            return;
        auto batch = std::exchange(m_commits, {});
        lock.unlock();
        commitBatch(batch);
        batch.clear();
        lock.lock();
    }
}

void DiskWriters::commitBatch(std::vector<Pending> &batch)
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
        post(batch[i].context, std::move(batch[i].done), std::move(results[i]));
}

} // namespace millrace
