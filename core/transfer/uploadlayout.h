// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/sizing.h"
#include "transfer/uploadspec.h"

namespace millrace {

// Limits of S3 ("Amazon S3 multipart upload limits", Amazon S3 user guide).
constexpr ByteCount smallestPart = 5 * MiB; ///< all but the last
constexpr ByteCount largestPart = 5 * GiB;  ///< also of a single PUT
constexpr int mostUploadParts = 10'000;
constexpr ByteCount largestObject = largestPart * mostUploadParts; ///< 48.8 TiB

/// Config error for a part size, threshold or checksum that S3 cannot take.
Result<void> checkUploadSettings(const UploadSpec &spec);

/// Cuts a file: one PUT below the threshold; above, parts of the size asked for (8 MiB), or larger where 10,000 would
/// not do. Config error above 48.8 TiB.
Result<PartLayout> layOutUpload(ByteCount size, const UploadSpec &spec);

// A stream of unknown length: parts grow as it goes on, so that 10,000 reach 7.8 TiB where the first have 16 MiB.

/// Bytes to read before it is decided whether the object goes in one PUT.
ByteCount firstFeed(const UploadSpec &spec);
/// Size of the part with this index, from 0. All alike where the length is known.
ByteCount feedPartSize(int index, const UploadSpec &spec);
/// Parts that may be in memory, sent or waiting, when the next has this index.
int feedAhead(int index, const UploadSpec &spec);
int feedConcurrency(const UploadSpec &spec);

/// Threads and connections of a run.
Result<RunLayout> layOutUploads(const UploadSpec &spec, bool tls);
/// What parts may hold together.
ByteCount uploadMemory(const UploadSpec &spec);

} // namespace millrace
