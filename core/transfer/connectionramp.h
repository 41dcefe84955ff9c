// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <optional>

namespace millrace {

/// How many requests may be in flight where the user left it open. A few connections saturate a fast link, and more of
/// them would only cost CPU; over a long or throttled path each one is slow, and the sum of many is what counts. So a
/// run begins with few and adds some for as long as each brings less than a fast link's share. No more are added once
/// the server throttles, or while the run moves as much as it may. Pure; fed some times a second.
class ConnectionRamp
{
public:
    /// @p bandwidth: the limit on bytes per second, where there is one. A run with little to move begins with two: what
    /// each connection has under way counts for more there.
    ConnectionRamp(int first, int most, std::optional<ByteRate> bandwidth = std::nullopt);

    int limit() const { return m_limit; }
    /// True when the limit was raised.
    bool observe(ByteCount moved, double seconds, int active, qint64 throttles,
                 std::optional<ByteRate> bandwidth = std::nullopt);

private:
    int m_limit;
    int m_most;
    ByteCount m_lastMoved = 0;
    double m_lastSeconds = 0;
    qint64 m_lastThrottles = 0;
};

} // namespace millrace
