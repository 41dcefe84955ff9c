// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/bucketrequests.h"

#include "s3/xmlreply.h"

#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace millrace {

S3Request createBucketRequest(const QString &bucket, const QString &region)
{
    S3Request r = bucketRequest("PUT", bucket);
    // The first region has, for the sake of old clients, no name here.
    if (region.isEmpty() || region == u"us-east-1")
        return r;
    QXmlStreamWriter xml(&r.content);
    xml.writeStartElement(u"CreateBucketConfiguration"_s);
    xml.writeDefaultNamespace(u"http://s3.amazonaws.com/doc/2006-03-01/"_s);
    xml.writeTextElement(u"LocationConstraint"_s, region);
    xml.writeEndElement();
    r.headers.emplaceBack("Content-Type", "application/xml");
    return r;
}

S3Request bucketRequest(const QByteArray &method, const QString &bucket, const QByteArray &subresource)
{
    S3Request r;
    r.method = method;
    r.bucket = bucket;
    if (!subresource.isEmpty())
        r.query.emplaceBack(subresource, "");
    return r;
}

Result<QString> parseLocation(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"LocationConstraint"); !opened)
        return fail(opened.error());
    const QString region = reply.text();
    return reply.finish(region.isEmpty() ? u"us-east-1"_s : region);
}

Result<QString> parseVersioning(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"VersioningConfiguration"); !opened)
        return fail(opened.error());
    QString status;
    while (reply.next()) {
        if (reply.name() == u"Status")
            status = reply.text();
        else
            reply.skip();
    }
    return reply.finish(std::move(status));
}

} // namespace millrace
