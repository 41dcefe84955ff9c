// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/descriptors.h"

#include <algorithm>
#include <climits>
#include <sys/resource.h>

namespace millrace {

/// More is of no use, and makes those programs slow that close all they might have inherited.
static constexpr rlim_t enough = 8192;

int descriptorLimit()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? int(std::min<rlim_t>(limit.rlim_cur, INT_MAX)) : 256;
}

void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= enough)
        return;
    limit.rlim_cur = std::min(limit.rlim_max, enough);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

} // namespace millrace
