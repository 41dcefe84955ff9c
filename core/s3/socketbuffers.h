// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/httptransport.h"

namespace millrace {

/// The window for a request's readBuffer: bounded for a slow reader only, else 0.
constexpr ByteCount boundedWindow(ByteCount readBuffer)
{
    return readBuffer > 0 && readBuffer <= 16 * KiB ? receiveWindow(readBuffer) : 0;
}

/// Bounds what the system takes in for @p socket ahead of its reader to about @p window bytes; 0 lets the system choose,
/// also where a bound of this thread's was set on the connection before. To be called when the connection stands:
/// bounded earlier it could never grow again.
void boundReceiveWindow(int socket, ByteCount window);

/// Bytes written to @p socket that the other end has not acknowledged. Some MiB fit in between, which takes a slow line
/// minutes.
ByteCount unsentBytes(int socket);

} // namespace millrace
