// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/sourcebody.h"

#include "io/bufferpool.h"

#include <algorithm>
#include <cstring>

namespace millrace {

// Unbuffered: QIODevice's own buffer would copy every byte once more.
SourceBody::SourceBody(const char *data, ByteCount size) : m_data(data), m_size(size)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

SourceBody::SourceBody(std::shared_ptr<ByteSource> source, ByteCount offset, ByteCount size)
    : m_source(std::move(source)), m_offset(offset), m_size(size)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

/// How many of the @p wanted bytes at @p at there are and may go out.
ByteCount SourceBody::allowed(ByteCount at, ByteCount wanted)
{
    const ByteCount n = std::min(wanted, m_size - at);
    return n > 0 && m_limit ? std::min(n, m_limit(at) - at) : n;
}

BodyDevice::Piece SourceBody::nextPiece(ByteCount maxSize)
{
    const ByteCount at = pos(), n = allowed(at, maxSize);
    if (n <= 0)
        return {};
    if (m_data)
        return {m_data + at, -1, 0, n};
    const int file = m_source->descriptor(m_offset + at, n);
    return file < 0 ? Piece() : Piece{nullptr, file, m_offset + at, n};
}

void SourceBody::pass(ByteCount size)
{
    const ByteCount at = pos() + size;
    seek(at);
    m_sent = std::max(m_sent, at);
}

qint64 SourceBody::readData(char *data, qint64 maxSize)
{
    const ByteCount at = pos();
    ByteCount n = allowed(at, maxSize);
    if (n <= 0)
        return at >= m_size && m_error ? -1 : 0;
    if (m_data) {
        std::memcpy(data, m_data + at, size_t(n));
    } else {
        // A source may read its last block whole, and there may be no room for that here.
        char block[blockSize];
        const bool fits = (n + blockSize - 1) / blockSize * blockSize <= maxSize;
        if (!fits)
            n = n >= blockSize ? n / blockSize * blockSize : n;
        const bool bounce = !fits && n < blockSize;
        if (auto read = m_source->read(m_offset + at, bounce ? block : data, n); !read) {
            m_error = read.error();
            return -1;
        }
        if (bounce)
            std::memcpy(data, block, size_t(n));
    }
    m_sent = std::max(m_sent, at + n);
    return n;
}

} // namespace millrace
