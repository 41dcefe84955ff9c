// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/multipartreplies.h"

#include "s3/listparser.h"
#include "s3/xmlreply.h"

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

QDateTime timeOf(const QString &text)
{
    return QDateTime::fromString(text.trimmed(), Qt::ISODateWithMs).toUTC();
}

/// "ChecksumCRC32C" and the like; takes the element where it is one.
bool readChecksum(XmlReply &reply, QHash<QString, QByteArray> &into)
{
    const QStringView name = reply.name();
    if (!name.startsWith(u"Checksum") || name == u"ChecksumType" || name == u"ChecksumAlgorithm")
        return false;
    const QString algorithm = name.mid(8).toString().toLower();
    into.insert(algorithm, reply.text().trimmed().toLatin1());
    return true;
}

Result<WrittenObject> parseWritten(const QByteArray &body, QStringView root)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(root); !opened)
        return fail(opened.error());
    WrittenObject object;
    while (reply.next()) {
        if (readChecksum(reply, object.checksums))
            continue;
        if (reply.name() == u"ETag")
            object.etag = unquoteETag(reply.text());
        else if (reply.name() == u"LastModified")
            object.lastModified = timeOf(reply.text());
        else if (reply.name() == u"ChecksumType")
            object.checksumType = reply.text();
        else
            reply.skip();
    }
    return reply.finish(std::move(object));
}

UploadedPart readPart(XmlReply &reply)
{
    UploadedPart part;
    while (reply.next()) {
        if (readChecksum(reply, part.checksums))
            continue;
        if (reply.name() == u"PartNumber")
            part.number = int(reply.number());
        else if (reply.name() == u"ETag")
            part.etag = unquoteETag(reply.text());
        else if (reply.name() == u"Size")
            part.size = reply.number();
        else if (reply.name() == u"LastModified")
            part.lastModified = timeOf(reply.text());
        else
            reply.skip();
    }
    return part;
}

PendingUpload readUpload(XmlReply &reply)
{
    PendingUpload upload;
    while (reply.next()) {
        if (reply.name() == u"Key")
            upload.key = reply.text();
        else if (reply.name() == u"UploadId")
            upload.uploadId = reply.text();
        else if (reply.name() == u"Initiated")
            upload.initiated = timeOf(reply.text());
        else if (reply.name() == u"StorageClass")
            upload.storageClass = reply.text();
        else
            reply.skip();
    }
    return upload;
}

} // namespace

Result<QString> parseInitiateMultipartUpload(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"InitiateMultipartUploadResult"); !opened)
        return fail(opened.error());
    QString uploadId;
    while (reply.next()) {
        if (reply.name() == u"UploadId")
            uploadId = reply.text().trimmed();
        else
            reply.skip();
    }
    const Result<> done = reply.finish();
    if (!done)
        return fail(done.error());
    if (uploadId.isEmpty())
        return fail(ErrorKind::Protocol, ErrorCause::None, u"the server began an upload without giving it an id"_s);
    return uploadId;
}

Result<WrittenObject> parseCompleteMultipartUpload(const QByteArray &body)
{
    return parseWritten(body, u"CompleteMultipartUploadResult");
}

Result<WrittenObject> parseCopyObject(const QByteArray &body)
{
    return parseWritten(body, u"CopyObjectResult");
}

Result<WrittenObject> parseCopyPart(const QByteArray &body)
{
    return parseWritten(body, u"CopyPartResult");
}

Result<PartsPage> parseListParts(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"ListPartsResult"); !opened)
        return fail(opened.error());
    PartsPage page;
    bool truncated = false;
    qint64 marker = 0;
    while (reply.next()) {
        const QStringView name = reply.name();
        if (name == u"UploadId")
            page.uploadId = reply.text();
        else if (name == u"Part")
            page.parts.append(readPart(reply));
        else if (name == u"IsTruncated")
            truncated = reply.flag();
        else if (name == u"NextPartNumberMarker")
            marker = reply.number();
        else if (name == u"ChecksumAlgorithm")
            page.checksumAlgorithm = reply.text();
        else if (name == u"ChecksumType")
            page.checksumType = reply.text();
        else
            reply.skip();
    }
    const Result<> done = reply.finish();
    if (!done)
        return fail(done.error());
    for (const UploadedPart &part : page.parts) {
        if (part.number < 1 || part.number > 10'000)
            return fail(ErrorKind::Protocol, ErrorCause::None, u"the server lists a part without a valid number"_s);
    }
    if (truncated && (marker < 1 || marker > 10'000))
        return fail(ErrorKind::Protocol, ErrorCause::None, u"the list of parts says that more follows but not where"_s);
    page.nextMarker = truncated ? int(marker) : 0;
    return page;
}

Result<UploadsPage> parseListMultipartUploads(const QByteArray &body)
{
    XmlReply reply(body);
    if (const auto opened = reply.open(u"ListMultipartUploadsResult"); !opened)
        return fail(opened.error());
    UploadsPage page;
    bool truncated = false;
    bool encoded = false;
    while (reply.next()) {
        const QStringView name = reply.name();
        if (name == u"Upload")
            page.uploads.append(readUpload(reply));
        else if (name == u"IsTruncated")
            truncated = reply.flag();
        else if (name == u"EncodingType")
            encoded = reply.text() == u"url";
        else if (name == u"NextKeyMarker")
            page.nextKeyMarker = reply.text();
        else if (name == u"NextUploadIdMarker")
            page.nextUploadIdMarker = reply.text();
        else
            reply.skip();
    }
    const Result<> done = reply.finish();
    if (!done)
        return fail(done.error());
    if (truncated && page.nextKeyMarker.isEmpty())
        return fail(ErrorKind::Protocol, ErrorCause::None, u"the list of uploads says that more follows but not where"_s);
    if (encoded) {
        for (PendingUpload &upload : page.uploads)
            upload.key = decodeUrlEncoded(upload.key);
        page.nextKeyMarker = decodeUrlEncoded(page.nextKeyMarker);
    }
    if (!truncated) {
        page.nextKeyMarker.clear();
        page.nextUploadIdMarker.clear();
    }
    return page;
}

} // namespace millrace
