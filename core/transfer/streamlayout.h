// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/sizing.h"

namespace millrace {

/// Threads, connections and memory of a run whose bytes leave in order: its buffers hold the window of parts that may be
/// under way, and so set how many. Config error when the memory limit is too small for a single chunk.
Result<RunLayout> layOutStreamRun(const TransferSettings &settings, bool tls);

/// Cuts an object whose bytes leave in order, so that several of its parts fit into @p window bytes.
PartLayout layOutStream(ByteCount size, const TransferSettings &settings, const VerificationPlan &plan,
                        ByteCount window);

/// True when such an object comes in one GET.
bool streamedWhole(ByteCount size, const TransferSettings &settings, ByteCount window);

} // namespace millrace
