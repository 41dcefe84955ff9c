// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/httptransport.h"

#include <QByteArray>

namespace millrace {

/// Bytes of a refusal's body that are of use: none takes more words to say why, though some servers go on.
constexpr qsizetype mostOfARefusal = 64 * KiB;

/// Appends to @p body what has come of @p call's answer. In the call's thread.
inline void takeAnswer(HttpCall &call, QByteArray &body)
{
    char piece[4096];
    while (const ByteCount n = call.read(piece, sizeof piece))
        body.append(piece, n);
}

} // namespace millrace
