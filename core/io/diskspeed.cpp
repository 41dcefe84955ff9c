// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/diskspeed.h"

#include <QElapsedTimer>
#include <QFile>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Of one write.
constexpr size_t writeSize = 4 * size_t(MiB);

/// A file that goes with its descriptor, even when the process is killed. Where the file system knows none, one that is
/// unlinked at once.
int openUnnamed(const QString &folder, int flags)
{
    const QByteArray path = QFile::encodeName(folder);
    int fd = ::open(path.constData(), O_TMPFILE | O_WRONLY | O_CLOEXEC | flags, 0600);
    if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
        return fd;
    if (flags != 0 && errno == EINVAL)
        return -1;
    QByteArray name = path + "/.millrace-speed-XXXXXX";
    fd = ::mkostemp(name.data(), O_CLOEXEC | flags);
    if (fd >= 0)
        ::unlink(name.constData());
    return fd;
}

} // namespace

Result<ByteRate> measureWriteRate(const QString &folder, ByteCount most, double seconds, const std::atomic<bool> *stop)
{
    int fd = openUnnamed(folder, O_DIRECT);
    if (fd < 0 && errno == EINVAL) // no direct writes here: through the cache, and the flush at the end counts
        fd = openUnnamed(folder, 0);
    if (fd < 0)
        return fail(localError(errno, u"measure the disk"_s, folder));
    const std::unique_ptr<char, decltype(&std::free)> block(static_cast<char *>(std::aligned_alloc(size_t(blockSize), writeSize)), &std::free);
    for (size_t i = 0; i < writeSize; ++i) // nothing that a disk could compress
        block.get()[i] = char((i * 2654435761U) >> 13);
    QElapsedTimer clock;
    clock.start();
    ByteCount written = 0;
    int trouble = 0;
    while (written < most && clock.elapsed() < qint64(seconds * 1000) && !(stop && *stop)) {
        const ssize_t n = ::write(fd, block.get(), writeSize);
        if (n > 0)
            written += n;
        else if (n < 0 && errno == EINTR)
            continue;
        else {
            trouble = errno;
            break;
        }
    }
    if (trouble == 0 && ::fdatasync(fd) != 0)
        trouble = errno;
    const double taken = double(clock.nsecsElapsed()) / 1e9;
    ::close(fd);
    if (stop && *stop)
        return fail(Error::cancelled());
    // A disk that filled up on the way has shown its speed all the same.
    if (trouble != 0 && !(trouble == ENOSPC && written > 64 * MiB))
        return fail(localError(trouble, u"measure the disk"_s, folder));
    return taken > 0 ? double(written) / taken : 0;
}

} // namespace millrace
