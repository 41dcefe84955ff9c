// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/optionvalues.h"

#include "cli/suggestion.h"

#include <QRegularExpression>
#include <cmath>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace millrace {

void OptionValues::reject(const QString &message)
{
    if (!m_error)
        m_error = Error::make(ErrorKind::Config, ErrorCause::None, message);
}

void OptionValues::bad(const QString &name, const QString &allowed)
{
    reject(u"--%1 cannot be \"%2\": %3"_s.arg(name, text(name), allowed));
}

void OptionValues::exclude(const QString &a, const QString &b)
{
    if (has(a) && has(b))
        reject(u"--%1 and --%2 contradict each other: give one of them"_s.arg(a, b));
}

std::optional<QString> OptionValues::nonEmpty(const QString &name)
{
    if (!has(name))
        return std::nullopt;
    if (text(name).isEmpty()) {
        bad(name, u"it needs a value"_s);
        return std::nullopt;
    }
    return text(name);
}

std::optional<qint64> OptionValues::integer(const QString &name, qint64 min, qint64 max)
{
    if (!has(name))
        return std::nullopt;
    bool ok = false;
    const qint64 number = text(name).toLongLong(&ok);
    if (ok && number >= min && number <= max)
        return number;
    bad(name, max == std::numeric_limits<qint64>::max()
                  ? u"a whole number of at least %1 is needed"_s.arg(min)
                  : u"a whole number from %1 to %2 is needed"_s.arg(min).arg(max));
    return std::nullopt;
}

std::optional<double> OptionValues::number(const QString &name, double min, double max)
{
    if (!has(name))
        return std::nullopt;
    bool ok = false;
    const double number = text(name).toDouble(&ok);
    if (ok && std::isfinite(number) && number >= min && number <= max)
        return number;
    bad(name, u"a number from %1 to %2 is needed"_s.arg(min).arg(max));
    return std::nullopt;
}

std::optional<ByteCount> OptionValues::size(const QString &name, ByteCount min, ByteCount max)
{
    if (!has(name))
        return std::nullopt;
    const std::optional<ByteCount> bytes = parseBytes(text(name));
    if (bytes && *bytes >= min && *bytes <= max)
        return bytes;
    bad(name, u"a size from %1 to %2 is needed, such as 64MiB or 1GiB"_s.arg(formatBytes(min), formatBytes(max)));
    return std::nullopt;
}

std::optional<ByteRate> OptionValues::rate(const QString &name)
{
    if (!has(name))
        return std::nullopt;
    const std::optional<ByteRate> rate = parseRate(text(name));
    if (!rate)
        bad(name, u"a rate is needed, such as 50MiB/s, 10MB/s or 100Mbit/s"_s);
    return rate;
}

std::optional<milliseconds> OptionValues::parseDuration(const QString &text)
{
    static const QRegularExpression form(u"^(\\d+(?:\\.\\d+)?)(ms|s|m|min|h|d)?$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const double factor = unit == u"ms" ? 1 : unit == u"m" || unit == u"min" ? 60e3 : unit == u"h" ? 3600e3
        : unit == u"d"                                                                ? 86400e3
                                                                                      : 1e3;
    const double value = match.captured(1).toDouble() * factor;
    if (value > 1e15)
        return std::nullopt;
    return milliseconds(std::llround(value));
}

static QString durationText(milliseconds time)
{
    const qint64 ms = time.count();
    if (ms % 86'400'000 == 0 && ms)
        return u"%1d"_s.arg(ms / 86'400'000);
    if (ms % 1000 == 0)
        return u"%1s"_s.arg(ms / 1000);
    return u"%1ms"_s.arg(ms);
}

std::optional<milliseconds> OptionValues::duration(const QString &name, milliseconds min, milliseconds max)
{
    if (!has(name))
        return std::nullopt;
    const std::optional<milliseconds> time = parseDuration(text(name));
    if (time && *time >= min && *time <= max)
        return time;
    bad(name, u"a time from %1 to %2 is needed, such as 30, 90s, 15m or 1h (a plain number is seconds)"_s
                  .arg(durationText(min), durationText(max)));
    return std::nullopt;
}

std::optional<int> OptionValues::choice(const QString &name, const QStringList &allowed)
{
    if (!has(name))
        return std::nullopt;
    for (int i = 0; i < allowed.size(); ++i)
        if (allowed.at(i).compare(text(name), Qt::CaseInsensitive) == 0)
            return i;
    bad(name, u"it is one of %1"_s.arg(allowed.join(u", "_s)));
    return std::nullopt;
}

} // namespace millrace
