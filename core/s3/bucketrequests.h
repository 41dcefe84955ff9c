// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/s3session.h"

namespace millrace {

// The commands on buckets ("Amazon S3 API reference").

/// @p region: where the bucket is to be; empty: where the endpoint puts it (AWS: us-east-1).
S3Request createBucketRequest(const QString &bucket, const QString &region);
/// @p subresource: "location", "versioning"; empty with DELETE and HEAD: the bucket itself.
S3Request bucketRequest(const QByteArray &method, const QString &bucket, const QByteArray &subresource = {});

/// The bucket's region: what AWS leaves empty is us-east-1.
Result<QString> parseLocation(const QByteArray &body);
/// "Enabled", "Suspended", or empty where versions were never kept.
Result<QString> parseVersioning(const QByteArray &body);

} // namespace millrace
