// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "io/bytesink.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace millrace {

/// Makes other bytes of a file's bytes: decompresses, decrypts. Gets them in order, once, all in one disk-writer thread.
class ChunkTransform
{
public:
    /// Takes what was made, some at a time; its error ends the work.
    using Emit = std::function<Result<void>(const char *data, ByteCount size)>;

    virtual ~ChunkTransform() = default;
    /// Bytes that are damaged are an Integrity error.
    virtual Result<void> add(const char *data, ByteCount size, const Emit &next) = 0;
    /// The file has no more bytes.
    virtual Result<void> finish(const Emit &next) = 0;
};

/// Each works on what the one before it made.
using TransformChain = std::vector<std::unique_ptr<ChunkTransform>>;

/// Runs the first @p size bytes of @p from through the chain into @p to; returns how many were written. Blocks; gives up
/// with Cancelled once @p stop is set. What grows beyond all measure ends with DiskFull while @p folder's file system
/// still has a little room left for others.
Result<ByteCount> transformSink(ByteSink &from, ByteCount size, const TransformChain &chain, ByteSink &to,
                                const QString &folder, const std::atomic<bool> &stop);

} // namespace millrace
