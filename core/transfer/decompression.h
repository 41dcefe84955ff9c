// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/chunktransform.h"

namespace millrace {

enum class Compression { None, Gzip, Zstd };

/// By Content-Encoding where it names one of these, else by the suffix of the name (".gz", ".zst").
Compression compressionOf(const QByteArray &contentEncoding, const QString &name);
/// "gzip", "zstd"
QString name(Compression compression);

/// Undoes it. Several streams one behind the other, as gzip and zstd allow, give their contents one behind the other.
/// Bytes that are no such stream, damage, or an end that is missing are Integrity errors.
std::unique_ptr<ChunkTransform> makeDecompressor(Compression compression);

} // namespace millrace
