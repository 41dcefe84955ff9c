// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/rereading.h"

#include "io/bufferpool.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr ByteCount step = 1 * MiB;

/// Feeds [from, to) to @p use, block-aligned pieces first so that the sink can bypass the page cache.
template <typename Use>
Result<void> forRange(ByteSink &sink, ByteCount from, ByteCount to, const std::function<bool()> &stop, Use use)
{
    const auto pool = BufferPool::create(step, 1);
    const Buffer buffer = pool->acquire(nullptr, {});
    if (!buffer)
        return fail(ErrorKind::LocalFile, ErrorCause::None, u"out of memory"_s);
    for (ByteCount offset = from; offset < to;) {
        if (stop())
            return fail(Error::cancelled());
        // The ragged end of a block is read apart, or the whole piece would be refused O_DIRECT.
        ByteCount length = std::min(step, to - offset);
        if (offset % blockSize != 0)
            length = std::min(length, blockSize - offset % blockSize);
        else if (length > blockSize)
            length -= length % blockSize;
        if (auto read = sink.read(offset, buffer.data(), length); !read)
            return read;
        use(buffer.data(), length);
        offset += length;
    }
    return {};
}

} // namespace

Result<QList<PieceDigest>> hashRange(ByteSink &sink, ByteCount from, ByteCount to, const VerificationPlan &plan,
                                     const std::function<bool()> &stop)
{
    PieceHasher hasher(plan, from);
    auto read = forRange(sink, from, to, stop, [&](const char *data, ByteCount n) { hasher.add(data, n); });
    if (!read)
        return fail(read.error());
    return hasher.finish();
}

Result<QByteArray> rereadSink(ByteSink &sink, ByteCount size, const VerificationPlan &plan,
                              const std::function<bool()> &stop)
{
    auto pieces = hashRange(sink, 0, size, plan, stop);
    if (!pieces)
        return fail(pieces.error());
    return combinePieces(plan, *pieces);
}

Result<void> addRange(ByteSink &sink, ByteCount from, ByteCount to, Checksum &checksum,
                      const std::function<bool()> &stop)
{
    return forRange(sink, from, to, stop, [&](const char *data, ByteCount n) { checksum.add(data, n); });
}

Result<void> readRange(ByteSink &sink, ByteCount from, ByteCount to, const std::function<bool()> &stop,
                       const std::function<void(const char *, ByteCount)> &use)
{
    return forRange(sink, from, to, stop, use);
}

Result<QByteArray> hashFile(const QString &path, const VerificationPlan &plan, const std::function<bool()> &stop)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        Error e = Error::make(ErrorKind::LocalFile, ErrorCause::PermissionDenied, file.errorString());
        e.path = path;
        return fail(e);
    }
    PieceHasher hasher(plan, 0);
    QByteArray piece(step, Qt::Uninitialized);
    for (;;) {
        if (stop())
            return fail(Error::cancelled());
        const qint64 n = file.read(piece.data(), piece.size());
        if (n < 0)
            return fail(ErrorKind::LocalFile, ErrorCause::None, file.errorString());
        if (n == 0)
            break;
        hasher.add(piece.constData(), n);
    }
    return combinePieces(plan, hasher.finish());
}

} // namespace millrace
