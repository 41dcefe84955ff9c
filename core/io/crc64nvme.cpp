// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/crc64nvme.h"
#include "io/crcpolynomial.h"

#include <QtEndian>
#include <array>

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#define MILLRACE_PCLMUL 1
#include <immintrin.h>
#endif

namespace millrace {

namespace {

using Tables = std::array<std::array<std::uint64_t, 256>, 8>;

/// tables[k][b]: the remainder of byte b followed by k zero bytes.
constexpr Tables makeTables()
{
    Tables tables{};
    for (std::uint64_t byte = 0; byte < 256; ++byte) {
        std::uint64_t value = byte;
        for (int bit = 0; bit < 8; ++bit)
            value = crc64NvmePolynomial.timesX(value);
        tables[0][byte] = value;
    }
    for (std::size_t k = 1; k < 8; ++k) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint64_t before = tables[k - 1][byte];
            tables[k][byte] = tables[0][before & 0xff] ^ (before >> 8);
        }
    }
    return tables;
}

constexpr Tables tables = makeTables();

/// Carries a raw (not inverted) remainder over @p size bytes, eight at a time.
std::uint64_t remainderByTable(std::uint64_t state, const unsigned char *data, std::size_t size)
{
    for (; size >= 8; data += 8, size -= 8) {
        state ^= qFromLittleEndian<quint64>(data);
        state = tables[7][state & 0xff] ^ tables[6][(state >> 8) & 0xff] ^ tables[5][(state >> 16) & 0xff]
              ^ tables[4][(state >> 24) & 0xff] ^ tables[3][(state >> 32) & 0xff] ^ tables[2][(state >> 40) & 0xff]
              ^ tables[1][(state >> 48) & 0xff] ^ tables[0][state >> 56];
    }
    for (; size > 0; ++data, --size)
        state = tables[0][(state ^ *data) & 0xff] ^ (state >> 8);
    return state;
}

#ifdef MILLRACE_PCLMUL

/// Constants that move a 128-bit lane up by @p bits. The low half of a lane is the earlier in memory, hence the higher
/// power. A carry-less product of two reflected 64-bit values comes out one power too high, hence the -1.
struct Fold
{
    std::uint64_t low;
    std::uint64_t high;
};
constexpr Fold foldBy(std::uint64_t bits)
{
    return {crc64NvmePolynomial.powerOfX(bits + 63), crc64NvmePolynomial.powerOfX(bits - 1)};
}

constexpr Fold by16Bytes = foldBy(128);
constexpr Fold by64Bytes = foldBy(512);
constexpr Fold by128Bytes = foldBy(1024);
constexpr Fold by512Bytes = foldBy(4096);

__attribute__((target("pclmul,sse4.1"))) inline __m128i loadLane(const unsigned char *data)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i *>(data));
}

__attribute__((target("pclmul,sse4.1"))) inline __m128i fold(__m128i lane, __m128i next, __m128i by)
{
    const __m128i low = _mm_clmulepi64_si128(lane, by, 0x00);
    const __m128i high = _mm_clmulepi64_si128(lane, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

/// Needs at least 128 bytes.
__attribute__((target("pclmul,sse4.1"))) std::uint64_t remainderByFolding(std::uint64_t state,
                                                                          const unsigned char *data, std::size_t size)
{
    // Eight lanes run side by side, since one multiplication takes several cycles and a new one can begin each cycle.
    // The lanes stay in registers only when these loops are unrolled.
    __m128i lanes[8];
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i)
        lanes[i] = loadLane(data + 16 * i);
    lanes[0] = _mm_xor_si128(lanes[0], _mm_cvtsi64_si128(static_cast<long long>(state)));
    data += 128;
    size -= 128;

    const __m128i by128 = _mm_set_epi64x(static_cast<long long>(by128Bytes.high),
                                         static_cast<long long>(by128Bytes.low));
    for (; size >= 128; data += 128, size -= 128) {
#pragma GCC unroll 8
        for (int i = 0; i < 8; ++i)
            lanes[i] = fold(lanes[i], loadLane(data + 16 * i), by128);
    }

    const __m128i by16 = _mm_set_epi64x(static_cast<long long>(by16Bytes.high),
                                        static_cast<long long>(by16Bytes.low));
    __m128i lane = lanes[0];
#pragma GCC unroll 8
    for (int i = 1; i < 8; ++i)
        lane = fold(lane, lanes[i], by16);
    for (; size >= 16; data += 16, size -= 16)
        lane = fold(lane, loadLane(data), by16);

    // What is left is a 16-byte message with the same remainder as all before it.
    alignas(16) unsigned char rest[16];
    _mm_store_si128(reinterpret_cast<__m128i *>(rest), lane);
    return remainderByTable(remainderByTable(0, rest, sizeof rest), data, size);
}

__attribute__((target("avx512f,vpclmulqdq"))) inline __m512i loadWide(const unsigned char *data)
{
    return _mm512_loadu_si512(data);
}

__attribute__((target("avx512f,vpclmulqdq"))) inline __m512i foldWide(__m512i lanes, __m512i next, __m512i by)
{
    const __m512i low = _mm512_clmulepi64_epi128(lanes, by, 0x00);
    const __m512i high = _mm512_clmulepi64_epi128(lanes, by, 0x11);
    return _mm512_ternarylogic_epi64(low, high, next, 0x96); // three-way xor
}

__attribute__((target("avx512f,vpclmulqdq"))) inline __m512i wide(Fold by)
{
    return _mm512_set4_epi64(static_cast<long long>(by.high), static_cast<long long>(by.low),
                             static_cast<long long>(by.high), static_cast<long long>(by.low));
}

/// Four lanes a register. Needs at least 512 bytes.
__attribute__((target("avx512f,vpclmulqdq,pclmul,sse4.1"))) std::uint64_t
remainderByWideFolding(std::uint64_t state, const unsigned char *data, std::size_t size)
{
    __m512i lanes[8];
#pragma GCC unroll 8
    for (int i = 0; i < 8; ++i)
        lanes[i] = loadWide(data + 64 * i);
    lanes[0] = _mm512_xor_si512(
        lanes[0], _mm512_zextsi128_si512(_mm_cvtsi64_si128(static_cast<long long>(state))));
    data += 512;
    size -= 512;

    const __m512i by512 = wide(by512Bytes);
    for (; size >= 512; data += 512, size -= 512) {
#pragma GCC unroll 8
        for (int i = 0; i < 8; ++i)
            lanes[i] = foldWide(lanes[i], loadWide(data + 64 * i), by512);
    }

    const __m512i by64 = wide(by64Bytes);
    __m512i lane = lanes[0];
#pragma GCC unroll 8
    for (int i = 1; i < 8; ++i)
        lane = foldWide(lane, lanes[i], by64);
    for (; size >= 64; data += 64, size -= 64)
        lane = foldWide(lane, loadWide(data), by64);

    alignas(64) unsigned char rest[64];
    _mm512_store_si512(rest, lane);
    return remainderByTable(remainderByTable(0, rest, sizeof rest), data, size);
}

bool hasWideCarrylessMultiply()
{
    static const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("vpclmulqdq");
    return has;
}

bool hasCarrylessMultiply()
{
    static const bool has = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
    return has;
}

#endif

} // namespace

std::uint64_t crc64NvmeByTable(std::uint64_t crc, const void *data, std::size_t size)
{
    return ~remainderByTable(~crc, static_cast<const unsigned char *>(data), size);
}

std::uint64_t crc64Nvme(std::uint64_t crc, const void *data, std::size_t size)
{
#ifdef MILLRACE_PCLMUL
    if (size >= 512 && hasWideCarrylessMultiply())
        return ~remainderByWideFolding(~crc, static_cast<const unsigned char *>(data), size);
#endif
    return crc64NvmeByNarrowFolding(crc, data, size);
}

std::uint64_t crc64NvmeByNarrowFolding(std::uint64_t crc, const void *data, std::size_t size)
{
#ifdef MILLRACE_PCLMUL
    if (size >= 128 && hasCarrylessMultiply())
        return ~remainderByFolding(~crc, static_cast<const unsigned char *>(data), size);
#endif
    return crc64NvmeByTable(crc, data, size);
}

bool crc64NvmeIsAccelerated()
{
#ifdef MILLRACE_PCLMUL
    return hasCarrylessMultiply();
#else
    return false;
#endif
}

} // namespace millrace
