// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>
#include <optional>

namespace millrace {

using ByteCount = qint64; ///< bytes
using ByteRate = double;  ///< bytes per second

constexpr ByteCount KiB = 1024;
constexpr ByteCount MiB = 1024 * KiB;
constexpr ByteCount GiB = 1024 * MiB;

/// Alignment of memory and offsets that every O_DIRECT target takes.
constexpr ByteCount blockSize = 4096;

/// "0 B", "1.5 KiB", "3.00 GiB": binary units, three significant digits, C locale.
QString formatBytes(ByteCount bytes);

/// "93.4 MiB/s": binary units, C locale.
QString formatRate(ByteRate bytesPerSecond);

/// "7 s", "3 min 05 s", "2 h 10 min"; "-" for a negative number of seconds (unknown).
QString formatDuration(double seconds);

/// Reads "64", "64KiB", "1.5 GiB", "10MB", "8m"; K/M/G/T alone are binary. No value on anything else.
std::optional<ByteCount> parseBytes(const QString &text);

/// Reads a rate: "50MiB/s", "1.5 GB/s", "10M" (bytes, binary, as parseBytes), "100Mbit/s", "2.5 Gb/s", "800kbps". "B" is
/// bytes and "b" bits; "/s" and "ps" may be left out. No value on anything else, zero included.
std::optional<ByteRate> parseRate(const QString &text);

} // namespace millrace
