// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/socketbuffers.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace millrace {

#ifndef SO_BUF_LOCK // Linux 5.14
constexpr int SO_BUF_LOCK = 72;
#endif

/// Left alone, Linux lets a socket take in more and more ahead of a reader, in proportion to how fast he reads. That is
/// too much beside a very slow one. Not beside faster ones: a bounded buffer drops segments that do not fill their
/// memory, and they are sent again.
void boundReceiveWindow(int socket, ByteCount window)
{
    /// Some connection of this thread has a bounded window.
    thread_local bool someBounded = false;
    if ((!window && !someBounded) || socket < 0)
        return;
    if (window) {
        const int memory = int(window / 2); // the system doubles it
        ::setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &memory, sizeof memory);
        someBounded = true;
    } else {
        const int nothing = 0; // the system may choose again
        ::setsockopt(socket, SOL_SOCKET, SO_BUF_LOCK, &nothing, sizeof nothing);
    }
}

ByteCount unsentBytes(int socket)
{
    int bytes = 0;
    return socket >= 0 && ::ioctl(socket, SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

} // namespace millrace
