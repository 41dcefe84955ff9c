// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/folderstore.h"
#include "server/multipartstore.h"
#include "server/syntheticset.h"

#include <QDateTime>
#include <QMap>
#include <QSet>
#include <memory>
#include <shared_mutex>

namespace millrace::server {

/// What one bucket holds: files of a folder, generated objects, or both. Thread-safe.
class Bucket
{
public:
    explicit Bucket(QByteArray name) : m_name(std::move(name)) {}

    const QByteArray &name() const { return m_name; }
    const QDateTime &created() const { return m_created; }
    /// The next two are for the time before it serves.
    bool setFolder(const QString &folder, EtagMode etagMode);
    void addSynthetic(const SyntheticObjects &objects, EtagMode etagMode);

    struct Found
    {
        ObjectMeta meta;
        std::unique_ptr<BodySource> source;
    };
    S3Outcome<Found> open(const QByteArray &key, bool withChecksum);
    /// For a listing; no checksum is computed. Nothing where the key is gone.
    std::optional<ObjectMeta> meta(const QByteArray &key);
    QList<std::shared_ptr<const KeySequence>> keys(bool mayBeRecent);

    /// Null for a bucket of generated objects, which takes no writes.
    FolderStore *store() const { return m_store.get(); }
    MultipartStore *uploads() const { return m_uploads.get(); }

private:
    QByteArray m_name;
    QDateTime m_created = QDateTime::currentDateTimeUtc();
    std::unique_ptr<FolderStore> m_store;
    std::unique_ptr<MultipartStore> m_uploads;
    QList<std::shared_ptr<SyntheticSet>> m_synthetic;
};

/// The buckets of an endpoint. Thread-safe.
class BucketTable
{
public:
    /// Opens every folder; a Config or LocalFile error names the one that cannot be served.
    static Result<std::unique_ptr<BucketTable>> open(const ServerOptions &options);

    std::shared_ptr<Bucket> find(const QByteArray &name) const;
    /// By name.
    QList<std::shared_ptr<Bucket>> all() const;
    S3Outcome<> create(const QByteArray &name);
    S3Outcome<> remove(const QByteArray &name);

private:
    mutable std::shared_mutex m_mutex;
    QMap<QByteArray, std::shared_ptr<Bucket>> m_buckets;
    QSet<QByteArray> m_removable; ///< those below m_root
    QString m_root;
    EtagMode m_etagMode = EtagMode::Auto;
};

} // namespace millrace::server
