// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectrequests.h"
#include "s3/s3client.h"
#include "s3/uri.h"

#include <optional>

namespace millrace {

/// All that is known of an object.
struct ObjectFacts
{
    S3Uri uri;
    ObjectHead head;
    int parts = 0;               ///< 0: not told
    std::optional<TagList> tags; ///< nothing where they may not be read
};

/// All that is known of a bucket.
struct BucketFacts
{
    QString name;
    QString region;     ///< empty: not told
    QString versioning; ///< "enabled", "suspended", "off"; empty: not told
};

/// A line a fact, names aligned.
QByteArray objectTable(const ObjectFacts &object);
QByteArray bucketTable(const BucketFacts &bucket);
/// The same as one line of JSON.
QByteArray objectJson(const ObjectFacts &object);
QByteArray bucketJson(const BucketFacts &bucket);

} // namespace millrace
