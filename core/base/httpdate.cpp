// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/httpdate.h"

namespace millrace {

namespace {

/// -1 where @p text is not all digits.
int number(QByteArrayView text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

// QDateTime's own formats follow RFC 2822, where the zone is a number; the form here has fixed places and one zone.
QDateTime parseHttpDate(QByteArrayView text)
{
    static const QByteArray months = QByteArrayLiteral("JanFebMarAprMayJunJulAugSepOctNovDec");
    const QByteArrayView t = text.trimmed();
    if (t.size() != 29 || !t.endsWith(" GMT") || t[3] != ',' || t[7] != ' ' || t[11] != ' ' || t[16] != ' '
        || t[19] != ':' || t[22] != ':')
        return {};
    const qsizetype month = months.indexOf(t.sliced(8, 3));
    const QDate date(number(t.sliced(12, 4)), month < 0 || month % 3 ? 0 : int(month / 3 + 1), number(t.sliced(5, 2)));
    const int second = number(t.sliced(23, 2));
    const QTime time(number(t.sliced(17, 2)), number(t.sliced(20, 2)), second == 60 ? 59 : second); // a leap second
    if (date.year() < 1 || !date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, Qt::UTC);
}

} // namespace millrace
