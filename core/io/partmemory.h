// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QMutex>
#include <QObject>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace millrace {

class PartMemory;

/// Block-aligned memory on loan; goes back when destroyed. Moves between threads.
class MemoryLease
{
public:
    MemoryLease() = default;
    MemoryLease(MemoryLease &&other) noexcept { *this = std::move(other); }
    MemoryLease &operator=(MemoryLease &&other) noexcept;
    ~MemoryLease() { reset(); }

    char *data() const { return m_data; }
    explicit operator bool() const { return m_data; }
    void reset();

private:
    friend class PartMemory;
    std::shared_ptr<PartMemory> m_owner;
    char *m_data = nullptr;
    ByteCount m_capacity = 0;
};

/// Memory for parts of any size under one limit, which BufferPool with its equal buffers cannot give: a run may hold
/// 64 KiB files beside 100 MiB parts. What comes back is kept for the next of its size, since fresh pages cost more than
/// a copy. Thread-safe.
class PartMemory : public std::enable_shared_from_this<PartMemory>
{
public:
    static std::shared_ptr<PartMemory> create(ByteCount limit)
    {
        return std::shared_ptr<PartMemory>(new PartMemory(limit));
    }
    ~PartMemory();

    ByteCount limit() const { return m_limit; }
    /// Bytes on loan and kept.
    ByteCount held() const;

    /// At least @p size bytes (more than the limit only when nothing else is out), or nothing; then @p onFree is posted
    /// once to @p context's thread when some came back. All who wait are told; who comes too late asks again.
    MemoryLease acquire(ByteCount size, QObject *context, std::function<void()> onFree);
    /// Must be called before a context that may be waiting is destroyed.
    void forget(QObject *context);

private:
    friend class MemoryLease;
    explicit PartMemory(ByteCount limit) : m_limit(limit) {}
    void giveBack(char *data, ByteCount capacity);
    void dropKept(ByteCount upTo);

    const ByteCount m_limit;
    mutable QMutex m_mutex;
    ByteCount m_lent = 0;                                ///< guarded by m_mutex, as all below
    ByteCount m_kept = 0;
    std::map<ByteCount, std::vector<char *>> m_free;     ///< by capacity
    std::map<QObject *, std::function<void()>> m_waiters;
};

} // namespace millrace
