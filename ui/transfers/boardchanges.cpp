// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/boardchanges.h"

namespace millrace {

void BoardChanges::count(const TransferRow &row, TransferTotals &totals)
{
    (row.upload ? totals.upRate : totals.downRate) += row.rate;
    totals.connections += row.connections;
    totals.retries += row.retries;
    totals.throttles += row.throttles;
    switch (row.state) {
    case TransferState::Queued: ++totals.queued; break;
    case TransferState::Active:
    case TransferState::Pausing: ++totals.active; break;
    case TransferState::Paused: ++totals.paused; break;
    case TransferState::Failed: ++totals.failed; break;
    case TransferState::Done: ++totals.finished; break;
    case TransferState::Cancelled: ++totals.cancelled; break;
    }
}

} // namespace millrace
