// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/bodysource.h"
#include "server/keyindex.h"
#include "server/objectmeta.h"
#include "server/rootedfolder.h"
#include "server/s3failure.h"
#include "server/serveroptions.h"

#include <QCache>
#include <memory>
#include <optional>
#include <set>
#include <shared_mutex>

namespace millrace::server {

/// A file on its way in. Gone with this object unless it was committed.
class UploadFile
{
public:
    UploadFile(const RootedFolder &folder, QByteArray path, UniqueFd fd)
        : m_folder(&folder), m_path(std::move(path)), m_fd(std::move(fd)) {}
    ~UploadFile()
    {
        if (m_folder && !m_path.isEmpty())
            m_folder->removeFile(m_path);
    }
    UploadFile(const UploadFile &) = delete;
    UploadFile &operator=(const UploadFile &) = delete;

    int fd() const { return m_fd.get(); }
    const QByteArray &path() const { return m_path; }
    /// It was renamed to its place.
    void committed() { m_path.clear(); }

private:
    const RootedFolder *m_folder;
    QByteArray m_path;
    UniqueFd m_fd;
};

/// The objects of one bucket as files of one folder. A key that is a sound relative path is the file of that name; any
/// other key ("a//b", "../x", "dir/", "a" beside "a/b", names too long) is kept under a hash in a hidden subfolder,
/// with its name in JSON beside it. Metadata of objects that came through the endpoint is JSON there too. Thread-safe.
class FolderStore
{
public:
    static const QByteArray hiddenName; ///< ".millrace-endpoint"

    FolderStore(const QString &folder, EtagMode etagMode);
    bool isValid() const { return m_folder.isValid(); }
    const RootedFolder &folder() const { return m_folder; }

    struct OpenObject
    {
        ObjectMeta meta;
        UniqueFd fd;
    };
    /// Nothing where there is no such object.
    std::optional<OpenObject> open(const QByteArray &key);
    std::optional<ObjectMeta> meta(const QByteArray &key);

    S3Outcome<std::unique_ptr<UploadFile>> newUpload() const;
    /// Makes @p file the object @p key; size and time of @p meta are filled in.
    S3Outcome<ObjectMeta> commit(const QByteArray &key, UploadFile &file, ObjectMeta meta);
    void remove(const QByteArray &key);
    bool isEmpty();

    /// Sorted keys, in two lists that hold no key in common unless somebody put a file beside the hidden one.
    QList<std::shared_ptr<const KeySequence>> keys(bool mayBeRecent);

private:
    UniqueFd openFile(const QByteArray &key, struct stat *info) const;
    ObjectMeta metaOf(const QByteArray &key, int fd, const struct stat &info);
    QByteArray etagOf(int fd, const struct stat &info) const;
    void loadOddKeys();

    RootedFolder m_folder;
    EtagMode m_etagMode;
    KeyIndex m_index;
    mutable std::shared_mutex m_lock; ///< data file and its JSON change together
    std::set<QByteArray> m_oddKeys;
    std::shared_ptr<const KeyList> m_oddList;
    bool m_hasMeta = false;           ///< saves looking for JSON in a folder that was never written to

    std::mutex m_cacheMutex;
    QCache<QByteArray, ObjectMeta> m_cache{200'000};
};

/// Lower-case hex MD5 of the whole file; empty on a read error.
QByteArray md5OfFile(int fd);

} // namespace millrace::server
