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
/// False when the name was taken away or given to another file between the opening and the locking.
bool isStillNamed(const QFile &file)
{
    struct stat opened, named;
    return ::fstat(file.handle(), &opened) == 0 && ::stat(QFile::encodeName(file.fileName()), &named) == 0
        && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}
#endif

} // namespace

tl::unexpected<Error> fileFailure(const QFile &file, const QString &doing)
{
    if (errno != 0)
        return fail(localError(errno, doing, file.fileName()));
    Error e = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot %1: %2"_s.arg(doing, file.errorString()));
    e.path = file.fileName();
    return fail(e);
}

Result<std::unique_ptr<QFile>> openLocked(const QString &path, QIODevice::OpenMode more, const QString &held)
{
    for (;;) {
        auto file = std::make_unique<QFile>(path);
        errno = 0;
        if (!file->open(QIODevice::ReadWrite | QIODevice::Unbuffered | more))
            return fileFailure(*file, u"open the resume journal"_s);
#ifndef Q_OS_WIN
        if (::flock(file->handle(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            Error e = Error::make(ErrorKind::Conflict, ErrorCause::InUse, held);
            e.path = path;
            return fail(e);
        }
        if (!isStillNamed(*file))
            continue;
#endif
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
