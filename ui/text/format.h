// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QDateTime>
#include <QString>

namespace millrace {

// Figures as the user's language writes them. The C-locale forms of base/bytes.h are for the command line and reports.

QString bytesText(ByteCount bytes);        ///< "1.50 GiB"; "-" where negative (unknown)
QString rateText(ByteRate bytesPerSecond); ///< "93.4 MiB/s"; empty for none
QString durationText(double seconds);      ///< "3 min 05 s"; an endless sign for a negative number (unknown) and for 100 days or more
QString numberText(qint64 number);
QString timeText(const QDateTime &time);   ///< in the local zone, short; empty where invalid

} // namespace millrace
