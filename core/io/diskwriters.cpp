// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/diskwriters.h"

#include <QHash>
#include <algorithm>
#include <pthread.h>

namespace millrace {
namespace {
/// Folders share this many threads: file creation takes little else than the kernel's time for one folder.
constexpr int mostCommitters = 4;
} // namespace

DiskWriters::DiskWriters(int threads)
{
    for (int i = 0; i < std::max(1, threads); ++i)
        m_threads.emplace_back([this] { writerLoop(); });
    for (int i = 0; i < std::clamp(threads, 1, mostCommitters); ++i)
        m_committers.push_back(std::make_unique<FolderCommitter>());
}

DiskWriters::~DiskWriters()
{
    {
        std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto &thread : m_threads)
        thread.join();
}

FolderCommitter &DiskWriters::committerFor(const QString &folder)
{
    return *m_committers[qHash(folder) % m_committers.size()];
}

void DiskWriters::run(std::function<Result<void>()> task, QObject *context, Done done)
{
    {
        std::lock_guard lock(m_mutex);
        m_tasks.push_back([task = std::move(task), context, done = std::move(done)]() mutable {
            auto result = task();
            // What the task holds must be free before its owner hears that it is done.
            task = nullptr;
            postResult(context, std::move(done), std::move(result));
        });
    }
    m_wake.notify_one();
}

void DiskWriters::write(std::shared_ptr<ByteSink> sink, ByteCount offset, Buffer buffer, ByteCount begin,
                        ByteCount size, const QString &folder, QObject *context, Done done)
{
    auto shared = std::make_shared<Buffer>(std::move(buffer));
    auto task = [sink = std::move(sink), offset, shared, begin, size] {
        return sink->write(offset, shared->data() + begin, size);
    };
    if (folder.isEmpty()) {
        run(std::move(task), context, std::move(done));
        return;
    }
    committerFor(folder).write([task = std::move(task), shared = std::move(shared), context,
                                done = std::move(done)]() mutable {
        auto result = task();
        shared->reset();
        postResult(context, std::move(done), std::move(result));
    });
}

void DiskWriters::commit(FileCommit commit, QObject *context, Done done)
{
    if (commit.small)
        committerFor(commit.folder).commit(std::move(commit), context, std::move(done));
    else
        run([commit = std::move(commit)] { return commitFile(commit); }, context, std::move(done));
}

void DiskWriters::writerLoop()
{
    ::pthread_setname_np(::pthread_self(), "disk writer");
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

} // namespace millrace
