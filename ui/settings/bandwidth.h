// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/ratetimetable.h"

#include <QJsonObject>

namespace millrace {

/// How fast all transfers together may go, each way for itself, as the user chose it. A value.
struct Bandwidth
{
    enum class Mode { Unlimited, Fixed, Timetable } mode = Mode::Unlimited;

    /// Of downloads or of uploads. Each is kept while another mode holds.
    struct Way
    {
        RateTimetable::Rate fixed;                   ///< what Fixed means; none: no limit
        RateTimetable timetable = usualTimetable();
        bool operator==(const Way &) const = default;
    };
    Way down{10.0 * MiB};
    Way up;

    bool operator==(const Bandwidth &) const = default;
    const Way &way(bool upload) const { return upload ? up : down; }
    Way &way(bool upload) { return upload ? up : down; }
    /// What holds, as a timetable.
    RateTimetable inForce(bool upload) const;
    QJsonObject toJson() const;
    /// Defaults for what is missing or cannot be read. What was stored when there was one limit holds both ways.
    static Bandwidth fromJson(const QJsonObject &json);
    /// A first one to change: slow in office hours.
    static RateTimetable usualTimetable();
};

} // namespace millrace
