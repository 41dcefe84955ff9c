// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <algorithm>
#include <optional>

namespace millrace {

/// How many requests may be in flight where the user left it open. A few connections saturate a fast link, and more of
/// them would only cost CPU; over a long or throttled path each one is slow, and the sum of many is what counts. So a
/// run begins with few and adds some for as long as each brings less than a fast link's share, or until the run moves as
/// much as it may. Where the server throttles it goes down at once, also from a number the user asked for, and comes back
/// one by one to just below what was refused, and very slowly beyond. Pure; fed some times a second.
class ConnectionRamp
{
public:
    /// @p bandwidth: the limit on bytes per second, where there is one. A run with little to move begins with two: what
    /// each connection has under way counts for more there.
    ConnectionRamp(int first, int most, std::optional<ByteRate> bandwidth = std::nullopt);

    int limit() const { return m_limit; }
    /// Requests in flight the server takes, as far as its refusals tell; 0: it refused none.
    int ceiling() const { return m_refusedAt > 0 && m_limit < m_most ? std::max(1, m_refusedAt - 1) : 0; }
    /// True when the limit has changed.
    bool observe(ByteCount moved, double seconds, int active, qint64 throttles,
                 std::optional<ByteRate> bandwidth = std::nullopt);

private:
    bool backOff(double seconds, int active);
    bool comeBack(double seconds);

    int m_limit;
    int m_most;
    int m_refusedAt = 0;      ///< fewest requests in flight that were throttled
    double m_lastChange = -1; ///< because of throttling, in seconds of the run
    ByteCount m_lastMoved = 0;
    double m_lastSeconds = 0;
    qint64 m_lastThrottles = 0;
};

} // namespace millrace
