// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/copysource.h"
#include "server/xmlanswer.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr const char *keptHeaders[] = {"cache-control", "content-disposition", "content-language", "expires",
                                       "x-amz-storage-class", "x-amz-website-redirect-location",
                                       "x-amz-server-side-encryption", taggingHeader};

/// If-Match and If-None-Match of a write, against what is there now.
S3Outcome<> checkWriteConditions(const S3Call &call)
{
    const HttpRequest &request = call.request;
    if (!request.hasHeader("if-match") && !request.hasHeader("if-none-match"))
        return {};
    const auto there = call.bucket->meta(request.key);
    if (!there)
        return request.hasHeader("if-match") ? S3Outcome<>(s3Fail("NoSuchKey")) : S3Outcome<>();
    auto kept = checkConditions(request, *there, {});
    if (!kept && kept.error().status == 304)
        return s3Fail("PreconditionFailed");
    return kept;
}

} // namespace

QByteArray objectContentType(const HttpRequest &request)
{
    const QByteArray type = request.header("content-type");
    return type.isEmpty() ? QByteArray("binary/octet-stream") : type;
}

HeaderList objectHeaders(const HttpRequest &request)
{
    HeaderList headers;
    for (const char *name : keptHeaders) {
        if (request.hasHeader(name))
            headers.append({name, request.header(name)});
    }
    // The framing of the upload is no encoding of the object.
    QByteArrayList encodings = request.header("content-encoding").split(',');
    for (QByteArray &encoding : encodings)
        encoding = encoding.trimmed();
    encodings.removeAll("aws-chunked");
    encodings.removeAll(QByteArray());
    if (!encodings.isEmpty())
        headers.append({"content-encoding", encodings.join(',')});
    for (const auto &header : request.headers) {
        if (header.first.startsWith("x-amz-meta-"))
            headers.append(header);
    }
    return headers;
}

HttpResponse S3Service::putObject(S3Call &call)
{
    const HttpRequest &request = call.request;
    const auto received = call.body->finish();
    if (!received)
        return failed(request, received.error());
    if (auto conditions = checkWriteConditions(call); !conditions)
        return failed(request, conditions.error());
    ObjectMeta meta;
    meta.etag = received->md5.toHex();
    meta.contentType = objectContentType(request);
    meta.headers = objectHeaders(request);
    meta.checksums = received->checksums;
    const auto stored = call.bucket->store()->commit(request.key, *call.body->file(), std::move(meta));
    if (!stored)
        return failed(request, stored.error());
    HttpResponse response;
    response.addHeader("ETag", '"' + stored->etag + '"');
    for (auto it = stored->checksums.begin(); it != stored->checksums.end(); ++it)
        response.addHeader(checksumHeader(it.key()), it.value());
    response.addHeader("x-amz-checksum-type", "FULL_OBJECT");
    return response;
}

HttpResponse S3Service::deleteObject(S3Call &call)
{
    call.bucket->store()->remove(call.request.key);
    HttpResponse response;
    response.status = 204;
    return response;
}

S3Outcome<S3Service::CopySource> S3Service::copySource(const S3Call &call) const
{
    QByteArray text = call.request.header("x-amz-copy-source");
    if (const qsizetype version = text.lastIndexOf("?versionId="); version >= 0) {
        if (text.mid(version + 11) != "null")
            return s3Fail("NoSuchVersion");
        text.truncate(version);
    }
    text = QByteArray::fromPercentEncoding(text);
    if (text.startsWith('/'))
        text.remove(0, 1);
    const qsizetype slash = text.indexOf('/');
    if (slash <= 0 || slash + 1 == text.size())
        return s3Fail("InvalidArgument", u"Copy source must mention the source bucket and key"_s);
    CopySource source;
    source.bucket = text.left(slash);
    source.key = text.mid(slash + 1);
    const auto bucket = m_buckets.find(source.bucket);
    if (!bucket)
        return s3Fail("NoSuchBucket");
    auto found = bucket->open(source.key, false);
    if (!found)
        return tl::make_unexpected(found.error());
    if (auto conditions = checkConditions(call.request, found->meta, "x-amz-copy-source-"); !conditions)
        return tl::make_unexpected(conditions.error());
    source.object = std::move(*found);
    source.range = {0, source.object.meta.size};
    return source;
}

S3Outcome<UploadBody::Received> S3Service::CopySource::copyTo(const UploadFile &file, ChecksumAlgorithm algorithm) const
{
    Checksum md5(ChecksumAlgorithm::Md5);
    Checksum checksum(algorithm);
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    UploadBody::Received received;
    while (received.size < range.length) {
        const ByteCount n = object.source->read(range.offset + received.size, buffer.data(),
                                                std::min<ByteCount>(buffer.size(), range.length - received.size));
        if (n <= 0)
            return s3Fail("InternalError", u"The source could not be read to its end"_s);
        md5.add(buffer.constData(), n);
        checksum.add(buffer.constData(), n);
        if (!writeFully(file.fd(), buffer.constData(), n))
            return tl::make_unexpected(S3Failure::fromErrno(errno));
        received.size += n;
    }
    received.md5 = md5.finish();
    received.checksums.insert(algorithm, checksum.finish().toBase64());
    return received;
}

HttpResponse S3Service::copyObject(S3Call &call)
{
    const HttpRequest &request = call.request;
    const auto source = copySource(call);
    if (!source)
        return failed(request, source.error());
    const bool replace = request.header("x-amz-metadata-directive").toUpper() == "REPLACE";
    const bool changes = replace || request.hasHeader("x-amz-storage-class");
    if (!changes && source->bucket == request.bucket && source->key == request.key)
        return failed(request, S3Failure::of("InvalidRequest",
                                             u"A copy onto itself must change the metadata or the storage class"_s));
    auto file = call.bucket->store()->newUpload();
    if (!file)
        return failed(request, file.error());
    const auto algorithm = namedChecksum(request).value_or(ChecksumAlgorithm::Crc64Nvme);
    const auto received = source->copyTo(**file, algorithm);
    if (!received)
        return failed(request, received.error());
    ObjectMeta meta;
    meta.etag = received->md5.toHex();
    meta.checksums = received->checksums;
    meta.contentType = replace ? objectContentType(request) : source->object.meta.contentType;
    meta.headers = replace ? objectHeaders(request) : source->object.meta.headers;
    // Tags follow a directive of their own, and the storage class is never the source's.
    const bool newTags = request.header("x-amz-tagging-directive").toUpper() == "REPLACE";
    const HeaderList &tagged = newTags ? objectHeaders(request) : source->object.meta.headers;
    meta.headers.removeIf([](const auto &h) { return h.first == taggingHeader || h.first == "x-amz-storage-class"; });
    for (const auto &header : tagged) {
        if (header.first == taggingHeader)
            meta.headers.append(header);
    }
    if (request.hasHeader("x-amz-storage-class"))
        meta.headers.append({"x-amz-storage-class", request.header("x-amz-storage-class")});
    const auto stored = call.bucket->store()->commit(request.key, **file, std::move(meta));
    if (!stored)
        return failed(request, stored.error());
    XmlAnswer xml(u"CopyObjectResult"_s);
    xml.time(u"LastModified"_s, stored->modified());
    xml.etag(stored->etag);
    return HttpResponse::xml(xml.finish());
}

} // namespace millrace::server
