// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>

namespace millrace {

/// A part the server holds of an unfinished upload.
struct UploadedPart
{
    int number = 0;       ///< 1-based
    QByteArray etag;      ///< without quotes
    ByteCount size = 0;
    QDateTime lastModified;
    QHash<QString, QByteArray> checksums; ///< by lower-case algorithm name ("crc64nvme"), base64 as sent
};

struct PartsPage
{
    QString uploadId;
    QList<UploadedPart> parts;
    int nextMarker = 0;   ///< part-number-marker of the next page; 0 on the last
    QString checksumAlgorithm;
    QString checksumType;
};

/// What CompleteMultipartUpload or CopyObject made.
struct WrittenObject
{
    QByteArray etag;      ///< without quotes; empty from servers that do not tell (Ceph RGW 16)
    QDateTime lastModified;
    QHash<QString, QByteArray> checksums;
    QString checksumType; ///< "FULL_OBJECT", "COMPOSITE" or empty
};

/// An upload begun and neither completed nor aborted.
struct PendingUpload
{
    QString key;
    QString uploadId;
    QDateTime initiated;
    QString storageClass;
};

struct UploadsPage
{
    QList<PendingUpload> uploads;
    QString nextKeyMarker;      ///< empty on the last page
    QString nextUploadIdMarker;
};

/// Each reads one document; errors as XmlReply has them, an <Error> inside a 200 among them.
Result<QString> parseInitiateMultipartUpload(const QByteArray &body); ///< the upload id
Result<WrittenObject> parseCompleteMultipartUpload(const QByteArray &body);
Result<WrittenObject> parseCopyObject(const QByteArray &body);
Result<WrittenObject> parseCopyPart(const QByteArray &body);
Result<PartsPage> parseListParts(const QByteArray &body);
/// Keys are decoded only where the document says so. Ask without encoding-type: Ceph RGW encodes keys but not markers and
/// does not say either.
Result<UploadsPage> parseListMultipartUploads(const QByteArray &body);

} // namespace millrace
