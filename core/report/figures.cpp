// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString Figures::number(qint64 value) const
{
    QString text = QString::number(value);
    for (qsizetype i = text.size() - 3; i > (value < 0 ? 1 : 0); i -= 3)
        text.insert(i, u',');
    return text;
}

QString Figures::fixed(double value, int decimals) const
{
    return QString::number(value, 'f', decimals);
}

QString Figures::bytes(ByteCount bytes) const
{
    return formatBytes(bytes);
}

QString Figures::rate(ByteRate bytesPerSecond) const
{
    return formatRate(bytesPerSecond);
}

QString Figures::duration(double seconds) const
{
    return seconds < 10 ? fixed(seconds) + u" s"_s : formatDuration(seconds);
}

QString Figures::moment(const QDateTime &time) const
{
    return time.toString(u"yyyy-MM-dd HH:mm:ss t"_s);
}

const Figures &Figures::english()
{
    static const Figures figures;
    return figures;
}

} // namespace millrace
