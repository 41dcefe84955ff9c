// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/objectrequests.h"

#include <functional>

namespace millrace {

class S3Client;

/// Some servers take the tags that a multipart upload is begun with and forget them: asks for those of the object that came
/// of it, and sets @p wanted where they are not there. @p done is called once, with why they could not be set. The client's
/// thread; whoever may go before its answers must count this as one command under way.
void ensureTags(S3Client &client, const QString &bucket, const QString &key, const QString &versionId, const TagList &wanted,
                std::function<void(const Result<> &)> done);

} // namespace millrace
