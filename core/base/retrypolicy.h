// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QRandomGenerator>
#include <atomic>
#include <chrono>

namespace millrace {

/// Whether trying the same request again may help: 500, 502, 503, 504, 429, RequestTimeout, a lost connection, a short
/// body, a stall; also where S3 reports them inside a 200. Never other 4xx, never a fault of this machine. Region redirects
/// and clock skew are corrected by the client, not retried here.
bool isRetryable(const Error &error);

/// How long to wait before try @p attempt + 1, where @p attempt counts the tries made so far from 1: full jitter, that is
/// any time between 0 and min(20 s, 100 ms * 2^(attempt - 1)). A Retry-After of the server is a floor, to which up to
/// 10 % is added so that the parts it held back do not return all at once.
/// Source: "Exponential Backoff And Jitter", AWS Architecture Blog; cap of the AWS SDKs' standard mode.
std::chrono::milliseconds backoff(int attempt, const Error &error, QRandomGenerator &random);

/// Tokens that all retries of a run share, so that an outage is not made worse by everyone retrying everything.
/// 500 tokens to begin with; a retry takes 5, one after a time-out 10; a success gives back 1, and a success after
/// retries what its last retry took. With none left the failure stands. A retry after throttling takes none: a run answers
/// that by having fewer requests in flight, and to fail what the server will take in a moment would be of no use to either.
/// Nor does one after a refused connection: nobody was there to be burdened, and a server that starts anew is soon back.
/// Source: the retry quota of the AWS SDKs' standard retry mode ("Retry behavior", AWS SDKs and Tools Reference Guide).
/// Thread-safe.
class RetryBudget
{
public:
    static constexpr int capacity = 500;
    static constexpr int retryCost = 5;
    static constexpr int timeoutCost = 10;
    static constexpr int successGain = 1;

    explicit RetryBudget(int tokens = capacity) : m_capacity(tokens), m_tokens(tokens) {}

    /// Takes what a retry after @p error costs; false, with nothing taken, where too little is left.
    bool take(const Error &error);

    /// A request succeeded; @p lastError is what its last failed try ended with, null where the first try did it.
    void success(const Error *lastError = nullptr);

    int available() const { return m_tokens.load(std::memory_order_relaxed); }

private:
    const int m_capacity;
    std::atomic<int> m_tokens;
};

} // namespace millrace
