// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace millrace {

/// Three significant digits, so that figures keep their width while they change.
static QString scaled(double value)
{
    constexpr const char *units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    int unit = 0;
    while (value >= 999.5 && unit < 5) {
        value /= 1024;
        ++unit;
    }
    const int decimals = unit == 0 ? 0 : value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return QLocale().toString(value, 'f', decimals) + QChar(0xa0) + QString::fromLatin1(units[unit]);
}

QString bytesText(ByteCount bytes)
{
    return bytes < 0 ? u"-"_s : scaled(double(bytes));
}

QString rateText(ByteRate bytesPerSecond)
{
    return bytesPerSecond < 1 ? QString() : scaled(bytesPerSecond) + u"/s"_s;
}

QString durationText(double seconds)
{
    constexpr double longest = 100 * 86400.0; // a figure beyond is no forecast
    if (seconds < 0 || seconds >= longest)
        return u"∞"_s;
    const qint64 s = qint64(seconds + 0.5);
    if (s < 60)
        return QCoreApplication::translate("Duration", "%1 s").arg(s);
    if (s < 3600)
        return QCoreApplication::translate("Duration", "%1 min %2 s").arg(s / 60).arg(s % 60, 2, 10, QChar(u'0'));
    if (s < 86400)
        return QCoreApplication::translate("Duration", "%1 h %2 min").arg(s / 3600).arg(s / 60 % 60, 2, 10, QChar(u'0'));
    return QCoreApplication::translate("Duration", "%1 d %2 h").arg(s / 86400).arg(s / 3600 % 24);
}

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat) : QString();
}

} // namespace millrace
