// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectrequests.h"

namespace millrace {

/// PutObjectTagging: gives an object these tags and no others.
S3Request putTaggingRequest(const QString &bucket, const QString &key, const QString &versionId, const TagList &tags);

} // namespace millrace
