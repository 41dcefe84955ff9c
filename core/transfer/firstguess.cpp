// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/firstguess.h"

#include <algorithm>

namespace millrace {

FirstGuess FirstGuess::forMachine(int cpus, ByteCount memory)
{
    FirstGuess guess;
    guess.fileParallelism = std::max(1, cpus * 3 / 4);
    guess.concurrency = std::max(2, 4 * cpus / guess.fileParallelism);
    guess.ioThreads = std::max(2, cpus / guess.fileParallelism);
    guess.maxConnections = guess.fileParallelism * guess.concurrency * 2;
    guess.chunkSize = memory > 16 * GiB ? 4 * MiB : memory > 8 * GiB ? 2 * MiB : 1 * MiB;
    return guess;
}

} // namespace millrace
