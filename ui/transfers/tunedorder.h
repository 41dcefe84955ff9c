// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tuning/tuningtrial.h"
#include "ui/transfers/transferrow.h"

namespace millrace {

// What auto-optimize found, which it measures by downloads, as transfers of both directions take it. Pure.

/// @p settings with what was found. S3 takes no smaller parts of an upload than 5 MiB.
TransferSettings withTuned(TransferSettings settings, const TunedSettings &found, bool upload);

/// @p wanted for a transfer that has @p order's settings now. An upload that has begun keeps its part size: with another
/// one all it has sent would be sent again.
TransferSettings settingsFor(const TransferOrder &order, TransferSettings wanted, bool begun);

} // namespace millrace
