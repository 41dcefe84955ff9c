// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/uploadsweep.h"
#include "queue/queueconnection.h"
#include "transfer/uploadjournal.h"

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <vector>

namespace millrace {

/// Removes from the server what uploads had sent that were given up while nobody ran them: their journals tell which
/// multipart uploads they had begun. A file that another process is uploading to the same key is left to it. Lives in a
/// thread with an event loop; disk and keys are left to a pool. One run an object.
class UploadTakeBack : public QObject
{
    Q_OBJECT
public:
    /// Whether there may be something of it on the server that no running job looks after.
    static bool mayConcern(const QueueEntry &entry);

    /// @p entries: those that mayConcern() allows, as they were. @p pool must have no thread of this left when it is
    /// destroyed before `finished`.
    UploadTakeBack(QList<QueueEntry> entries, ConnectionProvider provider, QThreadPool &pool, QObject *parent = nullptr);
    ~UploadTakeBack() override;

    /// Begins; `finished` follows in every case, exactly once.
    void start();

signals:
    /// Not all of @p entry could be removed, and why. @p command: what removes the rest, for a shell.
    void remained(const millrace::QueueEntry &entry, const millrace::Error &error, const QString &command);
    /// @p uploads were removed.
    void finished(qint64 uploads);

private:
    struct Left
    {
        std::shared_ptr<UploadJournal> journal; ///< keeps others from taking it up meanwhile
        PendingUpload upload;
    };
    struct Found
    {
        std::vector<Left> left;
        Connection connection;
        std::optional<Error> error;
    };
    static Found find(const QueueTask &task, const ConnectionProvider &provider);
    void next();
    void onFound(const Found &found);
    void onSwept(const SweepResult &result);
    void tellRemained(const Error &error, const QString &key);

    const QList<QueueEntry> m_entries;
    const ConnectionProvider m_provider;
    QThreadPool &m_pool;
    qsizetype m_at = -1;      ///< of m_entries: the one at work
    Found m_found;
    std::optional<Error> m_error;
    QString m_failedKey;
    int m_failed = 0;
    qint64 m_removed = 0;
    std::unique_ptr<S3Client> m_client;
    std::unique_ptr<UploadSweep> m_sweep; ///< before the client
};

} // namespace millrace
