// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/bufferpool.h"

#include <cstdlib>

namespace millrace {

Buffer &Buffer::operator=(Buffer &&other) noexcept
{
    if (this != &other) {
        reset();
        m_pool = std::move(other.m_pool);
        m_data = std::exchange(other.m_data, nullptr);
    }
    return *this;
}

void Buffer::reset()
{
    if (m_data)
        m_pool->giveBack(std::exchange(m_data, nullptr));
    m_pool.reset();
}

std::shared_ptr<BufferPool> BufferPool::create(ByteCount bufferSize, int count)
{
    const ByteCount rounded = (bufferSize + blockSize - 1) / blockSize * blockSize + blockSize;
    return std::shared_ptr<BufferPool>(new BufferPool(rounded, count));
}

BufferPool::~BufferPool()
{
    for (char *data : m_free)
        std::free(data);
}

Buffer BufferPool::acquire(QObject *context, std::function<void()> onFree)
{
    QMutexLocker lock(&m_mutex);
    if (!m_free.empty()) {
        char *data = m_free.back();
        m_free.pop_back();
        return Buffer(shared_from_this(), data);
    }
    if (m_made < m_count) {
        if (char *data = static_cast<char *>(std::aligned_alloc(blockSize, size_t(m_bufferSize)))) {
            ++m_made;
            return Buffer(shared_from_this(), data);
        }
    }
    m_waiters.insert_or_assign(context, std::move(onFree));
    return {};
}

void BufferPool::forget(QObject *context)
{
    QMutexLocker lock(&m_mutex);
    m_waiters.erase(context);
}

void BufferPool::giveBack(char *data)
{
    QMutexLocker lock(&m_mutex);
    m_free.push_back(data);
    tellWaiters();
}

void BufferPool::grow(int count)
{
    QMutexLocker lock(&m_mutex);
    if (count <= m_count)
        return;
    m_count = count;
    tellWaiters();
}

void BufferPool::tellWaiters()
{
    // Posted under the lock: forget() then cannot return while a context is still being posted to.
    for (auto &[context, onFree] : m_waiters)
        QMetaObject::invokeMethod(context, std::move(onFree), Qt::QueuedConnection);
    m_waiters.clear();
}

} // namespace millrace
