// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "io/checksum.h"
#include "transfer/results.h"

namespace millrace {

/// "x-amz-checksum-crc64nvme".
QByteArray checksumHeaderName(ChecksumAlgorithm algorithm);
/// "CRC64NVME", as x-amz-checksum-algorithm names it.
QByteArray checksumWireName(ChecksumAlgorithm algorithm);
VerifiedBy verifiedByChecksum(ChecksumAlgorithm algorithm);
/// True when a request was refused because of its checksum headers, not because of what they say.
bool refusesChecksum(const Error &error);

} // namespace millrace
