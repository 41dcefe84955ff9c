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

DiskWriters::DiskWriters(int threads, std::optional<ByteRate> rate)
    : m_pace(rate ? std::make_shared<DiskPace>(*rate) : nullptr), m_limit(0)
{
    setThreads(threads);
    for (int i = 0; i < std::clamp(threads, 1, mostCommitters); ++i)
        m_committers.push_back(std::make_unique<FolderCommitter>(m_meter));
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

void DiskWriters::setThreads(int threads)
{
    if (threads == m_limit)
        return;
    std::lock_guard lock(m_mutex);
    m_limit = std::max(1, threads);
    m_resting = int(m_threads.size()) > m_limit;
    while (int(m_threads.size()) < m_limit)
        m_threads.emplace_back([this, index = int(m_threads.size())] { writerLoop(index); });
    m_wake.notify_all();
}

FolderCommitter &DiskWriters::committerFor(const QString &folder)
{
    return *m_committers[qHash(folder) % m_committers.size()];
}

void DiskWriters::run(std::function<Result<void>()> task, QObject *context, Done done)
{
    {
        std::lock_guard lock(m_mutex);
        m_tasks.push_back({[task = std::move(task), context, done = std::move(done)]() mutable {
            auto result = task();
            // What the task holds must be free before its owner hears that it is done.
            task = nullptr;
            postResult(context, std::move(done), std::move(result));
        }, DiskMeter::Clock::now()});
    }
    // A thread beyond the limit would let a single wake-up pass by.
    if (m_resting)
        m_wake.notify_all();
    else
        m_wake.notify_one();
}

void DiskWriters::write(std::shared_ptr<ByteSink> sink, ByteCount offset, Buffer buffer, ByteCount begin,
                        ByteCount size, const QString &folder, QObject *context, Done done)
{
    auto shared = std::make_shared<Buffer>(std::move(buffer));
    m_meter->moved(size);
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

void DiskWriters::writerLoop(int index)
{
    ::pthread_setname_np(::pthread_self(), "disk writer");
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this, index] { return m_stopping || (!m_tasks.empty() && index < m_limit); });
        if (m_tasks.empty())
            return;
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        const auto began = m_meter->begin(task.queuedAt);
        task.run();
        task.run = nullptr;
        m_meter->end(began);
        lock.lock();
    }
}

} // namespace millrace
