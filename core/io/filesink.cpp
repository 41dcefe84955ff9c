// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/filesink.h"

#include "io/bufferpool.h"
#include "io/lockedfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

Result<void> writeAll(int fd, const char *data, ByteCount size, ByteCount offset, const QString &path)
{
    while (size > 0) {
        const ssize_t n = ::pwrite(fd, data, size_t(size), offset);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return fail(localError(errno, u"write"_s, path));
        }
        data += n;
        size -= n;
        offset += n;
    }
    return {};
}

/// Some file systems open with O_DIRECT and refuse only what comes then; those of Windows' kind let none but the descriptor
/// that holds the lock touch the file.
bool isDirectRefused(int reason)
{
    return reason == EINVAL || reason == EACCES;
}

/// Some name above @p path is no folder.
Error inTheWay(const QString &path)
{
    QString above = QFileInfo(path).path();
    for (QString next = above; !QFileInfo::exists(above) && (next = QFileInfo(above).path()) != above;)
        above = next;
    return withPath(Error::make(ErrorKind::LocalFile, ErrorCause::AlreadyExists,
                                u"%1 is a file, and a folder of this name is needed"_s.arg(above)),
                    path);
}

} // namespace

FileSink::~FileSink()
{
    if (m_directFd >= 0)
        ::close(m_directFd);
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<void> FileSink::open()
{
    const QByteArray path = QFile::encodeName(m_options.partPath);
    const int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    for (int tries = 1; m_fd < 0; ++tries) {
        m_fd = ::open(path, flags, 0666);
        if (m_fd < 0 && errno == ENOENT) {
            if (auto made = makeFolder(QFileInfo(m_options.partPath).path()); !made)
                return made;
            m_fd = ::open(path, flags, 0666);
        }
        if (m_fd < 0 && errno == ENOTDIR)
            return fail(inTheWay(m_options.finalPath));
        if (m_fd < 0)
            return fail(localError(errno, u"create the file"_s, m_options.partPath));
        // Another run that writes to the same file would publish a mixture.
        const FileLock lock = lockFile(m_fd, path);
        if (lock == FileLock::Elsewhere || (lock == FileLock::Stale && tries < mostStaleLocks))
            ::close(std::exchange(m_fd, -1));
        if (lock == FileLock::Elsewhere)
            return fail(withPath(Error::make(ErrorKind::Conflict, ErrorCause::InUse, u"another process is downloading this file"_s),
                                 m_options.finalPath));
    }
    struct stat left;
    if (!m_options.resume && ::fstat(m_fd, &left) == 0 && left.st_size > 0 && ::ftruncate(m_fd, 0) != 0) {
        const Error error = localError(errno, u"empty the file"_s, m_options.partPath);
        ::close(std::exchange(m_fd, -1));
        return fail(error);
    }
    if (m_options.direct || m_options.mustDirect) {
        m_directFd = ::open(path, O_RDWR | O_DIRECT | O_CLOEXEC | O_NOFOLLOW);
        if (m_directFd < 0 && m_options.mustDirect) {
            const Error error = localError(errno, u"open the file for direct I/O (--direct-io on)"_s,
                                           m_options.partPath);
            // Left open, the next call would take the file for usable.
            ::close(std::exchange(m_fd, -1));
            return fail(error);
        }
    }
    return {};
}

Result<void> FileSink::openIfNeeded()
{
    QMutexLocker lock(&m_openMutex);
    return m_fd >= 0 ? Result<void>() : open();
}

Result<void> FileSink::prepare()
{
    if (auto opened = openIfNeeded(); !opened)
        return opened;
    return m_options.size > 0 ? reserve() : Result<void>();
}

Result<void> FileSink::reserve()
{
    // fallocate(2), not posix_fallocate(3): where the file system cannot, the latter writes a byte into every block.
    while (::fallocate(m_fd, 0, 0, m_options.size) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EOPNOTSUPP && errno != ENOSYS)
            return fail(localError(errno, u"reserve %1 on disk"_s.arg(formatBytes(m_options.size)),
                                   m_options.partPath));
        struct statvfs fs;
        struct stat file;
        if (::fstatvfs(m_fd, &fs) == 0 && ::fstat(m_fd, &file) == 0
            && ByteCount(fs.f_bavail) * ByteCount(fs.f_frsize) < m_options.size - ByteCount(file.st_blocks) * 512)
            return fail(localError(ENOSPC, u"reserve %1 on disk"_s.arg(formatBytes(m_options.size)),
                                   m_options.partPath));
        break;
    }
    if (::ftruncate(m_fd, m_options.size) != 0)
        return fail(localError(errno, u"set the size of the file"_s, m_options.partPath));
    return {};
}

Result<void> FileSink::write(ByteCount offset, const char *data, ByteCount size)
{
    if (auto opened = openIfNeeded(); !opened)
        return opened;
    if (m_directFd < 0)
        return writeAll(m_fd, data, size, offset, m_options.partPath);

    // Whole blocks go straight to the disk; the ragged ends, which the neighbours may share, through the page cache.
    const ByteCount alignedBegin = (offset + blockSize - 1) / blockSize * blockSize;
    const ByteCount alignedEnd = (offset + size) / blockSize * blockSize;
    if (alignedBegin >= alignedEnd)
        return writeAll(m_fd, data, size, offset, m_options.partPath);
    const ByteCount head = alignedBegin - offset;
    const ByteCount tail = offset + size - alignedEnd;
    if (head > 0)
        if (auto done = writeAll(m_fd, data, head, offset, m_options.partPath); !done)
            return done;
    auto done = writeAll(m_directFd, data + head, alignedEnd - alignedBegin, alignedBegin, m_options.partPath);
    if (!done && isDirectRefused(errno) && !m_options.mustDirect)
        done = writeAll(m_fd, data + head, alignedEnd - alignedBegin, alignedBegin, m_options.partPath);
    if (!done || tail == 0)
        return done;
    return writeAll(m_fd, data + (alignedEnd - offset), tail, alignedEnd, m_options.partPath);
}

Result<void> FileSink::read(ByteCount offset, char *data, ByteCount size)
{
    while (size > 0) {
        const bool direct = m_directFd >= 0 && offset % blockSize == 0 && size % blockSize == 0
            && quintptr(data) % blockSize == 0;
        ssize_t n = ::pread(direct ? m_directFd : m_fd, data, size_t(size), offset);
        if (n < 0 && direct && isDirectRefused(errno))
            n = ::pread(m_fd, data, size_t(size), offset);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(localError(errno, u"read back"_s, m_options.partPath));
        if (n == 0)
            return fail(ErrorKind::LocalFile, ErrorCause::SizeMismatch,
                        u"the file ends at %1 bytes: something else cut it short"_s.arg(offset));
        data += n;
        size -= n;
        offset += n;
    }
    return {};
}

Result<void> FileSink::sync()
{
    if (auto opened = openIfNeeded(); !opened)
        return opened;
    // One file, one flush: fdatasync also waits for the disk's cache, which O_DIRECT writes may still sit in.
    if (::fdatasync(m_fd) != 0)
        return fail(localError(errno, u"flush the file to disk"_s, m_options.partPath));
    return {};
}

Result<void> FileSink::publish(const QDateTime &modified)
{
    if (auto opened = openIfNeeded(); !opened)
        return opened;
    struct stat file;
    if (::fstat(m_fd, &file) != 0)
        return fail(localError(errno, u"look at the finished file"_s, m_options.partPath));
    if (m_options.size >= 0 && file.st_size != m_options.size)
        return fail(ErrorKind::LocalFile, ErrorCause::SizeMismatch,
                    u"the finished file has %1 bytes on disk instead of %2"_s.arg(file.st_size).arg(m_options.size));
    if (modified.isValid()) {
        const qint64 ms = modified.toMSecsSinceEpoch();
        const timespec at{time_t(ms / 1000), long(ms % 1000) * 1'000'000};
        const timespec times[2] = {{0, UTIME_OMIT}, at};
        if (::futimens(m_fd, times) != 0)
            return fail(localError(errno, u"set the modification time"_s, m_options.partPath));
    }
    if (::rename(QFile::encodeName(m_options.partPath), QFile::encodeName(m_options.finalPath)) != 0)
        return fail(localError(errno, u"give the finished file its name"_s, m_options.finalPath));
    return {};
}

void FileSink::discard()
{
    if (m_fd >= 0) // else it may be another's
        ::unlink(QFile::encodeName(m_options.partPath));
}

Result<void> NullSink::read(ByteCount, char *, ByteCount)
{
    return fail(ErrorKind::LocalFile, ErrorCause::None, u"the bytes were not kept"_s);
}

Result<void> makeFolder(const QString &folder)
{
    if (QDir().mkpath(folder))
        return {};
    // QDir does not say why. Ask the system about the deepest part that is missing.
    QString missing = folder;
    while (!QFileInfo::exists(QFileInfo(missing).path()) && QFileInfo(missing).path() != missing)
        missing = QFileInfo(missing).path();
    if (::mkdir(QFile::encodeName(missing), 0777) == 0 || errno == EEXIST) {
        if (QFileInfo(missing).isDir() && QDir().mkpath(folder))
            return {};
        errno = ENOTDIR;
    }
    return fail(localError(errno, u"create the folder"_s, missing));
}

Result<void> syncFolder(const QString &folder)
{
    const int fd = ::open(QFile::encodeName(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail(localError(errno, u"open the folder"_s, folder));
    const int rc = ::fsync(fd);
    const int why = errno;
    ::close(fd);
    // Network file systems may refuse to sync a folder; the rename is then as durable as they make it.
    if (rc != 0 && why != EINVAL && why != ENOTSUP && why != EBADF)
        return fail(localError(why, u"flush the folder"_s, folder));
    return {};
}

} // namespace millrace
