// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

namespace millrace {

/// The parts in flight as columns of percentages, a line a file, as the greenlet downloader's monitor prints them: whole
/// parts in front are counted, waiting ones behind likewise; "!" marks a part that is tried again or has failed.
/// @p columns: characters a line may have.
QString partMonitorText(const TransferDetail &detail, int columns);

} // namespace millrace
