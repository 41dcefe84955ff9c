// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/bandwidth.h"

using namespace Qt::StringLiterals;

namespace millrace {

static constexpr ByteRate slowest = 1.0 * KiB;

RateTimetable Bandwidth::usualTimetable()
{
    return RateTimetable({{0x1f, 8 * 60, 18 * 60, 10.0 * MiB}}, std::nullopt);
}

RateTimetable Bandwidth::inForce(bool upload) const
{
    switch (mode) {
    case Mode::Unlimited: return RateTimetable();
    case Mode::Fixed: return RateTimetable(way(upload).fixed);
    case Mode::Timetable: return way(upload).timetable;
    }
    return RateTimetable();
}

static const QString names[] = {u"unlimited"_s, u"fixed"_s, u"timetable"_s};
static const QString fixedName = u"fixed_bytes_per_second"_s; ///< 0: no limit
static const QString timetableName = u"timetable"_s;

static QJsonObject toJson(const Bandwidth::Way &way)
{
    return {{fixedName, way.fixed.value_or(0)}, {timetableName, way.timetable.toText()}};
}

static Bandwidth::Way wayFrom(const QJsonObject &json, Bandwidth::Way way)
{
    if (json.value(fixedName).isDouble()) {
        const double rate = json.value(fixedName).toDouble();
        way.fixed = rate > 0 ? RateTimetable::Rate(std::max(slowest, rate)) : std::nullopt;
    }
    if (const auto table = RateTimetable::parse(json.value(timetableName).toString()))
        way.timetable = *table;
    return way;
}

QJsonObject Bandwidth::toJson() const
{
    return {{u"mode"_s, names[int(mode)]}, {u"down"_s, millrace::toJson(down)}, {u"up"_s, millrace::toJson(up)}};
}

Bandwidth Bandwidth::fromJson(const QJsonObject &json)
{
    Bandwidth b;
    const QString mode = json.value(u"mode"_s).toString();
    for (const Mode known : {Mode::Fixed, Mode::Timetable})
        if (mode == names[int(known)])
            b.mode = known;
    b.down = wayFrom(json.contains(u"down"_s) ? json.value(u"down"_s).toObject() : json, b.down);
    b.up = wayFrom(json.contains(u"up"_s) ? json.value(u"up"_s).toObject() : json, b.up);
    return b;
}

} // namespace millrace
