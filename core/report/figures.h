// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QDateTime>
#include <QLocale>

namespace millrace {

/// How reports write figures: here in English, as terminals and programs have them. Another language overrides it. Pure.
class Figures
{
public:
    virtual ~Figures() = default;
    virtual QString number(qint64 value) const;                    ///< "12,345"
    virtual QString fixed(double value, int decimals = 2) const;   ///< "12345.50"
    virtual QString bytes(ByteCount bytes) const;                  ///< "1.50 MiB"
    virtual QString rate(ByteRate bytesPerSecond) const;           ///< "1.50 MiB/s"
    virtual QString duration(double seconds) const;                ///< "1.20 s", "3 min 05 s"
    virtual QString moment(const QDateTime &time) const;
    /// Of axes.
    virtual QLocale locale() const { return QLocale::c(); }

    static const Figures &english();
};

} // namespace millrace
