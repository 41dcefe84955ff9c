// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/copysource.h"
#include "server/xmlanswer.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr int mostParts = 10'000;

S3Outcome<int> partNumberOf(const HttpRequest &request)
{
    bool ok = false;
    const int number = request.queryValue("partNumber").toInt(&ok);
    if (!ok || number < 1 || number > mostParts)
        return s3Fail("InvalidArgument", u"Part number must be an integer between 1 and 10000, inclusive"_s);
    return number;
}

QByteArray unquoted(QByteArray etag)
{
    etag = etag.trimmed();
    if (etag.size() >= 2 && etag.startsWith('"') && etag.endsWith('"'))
        etag = etag.mid(1, etag.size() - 2);
    return etag;
}

S3Outcome<QList<ClaimedPart>> readPartList(const QByteArray &document)
{
    QList<ClaimedPart> parts;
    QXmlStreamReader reader(document);
    if (!reader.readNextStartElement() || reader.name() != "CompleteMultipartUpload"_L1)
        return s3Fail("MalformedXML");
    while (reader.readNextStartElement()) {
        if (reader.name() != "Part"_L1) {
            reader.skipCurrentElement();
            continue;
        }
        ClaimedPart part;
        while (reader.readNextStartElement()) {
            const QString element = reader.name().toString();
            const QString text = reader.readElementText(QXmlStreamReader::SkipChildElements);
            if (element == "PartNumber"_L1)
                part.number = text.toInt();
            else if (element == "ETag"_L1)
                part.etag = unquoted(text.toUtf8());
            else if (element.startsWith("Checksum"_L1)) {
                if (const auto algorithm = checksumAlgorithmFromName(element.mid(8).toLower()))
                    part.checksums.insert(*algorithm, text.toLatin1());
            }
        }
        parts.append(part);
    }
    if (reader.hasError() || parts.isEmpty() || parts.size() > mostParts)
        return s3Fail("MalformedXML");
    return parts;
}

void writeChecksums(XmlAnswer &xml, const ChecksumMap &checksums)
{
    for (auto it = checksums.begin(); it != checksums.end(); ++it)
        xml.text(u"Checksum"_s + name(it.key()).toUpper(), it.value());
}

} // namespace

HttpResponse S3Service::createMultipartUpload(S3Call &call)
{
    const HttpRequest &request = call.request;
    PendingUpload upload;
    upload.key = request.key;
    upload.meta.contentType = objectContentType(request);
    upload.meta.headers = objectHeaders(request);
    upload.algorithm = namedChecksum(request);
    const QByteArray type = request.header("x-amz-checksum-type").toUpper();
    // Hashes cannot be combined, and CRC64NVME is always of the whole object; the other CRCs are either.
    if (upload.algorithm)
        upload.compositeChecksum = !isCombinable(*upload.algorithm)
            || (type != "FULL_OBJECT" && *upload.algorithm != ChecksumAlgorithm::Crc64Nvme);
    const auto id = call.bucket->uploads()->create(upload);
    if (!id)
        return failed(request, id.error());
    XmlAnswer xml(u"InitiateMultipartUploadResult"_s);
    xml.text(u"Bucket"_s, request.bucket);
    xml.text(u"Key"_s, request.key);
    xml.text(u"UploadId"_s, *id);
    HttpResponse response = HttpResponse::xml(xml.finish());
    if (upload.algorithm) {
        response.addHeader("x-amz-checksum-algorithm", name(*upload.algorithm).toUpper().toLatin1());
        response.addHeader("x-amz-checksum-type", upload.compositeChecksum ? "COMPOSITE" : "FULL_OBJECT");
    }
    return response;
}

HttpResponse S3Service::uploadPart(S3Call &call)
{
    const HttpRequest &request = call.request;
    const auto number = partNumberOf(request);
    if (!number)
        return failed(request, number.error());
    const auto received = call.body->finish();
    if (!received)
        return failed(request, received.error());
    UploadedPart part;
    part.number = *number;
    part.etag = received->md5.toHex();
    part.meta.checksums = received->checksums;
    const auto stored = call.bucket->uploads()->addPart(request.queryValue("uploadId"), *call.body->file(), part);
    if (!stored)
        return failed(request, stored.error());
    HttpResponse response;
    response.addHeader("ETag", '"' + stored->etag + '"');
    for (auto it = received->checksums.begin(); it != received->checksums.end(); ++it)
        response.addHeader(checksumHeader(it.key()), it.value());
    return response;
}

HttpResponse S3Service::uploadPartCopy(S3Call &call)
{
    const HttpRequest &request = call.request;
    const QByteArray id = request.queryValue("uploadId");
    const auto number = partNumberOf(request);
    if (!number)
        return failed(request, number.error());
    const auto upload = call.bucket->uploads()->find(id, request.key);
    if (!upload)
        return failed(request, upload.error());
    auto source = copySource(call);
    if (!source)
        return failed(request, source.error());
    if (const QByteArray range = request.header("x-amz-copy-source-range"); !range.isEmpty()) {
        const ParsedRange parsed = parseRange(range, source->object.meta.size);
        if (parsed.kind != RangeKind::Range)
            return failed(request, S3Failure::of("InvalidArgument", u"The copy source range is not valid"_s));
        source->range = parsed.range;
    }
    auto file = call.bucket->store()->newUpload();
    if (!file)
        return failed(request, file.error());
    const auto received = source->copyTo(**file, upload->algorithm.value_or(ChecksumAlgorithm::Crc64Nvme));
    if (!received)
        return failed(request, received.error());
    UploadedPart part;
    part.number = *number;
    part.etag = received->md5.toHex();
    part.meta.checksums = received->checksums;
    const auto stored = call.bucket->uploads()->addPart(id, **file, part);
    if (!stored)
        return failed(request, stored.error());
    XmlAnswer xml(u"CopyPartResult"_s);
    xml.time(u"LastModified"_s, QDateTime::fromMSecsSinceEpoch(stored->modifiedNs / 1'000'000, Qt::UTC));
    xml.etag(stored->etag);
    writeChecksums(xml, received->checksums);
    return HttpResponse::xml(xml.finish());
}

HttpResponse S3Service::listParts(S3Call &call)
{
    const HttpRequest &request = call.request;
    const QByteArray id = request.queryValue("uploadId");
    if (!call.bucket->uploads())
        return failed(request, S3Failure::of("NoSuchUpload"));
    const auto upload = call.bucket->uploads()->find(id, request.key);
    if (!upload)
        return failed(request, upload.error());
    const int marker = request.queryValue("part-number-marker").toInt();
    const QByteArray text = request.queryValue("max-parts");
    const qsizetype limit = text.isEmpty() ? 1000 : std::clamp(text.toInt(), 0, 1000);
    QList<UploadedPart> parts = call.bucket->uploads()->parts(id);
    parts.removeIf([marker](const UploadedPart &part) { return part.number <= marker; });
    const bool truncated = parts.size() > limit;
    parts.resize(std::min(parts.size(), limit));

    XmlAnswer xml(u"ListPartsResult"_s);
    xml.text(u"Bucket"_s, request.bucket);
    xml.text(u"Key"_s, request.key);
    xml.text(u"UploadId"_s, id);
    xml.text(u"StorageClass"_s, u"STANDARD"_s);
    xml.number(u"PartNumberMarker"_s, marker);
    if (!parts.isEmpty())
        xml.number(u"NextPartNumberMarker"_s, parts.last().number);
    xml.number(u"MaxParts"_s, limit);
    xml.flag(u"IsTruncated"_s, truncated);
    for (const UploadedPart &part : std::as_const(parts)) {
        xml.begin(u"Part"_s);
        xml.number(u"PartNumber"_s, part.number);
        xml.time(u"LastModified"_s, QDateTime::fromMSecsSinceEpoch(part.modifiedNs / 1'000'000, Qt::UTC));
        xml.etag(part.etag);
        xml.number(u"Size"_s, part.meta.size);
        writeChecksums(xml, part.meta.checksums);
        xml.end();
    }
    return HttpResponse::xml(xml.finish());
}

HttpResponse S3Service::completeMultipartUpload(S3Call &call)
{
    const HttpRequest &request = call.request;
    if (auto received = call.body->finish(); !received)
        return failed(request, received.error());
    const auto upload = call.bucket->uploads()->find(request.queryValue("uploadId"), request.key);
    if (!upload)
        return failed(request, upload.error());
    const auto parts = readPartList(call.body->content());
    if (!parts)
        return failed(request, parts.error());
    ChecksumMap promised;
    for (const ChecksumAlgorithm algorithm : objectChecksums()) {
        if (request.hasHeader(checksumHeader(algorithm)))
            promised.insert(algorithm, request.header(checksumHeader(algorithm)));
    }
    const auto stored = call.bucket->uploads()->complete(*upload, *parts, promised, m_minimumPartSize);
    if (!stored)
        return failed(request, stored.error());
    XmlAnswer xml(u"CompleteMultipartUploadResult"_s);
    xml.text(u"Location"_s, "http://" + request.header("host") + '/' + request.bucket + '/' + request.key);
    xml.text(u"Bucket"_s, request.bucket);
    xml.text(u"Key"_s, request.key);
    xml.etag(stored->etag);
    writeChecksums(xml, stored->checksums);
    if (!stored->checksums.isEmpty())
        xml.text(u"ChecksumType"_s, QString::fromLatin1(stored->compositeChecksum ? "COMPOSITE" : "FULL_OBJECT"));
    return HttpResponse::xml(xml.finish());
}

HttpResponse S3Service::abortMultipartUpload(S3Call &call)
{
    const QByteArray id = call.request.queryValue("uploadId");
    if (auto upload = call.bucket->uploads()->find(id, call.request.key); !upload)
        return failed(call.request, upload.error());
    call.bucket->uploads()->abort(id);
    HttpResponse response;
    response.status = 204;
    return response;
}

} // namespace millrace::server
