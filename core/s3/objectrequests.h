// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/multipartrequests.h"

#include <QStringList>

namespace millrace {

// The commands on objects that are stored already ("Amazon S3 API reference").

/// Most keys of one DeleteObjects.
constexpr qsizetype mostKeysADelete = 1000;

/// False for a key that XML 1.0 cannot carry unharmed (control characters, lone surrogates): such an object is deleted
/// by a request of its own.
bool fitsIntoXml(const QString &key);
/// Up to mostKeysADelete keys, with Content-MD5; the reply names every key.
S3Request deleteObjectsRequest(const QString &bucket, const QStringList &keys);
S3Request deleteObjectRequest(const QString &bucket, const QString &key, const QString &versionId = {});

/// What is copied. The ETag pins it: once it is another, copying fails with 412.
struct CopyOrigin
{
    QString bucket;
    QString key;
    QString versionId;
    QByteArray etag; ///< without quotes; empty: not pinned
};

/// Value of x-amz-copy-source: "bucket/key", percent-encoded but for "/".
QByteArray copySourceValue(const CopyOrigin &origin);
S3Request copyObjectRequest(const CopyOrigin &origin, const QString &bucket, const QString &key,
                            const HeaderList &headers);
/// Bytes [@p first, @p last] become part @p number (1-based).
S3Request copyPartRequest(const CopyOrigin &origin, const UploadName &upload, int number, ByteCount first,
                          ByteCount last);

/// One page of unfinished uploads behind the markers.
S3Request listUploadsRequest(const QString &bucket, const QString &prefix, const QString &keyMarker,
                             const QString &uploadIdMarker);
S3Request getTaggingRequest(const QString &bucket, const QString &key, const QString &versionId);

using TagList = QList<std::pair<QString, QString>>;
/// Value of x-amz-tagging.
QByteArray taggingValue(const TagList &tags);
/// Reads a Tagging document. Errors as XmlReply has them.
Result<TagList> parseTagging(const QByteArray &body);

} // namespace millrace
