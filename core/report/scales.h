// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QList>
#include <QLocale>
#include <QString>

namespace millrace {

/// Values at which an axis from 0 to at least @p top is labelled: steps of 1, 2 or 5 times a power of ten, about
/// @p count of them; the last is not below @p top. Pure.
QList<double> niceTicks(double top, int count);

/// Times at which an axis of @p seconds is labelled: whole seconds, minutes or hours once it is long enough. Pure.
QList<double> timeTicks(double seconds, int count);
/// How a time of an axis of that length reads: "0.5", "12", "3:05", "1:02:30".
QString timeLabel(double seconds, double length, const QLocale &locale = QLocale::c());

/// What a series is divided by, and what it is measured in then.
struct UnitScale
{
    double divisor = 1;
    QString unit;
};
/// Binary units in which @p top is some tens to a thousand: "MiB/s" or "MiB".
UnitScale byteScale(double top, bool perSecond);

/// @p value with as many decimals as steps of @p step need.
QString tickLabel(double value, double step, const QLocale &locale = QLocale::c());

} // namespace millrace
