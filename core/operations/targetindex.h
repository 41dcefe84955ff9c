// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectinfo.h"

#include <QHash>
#include <optional>

namespace millrace {

/// What is stored under a prefix, for "is it there already?". Keeps 96 bits of hash for a key rather than its text, some
/// 50 bytes an object. Filled by one thread, then read by any.
class TargetIndex
{
public:
    struct Entry
    {
        quint32 check = 0;     ///< second hash of the key
        ByteCount size = 0;
        qint64 modifiedMs = 0; ///< since the epoch
        quint64 etag = 0;      ///< hash of it
    };

    void add(const ObjectInfo &object);
    std::optional<Entry> find(const QString &key) const;
    static quint64 etagHash(const QByteArray &etag) { return qHash(etag, size_t(0x6d696c6c)); }
    qsizetype size() const { return m_entries.size(); }

private:
    static quint32 checkOf(const QString &key) { return quint32(qHash(key, size_t(0x72616365)) >> 16); }
    static quint64 hashOf(const QString &key) { return qHash(key, size_t(1)); }
    QHash<quint64, Entry> m_entries;
};

} // namespace millrace
