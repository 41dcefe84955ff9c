// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optiontable.h"
#include "cli/optionvalues.h"
#include "transfer/transferspec.h"

namespace millrace {

/// The flags that say how fast and with how much memory objects are downloaded.
OptionGroup downloadSpeedOptions();
/// --auto-optimize, for verbs with other flags.
Option autoOptimizeOption();
/// Gives a run that tunes itself the room it may use, before flags that say otherwise.
void openForTuning(TransferSettings &settings);
/// The flags of parallelism: --concurrency, --multipart-size-mb, --file-parallelism, --max-pool-connections.
void readParallelism(OptionValues &values, TransferSettings &settings);
/// All other flags of how bytes are moved: threads, buffers, transport, verification, retries.
void readMachinery(OptionValues &values, TransferSettings &settings);
/// What they say, and those of verification and retries where a verb has them.
TransferSettings readSpeed(OptionValues &values);

} // namespace millrace
