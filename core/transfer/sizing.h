// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferspec.h"
#include "transfer/verification.h"

namespace millrace {

/// How one object is cut.
struct PartLayout
{
    ByteCount partSize = 0;  ///< all parts but the last
    int count = 0;
    int concurrency = 1;     ///< parts in flight
    bool whole = false;      ///< one plain GET, no ranges
};

/// Below this a second request costs more than it gains; parts are of this size until there would be too many of them.
constexpr ByteCount defaultPartSize = 16 * MiB;

/// True when an object of @p size comes in one GET under these settings. @p open: size of a part where they leave it open.
bool fetchedWhole(ByteCount size, const TransferSettings &settings, ByteCount open = defaultPartSize);

/// Cuts an object. What the user set is kept; what is open is chosen from the size, and the part size so that the
/// plan's segments can be hashed as the bytes pass.
PartLayout layOut(ByteCount size, const TransferSettings &settings, const VerificationPlan &plan,
                  ByteCount open = defaultPartSize);

/// True when parts of @p layout can compute the plan's digests as bytes pass.
bool hashesOnTheFly(const PartLayout &layout, const VerificationPlan &plan);

/// Threads, connections and memory of a run.
struct RunLayout
{
    int workers = 1;          ///< worker threads
    int connections = 1;      ///< requests in flight, at most
    int firstConnections = 1; ///< where a run begins; it adds some while each one is slow (see ConnectionRamp)
    int files = 1;            ///< files in flight, at most
    bool filesFixed = false;  ///< asked for by the user
    ByteCount chunkSize = 0;  ///< of one disk write
    int buffers = 1;          ///< chunks in memory, to begin with
    int mostBuffers = 1;      ///< and at most: more connections need more
    bool adjusts = false;     ///< the number of connections is the run's to find
};
/// Config error when the memory limit is too small for a single chunk.
Result<RunLayout> layOutRun(const TransferSettings &settings, bool tls);

} // namespace millrace
