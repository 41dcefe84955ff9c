// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"

#include <QRegularExpression>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {

QString formatBytes(ByteCount bytes)
{
    if (bytes < KiB)
        return u"%1 B"_s.arg(bytes);
    static const char *const units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = double(bytes) / 1024.0;
    int unit = 0;
    while (value >= 999.5 && unit < 5) {
        value /= 1024.0;
        ++unit;
    }
    const int decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
    return QString::number(value, 'f', decimals) + u' ' + QLatin1StringView(units[unit]);
}

QString formatRate(ByteRate bytesPerSecond)
{
    return formatBytes(ByteCount(std::llround(std::max(0.0, bytesPerSecond)))) + u"/s"_s;
}

QString formatDuration(double seconds)
{
    if (seconds < 0 || !std::isfinite(seconds))
        return u"-"_s;
    const qint64 s = std::llround(seconds);
    if (s < 60)
        return u"%1 s"_s.arg(s);
    if (s < 3600)
        return u"%1 min %2 s"_s.arg(s / 60).arg(s % 60, 2, 10, QChar(u'0'));
    if (s < 86400)
        return u"%1 h %2 min"_s.arg(s / 3600).arg(s / 60 % 60, 2, 10, QChar(u'0'));
    return u"%1 d %2 h"_s.arg(s / 86400).arg(s / 3600 % 24);
}

std::optional<ByteCount> parseBytes(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d+(?:\\.\\d+)?)\\s*([kmgt]?)(ib|b)?\\s*$"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    // "KB" is decimal as written; "K" and "KiB" are binary, as every S3 tool reads them.
    const bool decimal = match.captured(3).compare(u"b"_s, Qt::CaseInsensitive) == 0;
    const double step = decimal ? 1000.0 : 1024.0;
    const qsizetype power = match.captured(2).isEmpty() ? 0 : u"kmgt"_s.indexOf(match.captured(2).toLower()) + 1;
    const double bytes = match.captured(1).toDouble() * std::pow(step, double(power));
    if (bytes > 9.0e18)
        return std::nullopt;
    return ByteCount(std::llround(bytes));
}

std::optional<ByteRate> parseRate(const QString &text)
{
    static const QRegularExpression form(
        u"^\\s*(\\d+(?:\\.\\d+)?)\\s*([kKmMgGtT]?)(i?)(B|[Bb]ytes?|b|[Bb]its?|)\\s*(?:/s|/sec|ps)?\\s*$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString prefix = match.captured(2), unit = match.captured(4);
    const bool binary = !match.captured(3).isEmpty() || unit.isEmpty();
    const bool bits = unit == u"b" || unit.startsWith(u"bit"_s, Qt::CaseInsensitive);
    if (prefix.isEmpty() && !match.captured(3).isEmpty())
        return std::nullopt;
    const qsizetype power = prefix.isEmpty() ? 0 : u"kmgt"_s.indexOf(prefix.toLower()) + 1;
    const ByteRate rate =
        match.captured(1).toDouble() * std::pow(binary ? 1024.0 : 1000.0, double(power)) / (bits ? 8 : 1);
    if (rate <= 0 || rate > 9.0e18)
        return std::nullopt;
    return rate;
}

} // namespace millrace
