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

/// Threads and connections of a run.
Result<RunLayout> layOutUploads(const UploadSpec &spec, bool tls);
/// What parts may hold together.
ByteCount uploadMemory(const TransferSettings &settings);

} // namespace millrace
