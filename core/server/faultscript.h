// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/faultoptions.h"
#include "server/httprequest.h"

#include <mutex>
#include <optional>
#include <vector>

namespace millrace::server {

/// The rules of a fault script with their counts. Thread-safe.
class FaultScript
{
public:
    void set(const FaultOptions &options);
    /// Counts @p request and says what, if anything, is to go wrong with it.
    std::optional<FaultRule> match(const HttpRequest &request, const char *operation);

    /// The limits, without the rules.
    FaultOptions limits() const;

private:
    struct Counted
    {
        FaultRule rule;
        QByteArray key; ///< glob
        int seen = 0;
    };
    mutable std::mutex m_mutex;
    FaultOptions m_limits;
    std::vector<Counted> m_rules;
};

} // namespace millrace::server
