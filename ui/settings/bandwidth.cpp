// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidth.h"

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr ByteRate slowest = 1.0 * KiB;

RateTimetable Bandwidth::usualTimetable()
{
    return RateTimetable({{0x1f, 8 * 60, 18 * 60, 10.0 * MiB}}, std::nullopt);
}

RateTimetable Bandwidth::inForce() const
{
    switch (mode) {
    case Mode::Unlimited: return RateTimetable();
    case Mode::Fixed: return RateTimetable(fixed);
    case Mode::Timetable: return timetable;
    }
    return RateTimetable();
}

static const QString names[] = {u"unlimited"_s, u"fixed"_s, u"timetable"_s};

QJsonObject Bandwidth::toJson() const
{
    return {{u"mode"_s, names[int(mode)]}, {u"fixed_bytes_per_second"_s, fixed}, {u"timetable"_s, timetable.toText()}};
}

Bandwidth Bandwidth::fromJson(const QJsonObject &json)
{
    Bandwidth b;
    const QString mode = json.value(u"mode"_s).toString();
    for (const Mode known : {Mode::Fixed, Mode::Timetable})
        if (mode == names[int(known)])
            b.mode = known;
    b.fixed = std::max(slowest, json.value(u"fixed_bytes_per_second"_s).toDouble(b.fixed));
    if (const auto table = RateTimetable::parse(json.value(u"timetable"_s).toString()))
        b.timetable = *table;
    return b;
}

} // namespace millrace
