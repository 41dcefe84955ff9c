// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectinfo.h"
#include "s3/s3session.h"
#include "base/error.h"

#include <QStringList>

namespace millrace {

// Versions of objects: ListObjectVersions and what goes with it ("Amazon S3 API reference").

/// One version of an object, or a delete marker. A bucket that keeps no versions has one of each object, named "null".
struct ObjectVersion : ObjectInfo
{
    bool latest = false;       ///< what a request without a version gets
    bool deleteMarker = false; ///< as the latest, it hides the object; has no size and no bytes
};

/// One page, in order of keys; the versions of a key are newest first.
struct VersionPage
{
    QList<ObjectVersion> versions;
    QStringList commonPrefixes; ///< with a delimiter
    bool truncated = false;
    QString nextKeyMarker;      ///< where truncated
    QString nextVersionMarker;
};

/// The page behind the markers; empty ones: the first.
S3Request listVersionsRequest(const QString &bucket, const QString &prefix, const QString &delimiter, const QString &keyMarker,
                              const QString &versionMarker, int maxKeys = 1000);

/// Reads a ListVersionsResult document. Keys are decoded where the server says <EncodingType>url</EncodingType>. Errors as
/// XmlReply has them; Protocol for a page that says more follows but not where.
Result<VersionPage> parseVersionList(const QByteArray &body);

/// What DeleteObjects calls a version.
struct VersionName
{
    QString key;
    QString versionId;
};

/// Removes these versions for good, up to mostKeysADelete of them; the reply names every one. A delete marker that is
/// removed brings back what it hid.
S3Request deleteVersionsRequest(const QString &bucket, const QList<VersionName> &versions);

} // namespace millrace
