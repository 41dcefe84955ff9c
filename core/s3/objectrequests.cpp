// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/objectrequests.h"

#include "s3/uri.h"
#include "s3/xmlreply.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {
/// A copy of 5 GiB is answered when it is done.
constexpr std::chrono::minutes copyPatience{10};

S3Request objectRequest(const QByteArray &method, const QString &bucket, const QString &key)
{
    S3Request r;
    r.method = method;
    r.bucket = bucket;
    r.key = key;
    return r;
}

void addOrigin(HeaderList &headers, const CopyOrigin &origin)
{
    headers.emplaceBack("x-amz-copy-source", copySourceValue(origin));
    if (!origin.etag.isEmpty())
        headers.emplaceBack("x-amz-copy-source-if-match", '"' + origin.etag + '"');
}
} // namespace

bool fitsIntoXml(const QString &key)
{
    for (qsizetype i = 0; i < key.size(); ++i) {
        const QChar c = key.at(i);
        if (c.unicode() < 0x20 || c.unicode() >= 0xfffe)
            return false;
        if (c.isHighSurrogate() && i + 1 < key.size() && key.at(i + 1).isLowSurrogate())
            ++i;
        else if (c.isSurrogate())
            return false;
    }
    return true;
}

S3Request deleteObjectsRequest(const QString &bucket, const QStringList &keys)
{
    S3Request r = objectRequest("POST", bucket, {});
    r.query.emplaceBack("delete", "");
    QXmlStreamWriter xml(&r.content);
    xml.writeStartDocument();
    xml.writeStartElement(u"Delete"_s);
    xml.writeDefaultNamespace(u"http://s3.amazonaws.com/doc/2006-03-01/"_s);
    for (const QString &key : keys) {
        xml.writeStartElement(u"Object"_s);
        xml.writeTextElement(u"Key"_s, key);
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
    r.headers.emplaceBack("Content-Type", "application/xml");
    // The one checksum of this command that every server takes.
    r.headers.emplaceBack("Content-MD5", QCryptographicHash::hash(r.content, QCryptographicHash::Md5).toBase64());
    return r;
}

S3Request deleteObjectRequest(const QString &bucket, const QString &key, const QString &versionId)
{
    S3Request r = objectRequest("DELETE", bucket, key);
    if (!versionId.isEmpty())
        r.query.emplaceBack("versionId", versionId.toUtf8());
    return r;
}

QByteArray copySourceValue(const CopyOrigin &origin)
{
    QByteArray value = uriEncode(origin.bucket.toUtf8(), false) + '/' + uriEncode(origin.key.toUtf8(), true);
    if (!origin.versionId.isEmpty())
        value += "?versionId=" + uriEncode(origin.versionId.toUtf8(), false);
    return value;
}

S3Request copyObjectRequest(const CopyOrigin &origin, const QString &bucket, const QString &key,
                            const HeaderList &headers)
{
    S3Request r = objectRequest("PUT", bucket, key);
    r.headers = headers;
    addOrigin(r.headers, origin);
    r.patience = copyPatience;
    return r;
}

S3Request copyPartRequest(const CopyOrigin &origin, const UploadName &upload, int number, ByteCount first,
                          ByteCount last)
{
    S3Request r = objectRequest("PUT", upload.bucket, upload.key);
    r.query.emplaceBack("partNumber", QByteArray::number(number));
    r.query.emplaceBack("uploadId", upload.uploadId.toUtf8());
    r.headers = upload.headers;
    addOrigin(r.headers, origin);
    r.headers.emplaceBack("x-amz-copy-source-range",
                          "bytes=" + QByteArray::number(first) + '-' + QByteArray::number(last));
    r.patience = copyPatience;
    return r;
}

S3Request listUploadsRequest(const QString &bucket, const QString &prefix, const QString &keyMarker,
                             const QString &uploadIdMarker)
{
    S3Request r = objectRequest("GET", bucket, {});
    r.query.emplaceBack("uploads", "");
    if (!prefix.isEmpty())
        r.query.emplaceBack("prefix", prefix.toUtf8());
    if (!keyMarker.isEmpty())
        r.query.emplaceBack("key-marker", keyMarker.toUtf8());
    if (!uploadIdMarker.isEmpty())
        r.query.emplaceBack("upload-id-marker", uploadIdMarker.toUtf8());
    return r;
}

S3Request getTaggingRequest(const QString &bucket, const QString &key, const QString &versionId)
{
    S3Request r = objectRequest("GET", bucket, key);
    r.query.emplaceBack("tagging", "");
    if (!versionId.isEmpty())
        r.query.emplaceBack("versionId", versionId.toUtf8());
    return r;
}

QByteArray taggingValue(const TagList &tags)
{
    QByteArrayList pairs;
    for (const auto &[name, value] : tags)
        pairs += uriEncode(name.toUtf8(), false) + '=' + uriEncode(value.toUtf8(), false);
    return pairs.join('&');
}

Result<TagList> parseTagging(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"Tagging"); !opened)
        return fail(opened.error());
    TagList tags;
    while (reply.next()) {
        if (reply.name() != u"TagSet") {
            reply.skip();
            continue;
        }
        while (reply.next()) {
            std::pair<QString, QString> tag;
            while (reply.next()) {
                if (reply.name() == u"Key")
                    tag.first = reply.text();
                else if (reply.name() == u"Value")
                    tag.second = reply.text();
                else
                    reply.skip();
            }
            tags += tag;
        }
    }
    return reply.finish(std::move(tags));
}

} // namespace millrace
