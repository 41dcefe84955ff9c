// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QString>
#include <chrono>
#include <tl/expected.hpp>

namespace millrace {

/// What to do about a failure. Front ends turn a kind into an exit code and the first words of a sentence.
enum class ErrorKind {
    Cancelled, ///< asked for by the user; not a failure
    Network,   ///< DNS, connect, TLS, reset, short body
    Timeout,   ///< no byte for the stall time-out, or RequestTimeout
    Throttled, ///< 429, 503 SlowDown
    Auth,      ///< credentials missing, wrong or without access
    NotFound,  ///< no such key, bucket or local source
    Conflict,  ///< the object changed under us, or a destination is in the way
    Integrity, ///< bytes are not what the server's checksum says
    LocalFile, ///< disk full, no permission, name not possible
    Protocol,  ///< an answer S3 does not give; a server error
    Config,    ///< bad flag, bad settings
};

/// The finer cause, where a front end has a better next step to offer than the kind alone allows.
enum class ErrorCause {
    None,
    HostNotFound,
    ConnectionRefused,
    ConnectionLost,
    TlsFailed,
    ProxyFailed,
    NotS3,             ///< a web page or other non-S3 answer
    ClockSkew,         ///< RequestTimeTooSkewed after correction
    WrongRegion,       ///< redirect or AuthorizationHeaderMalformed that could not be followed
    BadAccessKey,      ///< InvalidAccessKeyId
    BadSecret,         ///< SignatureDoesNotMatch
    AccessDenied,
    CredentialsMissing,
    TokenExpired,
    NoSuchBucket,
    NoSuchKey,
    ObjectChanged,     ///< 412: the ETag differs from the one the transfer began with
    RangeNotHonoured,  ///< a 200 to a ranged GET, or a 206 with another range
    ShortBody,
    ServerError,       ///< 5xx
    DiskFull,
    PermissionDenied,
    BadPath,           ///< not a folder, name too long, read-only
    AlreadyExists,
    InUse,             ///< another process is at work on the same file
    ChecksumMismatch,
    SizeMismatch,
    QueueDamaged,      ///< the file of the transfer queue is no intact queue
};

/// A failure as data. Never holds a secret: no Authorization header, no presigned query, no credential.
struct Error
{
    ErrorKind kind = ErrorKind::Protocol;
    ErrorCause cause = ErrorCause::None;
    QString message;  ///< what happened, in plain English, without the key and without a full stop
    int httpStatus = 0;
    QString s3Code;    ///< <Code> of the S3 error document
    QString requestId; ///< x-amz-request-id
    QString bucket;
    QString key;
    QString path;       ///< local path
    QString region;     ///< the region the server says is right, when it says so
    std::chrono::milliseconds retryAfter{0}; ///< Retry-After of the response; 0 where absent

    static Error make(ErrorKind kind, ErrorCause cause, QString message)
    {
        Error e;
        e.kind = kind;
        e.cause = cause;
        e.message = std::move(message);
        return e;
    }
    static Error cancelled() { return make(ErrorKind::Cancelled, ErrorCause::None, QStringLiteral("cancelled")); }
};

/// Outcome of a fallible function: a value or an Error. Core does not throw.
template <typename T = void> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error e) { return tl::make_unexpected(std::move(e)); }
inline tl::unexpected<Error> fail(ErrorKind kind, ErrorCause cause, QString message)
{
    return tl::make_unexpected(Error::make(kind, cause, std::move(message)));
}

/// LocalFile error for @p errnoValue of a system call @p doing ("write", "create", ...) on @p path.
Error localError(int errnoValue, const QString &doing, const QString &path);

/// Stable lower-case names for events, reports and logs ("network", "not_found", ...).
QString name(ErrorKind kind);
QString name(ErrorCause cause);

} // namespace millrace

Q_DECLARE_METATYPE(millrace::Error)
