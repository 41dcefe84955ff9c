// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace millrace {

/// The field a reflected CRC lives in: polynomials over GF(2) modulo P, of degree below `width`.
/// Bit width-1 of a value is the coefficient of x^0, bit 0 that of x^(width-1), and `poly` is P without its leading
/// term in the same order. All that combining and folding CRCs needs follows from multiplying in it.
struct CrcPolynomial
{
    int width;
    std::uint64_t poly;

    constexpr std::uint64_t one() const { return std::uint64_t(1) << (width - 1); }

    /// a * x mod P.
    constexpr std::uint64_t timesX(std::uint64_t a) const { return (a & 1) ? (a >> 1) ^ poly : a >> 1; }

    /// a * b mod P.
    constexpr std::uint64_t multiply(std::uint64_t a, std::uint64_t b) const
    {
        std::uint64_t product = 0;
        for (std::uint64_t bit = one(); bit != 0 && a != 0; bit >>= 1) {
            if (a & bit) {
                product ^= b;
                a ^= bit;
            }
            b = timesX(b);
        }
        return product;
    }

    /// x^n mod P.
    constexpr std::uint64_t powerOfX(std::uint64_t n) const
    {
        std::uint64_t result = one();
        for (std::uint64_t square = one() >> 1; n != 0; n >>= 1) {
            if (n & 1)
                result = multiply(result, square);
            square = multiply(square, square);
        }
        return result;
    }

    /// CRC of A followed by @p lengthOfB bytes B, for the usual CRCs whose initial value and final inversion are the
    /// same (all ones): the two inversions cancel out, so what remains is A's remainder moved up by B's length.
    constexpr std::uint64_t combine(std::uint64_t a, std::uint64_t b, std::uint64_t lengthOfB) const
    {
        // x^(8n) as (x^n)^8, so that no length overflows.
        std::uint64_t shift = powerOfX(lengthOfB);
        for (int i = 0; i < 3; ++i)
            shift = multiply(shift, shift);
        return multiply(a, shift) ^ b;
    }
};

/// ISO-HDLC: zip, gzip, `x-amz-checksum-crc32`.
inline constexpr CrcPolynomial crc32Polynomial{32, 0xEDB88320u};
/// Castagnoli: iSCSI, `x-amz-checksum-crc32c`.
inline constexpr CrcPolynomial crc32cPolynomial{32, 0x82F63B78u};
/// NVM Express: 0xAD93D23594C93659 reflected, `x-amz-checksum-crc64nvme`.
inline constexpr CrcPolynomial crc64NvmePolynomial{64, 0x9A6C9329AC4BC9B5u};

} // namespace millrace
