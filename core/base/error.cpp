// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;

namespace millrace {

Error localError(int errnoValue, const QString &doing, const QString &path)
{
    ErrorCause cause = ErrorCause::None;
    switch (errnoValue) {
    case ENOSPC:
    case EDQUOT:
        cause = ErrorCause::DiskFull;
        break;
    case EACCES:
    case EPERM:
        cause = ErrorCause::PermissionDenied;
        break;
    case ENOTDIR:
    case EISDIR:
    case ENAMETOOLONG:
    case EROFS:
    case ENOENT:
    case ELOOP:
        cause = ErrorCause::BadPath;
        break;
    case EEXIST:
        cause = ErrorCause::AlreadyExists;
        break;
    default:
        break;
    }
    Error e = Error::make(ErrorKind::LocalFile, cause,
                          u"cannot %1: %2"_s.arg(doing, QString::fromLocal8Bit(std::strerror(errnoValue))));
    e.path = path;
    return e;
}

QString name(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled: return u"cancelled"_s;
    case ErrorKind::Network: return u"network"_s;
    case ErrorKind::Timeout: return u"timeout"_s;
    case ErrorKind::Throttled: return u"throttled"_s;
    case ErrorKind::Auth: return u"auth"_s;
    case ErrorKind::NotFound: return u"not_found"_s;
    case ErrorKind::Conflict: return u"conflict"_s;
    case ErrorKind::Integrity: return u"integrity"_s;
    case ErrorKind::LocalFile: return u"local_file"_s;
    case ErrorKind::Protocol: return u"protocol"_s;
    case ErrorKind::Config: return u"config"_s;
    }
    return {};
}

QString name(ErrorCause cause)
{
    switch (cause) {
    case ErrorCause::None: return {};
    case ErrorCause::HostNotFound: return u"host_not_found"_s;
    case ErrorCause::ConnectionRefused: return u"connection_refused"_s;
    case ErrorCause::ConnectionLost: return u"connection_lost"_s;
    case ErrorCause::TlsFailed: return u"tls_failed"_s;
    case ErrorCause::ProxyFailed: return u"proxy_failed"_s;
    case ErrorCause::NotS3: return u"not_s3"_s;
    case ErrorCause::ClockSkew: return u"clock_skew"_s;
    case ErrorCause::WrongRegion: return u"wrong_region"_s;
    case ErrorCause::BadAccessKey: return u"bad_access_key"_s;
    case ErrorCause::BadSecret: return u"bad_secret"_s;
    case ErrorCause::AccessDenied: return u"access_denied"_s;
    case ErrorCause::CredentialsMissing: return u"credentials_missing"_s;
    case ErrorCause::TokenExpired: return u"token_expired"_s;
    case ErrorCause::NoSuchBucket: return u"no_such_bucket"_s;
    case ErrorCause::NoSuchKey: return u"no_such_key"_s;
    case ErrorCause::ObjectChanged: return u"object_changed"_s;
    case ErrorCause::RangeNotHonoured: return u"range_not_honoured"_s;
    case ErrorCause::ShortBody: return u"short_body"_s;
    case ErrorCause::ServerError: return u"server_error"_s;
    case ErrorCause::DiskFull: return u"disk_full"_s;
    case ErrorCause::PermissionDenied: return u"permission_denied"_s;
    case ErrorCause::BadPath: return u"bad_path"_s;
    case ErrorCause::AlreadyExists: return u"already_exists"_s;
    case ErrorCause::InUse: return u"in_use"_s;
    case ErrorCause::ChecksumMismatch: return u"checksum_mismatch"_s;
    case ErrorCause::SizeMismatch: return u"size_mismatch"_s;
    case ErrorCause::QueueDamaged: return u"queue_damaged"_s;
    }
    return {};
}

} // namespace millrace
