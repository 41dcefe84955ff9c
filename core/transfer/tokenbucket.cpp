// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/tokenbucket.h"

#include <algorithm>
#include <cmath>

namespace millrace {
namespace {

/// Seconds' worth that may be saved up: enough to make good a late wake-up, too little to be seen in a second.
constexpr double savedSeconds = 0.04;
/// Seconds' worth that all who wait together have asked for.
constexpr double queuedSeconds = 0.05;
constexpr ByteCount smallestStep = 2 * KiB;
constexpr ByteCount largestStep = 1 * MiB;
constexpr std::chrono::nanoseconds longestWait = std::chrono::hours(1);

std::chrono::nanoseconds steadyNow()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

} // namespace

TokenBucket::TokenBucket(std::optional<ByteRate> rate, Clock clock)
    : m_clock(clock ? std::move(clock) : Clock(steadyNow)), m_rate(rate.value_or(0)), m_last(m_clock())
{
}

void TokenBucket::setRate(std::optional<ByteRate> rate)
{
    const std::lock_guard lock(m_mutex);
    release();
    // What is saved up was meant for the old rate.
    m_released = std::min(m_released, double(m_queued));
    m_rate = std::max(0.0, rate.value_or(0));
}

std::optional<ByteRate> TokenBucket::rate() const
{
    const ByteRate rate = m_rate;
    return rate > 0 ? std::optional(rate) : std::nullopt;
}

/// Brings m_released up to now.
void TokenBucket::release()
{
    const auto now = m_clock();
    const double seconds = std::chrono::duration<double>(now - m_last).count();
    m_last = now;
    const ByteRate rate = m_rate;
    if (rate <= 0) {
        m_released = double(m_queued);
        m_vacant.clear();
        return;
    }
    m_released += std::max(0.0, seconds) * rate;
    // A vacant place costs nothing once its turn has come. Not before: those ahead of it would be paid for at once.
    for (bool moved = true; moved;) {
        const auto next = std::find_if(m_vacant.begin(), m_vacant.end(),
                                       [this](const Place &p) { return m_released >= double(p.upTo - p.bytes); });
        moved = next != m_vacant.end();
        if (moved) {
            m_released += double(next->bytes);
            m_vacant.erase(next);
        }
    }
    m_released = std::min(m_released, double(m_queued) + rate * savedSeconds);
}

TokenBucket::Place TokenBucket::queueFor(ByteCount bytes)
{
    const std::lock_guard lock(m_mutex);
    release(); // first, or time in which nobody asked would be counted for this one
    m_queued += bytes;
    return {m_queued, bytes};
}

std::chrono::nanoseconds TokenBucket::waitFor(const Place &place)
{
    const std::lock_guard lock(m_mutex);
    release();
    const ByteRate rate = m_rate;
    double missing = double(place.upTo) - m_released;
    for (const Place &vacant : m_vacant)
        if (vacant.upTo < place.upTo)
            missing -= double(vacant.bytes);
    if (rate <= 0 || missing <= 0)
        return std::chrono::nanoseconds::zero();
    const double seconds = missing / rate;
    if (seconds > std::chrono::duration<double>(longestWait).count())
        return longestWait;
    return std::chrono::nanoseconds(std::max<qint64>(1, std::llround(seconds * 1e9)));
}

void TokenBucket::leave(const Place &place)
{
    const std::lock_guard lock(m_mutex);
    m_left += place.bytes;
    m_vacant.push_back(place);
    release();
}

ByteCount TokenBucket::taken() const
{
    const std::lock_guard lock(m_mutex);
    return m_queued - m_left;
}

ByteCount TokenBucket::step() const
{
    const double share = m_rate * queuedSeconds / std::max(1, m_sharers.load());
    return std::clamp(ByteCount(std::min(share, double(largestStep))), smallestStep, largestStep);
}

} // namespace millrace
