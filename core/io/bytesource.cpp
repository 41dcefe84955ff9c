// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/bytesource.h"

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace millrace {

Result<void> MemorySource::read(ByteCount offset, char *data, ByteCount size)
{
    if (offset < 0 || offset + size > m_bytes.size())
        return fail(ErrorKind::LocalFile, ErrorCause::None, u"the bytes in memory end before the part does"_s);
    std::memcpy(data, m_bytes.constData() + offset, size_t(size));
    return {};
}

/// SplitMix64 with the word's number as its counter: any word can be had without those before it.
static quint64 wordAt(quint64 seed, quint64 number)
{
    quint64 z = seed + (number + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

Result<void> GeneratedSource::read(ByteCount offset, char *data, ByteCount size)
{
    constexpr ByteCount wordSize = sizeof(quint64);
    ByteCount done = 0;
    while (done < size) {
        const ByteCount at = offset + done;
        const ByteCount within = at % wordSize;
        const quint64 word = wordAt(m_seed, quint64(at / wordSize));
        const ByteCount n = std::min(wordSize - within, size - done);
        std::memcpy(data + done, reinterpret_cast<const char *>(&word) + within, size_t(n));
        done += n;
    }
    return {};
}

} // namespace millrace
