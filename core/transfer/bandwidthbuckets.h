// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace millrace {

class TokenBucket;

/// What all transfers of a process share to keep below its limits: a bucket for each way, since what is sent does not wait
/// for what is received. Either may be none: no limit that way. Copies on the server move no bytes here and need neither.
struct BandwidthBuckets
{
    std::shared_ptr<TokenBucket> down;
    std::shared_ptr<TokenBucket> up;

    const std::shared_ptr<TokenBucket> &of(bool upload) const { return upload ? up : down; }
};

} // namespace millrace
