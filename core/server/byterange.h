// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QByteArray>

namespace millrace::server {

struct ByteRange
{
    ByteCount offset = 0;
    ByteCount length = 0;
};

enum class RangeKind {
    Whole,         ///< no single byte range: the header is to be ignored
    Range,
    Unsatisfiable, ///< 416
};

struct ParsedRange
{
    RangeKind kind = RangeKind::Whole;
    ByteRange range;
};

/// Reads "bytes=a-b", "bytes=a-" and "bytes=-n" against an object of @p size bytes.
/// Source: RFC 9110, section 14; several ranges are ignored, as S3 does not support them.
ParsedRange parseRange(const QByteArray &header, ByteCount size);

} // namespace millrace::server
