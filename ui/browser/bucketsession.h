// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/browser/bucketworker.h"

#include <QHash>
#include <QThread>
#include <functional>

namespace millrace {

/// A BucketWorker in its thread, with answers as callbacks in the caller's. Callbacks of what was forgotten never come.
class BucketSession : public QObject
{
    Q_OBJECT
public:
    explicit BucketSession(const Connection &connection, QObject *parent = nullptr);
    ~BucketSession() override;

    const Connection &connection() const { return m_connection; }

    using Listed = std::function<void(const Result<BrowserListing> &)>;
    using Described = std::function<void(const Result<ObjectFacts> &)>;
    using VersionsListed = std::function<void(const Result<VersionPage> &)>;
    using Done = std::function<void(const Result<int> &objects)>;
    using Sized = std::function<void(const Result<std::pair<qint64, qint64>> &objectsAndBytes, bool done)>;

    quint64 list(const BrowserPath &path, const QByteArray &continuation, Listed done);
    quint64 head(const QString &bucket, const QString &key, Described done);
    quint64 makeBucket(const QString &bucket, Done done);
    quint64 removeBucket(const QString &bucket, Done done);
    quint64 makeFolder(const QString &bucket, const QString &key, Done done);
    quint64 remove(const QString &bucket, const QStringList &keys, Done done);
    quint64 rename(const QString &bucket, const QString &from, const QString &to, Done done);
    quint64 measure(const QString &bucket, const QString &prefix, Sized done);
    quint64 listVersions(const QString &bucket, const QString &prefix, const QString &keyMarker, const QString &versionMarker,
                         VersionsListed done);
    quint64 restoreVersion(const QString &bucket, const QString &key, const QString &versionId, Done done);
    quint64 removeVersions(const QString &bucket, const QList<VersionName> &versions, Done done);
    void forget(quint64 ticket);

private:
    void onFailed(quint64 ticket, const Error &error);

    const Connection m_connection;
    QThread m_thread;
    BucketWorker *m_worker; ///< lives and dies in m_thread
    quint64 m_next = 1;
    QHash<quint64, Listed> m_listed;
    QHash<quint64, Described> m_described;
    QHash<quint64, VersionsListed> m_versions;
    QHash<quint64, Done> m_done;
    QHash<quint64, Sized> m_sized;
};

} // namespace millrace
