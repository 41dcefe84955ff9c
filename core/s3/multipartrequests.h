// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/multipartreplies.h"
#include "s3/s3session.h"

namespace millrace {

// The commands around a multipart upload ("Amazon S3 API reference"); replies are read by multipartreplies.h.

/// A part as CompleteMultipartUpload names it.
struct CompletedPart
{
    int number = 0;       ///< 1-based
    QByteArray etag;      ///< without quotes
    QByteArray checksum;  ///< base64; empty where none was sent
};

/// Which upload is meant. Headers are those the server wants again with every request (a customer key).
struct UploadName
{
    QString bucket;
    QString key;
    QString uploadId;
    HeaderList headers;
};

S3Request createUploadRequest(const QString &bucket, const QString &key, const HeaderList &headers);
/// @p checksumElement: "ChecksumCRC64NVME"; empty where parts carry none.
S3Request completeUploadRequest(const UploadName &upload, const QList<CompletedPart> &parts,
                                const QString &checksumElement);
S3Request abortUploadRequest(const UploadName &upload);
/// One page, of parts above @p marker.
S3Request listPartsRequest(const UploadName &upload, int marker);

} // namespace millrace
