// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QMutex>
#include <QObject>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace millrace {

class BufferPool;

/// A block-aligned piece of memory on loan from a pool; goes back when destroyed. Moves between threads.
class Buffer
{
public:
    Buffer() = default;
    Buffer(Buffer &&other) noexcept { *this = std::move(other); }
    Buffer &operator=(Buffer &&other) noexcept;
    ~Buffer() { reset(); }

    char *data() const { return m_data; }
    explicit operator bool() const { return m_data; }
    void reset();

private:
    friend class BufferPool;
    Buffer(std::shared_ptr<BufferPool> pool, char *data) : m_pool(std::move(pool)), m_data(data) {}
    std::shared_ptr<BufferPool> m_pool;
    char *m_data = nullptr;
};

/// A fixed number of equal buffers: the one bound on how much of an object is in memory. Memory is taken from the
/// system as it is first needed and then kept. Thread-safe.
class BufferPool : public std::enable_shared_from_this<BufferPool>
{
public:
    /// @p bufferSize is rounded up to whole blocks, plus one block so that a chunk may begin anywhere in its block.
    static std::shared_ptr<BufferPool> create(ByteCount bufferSize, int count);
    ~BufferPool();

    ByteCount bufferSize() const { return m_bufferSize; }
    int count() const { return m_count.load(std::memory_order_relaxed); }
    /// Allows so many from now on, where that is more; who waits is told.
    void grow(int count);

    /// A buffer, or none when all are out; then @p onFree is posted once to @p context's thread when one came back. All
    /// who wait are told, and who comes too late asks again: so no wake-up is lost on one who no longer wants it.
    Buffer acquire(QObject *context, std::function<void()> onFree);
    /// Must be called before a context that may be waiting is destroyed.
    void forget(QObject *context);

private:
    friend class Buffer;
    BufferPool(ByteCount bufferSize, int count) : m_bufferSize(bufferSize), m_count(count) {}
    void giveBack(char *data);
    void tellWaiters();

    const ByteCount m_bufferSize;
    std::atomic<int> m_count; ///< written under m_mutex
    QMutex m_mutex;
    int m_made = 0;
    std::vector<char *> m_free;
    std::map<QObject *, std::function<void()>> m_waiters;
};

} // namespace millrace
