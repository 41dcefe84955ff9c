// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/s3service.h"
#include "server/xmlanswer.h"

#include <QXmlStreamReader>
#include <fnmatch.h>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

void writeOwner(XmlAnswer &xml, const QString &element)
{
    xml.begin(element);
    xml.text(u"ID"_s, u"millrace"_s);
    xml.text(u"DisplayName"_s, u"millrace"_s);
    xml.end();
}

struct DeleteList
{
    QList<QByteArray> keys;
    bool quiet = false;
};

S3Outcome<DeleteList> readDeleteList(const QByteArray &document)
{
    constexpr qsizetype mostKeys = 1000;
    DeleteList list;
    QXmlStreamReader reader(document);
    if (!reader.readNextStartElement() || reader.name() != "Delete"_L1)
        return s3Fail("MalformedXML");
    while (reader.readNextStartElement()) {
        if (reader.name() == "Quiet"_L1) {
            list.quiet = reader.readElementText() == "true"_L1;
        } else if (reader.name() == "Object"_L1) {
            while (reader.readNextStartElement()) {
                if (reader.name() == "Key"_L1)
                    list.keys.append(reader.readElementText().toUtf8());
                else
                    reader.skipCurrentElement();
            }
        } else {
            reader.skipCurrentElement();
        }
    }
    if (reader.hasError() || list.keys.isEmpty() || list.keys.size() > mostKeys)
        return s3Fail("MalformedXML");
    return list;
}

} // namespace

HttpResponse S3Service::listBuckets(S3Call &)
{
    XmlAnswer xml(u"ListAllMyBucketsResult"_s);
    writeOwner(xml, u"Owner"_s);
    xml.begin(u"Buckets"_s);
    const auto buckets = m_buckets.all();
    for (const auto &bucket : buckets) {
        xml.begin(u"Bucket"_s);
        xml.text(u"Name"_s, bucket->name());
        xml.time(u"CreationDate"_s, bucket->created());
        xml.end();
    }
    xml.end();
    return HttpResponse::xml(xml.finish());
}

HttpResponse S3Service::createBucket(S3Call &call)
{
    if (auto made = m_buckets.create(call.request.bucket); !made)
        return failed(call.request, made.error());
    HttpResponse response;
    response.addHeader("Location", '/' + call.request.bucket);
    return response;
}

HttpResponse S3Service::deleteBucket(S3Call &call)
{
    call.bucket.reset();
    if (auto removed = m_buckets.remove(call.request.bucket); !removed)
        return failed(call.request, removed.error());
    HttpResponse response;
    response.status = 204;
    return response;
}

HttpResponse S3Service::headBucket(S3Call &)
{
    HttpResponse response;
    response.addHeader("x-amz-bucket-region", m_region);
    return response;
}

HttpResponse S3Service::getBucketLocation(S3Call &)
{
    XmlAnswer xml(u"LocationConstraint"_s);
    // The first region has, for the sake of old clients, no name here.
    const QByteArray region = m_region == "us-east-1" ? QByteArray() : m_region;
    QByteArray document = xml.finish();
    document.replace("/>", '>' + region + "</LocationConstraint>");
    return HttpResponse::xml(document);
}

HttpResponse S3Service::getBucketVersioning(S3Call &)
{
    return HttpResponse::xml(XmlAnswer(u"VersioningConfiguration"_s).finish());
}

HttpResponse S3Service::deleteObjects(S3Call &call)
{
    if (auto received = call.body->finish(); !received)
        return failed(call.request, received.error());
    if (!call.request.hasHeader("content-md5") && !namedChecksum(call.request))
        return failed(call.request, S3Failure::of("InvalidRequest",
                                                  u"Missing required header for this request: Content-MD5"_s));
    const auto list = readDeleteList(call.body->content());
    if (!list)
        return failed(call.request, list.error());
    XmlAnswer xml(u"DeleteResult"_s);
    for (const QByteArray &key : list->keys) {
        if (!call.refusedCode.isEmpty() && ::fnmatch(call.refusedKeys.constData(), key.constData(), 0) == 0) {
            xml.begin(u"Error"_s);
            xml.text(u"Key"_s, key);
            xml.text(u"Code"_s, call.refusedCode);
            xml.text(u"Message"_s, u"A fault of the script"_s);
            xml.end();
            continue;
        }
        call.bucket->store()->remove(key);
        if (list->quiet)
            continue;
        xml.begin(u"Deleted"_s);
        xml.text(u"Key"_s, key);
        xml.end();
    }
    return HttpResponse::xml(xml.finish());
}

} // namespace millrace::server
