// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectrequests.h"
#include "s3/s3client.h"

#include <QObject>

namespace millrace {

/// Which unfinished multipart uploads, and what to do with them. A value.
struct SweepSpec
{
    QString bucket;
    QString prefix;
    QDateTime before;     ///< only those begun before; invalid: all
    bool abort = false;   ///< otherwise they are only found
    QList<PendingUpload> given; ///< with abort: just these, without looking for any
    int requests = 8;     ///< in flight
};

struct SweepResult
{
    qint64 found = 0;
    qint64 aborted = 0;
    qint64 failed = 0;
    bool cancelled = false;
    std::optional<Error> error; ///< what ended the run as a whole
};

/// Finds the unfinished multipart uploads of a bucket, page by page, and aborts them. An upload counts as aborted once
/// the server no longer knows it: an abort that meets a part on its way leaves that part behind, and is then repeated.
/// One run an object; client's thread.
class UploadSweep : public QObject
{
    Q_OBJECT
public:
    UploadSweep(SweepSpec spec, S3Client &client, QObject *parent = nullptr);

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    /// Begins nothing new; aborts under way are waited for.
    void cancel();

signals:
    void found(const millrace::PendingUpload &upload);
    void aborted(const millrace::PendingUpload &upload);
    void failed(const millrace::PendingUpload &upload, const millrace::Error &error);
    void finished(const millrace::SweepResult &result);

private:
    void pump();
    void askPage();
    void abort(const PendingUpload &upload, int tries);
    void checkGone(const PendingUpload &upload, int tries);
    void end(const PendingUpload &upload, const std::optional<Error> &error);

    const SweepSpec m_spec;
    S3Client &m_client;
    QList<PendingUpload> m_queue;
    QString m_keyMarker;
    QString m_idMarker;
    int m_requests = 0;
    bool m_asking = false;
    bool m_listed = false;
    bool m_ended = false;
    SweepResult m_result;
};

} // namespace millrace
