// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/lockedfile.h"

#include <cerrno>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

#ifndef Q_OS_WIN
bool isInTheWay(const QString &path)
{
    struct stat there;
    return ::lstat(QFile::encodeName(path), &there) == 0 && !S_ISREG(there.st_mode);
}
#endif

} // namespace

Error withPath(Error e, const QString &path)
{
    e.path = path;
    return e;
}

tl::unexpected<Error> fileFailure(const QFile &file, const QString &doing)
{
    if (errno != 0)
        return fail(localError(errno, doing, file.fileName()));
    return fail(withPath(Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot %1: %2"_s.arg(doing, file.errorString())),
                         file.fileName()));
}

FileLock lockFile(int fd, const QByteArray &path)
{
#ifndef Q_OS_WIN
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return FileLock::Elsewhere;
    struct stat opened, named;
    if (::fstat(fd, &opened) != 0 || ::lstat(path, &named) != 0 || opened.st_dev != named.st_dev
        || opened.st_ino != named.st_ino)
        return FileLock::Stale;
#endif
    return FileLock::Taken;
}

Result<std::unique_ptr<QFile>> openLocked(const QString &path, QIODevice::OpenMode more, const QString &held)
{
    for (int tries = 1;; ++tries) {
#ifndef Q_OS_WIN
        // What it points at is somebody else's; a pipe would be waited for.
        if (isInTheWay(path))
            return fail(withPath(Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                                             u"a link, pipe or device is in the way of the resume journal"_s), path));
#endif
        auto file = std::make_unique<QFile>(path);
        errno = 0;
        if (!file->open(QIODevice::ReadWrite | QIODevice::Unbuffered | more))
            return fileFailure(*file, u"open the resume journal"_s);
        const FileLock lock = lockFile(file->handle(), QFile::encodeName(path));
        if (lock == FileLock::Elsewhere)
            return fail(withPath(Error::make(ErrorKind::Conflict, ErrorCause::InUse, held), path));
        if (lock == FileLock::Taken || tries == mostStaleLocks)
            return file;
    }
}

bool syncToDisk(const QFile &file)
{
#if defined(Q_OS_WIN)
    return ::_commit(file.handle()) == 0;
#elif defined(Q_OS_LINUX)
    return ::fdatasync(file.handle()) == 0;
#else
    return ::fsync(file.handle()) == 0;
#endif
}

} // namespace millrace
