// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/chunktransform.h"

#include "io/bufferpool.h"

#include <QStorageInfo>
#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr ByteCount readSize = 1 * MiB;
/// Left free on the file system, and how often that is looked at.
constexpr ByteCount roomForOthers = 64 * MiB;
constexpr ByteCount lookEvery = 16 * MiB;

/// The end of a chain: bytes at a growing offset, with an eye on the room that is left.
class Tail
{
public:
    Tail(ByteSink &to, const QString &folder) : m_to(to), m_storage(folder) {}

    Result<void> take(const char *data, ByteCount size)
    {
        if (m_written + size > m_checked) {
            m_storage.refresh();
            if (m_storage.isValid() && m_storage.bytesAvailable() < roomForOthers + std::max(lookEvery, size))
                return fail(ErrorKind::LocalFile, ErrorCause::DiskFull,
                            u"after %1 the disk is as good as full, and there is more to come"_s.arg(
                                formatBytes(m_written)));
            m_checked = m_written + std::max(lookEvery, size);
        }
        auto done = m_to.write(m_written, data, size);
        m_written += size;
        return done;
    }
    ByteCount written() const { return m_written; }

private:
    ByteSink &m_to;
    QStorageInfo m_storage;
    ByteCount m_written = 0;
    ByteCount m_checked = 0;
};

} // namespace

Result<ByteCount> transformSink(ByteSink &from, ByteCount size, const TransformChain &chain, ByteSink &to,
                                const QString &folder, const std::atomic<bool> &stop)
{
    Tail tail(to, folder);
    std::vector<ChunkTransform::Emit> emits(chain.size());
    for (size_t i = 0; i < chain.size(); ++i)
        emits[i] = [&, i](const char *data, ByteCount bytes) -> Result<void> {
            if (stop)
                return fail(Error::cancelled());
            return i + 1 < chain.size() ? chain[i + 1]->add(data, bytes, emits[i + 1]) : tail.take(data, bytes);
        };
    const std::unique_ptr<char, decltype(&std::free)> block(
        static_cast<char *>(std::aligned_alloc(size_t(blockSize), size_t(readSize))), &std::free);
    for (ByteCount at = 0; at < size;) {
        if (stop)
            return fail(Error::cancelled());
        const ByteCount n = std::min(readSize, size - at);
        if (auto read = from.read(at, block.get(), n); !read)
            return fail(read.error());
        if (auto added = chain.front()->add(block.get(), n, emits.front()); !added)
            return fail(added.error());
        at += n;
    }
    for (size_t i = 0; i < chain.size(); ++i)
        if (auto finished = chain[i]->finish(emits[i]); !finished)
            return fail(finished.error());
    return tail.written();
}

} // namespace millrace
