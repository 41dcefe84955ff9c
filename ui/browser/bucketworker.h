// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/connection.h"
#include "s3/versionlist.h"
#include "ui/browser/browserentry.h"

#include <QObject>
#include <map>
#include <memory>

namespace millrace {

class CopyEngine;
class S3Client;
class S3Session;

/// What an object is, for the properties panel: names and values in the server's words.
struct ObjectFacts
{
    ObjectInfo info;
    QList<std::pair<QString, QString>> headers;
};

/// Asks a server on a browser's behalf, in a thread of its own. Every call is answered by one signal with the caller's
/// ticket, except those that a later stop() overtakes.
class BucketWorker : public QObject
{
    Q_OBJECT
public:
    explicit BucketWorker(Connection connection);
    ~BucketWorker() override;

    void list(quint64 ticket, const BrowserPath &path, const QByteArray &continuation);
    void head(quint64 ticket, const QString &bucket, const QString &key);
    void makeBucket(quint64 ticket, const QString &bucket);
    void removeBucket(quint64 ticket, const QString &bucket);
    void makeFolder(quint64 ticket, const QString &bucket, const QString &key);
    /// Folders (keys with "/" at the end) with all that is below them.
    void remove(quint64 ticket, const QString &bucket, const QStringList &keys);
    /// Within a bucket, on the server.
    void rename(quint64 ticket, const QString &bucket, const QString &from, const QString &to);
    /// Bytes and objects below a prefix; sized follows several times, the last time with done.
    void measure(quint64 ticket, const QString &bucket, const QString &prefix);
    /// One page of versions and delete markers below a prefix, in all its folders; versionsListed follows.
    void listVersions(quint64 ticket, const QString &bucket, const QString &prefix, const QString &keyMarker,
                      const QString &versionMarker);
    /// Copies a version on top, on the server, whatever its size.
    void restoreVersion(quint64 ticket, const QString &bucket, const QString &key, const QString &versionId);
    /// For good.
    void removeVersions(quint64 ticket, const QString &bucket, const QList<VersionName> &versions);
    void stop();

signals:
    void listed(quint64 ticket, const millrace::BrowserListing &listing);
    void versionsListed(quint64 ticket, const millrace::VersionPage &page);
    void described(quint64 ticket, const millrace::ObjectFacts &facts);
    void sized(quint64 ticket, qint64 objects, qint64 bytes, bool done);
    void done(quint64 ticket, int objects);
    void failed(quint64 ticket, const millrace::Error &error);

private:
    S3Client &client();
    void removeBatch(quint64 ticket, const QString &bucket, QStringList keys, int removed);
    void removeBelow(quint64 ticket, const QString &bucket, QStringList folders, QStringList keys, const QByteArray &token);
    void removeVersionBatch(quint64 ticket, const QString &bucket, QList<VersionName> versions, int removed);
    void measurePage(quint64 ticket, const QString &bucket, const QString &prefix, const QByteArray &token, qint64 objects,
                     qint64 bytes);

    const Connection m_connection;
    std::shared_ptr<S3Session> m_session;
    std::unique_ptr<S3Client> m_client;
    std::optional<Error> m_unusable;
    std::map<quint64, std::unique_ptr<CopyEngine>> m_copies; ///< by ticket
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::ObjectFacts)
Q_DECLARE_METATYPE(millrace::VersionPage)
