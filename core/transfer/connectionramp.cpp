// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/connectionramp.h"

#include <algorithm>

namespace millrace {
namespace {
/// A connection that brings this much is not what limits the run. One to Amazon S3 brings 50 to 100 MB/s.
constexpr ByteRate plenty = 120e6;
} // namespace

bool ConnectionRamp::observe(ByteCount moved, double seconds, int active, qint64 throttles)
{
    const double step = seconds - m_lastSeconds;
    const ByteRate rate = step > 0 ? ByteRate(moved - m_lastMoved) / step : 0;
    const bool throttled = throttles > m_lastThrottles;
    m_lastMoved = moved;
    m_lastSeconds = seconds;
    m_lastThrottles = throttles;
    // Connections that are not all in use, or still wait for their first byte, tell nothing.
    if (m_limit >= m_most || throttled || active < m_limit || rate <= 0 || rate / active >= plenty)
        return false;
    m_limit = std::min(m_most, m_limit + std::max(2, m_limit / 2));
    return true;
}

} // namespace millrace
