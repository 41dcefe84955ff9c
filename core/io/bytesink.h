// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/bytes.h"

#include <QDateTime>

namespace millrace {

/// Where the bytes of one object come to rest. The calls block and run in disk-writer threads; writes at disjoint
/// offsets may run at the same time.
class ByteSink
{
public:
    virtual ~ByteSink() = default;

    /// Makes room for all of it before a byte moves. DiskFull when there is none.
    virtual Result<void> prepare() = 0;
    /// @p data % blockSize == @p offset % blockSize, so that whole blocks can bypass the page cache.
    virtual Result<void> write(ByteCount offset, const char *data, ByteCount size) = 0;
    /// Reads back what was written, for checksums that need the bytes in order.
    virtual Result<void> read(ByteCount offset, char *data, ByteCount size) = 0;
    /// All writes so far survive a power cut from here on.
    virtual Result<void> sync() = 0;
    /// Gives the synced bytes their final name and modification time.
    virtual Result<void> publish(const QDateTime &modified) = 0;
    /// Removes what was written.
    virtual void discard() = 0;
};

} // namespace millrace
