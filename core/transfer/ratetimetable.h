// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <QDateTime>
#include <QList>
#include <QTime>
#include <optional>

namespace millrace {

/// How fast a run may go at which time of day and week, in local time. A value.
class RateTimetable
{
public:
    /// No limit, or bytes per second.
    using Rate = std::optional<ByteRate>;

    /// When a rate holds.
    struct Entry
    {
        int days = 0x7f;   ///< bit 0: Monday
        int from = 0;      ///< minutes after midnight
        int to = 0;        ///< up to 1440; below from: of the next day
        Rate rate;
        bool operator==(const Entry &) const = default;
        bool holds(int day, int minute) const; ///< day 0: Monday
    };

    /// The same rate at all times.
    explicit RateTimetable(Rate always = std::nullopt) : m_otherwise(always) {}
    /// The first of @p entries that holds wins; @p otherwise where none does.
    RateTimetable(QList<Entry> entries, Rate otherwise)
        : m_entries(std::move(entries)), m_otherwise(otherwise), m_namesElse(true) {}

    /// Reads "08:00-18:00=10MiB/s,Sat-Sun 00:00-24:00=unlimited,else=2MiB/s": the first entry that holds wins. Days are
    /// Mon to Sun, ranges of them, and lists with "+"; a time that ends before it begins goes over midnight and belongs
    /// to the day it begins on. @p otherwise is for the time that no entry names, where there is no "else". Config
    /// error with the entry that cannot be read.
    static Result<RateTimetable> parse(const QString &text, Rate otherwise = std::nullopt);
    /// A rate or "unlimited"; Config error with what would be a rate.
    static Result<Rate> parseLimit(const QString &text);

    Rate at(const QDateTime &when) const;
    /// The next time after @p when at which another entry may hold; invalid where none ever will.
    QDateTime nextChange(const QDateTime &when) const;
    bool namesElse() const { return m_namesElse; }
    const QList<Entry> &entries() const { return m_entries; }
    Rate otherwise() const { return m_otherwise; }
    /// As parse() reads it; "else" is always there.
    QString toText() const;
    bool operator==(const RateTimetable &) const = default;

private:
    static Result<Entry> parseEntry(const QString &text);

    QList<Entry> m_entries;
    Rate m_otherwise;
    bool m_namesElse = false;
};

} // namespace millrace
