// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/ratetimetable.h"

#include <QJsonObject>

namespace millrace {

/// How fast all transfers together may go, as the user chose it. A value.
struct Bandwidth
{
    enum class Mode { Unlimited, Fixed, Timetable } mode = Mode::Unlimited;
    ByteRate fixed = 10.0 * MiB;     ///< what Fixed means; kept while another mode holds
    RateTimetable timetable = usualTimetable();

    bool operator==(const Bandwidth &) const = default;
    /// What holds, as a timetable.
    RateTimetable inForce() const;
    QJsonObject toJson() const;
    /// Defaults for what is missing or cannot be read.
    static Bandwidth fromJson(const QJsonObject &json);
    /// A first one to change: slow in office hours.
    static RateTimetable usualTimetable();
};

} // namespace millrace
