// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>
#include <chrono>

namespace millrace {

/// What a part waits for at one moment.
enum class PartPhase {
    Server,    ///< its request is out, the answer's first byte is not here; of an upload: all is sent, the answer is awaited
    Network,   ///< bytes are moving
    Throttled, ///< backs off because the server asked to slow down
    Retrying,  ///< backs off after another failure
    Memory,    ///< no buffer is free
    Disk,      ///< its last bytes are being written; of an upload: its bytes are being read
    RateLimit, ///< the user's own limit on bytes per second
};
constexpr int partPhases = int(PartPhase::RateLimit) + 1;

/// Where the time of one part went, or of many together.
struct PartTimes
{
    std::array<qint64, partPhases> nanoseconds{};
    int requests = 0; ///< sent, repeated ones included

    double seconds(PartPhase phase) const { return double(nanoseconds[size_t(phase)]) / 1e9; }
    double seconds() const
    {
        qint64 sum = 0;
        for (const qint64 one : nanoseconds)
            sum += one;
        return double(sum) / 1e9;
    }
};

/// Keeps the PartTimes of one part: one look at the clock for each change of phase. One thread.
class PartClock
{
public:
    void enter(PartPhase phase)
    {
        const qint64 now = std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
        if (m_since > 0)
            m_times.nanoseconds[size_t(m_phase)] += now - m_since;
        m_since = now;
        m_phase = phase;
    }
    void sent()
    {
        ++m_times.requests;
        enter(PartPhase::Server);
    }
    PartPhase phase() const { return m_phase; }
    /// All time up to now.
    const PartTimes &times()
    {
        enter(m_phase);
        return m_times;
    }

private:
    PartTimes m_times;
    PartPhase m_phase = PartPhase::Server;
    qint64 m_since = 0; ///< 0: not begun
};

} // namespace millrace
