// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <atomic>

namespace millrace {

/// How fast @p folder takes large blocks, bytes per second: writes a file without a name past the page cache where the file
/// system can, for at most @p seconds or @p most bytes, flushes it, and leaves nothing behind. LocalFile errors; Cancelled
/// once @p stop is set. Blocks: for threads of a pool.
Result<ByteRate> measureWriteRate(const QString &folder, ByteCount most = 1 * GiB, double seconds = 2,
                                  const std::atomic<bool> *stop = nullptr);

} // namespace millrace
