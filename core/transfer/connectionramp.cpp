// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/connectionramp.h"

#include <algorithm>

namespace millrace {
namespace {
/// A connection that brings this much is not what limits the run. One to Amazon S3 brings 50 to 100 MB/s.
constexpr ByteRate plenty = 120e6;
/// Under a bandwidth limit bytes come in steps, and its first moments pay for what they put on the network.
constexpr double limitedStepSeconds = 1;
constexpr double nearlyAll = 0.9;
constexpr int fewest = 2;
constexpr ByteRate worthAConnection = 1 * MiB;
} // namespace

ConnectionRamp::ConnectionRamp(int first, int most, std::optional<ByteRate> bandwidth) : m_limit(first), m_most(most)
{
    if (bandwidth && first < most) // else it was asked for
        m_limit = std::clamp(int(std::min(*bandwidth / worthAConnection, double(first))), std::min(fewest, first), first);
}

bool ConnectionRamp::observe(ByteCount moved, double seconds, int active, qint64 throttles,
                             std::optional<ByteRate> bandwidth)
{
    const double step = seconds - m_lastSeconds;
    if (bandwidth && step < limitedStepSeconds)
        return false;
    const ByteRate rate = step > 0 ? ByteRate(moved - m_lastMoved) / step : 0;
    const bool throttled = throttles > m_lastThrottles;
    m_lastMoved = moved;
    m_lastSeconds = seconds;
    m_lastThrottles = throttles;
    if (bandwidth && rate >= *bandwidth * nearlyAll)
        return false;
    // Connections that are not all in use, or still wait for their first byte, tell nothing.
    if (m_limit >= m_most || throttled || active < m_limit || rate <= 0 || rate / active >= plenty)
        return false;
    m_limit = std::min(m_most, m_limit + std::max(2, m_limit / 2));
    return true;
}

} // namespace millrace
