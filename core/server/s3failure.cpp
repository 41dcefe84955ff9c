// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/s3failure.h"

#include <QXmlStreamWriter>
#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

struct Known
{
    const char *code;
    int status;
    const char *message;
};

constexpr Known knownCodes[] = {
    {"AccessDenied", 403, "Access Denied"},
    {"AuthorizationHeaderMalformed", 400, "The authorization header is malformed"},
    {"AuthorizationQueryParametersError", 400, "The signature parameters of the query are not right"},
    {"BadDigest", 400, "The Content-MD5 or checksum does not match the bytes received"},
    {"BucketAlreadyOwnedByYou", 409, "The bucket exists already and is yours"},
    {"BucketNotEmpty", 409, "The bucket is not empty"},
    {"EntityTooLarge", 400, "The upload is larger than allowed"},
    {"EntityTooSmall", 400, "A part other than the last is smaller than the minimum size"},
    {"ExpiredToken", 400, "The session token has expired"},
    {"IncompleteBody", 400, "Fewer bytes came than Content-Length said"},
    {"InternalError", 500, "The endpoint failed; try again"},
    {"InvalidAccessKeyId", 403, "The access key id is not known here"},
    {"InvalidArgument", 400, "An argument is not valid"},
    {"InvalidBucketName", 400, "The bucket name is not valid"},
    {"InvalidDigest", 400, "The Content-MD5 or checksum is not valid"},
    {"InvalidPart", 400, "A part was not found, or its ETag is not the one it was given"},
    {"InvalidPartNumber", 416, "The object has no part of that number"},
    {"InvalidPartOrder", 400, "The list of parts is not in ascending order"},
    {"InvalidRange", 416, "The range asked for is outside the object"},
    {"InvalidRequest", 400, "The request is not valid"},
    {"InvalidToken", 400, "The session token is not valid"},
    {"InvalidURI", 400, "The address could not be parsed"},
    {"KeyTooLongError", 400, "The key is longer than 1024 bytes"},
    {"MalformedXML", 400, "The XML is not well-formed or not what this request takes"},
    {"MethodNotAllowed", 405, "The method is not allowed on this resource"},
    {"MissingContentLength", 411, "Content-Length is required"},
    {"NoSuchBucket", 404, "The bucket does not exist"},
    {"NoSuchKey", 404, "The key does not exist"},
    {"NoSuchUpload", 404, "The multipart upload does not exist; it may have been aborted or completed"},
    {"NoSuchVersion", 404, "The version does not exist"},
    {"NotImplemented", 501, "The endpoint does not offer this"},
    {"NotModified", 304, "Not Modified"},
    {"PermanentRedirect", 301, "The bucket must be addressed through another endpoint"},
    {"PreconditionFailed", 412, "A precondition of the request does not hold"},
    {"RequestTimeTooSkewed", 403, "The difference between the request time and the endpoint's time is too large"},
    {"ServiceUnavailable", 503, "The service is unavailable"},
    {"SignatureDoesNotMatch", 403, "The signature does not match the one the endpoint calculated"},
    {"SlowDown", 503, "Reduce your request rate"},
    {"TemporaryRedirect", 307, "The bucket must for now be addressed through another endpoint"},
    {"TooManyRequests", 429, "Reduce your request rate"},
    {"XAmzContentSHA256Mismatch", 400, "The x-amz-content-sha256 header is not the hash of the body"},
    {"RequestTimeout", 400, "The connection was idle for too long"},
};

} // namespace

S3Failure S3Failure::of(QByteArrayView code, const QString &message)
{
    S3Failure failure;
    failure.code = code.toByteArray();
    failure.message = message;
    for (const Known &known : knownCodes) {
        if (code == QByteArrayView(known.code)) {
            failure.status = known.status;
            if (message.isEmpty())
                failure.message = QString::fromLatin1(known.message);
        }
    }
    return failure;
}

S3Failure S3Failure::fromErrno(int errnoValue)
{
    switch (errnoValue) {
    case EACCES:
    case EPERM:
    case EROFS:
        return of("AccessDenied", u"The endpoint's folder does not permit it"_s);
    case ENOENT:
        return of("NoSuchKey");
    case ENOSPC:
    case EDQUOT:
        return of("InternalError", u"The endpoint's disk is full"_s);
    default:
        return of("InternalError", QString::fromLocal8Bit(std::strerror(errnoValue)));
    }
}

QByteArray S3Failure::codeForStatus(int status)
{
    switch (status) {
    case 400: return "InvalidRequest";
    case 403: return "AccessDenied";
    case 404: return "NoSuchKey";
    case 503: return "SlowDown";
    default: break;
    }
    for (const Known &known : knownCodes) {
        if (known.status == status)
            return known.code;
    }
    return "InternalError";
}

QByteArray S3Failure::document(const QByteArray &resource, const QByteArray &requestId) const
{
    QByteArray xml;
    QXmlStreamWriter writer(&xml);
    writer.writeStartDocument();
    writer.writeStartElement(u"Error"_s);
    writer.writeTextElement(u"Code"_s, QString::fromLatin1(code));
    writer.writeTextElement(u"Message"_s, message);
    for (const auto &[name, value] : details)
        writer.writeTextElement(name, value);
    writer.writeTextElement(u"Resource"_s, QString::fromUtf8(resource));
    writer.writeTextElement(u"RequestId"_s, QString::fromLatin1(requestId));
    writer.writeTextElement(u"HostId"_s, u"millrace-endpoint"_s);
    writer.writeEndElement();
    writer.writeEndDocument();
    return xml;
}

} // namespace millrace::server
