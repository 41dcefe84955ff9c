// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/rootedfolder.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

namespace millrace::server {

/// Keys in binary UTF-8 order, reached by position. What a listing walks through.
class KeySequence
{
public:
    virtual ~KeySequence() = default;
    virtual qint64 count() const = 0;
    virtual QByteArray at(qint64 position) const = 0;
    /// Position of the first key that is not less than @p key.
    qint64 lowerBound(const QByteArray &key) const;
};

/// A fixed list.
class KeyList : public KeySequence
{
public:
    explicit KeyList(std::vector<QByteArray> sorted) : m_keys(std::move(sorted)) {}
    qint64 count() const override { return qint64(m_keys.size()); }
    QByteArray at(qint64 position) const override { return m_keys[size_t(position)]; }
    const std::vector<QByteArray> &keys() const { return m_keys; }

private:
    std::vector<QByteArray> m_keys;
};

/// The files below a folder as a sorted list of keys, kept between listings. Only folders whose modification time
/// changed are read again, so that files put there by others show up and a million keys stay cheap. Thread-safe.
class KeyIndex
{
public:
    /// @p hiddenName is a name at the top that is no object.
    KeyIndex(const RootedFolder &folder, QByteArray hiddenName);

    /// The keys now. With @p mayBeRecent, a list up to a second old will do (later pages of a listing).
    std::shared_ptr<const KeyList> keys(bool mayBeRecent);
    /// A file at @p key came or went through the endpoint: do not trust its folder's time stamp.
    void touch(const QByteArray &key);

private:
    struct Folder
    {
        qint64 modifiedNs = -1;
        bool certain = false;              ///< the time stamp is old enough to tell a later change
        std::vector<QByteArray> files;     ///< keys, sorted
        std::vector<QByteArray> subfolders; ///< paths, sorted
    };
    using KeyVector = std::vector<QByteArray>;

    void refresh();
    void visit(const QByteArray &path, KeyVector *added, KeyVector *removed);
    void forget(const QByteArray &path, KeyVector *removed);
    bool read(const QByteArray &path, Folder *folder) const;

    const RootedFolder &m_folder;
    QByteArray m_hiddenName;
    std::mutex m_mutex;
    QHash<QByteArray, Folder> m_folders;
    QSet<QByteArray> m_touched;
    std::shared_ptr<const KeyList> m_keys;
    std::chrono::steady_clock::time_point m_refreshed;
};

} // namespace millrace::server
