// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <vector>

namespace millrace {

/// What the scheduler says of one thread, in seconds since it began.
struct ThreadTimes
{
    double running = 0; ///< on a core
    double ready = 0;   ///< waiting for one; 0 where the system does not tell

    /// Asks the system; microseconds.
    static ThreadTimes ofThisThread();
};

/// What all cores of the machine did since it started, whoever used them.
struct MachineCpu
{
    double busySeconds = 0;  ///< summed over cores
    double totalSeconds = 0; ///< idle ones included; 0 where the system does not tell

    static MachineCpu now();
};

/// Gathers the times of threads as they end. Thread-safe.
class ThreadTally
{
public:
    void addThisThread()
    {
        const ThreadTimes times = ThreadTimes::ofThisThread();
        std::lock_guard lock(m_mutex);
        ++m_threads;
        m_sum.running += times.running;
        m_sum.ready += times.ready;
    }
    ThreadTimes sum() const
    {
        std::lock_guard lock(m_mutex);
        return m_sum;
    }
    int threads() const
    {
        std::lock_guard lock(m_mutex);
        return m_threads;
    }

private:
    mutable std::mutex m_mutex;
    ThreadTimes m_sum;  ///< guarded by m_mutex
    int m_threads = 0;  ///< guarded by m_mutex
};

} // namespace millrace
