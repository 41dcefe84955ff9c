// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/machineinfo.h"
#include "transfer/transferspec.h"

namespace millrace {

/// What --auto-optimize starts from: the seed's formulas over CPU count and RAM. Nothing is measured here.
/// The part size is never touched.
struct FirstGuess
{
    int fileParallelism = 1;
    int concurrency = 2;
    int ioThreads = 2;
    int maxConnections = 4;
    ByteCount chunkSize = 1 * MiB;

    static FirstGuess forMachine(int cpus, ByteCount memory);
};

} // namespace millrace
