// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/bucketlist.h"

#include "s3/xmlreply.h"

namespace millrace {

namespace {

BucketInfo readBucket(XmlReply &reply)
{
    BucketInfo bucket;
    while (reply.next()) {
        if (reply.name() == u"Name")
            bucket.name = reply.text();
        else if (reply.name() == u"CreationDate")
            bucket.createdAt = QDateTime::fromString(reply.text(), Qt::ISODateWithMs).toUTC();
        else if (reply.name() == u"BucketRegion")
            bucket.region = reply.text();
        else
            reply.skip();
    }
    return bucket;
}

} // namespace

Result<BucketPage> parseBucketList(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"ListAllMyBucketsResult"); !opened)
        return fail(opened.error());
    BucketPage page;
    while (reply.next()) {
        if (reply.name() == u"Buckets") {
            while (reply.next()) {
                if (reply.name() == u"Bucket")
                    page.buckets.append(readBucket(reply));
                else
                    reply.skip();
            }
        } else if (reply.name() == u"ContinuationToken") {
            page.continuationToken = reply.text().toUtf8();
        } else {
            reply.skip();
        }
    }
    return reply.finish(std::move(page));
}

} // namespace millrace
