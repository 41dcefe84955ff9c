// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/byterange.h"

#include <algorithm>
#include <optional>

namespace millrace::server {
namespace {

std::optional<ByteCount> digits(const QByteArray &text)
{
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    bool ok = false;
    const ByteCount value = text.toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

} // namespace

ParsedRange parseRange(const QByteArray &header, ByteCount size)
{
    constexpr QByteArrayView unit = "bytes=";
    if (!header.startsWith(unit) || header.contains(','))
        return {};
    const QByteArray text = header.mid(unit.size()).trimmed();
    const qsizetype dash = text.indexOf('-');
    if (dash < 0)
        return {};
    const auto first = digits(text.left(dash));
    const auto last = digits(text.mid(dash + 1));
    if (dash == 0) {
        if (!last)
            return {};
        const ByteCount n = std::min(*last, size);
        if (n == 0)
            return {RangeKind::Unsatisfiable, {}};
        return {RangeKind::Range, {size - n, n}};
    }
    if (!first || (!last && dash + 1 < text.size()) || (last && *last < *first))
        return {};
    if (*first >= size)
        return {RangeKind::Unsatisfiable, {}};
    const ByteCount end = last ? std::min(*last, size - 1) : size - 1;
    return {RangeKind::Range, {*first, end - *first + 1}};
}

} // namespace millrace::server
