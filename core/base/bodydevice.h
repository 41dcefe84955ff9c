// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QIODevice>

namespace millrace {

/// A request's body that can be sent from where it lies, without being read into another's memory first. Read-only and
/// not sequential.
class BodyDevice : public QIODevice
{
public:
    /// Where bytes of the body lie: in memory, or in a file.
    struct Piece
    {
        const char *memory = nullptr;
        int file = -1;        ///< a descriptor for sendfile(2)
        ByteCount offset = 0; ///< in the file
        ByteCount size = 0;
    };

    /// The next bytes, at most @p maxSize; size is 0 where they have to be read(), or do not go out just now.
    virtual Piece nextPiece(ByteCount maxSize) = 0;
    /// @p size bytes of that have gone out: the device stands behind them.
    virtual void pass(ByteCount size) = 0;
};

} // namespace millrace
