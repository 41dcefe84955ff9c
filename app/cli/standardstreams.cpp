// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/standardstreams.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace millrace {

void holdStandardStreams()
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (::fcntl(fd, F_GETFD) >= 0)
            continue;
        // The wrong way round: reading standard input and writing the others is to fail. It gets the lowest free number.
        (void)!::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
}

int failureOnClose(int fd)
{
    // Every close of a descriptor asks the file system for what it still owes; a copy leaves the original alone.
    const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (copy < 0 || ::close(copy) == 0 || errno == EINTR)
        return 0;
    return errno;
}

} // namespace millrace
