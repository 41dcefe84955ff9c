// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"

namespace millrace {

/// Has @p board tell what @p source tells of its transfers: another board, or who works for it in another thread. Totals and
/// what went are left to the board, which has to add them up and to forget.
template <typename Source> void relay(const Source *source, TransferBoard *board)
{
    QObject::connect(source, &Source::changed, board, &TransferBoard::changed);
    QObject::connect(source, &Source::detailChanged, board, &TransferBoard::detailChanged);
    QObject::connect(source, &Source::logReset, board, &TransferBoard::logReset);
    QObject::connect(source, &Source::logged, board, &TransferBoard::logged);
    QObject::connect(source, &Source::ended, board, &TransferBoard::ended);
    QObject::connect(source, &Source::reported, board, &TransferBoard::reported);
}

} // namespace millrace
