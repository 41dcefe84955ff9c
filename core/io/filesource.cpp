// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/filesource.h"

#include "io/bufferpool.h"

#include <QFile>
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// Below this the page cache costs less than a second descriptor.
constexpr ByteCount directFrom = 1 * MiB;
/// One read past the page cache: large enough for the disk, small enough to fall back to the cache soon.
constexpr ByteCount readSize = 1 * MiB;

bool aligned(ByteCount offset, const char *data)
{
    return offset % blockSize == 0 && reinterpret_cast<quintptr>(data) % quintptr(blockSize) == 0;
}
} // namespace

static qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

FileIdentity FileIdentity::of(const struct stat &status)
{
    return {ByteCount(status.st_size), nanoseconds(status.st_mtim), quint64(status.st_ino), nanoseconds(status.st_ctim)};
}

FileSource::FileSource(QByteArray path, FileIdentity expected, Direct direct)
    : m_path(std::move(path)), m_expected(expected), m_direct(direct)
{
}

FileSource::~FileSource()
{
    if (m_fd >= 0)
        ::close(m_fd);
    if (m_directFd >= 0)
        ::close(m_directFd);
}

Result<void> FileSource::openIfNeeded()
{
    QMutexLocker lock(&m_openMutex);
    if (m_fd >= 0)
        return {};
    const int fd = ::open(m_path.constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(localError(errno, u"read"_s, QFile::decodeName(m_path)));
    if (m_direct != Direct::Never && m_expected.size >= directFrom) {
        m_directFd = ::open(m_path.constData(), O_RDONLY | O_CLOEXEC | O_DIRECT);
        if (m_directFd < 0 && m_direct == Direct::Always) {
            const int reason = errno;
            ::close(fd);
            return fail(localError(reason, u"read with O_DIRECT"_s, QFile::decodeName(m_path)));
        }
    }
    m_fd = fd;
    return {};
}

Result<void> FileSource::read(ByteCount offset, char *data, ByteCount size)
{
    if (auto opened = openIfNeeded(); !opened)
        return opened;
    ByteCount done = 0;
    while (done < size) {
        const qint64 n = readSome(offset + done, data + done, size - done);
        if (n < 0)
            return fail(localError(errno, u"read"_s, QFile::decodeName(m_path)));
        if (n == 0)
            return changed();
        done += std::min<ByteCount>(n, size - done);
    }
    return {};
}

/// As ::pread. May return more than @p size when a last block was read whole.
qint64 FileSource::readSome(ByteCount offset, char *data, ByteCount size)
{
    qint64 n = -1;
    do {
        if (m_directFd < 0) {
            n = ::pread(m_fd, data, size_t(size), offset);
            continue;
        }
        const ByteCount step = std::min(size, readSize);
        if (aligned(offset, data) && !(m_direct == Direct::Auto && isCached(offset, step))) {
            n = ::pread(m_directFd, data, size_t((step + blockSize - 1) / blockSize * blockSize), offset);
            if (n >= 0 || errno != EINVAL)
                continue;
        }
        n = ::pread(m_fd, data, size_t(step), offset);
    } while (n < 0 && errno == EINTR);
    return n;
}

bool FileSource::isAtHand(ByteCount offset, ByteCount size)
{
    return size > 0 && m_direct != Direct::Always && openIfNeeded() && isCached(offset, size);
}

bool FileSource::readAtHand(ByteCount offset, char *data, ByteCount size)
{
    if (!openIfNeeded())
        return false;
#ifdef RWF_NOWAIT
    // Cheaper than the question, where reading ahead does no harm.
    if (m_directFd < 0) {
        const iovec into{data, size_t(size)};
        return ::preadv2(m_fd, &into, 1, offset, RWF_NOWAIT) == size;
    }
#endif
    return ByteSource::readAtHand(offset, data, size);
}

/// Asked of the memory map: a read that may not wait (RWF_NOWAIT) would start to read ahead, and the bytes that are then
/// read past the cache would be read twice. Where the system does not tell of other users' files, it says yes.
bool FileSource::isCached(ByteCount offset, ByteCount size) const
{
    static const ByteCount page = ::sysconf(_SC_PAGESIZE);
    const ByteCount from = offset / page * page;
    const auto length = size_t(offset + size - from);
    void *const map = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, m_fd, from);
    if (map == MAP_FAILED)
        return false;
    std::vector<unsigned char> pages((length + size_t(page) - 1) / size_t(page));
    const bool told = ::mincore(map, length, pages.data()) == 0;
    ::munmap(map, length);
    return told && std::all_of(pages.cbegin(), pages.cend(), [](unsigned char state) { return state & 1; });
}

Result<void> FileSource::checkUnchanged()
{
    struct stat open = {}, named = {};
    if (m_fd >= 0 && (::fstat(m_fd, &open) != 0 || FileIdentity::of(open) != m_expected))
        return changed();
    if (::stat(m_path.constData(), &named) != 0 || FileIdentity::of(named) != m_expected)
        return changed();
    return {};
}

tl::unexpected<Error> FileSource::changed() const
{
    Error e = Error::make(ErrorKind::Conflict, ErrorCause::None, u"the file was changed while it was being uploaded"_s);
    e.path = QFile::decodeName(m_path);
    return fail(std::move(e));
}

} // namespace millrace
