// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/errorsentence.h"

#include "ui/text/coretext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Errors)
public:
    static QString what(const Error &e, ErrorOf of);
    static QString step(const Error &e, ErrorOf of);
};

/// The port answers, but not with TLS: OpenSSL's words for it.
bool speaksPlainHttp(const Error &e)
{
    return e.message.contains(u"wrong version number"_s, Qt::CaseInsensitive)
           || e.message.contains(u"packet length too long"_s, Qt::CaseInsensitive)
           || e.message.contains(u"http request"_s, Qt::CaseInsensitive) || e.message.contains(u"hung up instead"_s);
}

QString Words::what(const Error &e, ErrorOf of)
{
    if (of == ErrorOf::Request && e.cause == ErrorCause::ConnectionLost)
        return tr("The connection was lost before an answer came");
    if (of == ErrorOf::Request && e.cause == ErrorCause::None && e.kind == ErrorKind::Timeout)
        return tr("The server does not answer");
    if (of == ErrorOf::Request && e.cause == ErrorCause::None && e.kind == ErrorKind::Throttled)
        return tr("The server asks to slow down");
    switch (e.cause) {
    case ErrorCause::None: break;
    case ErrorCause::HostNotFound: return tr("The server's name cannot be resolved");
    case ErrorCause::ConnectionRefused: return tr("Nothing listens at the endpoint (connection refused)");
    case ErrorCause::ConnectionLost: return tr("The connection broke again and again");
    case ErrorCause::TlsFailed: return tr("No trusted TLS connection could be made");
    case ErrorCause::ProxyFailed: return tr("The proxy refused or could not be reached");
    case ErrorCause::NotS3: return tr("What answered is no S3 service");
    case ErrorCause::ClockSkew: return tr("This computer's clock differs too much from the server's");
    case ErrorCause::WrongRegion: return tr("The bucket is in another region");
    case ErrorCause::BadAccessKey: return tr("The server does not know this access key");
    case ErrorCause::BadSecret: return tr("The secret key does not belong to the access key");
    case ErrorCause::AccessDenied: return tr("Access denied");
    case ErrorCause::CredentialsMissing: return tr("No credentials were found");
    case ErrorCause::TokenExpired: return tr("The session token has expired");
    case ErrorCause::NoSuchBucket: return tr("No such bucket");
    case ErrorCause::NoSuchKey: return tr("No such object");
    case ErrorCause::ObjectChanged: return tr("The object was replaced while it was being read");
    case ErrorCause::RangeNotHonoured: return tr("The server sent other bytes than the range asked for");
    case ErrorCause::ShortBody: return tr("The server keeps ending its answers early");
    case ErrorCause::ServerError: return tr("The server reports a fault of its own");
    case ErrorCause::DiskFull: return tr("The disk is full");
    case ErrorCause::PermissionDenied: return tr("Permission denied");
    case ErrorCause::BadPath: return tr("The local path is not possible");
    case ErrorCause::AlreadyExists: return tr("Something is in the way at the destination");
    case ErrorCause::InUse: return tr("Another process is at work on this file");
    case ErrorCause::ChecksumMismatch: return tr("The bytes received do not match the server's checksum");
    case ErrorCause::SizeMismatch: return tr("The size received is not the size announced");
    case ErrorCause::QueueDamaged: return tr("The file of the queue is damaged");
    }
    switch (e.kind) {
    case ErrorKind::Cancelled: return tr("Cancelled");
    case ErrorKind::Network: return tr("The network failed");
    case ErrorKind::Timeout: return tr("The server stopped answering");
    case ErrorKind::Throttled: return tr("The server asked to slow down until the attempts were used up");
    case ErrorKind::Auth: return tr("The server refused the credentials");
    case ErrorKind::NotFound: return tr("Not found");
    case ErrorKind::Conflict: return tr("Something is in the way");
    case ErrorKind::Integrity: return tr("The bytes could not be verified");
    case ErrorKind::LocalFile: return tr("A local file could not be used");
    case ErrorKind::Protocol: return tr("The server sent an answer that S3 does not give");
    case ErrorKind::Config: return tr("The settings cannot work");
    }
    return {};
}

QString Words::step(const Error &e, ErrorOf of)
{
    switch (e.cause) {
    case ErrorCause::HostNotFound: return tr("Check the endpoint, the region and this computer's network.");
    case ErrorCause::ConnectionRefused:
        return tr("Check host and port of the endpoint, whether the service runs, and http against https.");
    case ErrorCause::TlsFailed:
        if (speaksPlainHttp(e))
            return tr("What answers there speaks no TLS: write http:// instead of https://, or the port that serves https.");
        return tr("If the server has a certificate of its own, name its CA file in the connection; check the date too.");
    case ErrorCause::ProxyFailed: return tr("Check the proxy in the connection's settings.");
    case ErrorCause::NotS3:
        return tr("Check the endpoint: it takes the S3 port, not the web console's, and no login page may be in between.");
    case ErrorCause::ClockSkew: return tr("Set the clock and try again.");
    case ErrorCause::WrongRegion:
        return e.region.isEmpty() ? tr("Set the bucket's region in the connection.")
                                  : tr("Set the region %1 in the connection.").arg(e.region);
    case ErrorCause::BadAccessKey: return tr("Check the access key, and that it belongs to this endpoint.");
    case ErrorCause::BadSecret: return tr("Type the secret key again: it may be cut off or belong to another key.");
    case ErrorCause::AccessDenied:
        return tr("Ask the bucket's owner for access, or try another connection. A bucket that bills the reader needs "
                  "“Requester pays”.");
    case ErrorCause::CredentialsMissing: return tr("Give the connection keys, a profile, or choose “Anonymous”.");
    case ErrorCause::TokenExpired: return tr("Sign in again or renew the session token.");
    case ErrorCause::NoSuchBucket: return tr("Check the spelling and the endpoint.");
    case ErrorCause::NoSuchKey: return tr("Keys are case-sensitive; browse the bucket to find it.");
    case ErrorCause::ObjectChanged: return tr("Retry to fetch the new version.");
    case ErrorCause::DiskFull: return tr("Free some space or choose another folder, then retry: finished parts are kept.");
    case ErrorCause::PermissionDenied: return tr("Check who may write to the folder, or choose another one.");
    case ErrorCause::BadPath: return tr("Choose an existing, writable folder.");
    case ErrorCause::AlreadyExists: return tr("Move the existing file away, or let the transfer replace it.");
    case ErrorCause::InUse: return tr("Wait until it is done, then retry.");
    case ErrorCause::ChecksumMismatch:
    case ErrorCause::SizeMismatch: return tr("Nothing was put under the file's name. Retry to fetch it afresh.");
    default: break;
    }
    switch (e.kind) {
    case ErrorKind::Cancelled: return {};
    case ErrorKind::Auth: return tr("Check the connection's credentials and what they allow.");
    case ErrorKind::NotFound: return tr("Check bucket and key.");
    case ErrorKind::Throttled:
        return of == ErrorOf::Request ? tr("Wait a moment, then try again.") : tr("Retry with fewer connections: finished parts are kept.");
    case ErrorKind::Protocol: return tr("Check that the endpoint is an S3 service.");
    case ErrorKind::Config: return tr("Check the settings of the connection and the transfer.");
    case ErrorKind::LocalFile: return tr("Check the path, its permissions and the free space.");
    default:
        return of == ErrorOf::Request ? tr("Check the endpoint and this computer's network, then try again.")
                                      : tr("Retry: finished parts are kept.");
    }
}

} // namespace

ErrorSentence errorSentence(const Error &error, ErrorOf of)
{
    ErrorSentence sentence;
    sentence.what = Words::what(error, of);
    sentence.nextStep = Words::step(error, of);
    if (!error.bucket.isEmpty())
        sentence.subject = u"s3://%1/%2"_s.arg(error.bucket, error.key);
    else
        sentence.subject = error.key;
    if (!error.path.isEmpty() && (error.kind == ErrorKind::LocalFile || sentence.subject.isEmpty()))
        sentence.subject = error.path;
    QStringList facts;
    if (!error.message.isEmpty() && error.kind != ErrorKind::Cancelled)
        facts += coreText(error.message);
    if (error.httpStatus)
        facts += u"HTTP %1"_s.arg(error.httpStatus);
    if (!error.s3Code.isEmpty())
        facts += error.s3Code;
    if (!error.requestId.isEmpty())
        facts += QCoreApplication::translate("Errors", "request %1").arg(error.requestId);
    sentence.details = facts.join(u", "_s);
    return sentence;
}

QString ErrorSentence::line() const
{
    QString text = subject.isEmpty() ? what : subject + u": "_s + what;
    if (!details.isEmpty())
        text += u" ("_s + details + u')';
    text += u'.';
    return nextStep.isEmpty() ? text : text + u' ' + nextStep;
}

} // namespace millrace
