// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/retrypolicy.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds firstDelay{100};
constexpr milliseconds longestDelay{20'000};

int costOf(const Error &error)
{
    if (error.kind == ErrorKind::Throttled || error.cause == ErrorCause::ConnectionRefused)
        return 0;
    return error.kind == ErrorKind::Timeout ? RetryBudget::timeoutCost : RetryBudget::retryCost;
}

/// Any time from 0 to @p limit, both included.
milliseconds anyTimeUpTo(milliseconds limit, QRandomGenerator &random)
{
    return milliseconds(random.bounded(qint64(limit.count()) + 1));
}

} // namespace

bool isRetryable(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Timeout:
    case ErrorKind::Throttled:
        return true;
    case ErrorKind::Network:
        return error.cause == ErrorCause::ConnectionLost || error.cause == ErrorCause::ShortBody;
    case ErrorKind::Protocol:
        // A document cut short is a short body. An InternalError inside a 200 is a 500 that came too late for its status.
        if (error.cause == ErrorCause::ShortBody)
            return true;
        return error.httpStatus == 500 || error.httpStatus == 502 || error.httpStatus == 503 || error.httpStatus == 504
            || (error.httpStatus == 200 && error.cause == ErrorCause::ServerError);
    case ErrorKind::Cancelled:
    case ErrorKind::Auth:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Integrity:
    case ErrorKind::LocalFile:
    case ErrorKind::Config:
        return false;
    }
    return false;
}

milliseconds backoff(int attempt, const Error &error, QRandomGenerator &random)
{
    // 2^8 times the first delay is past the cap, so larger shifts need no care for overflow.
    const int doublings = std::clamp(attempt - 1, 0, 8);
    const milliseconds limit = std::min(longestDelay, firstDelay * (1 << doublings));
    const milliseconds wait = anyTimeUpTo(limit, random);
    if (error.retryAfter.count() <= 0)
        return wait;
    return std::max(wait, error.retryAfter + anyTimeUpTo(error.retryAfter / 10, random));
}

bool RetryBudget::take(const Error &error)
{
    const int cost = costOf(error);
    int tokens = m_tokens.load(std::memory_order_relaxed);
    while (tokens >= cost) {
        if (m_tokens.compare_exchange_weak(tokens, tokens - cost, std::memory_order_relaxed))
            return true;
    }
    return false;
}

void RetryBudget::success(const Error *lastError)
{
    const int gain = lastError ? std::max(costOf(*lastError), successGain) : successGain;
    int tokens = m_tokens.load(std::memory_order_relaxed);
    while (tokens < m_capacity) {
        if (m_tokens.compare_exchange_weak(tokens, std::min(m_capacity, tokens + gain), std::memory_order_relaxed))
            return;
    }
}

} // namespace millrace
