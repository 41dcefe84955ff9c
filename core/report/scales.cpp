// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/scales.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {

static double niceStep(double rough)
{
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    return (lead <= 1.0001 ? 1 : lead <= 2.0001 ? 2 : lead <= 5.0001 ? 5 : 10) * power;
}

static QList<double> multiples(double step, double top)
{
    QList<double> ticks;
    const auto last = qint64(std::ceil(top / step - 1e-6));
    for (qint64 i = 0; i <= std::max<qint64>(1, last); ++i)
        ticks += double(i) * step;
    return ticks;
}

QList<double> niceTicks(double top, int count)
{
    if (!(top > 0) || !std::isfinite(top))
        top = 1;
    return multiples(niceStep(top / std::max(1, count)), top);
}

QList<double> timeTicks(double seconds, int count)
{
    if (!(seconds > 0) || !std::isfinite(seconds))
        seconds = 1;
    const double rough = seconds / std::max(1, count);
    double step = niceStep(rough);
    if (rough > 10) {
        step = 3600 * niceStep(rough / 3600);
        for (const double usual : {15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0})
            if (usual >= rough * 0.999) {
                step = usual;
                break;
            }
    }
    QList<double> ticks = multiples(step, seconds);
    while (ticks.size() > 2 && ticks.constLast() > seconds * 1.0001) // time ends where the run does
        ticks.removeLast();
    return ticks;
}

QString timeLabel(double seconds, double length, const QLocale &locale)
{
    if (length < 10)
        return QString::number(seconds, 'g', 3).replace(u'.', locale.decimalPoint());
    if (length < 120)
        return QString::number(std::round(seconds * 10) / 10, 'g', 4).replace(u'.', locale.decimalPoint());
    const auto whole = qint64(std::llround(seconds));
    const QString minutes = u"%1:%2"_s.arg(whole / 60 % 60, length < 3600 ? 1 : 2, 10, QLatin1Char('0'))
                                .arg(whole % 60, 2, 10, QLatin1Char('0'));
    return length < 3600 ? minutes : u"%1:%2"_s.arg(whole / 3600).arg(minutes);
}

UnitScale byteScale(double top, bool perSecond)
{
    static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    double divisor = 1;
    // A memory of 1.5 GiB reads better as 1,500 MiB than one of 80 MiB as 0.08 GiB.
    while (unit < 4 && top / divisor >= 2048) {
        divisor *= 1024;
        ++unit;
    }
    return {divisor, QLatin1StringView(units[unit]) + (perSecond ? u"/s"_s : QString())};
}

QString tickLabel(double value, double step, const QLocale &locale)
{
    const int decimals = step >= 1 || step <= 0 ? 0 : int(std::ceil(-std::log10(step) - 1e-9));
    QString text = QString::number(value, 'f', decimals);
    const qsizetype point = text.indexOf(u'.');
    if (value >= 10'000) {
        const QString between = locale.language() == QLocale::C ? u","_s : locale.groupSeparator();
        for (qsizetype i = (point < 0 ? text.size() : point) - 3; i > 0; i -= 3)
            text.insert(i, between);
    }
    if (decimals > 0)
        text.replace(text.size() - decimals - 1, 1, locale.decimalPoint());
    return text;
}

} // namespace millrace
