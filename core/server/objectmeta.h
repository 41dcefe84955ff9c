// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "io/checksum.h"
#include "s3/sigv4.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <sys/stat.h>

namespace millrace::server {

/// base64 checksums by algorithm, MD5 not among them.
using ChecksumMap = QMap<ChecksumAlgorithm, QByteArray>;

/// "x-amz-checksum-crc32" and so on.
QByteArray checksumHeader(ChecksumAlgorithm algorithm);
/// CRC32, CRC32C, CRC64NVME, SHA1, SHA256.
QList<ChecksumAlgorithm> objectChecksums();

/// A part as CompleteMultipartUpload put it into the object.
struct PartMeta
{
    ByteCount size = 0;
    ChecksumMap checksums;
};

/// What is known of an object besides its bytes.
struct ObjectMeta
{
    ByteCount size = 0;
    qint64 modifiedNs = 0;      ///< since the epoch
    QByteArray etag;            ///< without quotes
    QByteArray contentType;
    HeaderList headers;         ///< x-amz-meta-*, Cache-Control, Content-Disposition, ...: lower-case names
    ChecksumMap checksums;
    bool compositeChecksum = false;
    QList<PartMeta> parts;      ///< empty for objects of a single PUT

    QDateTime modified() const;
    QByteArray lastModifiedHttp() const; ///< "Mon, 01 Jan 2024 00:00:00 GMT"

    QJsonObject toJson() const;
    static ObjectMeta fromJson(const QJsonObject &object);
};

qint64 modifiedNs(const struct stat &info);
/// The header form of a time.
QByteArray httpDate(const QDateTime &utc);
/// Reads the header form; invalid where it is none.
QDateTime parseHttpDate(const QByteArray &text);

/// The ETag of a file nobody gave one: changes with size and time, and looks like no MD5 and no multipart ETag.
QByteArray opaqueEtag(ByteCount size, qint64 modifiedNs);

} // namespace millrace::server
