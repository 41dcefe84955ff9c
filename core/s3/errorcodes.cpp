// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/errorcodes.h"

#include <QHash>
#include <QString>

namespace millrace {

namespace {

using K = ErrorKind;
using C = ErrorCause;

struct Row
{
    const char *code;
    ErrorMeaning meaning;
};

constexpr Row rows[] = {
    {"NoSuchKey", {K::NotFound, C::NoSuchKey, "there is no such object"}},
    {"NoSuchVersion", {K::NotFound, C::NoSuchKey, "there is no such version of the object"}},
    {"NoSuchBucket", {K::NotFound, C::NoSuchBucket, "there is no such bucket"}},
    {"NoSuchUpload", {K::NotFound, C::None, "there is no such multipart upload; it may have been aborted or completed"}},
    {"InvalidBucketName", {K::Config, C::NoSuchBucket, "the bucket name is not valid"}},

    {"AccessDenied", {K::Auth, C::AccessDenied, "access denied"}},
    {"AllAccessDisabled", {K::Auth, C::AccessDenied, "all access to this object has been disabled"}},
    {"AccountProblem", {K::Auth, C::AccessDenied, "there is a problem with the account"}},
    {"NotSignedUp", {K::Auth, C::AccessDenied, "the account is not signed up for this service"}},
    {"UserSuspended", {K::Auth, C::AccessDenied, "the user is suspended"}},
    {"InvalidAccessKeyId", {K::Auth, C::BadAccessKey, "the access key id is not known to the server"}},
    {"InvalidAccessKey", {K::Auth, C::BadAccessKey, "the access key id is not known to the server"}},
    {"SignatureDoesNotMatch", {K::Auth, C::BadSecret, "the signature does not match: the secret access key is wrong"}},
    {"ExpiredToken", {K::Auth, C::TokenExpired, "the session token has expired"}},
    {"TokenRefreshRequired", {K::Auth, C::TokenExpired, "the session token must be refreshed"}},
    {"RequestExpired", {K::Auth, C::TokenExpired, "the signed request has expired"}},
    {"InvalidToken", {K::Auth, C::None, "the session token is malformed or belongs to another key"}},
    {"InvalidSecurity", {K::Auth, C::None, nullptr}},
    {"MissingSecurityHeader", {K::Auth, C::None, nullptr}},
    {"RequestTimeTooSkewed", {K::Auth, C::ClockSkew, "this machine's clock and the server's are too far apart"}},

    {"PermanentRedirect", {K::Config, C::WrongRegion, "the bucket must be addressed at another endpoint"}},
    {"TemporaryRedirect", {K::Config, C::WrongRegion, "the bucket must be addressed at another endpoint"}},
    {"Redirect", {K::Config, C::WrongRegion, "the bucket must be addressed at another endpoint"}},
    {"IllegalLocationConstraintException", {K::Config, C::WrongRegion, "the bucket is in another region"}},
    {"IncorrectEndpoint", {K::Config, C::WrongRegion, "the bucket is in another region"}},

    {"PreconditionFailed", {K::Conflict, C::ObjectChanged, "the object changed since the transfer began"}},
    {"ConditionalRequestConflict", {K::Conflict, C::ObjectChanged, "another request changed the object meanwhile"}},
    {"InvalidObjectState", {K::Conflict, C::None, "the object is archived and must be restored before it can be read"}},
    {"OperationAborted", {K::Conflict, C::None, "another conflicting operation is in progress"}},
    {"BucketAlreadyExists", {K::Conflict, C::AlreadyExists, "the bucket name is taken"}},
    {"BucketAlreadyOwnedByYou", {K::Conflict, C::AlreadyExists, "the bucket exists already"}},
    {"BucketNotEmpty", {K::Conflict, C::AlreadyExists, "the bucket is not empty"}},

    {"SlowDown", {K::Throttled, C::None, "the server asks to slow down"}},
    {"ServiceUnavailable", {K::Throttled, C::ServerError, "the service is not available at the moment"}},
    {"Throttling", {K::Throttled, C::None, "the server asks to slow down"}},
    {"ThrottlingException", {K::Throttled, C::None, "the server asks to slow down"}},
    {"RequestThrottled", {K::Throttled, C::None, "the server asks to slow down"}},
    {"RequestLimitExceeded", {K::Throttled, C::None, "the server asks to slow down"}},
    {"TooManyRequests", {K::Throttled, C::None, "the server asks to slow down"}},
    {"BandwidthLimitExceeded", {K::Throttled, C::None, "the bandwidth limit of the account is used up"}},
    {"RequestTimeout", {K::Timeout, C::None, "the server waited too long for the request"}},
    {"RequestTimeoutException", {K::Timeout, C::None, "the server waited too long for the request"}},

    {"BadDigest", {K::Integrity, C::ChecksumMismatch, "the server received other bytes than the checksum tells"}},
    {"XAmzContentSHA256Mismatch", {K::Integrity, C::ChecksumMismatch, "the server received other bytes than were signed"}},
    {"XAmzContentChecksumMismatch",
     {K::Integrity, C::ChecksumMismatch, "the server received other bytes than the checksum tells"}},
    {"IncompleteBody", {K::Network, C::ShortBody, "the server received fewer bytes than announced"}},

    {"InvalidRange", {K::Protocol, C::RangeNotHonoured, "the object is shorter than the range asked for"}},
    {"KeyTooLongError", {K::Config, C::BadPath, "the key is longer than 1024 bytes"}},
    {"InternalError", {K::Protocol, C::ServerError, "the server had an internal error"}},
    {"InternalServerError", {K::Protocol, C::ServerError, "the server had an internal error"}},
    {"NotImplemented", {K::Protocol, C::None, "the server does not offer this operation"}},
    {"MethodNotAllowed", {K::Protocol, C::None, "the server does not allow this operation here"}},
};

} // namespace

const ErrorMeaning *meaningOfCode(QStringView code)
{
    static const QHash<QString, const ErrorMeaning *> table = [] {
        QHash<QString, const ErrorMeaning *> t;
        for (const Row &row : rows)
            t.insert(QString::fromLatin1(row.code), &row.meaning);
        return t;
    }();
    return table.value(code.toString(), nullptr);
}

ErrorMeaning meaningOfStatus(int httpStatus, bool hasKey)
{
    switch (httpStatus) {
    case 301:
    case 307:
    case 308: return {K::Config, C::WrongRegion, "the bucket must be addressed at another endpoint"};
    case 401:
    case 403: return {K::Auth, C::AccessDenied, "access denied"};
    case 404:
        return hasKey ? ErrorMeaning{K::NotFound, C::NoSuchKey, "there is no such object"}
                      : ErrorMeaning{K::NotFound, C::NoSuchBucket, "there is no such bucket"};
    case 407: return {K::Network, C::ProxyFailed, "the proxy asks for a user name and password"};
    case 408: return {K::Timeout, C::None, "the server waited too long for the request"};
    case 409: return {K::Conflict, C::None, "the request conflicts with another"};
    case 412: return {K::Conflict, C::ObjectChanged, "the object changed since the transfer began"};
    case 416: return {K::Protocol, C::RangeNotHonoured, "the object is shorter than the range asked for"};
    case 429: return {K::Throttled, C::None, "the server asks to slow down"};
    case 503: return {K::Throttled, C::ServerError, "the service is not available at the moment"};
    default: break;
    }
    if (httpStatus >= 500)
        return {K::Protocol, C::ServerError, "the server had an internal error"};
    return {};
}

} // namespace millrace
