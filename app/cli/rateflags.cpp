// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/rateflags.h"

using namespace Qt::StringLiterals;

namespace millrace {

OptionGroup rateOptions()
{
    return {u"Bandwidth"_s,
            {
                {{u"max-rate"_s}, u"RATE"_s,
                 u"at most so many bytes or bits a second over all connections, such as 50MiB/s, 10MB/s or 100Mbit/s"_s,
                 u"unlimited"_s},
                {{u"max-rate-schedule"_s}, u"TIMETABLE"_s,
                 u"rates by local time, such as \"08:00-18:00=10MiB/s,else=unlimited\" or \"Mon-Fri "
                 "22:00-06:00=50MiB/s\"; the first entry that holds wins, --max-rate is for the rest"_s, {}},
            }};
}

RateTimetable readRates(OptionValues &values)
{
    RateTimetable::Rate otherwise;
    if (values.has(u"max-rate"_s)) {
        if (const auto rate = RateTimetable::parseLimit(values.text(u"max-rate"_s)))
            otherwise = *rate;
        else
            values.reject(u"--max-rate: "_s + rate.error().message);
    }
    if (!values.has(u"max-rate-schedule"_s))
        return RateTimetable(otherwise);
    const auto table = RateTimetable::parse(values.text(u"max-rate-schedule"_s), otherwise);
    if (!table) {
        values.reject(u"--max-rate-schedule: "_s + table.error().message);
        return RateTimetable();
    }
    if (table->namesElse())
        values.exclude(u"max-rate"_s, u"max-rate-schedule"_s);
    return *table;
}

static QString rateText(std::optional<ByteRate> rate)
{
    return rate ? u"%1 at most"_s.arg(formatRate(*rate)) : u"no limit"_s;
}

std::unique_ptr<RateKeeper> keepRates(const RateTimetable &timetable, std::function<void(const QString &)> say)
{
    auto keeper = std::make_unique<RateKeeper>(timetable);
    if (timetable != RateTimetable())
        say(u"bandwidth: "_s + rateText(keeper->bucket()->rate()));
    QObject::connect(keeper.get(), &RateKeeper::changed, keeper.get(), [say](std::optional<ByteRate> rate) {
        say(u"bandwidth from now on: "_s + rateText(rate));
    });
    return keeper;
}

} // namespace millrace
