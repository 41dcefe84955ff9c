// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectinfo.h"

#include <QStringList>

namespace millrace {

enum class ListFormat { Long, Plain, Tree, Json };

/// Turns listing pages into text, page by page; keeps counts, never keys. Pure.
class ListWriter
{
public:
    /// @p base is cut off the names in tree form. Sizes are "1.50 GiB", or plain numbers with @p bytes.
    ListWriter(ListFormat format, QString base, bool bytes, bool colour);

    /// The text of a page, with line ends. Objects and common prefixes are merged in key order.
    QByteArray page(const ListPage &page);
    QByteArray buckets(const QStringList &names);
    /// Closing line of the JSON form; empty for the others.
    QByteArray end() const;
    /// "1,204 objects, 3.40 GiB; 3 folders".
    QString summary() const;
    bool isEmpty() const { return m_objects == 0 && m_prefixes == 0; }

private:
    void addObject(QByteArray &text, const ObjectInfo &object);
    void addPrefix(QByteArray &text, const QString &prefix);
    void addTreeLine(QByteArray &text, const QString &key, const QString &note);
    QString sizeText(ByteCount size) const;

    const ListFormat m_format;
    const QString m_base;
    const bool m_bytes;
    const bool m_colour;
    QStringList m_openFolders; ///< of the line before, in tree form
    qint64 m_objects = 0;
    qint64 m_prefixes = 0;
    ByteCount m_total = 0;
};

} // namespace millrace
