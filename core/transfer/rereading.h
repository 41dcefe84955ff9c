// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesink.h"
#include "transfer/verification.h"

#include <functional>

namespace millrace {

/// The value of @p plan over bytes already on disk, for checksums that could not be taken as the bytes passed.
/// Blocks; for disk-writer threads. @p stop is looked at between blocks (Cancelled error).
Result<QByteArray> rereadSink(ByteSink &sink, ByteCount size, const VerificationPlan &plan,
                              const std::function<bool()> &stop);

/// The digests of the range [from, to), which begins on a segment's border.
Result<QList<PieceDigest>> hashRange(ByteSink &sink, ByteCount from, ByteCount to, const VerificationPlan &plan,
                                     const std::function<bool()> &stop);

/// Hands the bytes of the range [from, to) to @p use in order.
Result<void> readRange(ByteSink &sink, ByteCount from, ByteCount to, const std::function<bool()> &stop,
                       const std::function<void(const char *, ByteCount)> &use);

/// As rereadSink(), of an ordinary file.
Result<QByteArray> hashFile(const QString &path, const VerificationPlan &plan, const std::function<bool()> &stop);

/// Adds the range [from, to) of @p sink to a running checksum.
Result<void> addRange(ByteSink &sink, ByteCount from, ByteCount to, Checksum &checksum,
                      const std::function<bool()> &stop);

} // namespace millrace
