// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/uri.h"
#include "server/listing.h"
#include "server/s3service.h"
#include "server/xmlanswer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr qint64 mostKeys = 1000;

S3Outcome<qint64> limitOf(const HttpRequest &request, QByteArrayView name)
{
    const QByteArray text = request.queryValue(name);
    bool ok = true;
    const qint64 limit = text.isEmpty() ? mostKeys : text.toLongLong(&ok);
    if (!ok || limit < 0)
        return s3Fail("InvalidArgument", u"%1 must be a number from 0"_s.arg(QString::fromLatin1(name)));
    return std::min(limit, mostKeys);
}

/// A token is the last item of the page before, so that pages need no memory here and survive a restart.
QByteArray tokenOf(const KeyPage::Item &item)
{
    return ((item.isPrefix ? "p" : "k") + item.name).toBase64(QByteArray::Base64UrlEncoding);
}

struct ListRequest
{
    KeyQuery keys;
    bool urlEncoded = false;

    QByteArray show(const QByteArray &name) const { return urlEncoded ? uriEncode(name, true) : name; }
};

S3Outcome<ListRequest> readRequest(const HttpRequest &request)
{
    ListRequest list;
    const QByteArray encoding = request.queryValue("encoding-type");
    if (!encoding.isEmpty() && encoding != "url")
        return s3Fail("InvalidArgument", u"Invalid Encoding Method specified in Request"_s);
    list.urlEncoded = !encoding.isEmpty();
    list.keys.prefix = request.queryValue("prefix");
    list.keys.delimiter = request.queryValue("delimiter");
    const auto limit = limitOf(request, "max-keys");
    if (!limit)
        return tl::make_unexpected(limit.error());
    list.keys.limit = *limit;
    return list;
}

void writeHead(XmlAnswer &xml, const HttpRequest &request, const ListRequest &list)
{
    xml.text(u"Name"_s, request.bucket);
    xml.text(u"Prefix"_s, list.show(list.keys.prefix));
    if (!list.keys.delimiter.isEmpty())
        xml.text(u"Delimiter"_s, list.show(list.keys.delimiter));
    xml.number(u"MaxKeys"_s, list.keys.limit);
    if (list.urlEncoded)
        xml.text(u"EncodingType"_s, u"url"_s);
}

/// Objects under @p element (Contents, Version) and CommonPrefixes; returns how many were written.
qint64 writeItems(XmlAnswer &xml, Bucket &bucket, const ListRequest &list, const KeyPage &page,
                  const QString &element = u"Contents"_s)
{
    qint64 written = 0;
    for (const KeyPage::Item &item : page.items) {
        if (item.isPrefix)
            continue;
        // Gone since the keys were read: then it is not part of the bucket any more.
        const auto meta = bucket.meta(item.name);
        if (!meta)
            continue;
        xml.begin(element);
        xml.text(u"Key"_s, list.show(item.name));
        if (element == u"Version") {
            xml.text(u"VersionId"_s, u"null"_s);
            xml.flag(u"IsLatest"_s, true);
        }
        xml.time(u"LastModified"_s, meta->modified());
        xml.etag(meta->etag);
        for (auto it = meta->checksums.begin(); it != meta->checksums.end(); ++it)
            xml.text(u"ChecksumAlgorithm"_s, name(it.key()).toUpper());
        xml.number(u"Size"_s, meta->size);
        xml.text(u"StorageClass"_s, u"STANDARD"_s);
        xml.end();
        ++written;
    }
    for (const KeyPage::Item &item : page.items) {
        if (!item.isPrefix)
            continue;
        xml.begin(u"CommonPrefixes"_s);
        xml.text(u"Prefix"_s, list.show(item.name));
        xml.end();
        ++written;
    }
    return written;
}

} // namespace

HttpResponse S3Service::listObjectsV2(S3Call &call)
{
    const HttpRequest &request = call.request;
    auto list = readRequest(request);
    if (!list)
        return failed(request, list.error());
    const QByteArray token = request.queryValue("continuation-token");
    list->keys.after = request.queryValue("start-after");
    if (request.hasQuery("continuation-token")) {
        const QByteArray last = QByteArray::fromBase64(token, QByteArray::Base64UrlEncoding);
        if (last.size() < 2 || (last.front() != 'k' && last.front() != 'p'))
            return failed(request, S3Failure::of("InvalidArgument", u"The continuation token is not correct"_s));
        list->keys.after = last.mid(1);
        list->keys.afterIsPrefix = last.front() == 'p';
    }
    const KeyPage page = pageOf(call.bucket->keys(!token.isEmpty()), list->keys);

    XmlAnswer xml(u"ListBucketResult"_s);
    writeHead(xml, request, *list);
    if (!token.isEmpty())
        xml.text(u"ContinuationToken"_s, token);
    else if (!list->keys.after.isEmpty())
        xml.text(u"StartAfter"_s, list->show(list->keys.after));
    const qint64 written = writeItems(xml, *call.bucket, *list, page);
    xml.number(u"KeyCount"_s, written);
    xml.flag(u"IsTruncated"_s, page.truncated);
    if (page.truncated)
        xml.text(u"NextContinuationToken"_s, tokenOf(page.items.last()));
    return HttpResponse::xml(xml.finish());
}

HttpResponse S3Service::listObjects(S3Call &call)
{
    const HttpRequest &request = call.request;
    auto list = readRequest(request);
    if (!list)
        return failed(request, list.error());
    list->keys.after = request.queryValue("marker");
    const KeyPage page = pageOf(call.bucket->keys(!list->keys.after.isEmpty()), list->keys);

    XmlAnswer xml(u"ListBucketResult"_s);
    writeHead(xml, request, *list);
    xml.text(u"Marker"_s, list->show(list->keys.after));
    writeItems(xml, *call.bucket, *list, page);
    xml.flag(u"IsTruncated"_s, page.truncated);
    // S3 names the next marker only with a delimiter; without, the last key is it.
    if (page.truncated && !list->keys.delimiter.isEmpty())
        xml.text(u"NextMarker"_s, list->show(page.items.last().name));
    return HttpResponse::xml(xml.finish());
}

/// A bucket here keeps no versions: S3 then lists what is there, each as the one version named "null".
HttpResponse S3Service::listObjectVersions(S3Call &call)
{
    const HttpRequest &request = call.request;
    auto list = readRequest(request);
    if (!list)
        return failed(request, list.error());
    list->keys.after = request.queryValue("key-marker");
    list->keys.afterIsPrefix = !list->keys.delimiter.isEmpty() && list->keys.after.endsWith(list->keys.delimiter);
    const KeyPage page = pageOf(call.bucket->keys(!list->keys.after.isEmpty()), list->keys);

    XmlAnswer xml(u"ListVersionsResult"_s);
    writeHead(xml, request, *list);
    xml.text(u"KeyMarker"_s, list->show(list->keys.after));
    writeItems(xml, *call.bucket, *list, page, u"Version"_s);
    xml.flag(u"IsTruncated"_s, page.truncated);
    if (page.truncated) {
        xml.text(u"NextKeyMarker"_s, list->show(page.items.last().name));
        if (!page.items.last().isPrefix)
            xml.text(u"NextVersionIdMarker"_s, u"null"_s);
    }
    return HttpResponse::xml(xml.finish());
}

HttpResponse S3Service::listMultipartUploads(S3Call &call)
{
    const HttpRequest &request = call.request;
    const auto limit = limitOf(request, "max-uploads");
    if (!limit)
        return failed(request, limit.error());
    const QByteArray prefix = request.queryValue("prefix");
    const QByteArray keyMarker = request.queryValue("key-marker");
    const QByteArray idMarker = request.queryValue("upload-id-marker");
    const bool urlEncoded = request.queryValue("encoding-type") == "url";
    const auto show = [urlEncoded](const QByteArray &key) { return urlEncoded ? uriEncode(key, true) : key; };

    QList<PendingUpload> uploads = call.bucket->uploads() ? call.bucket->uploads()->uploads() : QList<PendingUpload>();
    uploads.removeIf([&](const PendingUpload &upload) {
        const bool before = upload.key < keyMarker
            || (upload.key == keyMarker && (idMarker.isEmpty() || upload.id <= idMarker) && !keyMarker.isEmpty());
        return before || !upload.key.startsWith(prefix);
    });
    const bool truncated = uploads.size() > *limit;
    uploads.resize(std::min<qsizetype>(uploads.size(), *limit));

    XmlAnswer xml(u"ListMultipartUploadsResult"_s);
    xml.text(u"Bucket"_s, request.bucket);
    xml.text(u"KeyMarker"_s, show(keyMarker));
    xml.text(u"UploadIdMarker"_s, idMarker);
    xml.text(u"Prefix"_s, show(prefix));
    xml.number(u"MaxUploads"_s, *limit);
    if (urlEncoded)
        xml.text(u"EncodingType"_s, u"url"_s);
    xml.flag(u"IsTruncated"_s, truncated);
    if (truncated && !uploads.isEmpty()) {
        xml.text(u"NextKeyMarker"_s, show(uploads.last().key));
        xml.text(u"NextUploadIdMarker"_s, uploads.last().id);
    }
    for (const PendingUpload &upload : std::as_const(uploads)) {
        xml.begin(u"Upload"_s);
        xml.text(u"Key"_s, show(upload.key));
        xml.text(u"UploadId"_s, upload.id);
        xml.text(u"StorageClass"_s, u"STANDARD"_s);
        xml.time(u"Initiated"_s, upload.initiated);
        xml.end();
    }
    return HttpResponse::xml(xml.finish());
}

} // namespace millrace::server
