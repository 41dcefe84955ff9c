// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listing.h"

#include <algorithm>
#include <optional>

namespace millrace::server {
namespace {

/// The least string that is greater than every string that begins with @p prefix; nothing when there is none.
std::optional<QByteArray> successor(QByteArray prefix)
{
    while (!prefix.isEmpty() && uchar(prefix.back()) == 0xff)
        prefix.chop(1);
    if (prefix.isEmpty())
        return std::nullopt;
    prefix.back() = char(uchar(prefix.back()) + 1);
    return prefix;
}

/// A place in each of several lists; current() is the least key of all.
class MergedCursor
{
public:
    explicit MergedCursor(const QList<std::shared_ptr<const KeySequence>> &lists)
    {
        for (const auto &list : lists)
            m_places.append({list.get(), 0, {}});
    }
    void seek(const QByteArray &key)
    {
        for (Place &place : m_places) {
            place.position = std::max(place.position, place.list->lowerBound(key));
            place.load();
        }
        choose();
    }
    void end()
    {
        for (Place &place : m_places)
            place.position = place.list->count();
        m_current.reset();
    }
    const std::optional<QByteArray> &current() const { return m_current; }
    void next()
    {
        const QByteArray key = *m_current;
        // In every list: a key that two lists hold is one object.
        for (Place &place : m_places) {
            if (place.position < place.list->count() && place.key == key) {
                ++place.position;
                place.load();
            }
        }
        choose();
    }

private:
    struct Place
    {
        const KeySequence *list;
        qint64 position;
        QByteArray key;
        void load()
        {
            if (position < list->count())
                key = list->at(position);
        }
    };
    void choose()
    {
        m_current.reset();
        for (const Place &place : m_places) {
            if (place.position < place.list->count() && (!m_current || place.key < *m_current))
                m_current = place.key;
        }
    }

    QList<Place> m_places;
    std::optional<QByteArray> m_current;
};

} // namespace

KeyPage pageOf(const QList<std::shared_ptr<const KeySequence>> &lists, const KeyQuery &query)
{
    KeyPage page;
    MergedCursor cursor(lists);
    const auto skipBelow = [&cursor](const QByteArray &prefix) {
        if (const auto next = successor(prefix))
            cursor.seek(*next);
        else
            cursor.end();
    };
    cursor.seek(std::max(query.prefix, query.after));
    if (query.afterIsPrefix)
        skipBelow(query.after);
    else if (!query.after.isEmpty() && cursor.current() == query.after)
        cursor.next();

    while (cursor.current() && cursor.current()->startsWith(query.prefix)) {
        KeyPage::Item item{*cursor.current(), false};
        if (!query.delimiter.isEmpty()) {
            const qsizetype at = item.name.indexOf(query.delimiter, query.prefix.size());
            if (at >= 0) {
                item.name.truncate(at + query.delimiter.size());
                item.isPrefix = true;
            }
        }
        // A marker that is itself a common prefix: that prefix was on the page before.
        if (item.isPrefix && item.name == query.after) {
            skipBelow(item.name);
            continue;
        }
        if (page.items.size() >= query.limit) {
            page.truncated = query.limit > 0;
            break;
        }
        page.items.append(item);
        if (item.isPrefix)
            skipBelow(item.name);
        else
            cursor.next();
    }
    return page;
}

} // namespace millrace::server
