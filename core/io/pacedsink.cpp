// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/pacedsink.h"

#include <algorithm>
#include <thread>

namespace millrace {

void DiskPace::take(ByteCount size)
{
    Clock::time_point due;
    {
        std::lock_guard lock(m_mutex);
        const auto cost = std::chrono::duration<double>(double(size) / m_rate);
        m_free = std::max(m_free, Clock::now()) + std::chrono::duration_cast<Clock::duration>(cost);
        due = m_free;
    }
    std::this_thread::sleep_until(due);
}

} // namespace millrace
