// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QList>
#include <optional>

namespace millrace {

// S3 gives an object uploaded in parts the ETag md5(md5(part 1) md5(part 2) ...)-N, in hex. It can be checked once the
// size of those parts is known, which the server may or may not tell. ETags are passed without their quotes.

/// True for 32 hexadecimal digits: the MD5 of the object, unless it is encrypted with a key.
bool isMd5Etag(QByteArrayView etag);

/// N of a multipart ETag: 32 hexadecimal digits, "-", and 1..10000 without leading zeros. No value for anything else,
/// such as the opaque "6b013b5b-40000000" of nginx.
std::optional<int> multipartCount(QByteArrayView etag);

/// The ETag of an object whose parts have these MD5 digests (16 bytes each), in lower case.
QByteArray multipartEtag(const QList<QByteArray> &partMd5s);

/// Part sizes that cut @p size bytes into @p count parts, the likeliest first; every one but the last part has the
/// size. At most 24, without repetition. With @p sizeOfPart1 (from HEAD ?partNumber=1) either that one or, when it does
/// not give @p count parts, none: parts of unequal size cannot be derived.
QList<ByteCount> uploadPartSizes(ByteCount size, int count, std::optional<ByteCount> sizeOfPart1 = std::nullopt);

} // namespace millrace
