// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/versionlist.h"

#include "s3/listparser.h"
#include "s3/xmlreply.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace millrace {

S3Request listVersionsRequest(const QString &bucket, const QString &prefix, const QString &delimiter, const QString &keyMarker,
                              const QString &versionMarker, int maxKeys)
{
    S3Request r;
    r.bucket = bucket;
    r.query = {{"versions", ""}, {"encoding-type", "url"}, {"max-keys", QByteArray::number(maxKeys)}};
    r.query.emplaceBack("prefix", prefix.toUtf8());
    if (!delimiter.isEmpty())
        r.query.emplaceBack("delimiter", delimiter.toUtf8());
    if (!keyMarker.isEmpty())
        r.query.emplaceBack("key-marker", keyMarker.toUtf8());
    if (!versionMarker.isEmpty())
        r.query.emplaceBack("version-id-marker", versionMarker.toUtf8());
    return r;
}

static ObjectVersion readVersion(XmlReply &reply, bool deleteMarker)
{
    ObjectVersion version;
    version.deleteMarker = deleteMarker;
    while (reply.next()) {
        if (reply.name() == u"Key")
            version.key = reply.text();
        else if (reply.name() == u"VersionId")
            version.versionId = reply.text();
        else if (reply.name() == u"IsLatest")
            version.latest = reply.flag();
        else if (reply.name() == u"LastModified")
            version.lastModified = QDateTime::fromString(reply.text().trimmed(), Qt::ISODateWithMs).toUTC();
        else if (reply.name() == u"ETag")
            version.etag = unquoteETag(reply.text());
        else if (reply.name() == u"Size" && !deleteMarker) // Ceph gives markers a size too
            version.size = reply.number();
        else if (reply.name() == u"StorageClass")
            version.storageClass = reply.text().trimmed();
        else
            reply.skip();
    }
    return version;
}

Result<VersionPage> parseVersionList(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"ListVersionsResult"); !opened)
        return fail(opened.error());
    VersionPage page;
    bool urlEncoded = false;
    while (reply.next()) {
        const bool marker = reply.name() == u"DeleteMarker";
        if (marker || reply.name() == u"Version") {
            page.versions.append(readVersion(reply, marker));
        } else if (reply.name() == u"CommonPrefixes") {
            while (reply.next()) {
                if (reply.name() == u"Prefix")
                    page.commonPrefixes += reply.text();
                else
                    reply.skip();
            }
        } else if (reply.name() == u"IsTruncated") {
            page.truncated = reply.flag();
        } else if (reply.name() == u"NextKeyMarker") {
            page.nextKeyMarker = reply.text();
        } else if (reply.name() == u"NextVersionIdMarker") {
            page.nextVersionMarker = reply.text();
        } else if (reply.name() == u"EncodingType") {
            urlEncoded = reply.text().trimmed() == u"url";
        } else {
            reply.skip();
        }
    }
    if (urlEncoded) {
        for (ObjectVersion &version : page.versions)
            version.key = decodeUrlEncoded(version.key);
        for (QString &prefix : page.commonPrefixes)
            prefix = decodeUrlEncoded(prefix);
        page.nextKeyMarker = decodeUrlEncoded(page.nextKeyMarker);
    }
    Result<VersionPage> whole = reply.finish(std::move(page));
    if (whole && whole->truncated && whole->nextKeyMarker.isEmpty())
        return fail(ErrorKind::Protocol, ErrorCause::None, u"the list of versions says that more follows but not where"_s);
    return whole;
}

S3Request deleteVersionsRequest(const QString &bucket, const QList<VersionName> &versions)
{
    S3Request r;
    r.method = "POST";
    r.bucket = bucket;
    r.query.emplaceBack("delete", "");
    QXmlStreamWriter xml(&r.content);
    xml.writeStartDocument();
    xml.writeStartElement(u"Delete"_s);
    xml.writeDefaultNamespace(u"http://s3.amazonaws.com/doc/2006-03-01/"_s);
    for (const VersionName &version : versions) {
        xml.writeStartElement(u"Object"_s);
        xml.writeTextElement(u"Key"_s, version.key);
        if (!version.versionId.isEmpty())
            xml.writeTextElement(u"VersionId"_s, version.versionId);
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    r.headers.emplaceBack("Content-Type", "application/xml");
    // The one checksum of this command that every server takes.
    r.headers.emplaceBack("Content-MD5", QCryptographicHash::hash(r.content, QCryptographicHash::Md5).toBase64());
    r.patience = std::chrono::minutes(2);
    return r;
}

} // namespace millrace
