// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace millrace {

/// How many requests may be in flight where the user left it open. A few connections saturate a fast link, and more of
/// them would only cost CPU; over a long or throttled path each one is slow, and the sum of many is what counts. So a
/// run begins with few and adds some for as long as each brings less than a fast link's share. No more are added once
/// the server throttles. Pure; fed some times a second.
class ConnectionRamp
{
public:
    ConnectionRamp(int first, int most) : m_limit(first), m_most(most) {}

    int limit() const { return m_limit; }
    /// True when the limit was raised.
    bool observe(ByteCount moved, double seconds, int active, qint64 throttles);

private:
    int m_limit;
    int m_most;
    ByteCount m_lastMoved = 0;
    double m_lastSeconds = 0;
    qint64 m_lastThrottles = 0;
};

} // namespace millrace
