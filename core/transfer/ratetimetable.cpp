// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/ratetimetable.h"

#include <QRegularExpression>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int minutesOfDay = 24 * 60;
constexpr ByteRate slowest = 1024;

tl::unexpected<Error> unreadable(const QString &what)
{
    return fail(ErrorKind::Config, ErrorCause::None, what);
}

/// 0 is Monday; -1 for what is no day.
int dayIndex(const QString &text)
{
    static const QStringList names{u"mon"_s, u"tue"_s, u"wed"_s, u"thu"_s, u"fri"_s, u"sat"_s, u"sun"_s};
    return int(names.indexOf(text.toLower()));
}

/// "Mon-Fri", "Sat+Sun": one bit a day; 0 for what cannot be read.
int parseDays(const QString &text)
{
    int days = 0;
    for (const QString &range : text.split(u'+')) {
        const QStringList ends = range.split(u'-');
        const int first = dayIndex(ends.first()), last = dayIndex(ends.last());
        if (first < 0 || last < 0 || ends.size() > 2)
            return 0;
        for (int day = first;; day = (day + 1) % 7) {
            days |= 1 << day;
            if (day == last)
                break;
        }
    }
    return days;
}

/// Minutes after midnight; -1 for what is no time.
int parseTime(const QString &text)
{
    if (text == u"24:00")
        return minutesOfDay;
    const QTime time = QTime::fromString(text, u"H:mm"_s);
    return time.isValid() ? time.hour() * 60 + time.minute() : -1;
}

QString limitText(RateTimetable::Rate rate)
{
    if (!rate)
        return u"unlimited"_s;
    const auto bytes = qint64(*rate + 0.5);
    for (const auto &[unit, name] : {std::pair(MiB, u"MiB/s"_s), std::pair(KiB, u"KiB/s"_s)})
        if (bytes % unit == 0)
            return QString::number(bytes / unit) + name;
    return QString::number(bytes) + u"B/s"_s;
}

QString clockText(int minutes)
{
    return u"%1:%2"_s.arg(minutes / 60, 2, 10, QChar(u'0')).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString daysText(int days)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    QStringList list;
    for (int day = 0; day < 7; ++day)
        if (days >> day & 1)
            list += QString::fromLatin1(names[day]);
    return list.size() == 7 ? QString() : list.join(u'+') + u' ';
}

} // namespace

Result<RateTimetable::Rate> RateTimetable::parseLimit(const QString &text)
{
    const QString word = text.trimmed().toLower();
    if (word == u"unlimited" || word == u"none" || word == u"off")
        return Rate();
    const auto rate = parseRate(text);
    if (!rate)
        return unreadable(u"\"%1\" is no rate: a number with a unit is needed, such as 50MiB/s, 10MB/s or 100Mbit/s (B is "
                          "bytes, b is bits), or \"unlimited\""_s.arg(text.trimmed()));
    if (*rate < slowest)
        return unreadable(u"a rate of %1 is too low: 1KiB/s is the least"_s.arg(text.trimmed()));
    return Rate(rate);
}

Result<RateTimetable::Entry> RateTimetable::parseEntry(const QString &text)
{
    static const QRegularExpression form(u"^(?:([A-Za-z+-]+)\\s+)?(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})\\s*=(.*)$"_s);
    const auto match = form.match(text);
    Entry entry;
    if (match.hasMatch()) {
        entry.from = parseTime(match.captured(2));
        entry.to = parseTime(match.captured(3));
        if (!match.captured(1).isEmpty())
            entry.days = parseDays(match.captured(1));
    }
    if (!match.hasMatch() || entry.from < 0 || entry.from == minutesOfDay || entry.to < 0 || entry.days == 0)
        return unreadable(u"\"%1\" cannot be read: entries look like 08:00-18:00=10MiB/s, Mon-Fri 22:00-06:00=unlimited or "
                          "else=1MiB/s"_s.arg(text));
    if (entry.from == entry.to)
        return unreadable(u"\"%1\" ends when it begins: the whole day is 00:00-24:00"_s.arg(text));
    const auto rate = parseLimit(match.captured(4));
    if (!rate)
        return fail(rate.error());
    entry.rate = *rate;
    return entry;
}

Result<RateTimetable> RateTimetable::parse(const QString &text, Rate otherwise)
{
    RateTimetable table(otherwise);
    static const QRegularExpression separator(u"[,;]"_s);
    for (const QString &part : text.split(separator)) {
        const QString entry = part.trimmed();
        if (const qsizetype equals = entry.indexOf(u'='); entry.left(equals).trimmed().toLower() == u"else") {
            const auto rate = parseLimit(entry.mid(equals + 1));
            if (!rate)
                return fail(rate.error());
            if (table.m_namesElse)
                return unreadable(u"\"else\" is there twice"_s);
            table.m_otherwise = *rate;
            table.m_namesElse = true;
            continue;
        }
        auto parsed = parseEntry(entry);
        if (!parsed)
            return fail(parsed.error());
        table.m_entries.append(*parsed);
    }
    return table;
}

QString RateTimetable::toText() const
{
    QStringList parts;
    for (const Entry &entry : m_entries)
        parts += daysText(entry.days) + clockText(entry.from) + u'-' + clockText(entry.to) + u'=' + limitText(entry.rate);
    parts += u"else="_s + limitText(m_otherwise);
    return parts.join(u',');
}

bool RateTimetable::Entry::holds(int day, int minute) const
{
    const bool today = days >> day & 1, yesterday = days >> ((day + 6) % 7) & 1;
    if (to > from)
        return today && minute >= from && minute < to;
    return (today && minute >= from) || (yesterday && minute < to);
}

RateTimetable::Rate RateTimetable::at(const QDateTime &when) const
{
    const int minute = when.time().hour() * 60 + when.time().minute();
    for (const Entry &entry : m_entries)
        if (entry.holds(when.date().dayOfWeek() - 1, minute))
            return entry.rate;
    return m_otherwise;
}

QDateTime RateTimetable::nextChange(const QDateTime &when) const
{
    QDateTime next;
    for (const Entry &entry : m_entries)
        for (const int minute : {entry.from, entry.to % minutesOfDay})
            for (int day = 0; day < 2; ++day) {
                // By the clock on the wall, as the entries are; where it leaps, by what Qt takes for that time.
                const QDateTime change(when.date().addDays(day), QTime(minute / 60, minute % 60), when.timeZone());
                if (change > when && (!next.isValid() || change < next))
                    next = change;
            }
    return next;
}

} // namespace millrace
