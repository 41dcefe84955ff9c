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
constexpr double backOffTo = 0.75;
/// What was in flight when the server throttled is refused for a while longer.
constexpr double backOffPause = 0.5;
constexpr double comeBackPause = 0.5;
constexpr double forgetPause = 20;
} // namespace

ConnectionRamp::ConnectionRamp(int first, int most, std::optional<ByteRate> bandwidth)
    : m_limit(first), m_most(most)
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
    if (throttled)
        return backOff(seconds, active);
    if (bandwidth && rate >= *bandwidth * nearlyAll)
        return false;
    // Connections that are not all in use, or still wait for their first byte, tell nothing.
    if (m_limit >= m_most || active < m_limit || rate <= 0)
        return false;
    if (m_refusedAt > 0)
        return comeBack(seconds);
    if (rate / active >= plenty)
        return false;
    m_limit = std::min(m_most, m_limit + std::max(2, m_limit / 2));
    return true;
}

bool ConnectionRamp::backOff(double seconds, int active)
{
    const bool again = m_lastChange >= 0 && (seconds < m_lastChange + backOffPause || active > m_limit);
    if (again || m_limit <= fewest)
        return false;
    m_refusedAt = m_refusedAt > 0 ? std::min(m_refusedAt, m_limit) : m_limit;
    m_limit = std::max(fewest, int(m_limit * backOffTo));
    m_lastChange = seconds;
    return true;
}

bool ConnectionRamp::comeBack(double seconds)
{
    const bool below = m_limit + 1 < m_refusedAt;
    if (seconds < m_lastChange + (below ? comeBackPause : forgetPause))
        return false;
    if (!below)
        ++m_refusedAt; // servers change, and a refusal may have had other causes
    ++m_limit;
    m_lastChange = seconds;
    return true;
}

} // namespace millrace
