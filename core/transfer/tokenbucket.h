// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <vector>

namespace millrace {

/// One limit on bytes per second for everything that shares it, byte by byte. Who wants to move bytes queues for them
/// and is served in the order of asking, so that none starves; nobody waits longer than it takes to pay for those
/// before. What nobody asked for is saved up for a fraction of a second only. Never blocks and has no timer of its own:
/// it tells how long to wait. The rate may change at any time. Thread-safe.
class TokenBucket
{
public:
    using Clock = std::function<std::chrono::nanoseconds()>; ///< monotonic
    /// @p rate in bytes per second; none: no limit. Without @p clock the system's steady clock is used.
    explicit TokenBucket(std::optional<ByteRate> rate = std::nullopt, Clock clock = {});

    void setRate(std::optional<ByteRate> rate);
    std::optional<ByteRate> rate() const;
    bool isLimited() const { return m_rate.load(std::memory_order_relaxed) > 0; }

    /// A place in the queue.
    struct Place
    {
        ByteCount upTo = 0;  ///< paid for once so many bytes were released in all
        ByteCount bytes = 0;
    };
    Place queueFor(ByteCount bytes);
    /// How long until the place is paid for; zero when it is. Another rate gives another answer.
    std::chrono::nanoseconds waitFor(const Place &place);
    /// Leaves a place that is not paid for: those behind move up.
    void leave(const Place &place);

    /// One more or one fewer who takes from the bucket; it only sizes step().
    void join() { ++m_sharers; }
    void part() { --m_sharers; }
    /// Bytes ever queued for, less those of places that were left.
    ByteCount taken() const;
    /// How much to queue for at a time: all sharers together ask for a twentieth of a second.
    ByteCount step() const;

private:
    void release();

    const Clock m_clock;
    std::atomic<ByteRate> m_rate; ///< 0: none
    std::atomic<int> m_sharers{0};
    mutable std::mutex m_mutex;
    std::chrono::nanoseconds m_last; ///< guarded by m_mutex, as all below
    ByteCount m_queued = 0;   ///< bytes ever asked for
    ByteCount m_left = 0;     ///< of them, those of places that were left
    std::vector<Place> m_vacant; ///< left, and their turn has not come
    double m_released = 0;    ///< bytes ever paid for; ahead of m_queued by what is saved up
};

} // namespace millrace
