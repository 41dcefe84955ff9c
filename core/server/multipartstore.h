// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/folderstore.h"

#include <QDateTime>
#include <memory>
#include <mutex>
#include <optional>

namespace millrace::server {

/// A multipart upload that is neither completed nor aborted.
struct PendingUpload
{
    QByteArray id;
    QByteArray key;
    QDateTime initiated;   ///< UTC
    ObjectMeta meta;       ///< content type and headers of the object to be
    std::optional<ChecksumAlgorithm> algorithm;
    bool compositeChecksum = false;
};

struct UploadedPart
{
    int number = 0;
    QByteArray etag;       ///< hex MD5
    qint64 modifiedNs = 0;
    PartMeta meta;
};

/// A line of the list CompleteMultipartUpload sends.
struct ClaimedPart
{
    int number = 0;
    QByteArray etag;       ///< without quotes
    ChecksumMap checksums;
};

/// The multipart uploads of one bucket: a folder each in the hidden subfolder, so that they outlive the endpoint.
/// Thread-safe.
class MultipartStore
{
public:
    explicit MultipartStore(FolderStore &store) : m_store(store) {}

    S3Outcome<QByteArray> create(PendingUpload upload);
    S3Outcome<PendingUpload> find(const QByteArray &id, const QByteArray &key) const;
    S3Outcome<UploadedPart> addPart(const QByteArray &id, UploadFile &file, UploadedPart part);
    QList<UploadedPart> parts(const QByteArray &id) const;
    /// By key, then by id.
    QList<PendingUpload> uploads() const;
    void abort(const QByteArray &id);
    /// Joins the parts into the object.
    /// @p promised: checksums the client says the object will have; another one is BadDigest.
    S3Outcome<ObjectMeta> complete(const PendingUpload &upload, const QList<ClaimedPart> &claimed,
                                   const ChecksumMap &promised,
                                   ByteCount minimumPartSize);

private:
    QByteArray folderOf(const QByteArray &id) const;
    S3Outcome<QList<UploadedPart>> matched(const PendingUpload &upload, const QList<ClaimedPart> &claimed,
                                           ByteCount minimumPartSize) const;

    FolderStore &m_store;
    mutable std::mutex m_mutex;
};

} // namespace millrace::server
