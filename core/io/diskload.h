// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <chrono>
#include <mutex>

namespace millrace {

/// How busy a set of disk threads was. A snapshot of a DiskMeter.
struct DiskLoad
{
    double busySeconds = 0;   ///< during which at least one thread was at work
    double workSeconds = 0;   ///< summed over the threads
    double queuedSeconds = 0; ///< that tasks waited for a thread, summed over them
    ByteCount bytes = 0;      ///< written or read
    qint64 tasks = 0;
};

/// Measures it: two looks at the clock a task, which is a chunk of a large file or a batch of small ones. Thread-safe.
class DiskMeter
{
public:
    using Clock = std::chrono::steady_clock;

    /// A thread begins a task that came at @p queuedAt; returns now, for end().
    Clock::time_point begin(Clock::time_point queuedAt)
    {
        const auto now = Clock::now();
        std::lock_guard lock(m_mutex);
        if (m_running++ == 0)
            m_busySince = now;
        m_load.queuedSeconds += seconds(now - queuedAt);
        return now;
    }
    void end(Clock::time_point began, qint64 tasks = 1)
    {
        const auto now = Clock::now();
        std::lock_guard lock(m_mutex);
        m_load.workSeconds += seconds(now - began);
        m_load.tasks += tasks;
        if (--m_running == 0)
            m_load.busySeconds += seconds(now - m_busySince);
    }
    void moved(ByteCount bytes)
    {
        std::lock_guard lock(m_mutex);
        m_load.bytes += bytes;
    }
    /// Up to now; of tasks under way only busySeconds counts.
    DiskLoad load() const
    {
        std::lock_guard lock(m_mutex);
        DiskLoad load = m_load;
        if (m_running > 0)
            load.busySeconds += seconds(Clock::now() - m_busySince);
        return load;
    }

private:
    static double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

    mutable std::mutex m_mutex;
    DiskLoad m_load;                 ///< guarded by m_mutex, as all below
    int m_running = 0;
    Clock::time_point m_busySince;
};

} // namespace millrace
