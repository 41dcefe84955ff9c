// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/partmemory.h"

#include "io/bufferpool.h"

#include <bit>
#include <cstdlib>

namespace millrace {
namespace {
/// Few sizes, so that what comes back fits the next: powers of two up to a MiB, whole MiBs above.
ByteCount capacityFor(ByteCount size)
{
    if (size <= blockSize)
        return blockSize;
    if (size <= MiB)
        return ByteCount(std::bit_ceil(quint64(size)));
    return (size + MiB - 1) / MiB * MiB;
}
} // namespace

MemoryLease &MemoryLease::operator=(MemoryLease &&other) noexcept
{
    if (this != &other) {
        reset();
        m_owner = std::move(other.m_owner);
        m_data = std::exchange(other.m_data, nullptr);
        m_capacity = other.m_capacity;
    }
    return *this;
}

void MemoryLease::reset()
{
    if (m_data)
        m_owner->giveBack(std::exchange(m_data, nullptr), m_capacity);
    m_owner.reset();
}

PartMemory::~PartMemory()
{
    for (const auto &[capacity, pieces] : m_free)
        for (char *data : pieces)
            std::free(data);
}

ByteCount PartMemory::held() const
{
    QMutexLocker lock(&m_mutex);
    return m_lent + m_kept;
}

MemoryLease PartMemory::acquire(ByteCount size, QObject *context, std::function<void()> onFree)
{
    const ByteCount capacity = capacityFor(size);
    QMutexLocker lock(&m_mutex);
    MemoryLease lease;
    if (m_lent == 0 || m_lent + capacity <= m_limit) {
        if (auto kept = m_free.find(capacity); kept != m_free.end()) {
            lease.m_data = kept->second.back();
            kept->second.pop_back();
            if (kept->second.empty())
                m_free.erase(kept);
            m_kept -= capacity;
        } else {
            dropKept(m_limit - m_lent - capacity);
            lease.m_data = static_cast<char *>(std::aligned_alloc(size_t(blockSize), size_t(capacity)));
        }
    }
    if (!lease.m_data) {
        m_waiters.insert_or_assign(context, std::move(onFree));
        return {};
    }
    lease.m_capacity = capacity;
    lease.m_owner = shared_from_this();
    m_lent += capacity;
    return lease;
}

/// Frees kept pieces until they hold no more than @p upTo.
void PartMemory::dropKept(ByteCount upTo)
{
    while (m_kept > std::max<ByteCount>(0, upTo)) {
        const auto largest = std::prev(m_free.end());
        std::free(largest->second.back());
        m_kept -= largest->first;
        largest->second.pop_back();
        if (largest->second.empty())
            m_free.erase(largest);
    }
}

void PartMemory::forget(QObject *context)
{
    QMutexLocker lock(&m_mutex);
    m_waiters.erase(context);
}

void PartMemory::giveBack(char *data, ByteCount capacity)
{
    QMutexLocker lock(&m_mutex);
    m_lent -= capacity;
    m_kept += capacity;
    m_free[capacity].push_back(data);
    // Posted under the lock: forget() then cannot return while a context is still being posted to.
    for (auto &[context, onFree] : m_waiters)
        QMetaObject::invokeMethod(context, std::move(onFree), Qt::QueuedConnection);
    m_waiters.clear();
}

} // namespace millrace
