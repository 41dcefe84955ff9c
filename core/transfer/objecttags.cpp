// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/objecttags.h"

#include "s3/s3client.h"
#include "s3/taggingrequest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

static bool areSame(TagList a, TagList b)
{
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

void ensureTags(S3Client &client, const QString &bucket, const QString &key, const QString &versionId, const TagList &wanted,
                std::function<void(const Result<> &)> done)
{
    client.send(getTaggingRequest(bucket, key, versionId),
                [&client, bucket, key, versionId, wanted, done = std::move(done)](const Result<S3Response> &response) {
        const auto there = response ? parseTagging(response->body) : Result<TagList>(fail(response.error()));
        if (there && areSame(*there, wanted)) {
            done({});
            return;
        }
        if (!response && response.error().kind == ErrorKind::Cancelled) {
            done(fail(response.error()));
            return;
        }
        client.send(putTaggingRequest(bucket, key, versionId, wanted), [done](const Result<S3Response> &put) {
            if (put) {
                done({});
                return;
            }
            Error error = put.error();
            error.message = u"the object is complete, but its tags could not be set: "_s + error.message;
            done(fail(std::move(error)));
        });
    });
}

} // namespace millrace
