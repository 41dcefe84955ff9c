// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodysource.h"

#include <QtEndian>
#include <algorithm>
#include <cstring>

namespace millrace::server {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014) with the word index as its state: any offset can be reached at once, no two
// blocks are alike, and it makes several GB/s, so that a generated object is never the bottleneck.
inline quint64 wordAt(quint64 seed, quint64 index)
{
    quint64 z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

} // namespace

ByteCount SyntheticSource::read(ByteCount offset, char *buffer, ByteCount size)
{
    size = std::clamp<ByteCount>(m_size - offset, 0, size);
    ByteCount done = 0;
    while (done < size) {
        const quint64 index = quint64(offset + done) / 8;
        const ByteCount within = (offset + done) % 8;
        if (within == 0 && size - done >= 8) {
            const ByteCount words = (size - done) / 8;
            for (ByteCount i = 0; i < words; ++i) {
                const quint64 word = qToLittleEndian(wordAt(m_seed, index + quint64(i)));
                std::memcpy(buffer + done + i * 8, &word, 8);
            }
            done += words * 8;
            continue;
        }
        const quint64 word = qToLittleEndian(wordAt(m_seed, index));
        const ByteCount n = std::min<ByteCount>(8 - within, size - done);
        std::memcpy(buffer + done, reinterpret_cast<const char *>(&word) + within, size_t(n));
        done += n;
    }
    return size;
}

} // namespace millrace::server
