// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/errortext.h"

#include "cli/printable.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace millrace {

/// Of the process: what was asked for does not change.
static QString spokenOf;

void speakOf(const QString &verb)
{
    spokenOf = verb;
}

static bool isDownload()
{
    static const QStringList others{u"upload"_s, u"copy"_s, u"move"_s, u"remove"_s, u"list"_s, u"ls"_s, u"stat"_s, u"presign"_s, u"uploads"_s,
                                    u"sync"_s, u"make-bucket"_s, u"remove-bucket"_s, u"queue"_s, u"benchmark"_s, u"sweep"_s, u"tune"_s, u"workload"_s};
    return !others.contains(spokenOf);
}

/// Links have no bucket.
static bool isLink(const Error &e)
{
    return isDownload() && e.bucket.isEmpty() && !e.key.isEmpty();
}

static bool isCopy()
{
    return spokenOf == u"copy" || spokenOf == u"move";
}

/// "Run again", with what that is worth.
static QString again(const QString &when)
{
    return when + (isDownload() ? u": a download goes on where it stopped."_s : u"."_s);
}

static QString causeText(const Error &e)
{
    switch (e.cause) {
    case ErrorCause::None: return {};
    case ErrorCause::HostNotFound: return u"the server's name could not be resolved"_s;
    case ErrorCause::ConnectionRefused: return u"nothing listens at the endpoint (connection refused)"_s;
    case ErrorCause::ConnectionLost: return u"the connection broke again and again"_s;
    case ErrorCause::TlsFailed: return u"no trusted TLS connection could be made"_s;
    case ErrorCause::ProxyFailed: return u"the proxy refused or could not be reached"_s;
    case ErrorCause::NotS3: return u"what answered is no S3 service but sent a web page"_s;
    case ErrorCause::ClockSkew: return u"this machine's clock differs too much from the server's"_s;
    case ErrorCause::WrongRegion: return u"the bucket is in another region than the request was signed for"_s;
    case ErrorCause::BadAccessKey: return u"the server does not know this access key"_s;
    case ErrorCause::BadSecret: return u"the secret key does not belong to the access key (signature refused)"_s;
    case ErrorCause::AccessDenied: return u"access denied"_s;
    case ErrorCause::CredentialsMissing: return u"no credentials were found"_s;
    case ErrorCause::TokenExpired: return u"the session token has expired"_s;
    case ErrorCause::NoSuchBucket: return u"no such bucket"_s;
    case ErrorCause::NoSuchKey: return u"no such object"_s;
    case ErrorCause::ObjectChanged: return u"the object was replaced on the server while it was being downloaded"_s;
    case ErrorCause::RangeNotHonoured: return u"the server sent other bytes than the range asked for"_s;
    case ErrorCause::ShortBody: return u"the server keeps ending its answers early"_s;
    case ErrorCause::ServerError: return u"the server reports a fault of its own"_s;
    case ErrorCause::DiskFull: return u"the disk is full"_s;
    case ErrorCause::PermissionDenied: return u"permission denied"_s;
    case ErrorCause::BadPath: return u"the local path is not possible"_s;
    case ErrorCause::AlreadyExists: return u"something is in the way at the destination"_s;
    case ErrorCause::InUse: return {}; // the message names the work
    case ErrorCause::ChecksumMismatch: return u"bytes and checksum do not match"_s;
    case ErrorCause::SizeMismatch: return isCopy() ? u"the object at the target is not as long as the source"_s
                                              : u"the size received is not the size the server announced"_s;
    case ErrorCause::QueueDamaged: return u"the queue is damaged"_s;
    }
    return {};
}

static QString kindText(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled: return u"cancelled"_s;
    case ErrorKind::Network: return u"the network failed"_s;
    case ErrorKind::Timeout: return u"the server stopped sending"_s;
    case ErrorKind::Throttled: return u"the server asked to slow down until the attempts were used up"_s;
    case ErrorKind::Auth: return u"the server refused the credentials"_s;
    case ErrorKind::NotFound: return u"not found"_s;
    case ErrorKind::Conflict: return u"something is in the way"_s;
    case ErrorKind::Integrity: return u"the bytes could not be verified"_s;
    case ErrorKind::LocalFile: return u"a local file could not be used"_s;
    case ErrorKind::Protocol: return u"the server sent an answer that S3 does not give"_s;
    case ErrorKind::Config: return u"the settings cannot work"_s;
    }
    return {};
}

/// Unlike a download, a copy is there before it can be compared.
static const QString copyDiffers = u"The copy at the target stays, and the source was not touched: compare both before you use it."_s;

static QString causeStep(const Error &e)
{
    switch (e.cause) {
    case ErrorCause::None: return {};
    case ErrorCause::HostNotFound:
        return u"Check --endpoint-url, the bucket and region names and this machine's DNS and network."_s;
    case ErrorCause::ConnectionRefused:
        return u"Check host and port of --endpoint-url, whether the service runs, and http against https."_s;
    case ErrorCause::ConnectionLost:
        return again(u"Run the same command again"_s) + (isDownload() ? u" If it repeats, lower --max-pool-connections."_s : QString());
    case ErrorCause::TlsFailed:
        return u"If the server has a certificate of its own, pass its authority with --ca-bundle FILE; otherwise check "
               "whether --endpoint-url speaks https at all, and this machine's date."_s;
    case ErrorCause::ProxyFailed:
        return u"Check HTTPS_PROXY and HTTP_PROXY, or name the endpoint in NO_PROXY."_s;
    case ErrorCause::NotS3:
        return u"Check --endpoint-url (the S3 port, not the web console's) and whether a proxy or login page is in "
               "between; NO_PROXY takes an endpoint past the proxy."_s;
    case ErrorCause::ClockSkew: return u"Set the clock (for instance with NTP) and run again."_s;
    case ErrorCause::WrongRegion:
        return e.region.isEmpty() ? u"Pass the bucket's region with --region-name."_s
                                  : u"Run again with --region-name %1."_s.arg(printable(e.region));
    case ErrorCause::BadAccessKey:
        return u"Check AWS_ACCESS_KEY_ID or the --profile in use, and that the keys belong to this endpoint."_s;
    case ErrorCause::BadSecret:
        if (isLink(e))
            return u"The link may be cut off: quote it in the shell, or ask for a new one."_s;
        return u"Check AWS_SECRET_ACCESS_KEY or the profile's aws_secret_access_key: it may be cut off or belong to "
               "another key."_s;
    case ErrorCause::AccessDenied:
        if (isLink(e))
            return u"A link ends at its time, and works only as a whole: ask for a new one, and quote it in the shell."_s;
        return u"Ask the bucket's owner for the right (s3:GetObject and s3:ListBucket to read, s3:PutObject to write), try "
               "another --profile, or --no-sign-request for a public bucket; buckets that bill the reader need --requester-pays."_s;
    case ErrorCause::CredentialsMissing:
        return u"Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a --profile of ~/.aws/credentials, or pass "
               "--no-sign-request for public data."_s;
    case ErrorCause::TokenExpired:
        return u"Sign in again (for instance \"aws sso login\") or renew AWS_SESSION_TOKEN, then run again."_s;
    case ErrorCause::NoSuchBucket:
        return u"Check the spelling and the endpoint; \"millrace-cli list\" shows the buckets these keys may see."_s;
    case ErrorCause::NoSuchKey:
        return u"Keys are case-sensitive; \"millrace-cli list\" shows them."_s
            + (isDownload() ? u" To download everything under a prefix, end it with \"/\"."_s : QString());
    case ErrorCause::ObjectChanged:
        return u"Run the same command again to fetch the new version, or pin one with --version-id."_s;
    case ErrorCause::RangeNotHonoured:
        return u"Something between here and the server rewrites requests, or the server cannot serve ranges. Bypass the "
               "proxy with NO_PROXY, or pass a --multipart-size-mb larger than the object, which asks for none."_s;
    case ErrorCause::ShortBody:
        return again(u"Run again"_s) + u" If it repeats, look at the proxies and load balancers in between."_s;
    case ErrorCause::ServerError:
        return again(u"Run again later"_s) + u" If it stays, give the request id to the service's operator."_s;
    case ErrorCause::DiskFull:
        return u"Free some space or name another target folder, then run the same command again to go on."_s;
    case ErrorCause::PermissionDenied:
        return u"Check who owns the folder and whether it may be written to, or name another target."_s;
    case ErrorCause::BadPath:
        return isDownload() ? u"Check that the target is an existing, writable folder and that the names are not too long for its "
                              "file system."_s
                            : u"Check the spelling of the name and whether what it leads to is there."_s;
    case ErrorCause::AlreadyExists:
        return u"Move what is there away; a download replaces files with --overwrite always."_s;
    case ErrorCause::InUse: return u"Wait until it is done, or end it, and run again."_s;
    case ErrorCause::ChecksumMismatch:
        return isCopy() ? copyDiffers : u"Nothing was kept of it. Run again; if it repeats, suspect the network path, this "
               "machine's memory, or the stored object itself."_s;
    case ErrorCause::SizeMismatch:
        return isCopy() ? copyDiffers : u"Nothing was kept of it. Run again; if it repeats, the object may be changing as you "
               "read it."_s;
    case ErrorCause::QueueDamaged:
        return u"Nothing in it was changed. Move the file (and those with -wal and -shm behind its name) away and add the "
               "transfers again, or rescue what can be read with \"sqlite3 FILE .recover\"; finished parts on disk are "
               "kept either way."_s;
    }
    return {};
}

static QString kindStep(const Error &e)
{
    switch (e.kind) {
    case ErrorKind::Cancelled: return {};
    case ErrorKind::Network: return again(u"Check the network and run the same command again"_s);
    case ErrorKind::Timeout:
        return again(u"Run again"_s) + (spokenOf == u"list" ? QString() : u" For a slow server raise --stall-timeout or lower --concurrency."_s);
    case ErrorKind::Throttled:
        return u"Run again with a lower --concurrency and --file-parallelism."_s;
    case ErrorKind::Auth: return u"Check the credentials and what they allow; --verbose shows where they came from."_s;
    case ErrorKind::NotFound: return u"Check bucket and key; \"millrace-cli list\" shows what is there."_s;
    case ErrorKind::Conflict: return u"Look at what is in the way, then run the same command again."_s;
    case ErrorKind::Integrity: return u"Nothing was kept of it. Run again to move it afresh."_s;
    case ErrorKind::LocalFile: return u"Check the path, its permissions and the free space, then run again."_s;
    case ErrorKind::Protocol:
        return u"Check that --endpoint-url is an S3 service; if it is, give the request id to its operator."_s;
    case ErrorKind::Config:
        if (!e.path.isEmpty())
            return u"Name another file, or mend this one."_s;
        return u"\"millrace-cli %1 --help\" lists the flags and what they allow."_s.arg(
            spokenOf.isEmpty() || spokenOf.startsWith(u'-') || spokenOf.contains(u':') ? u"download"_s : printable(spokenOf));
    }
    return {};
}

/// Causes whose sentence leaves nothing for the server's own words to add.
static bool isWholeStory(ErrorCause cause)
{
    return cause == ErrorCause::BadAccessKey || cause == ErrorCause::BadSecret || cause == ErrorCause::NoSuchBucket
        || cause == ErrorCause::NoSuchKey || cause == ErrorCause::ConnectionRefused;
}

static bool saysTheSame(const QString &a, const QString &b)
{
    return a.contains(b, Qt::CaseInsensitive) || b.contains(a, Qt::CaseInsensitive);
}

ErrorText errorText(const Error &error)
{
    ErrorText text;
    QString object;
    if (!error.bucket.isEmpty())
        object = u"s3://%1/%2"_s.arg(printable(error.bucket), printable(error.key));
    else if (!error.key.isEmpty())
        object = printable(error.key);
    // What the disk refuses is about the path first; what the server refuses is about the object.
    if (!error.path.isEmpty() && (error.kind == ErrorKind::LocalFile || object.isEmpty()))
        object = printable(error.path);

    // Settings errors are written for the user where they arise; the rest gets the sentence of its cause.
    QString cause = causeText(error);
    const QString detail = printable(error.message);
    if (cause.isEmpty())
        cause = detail.isEmpty() ? kindText(error.kind) : detail;
    text.what = object.isEmpty() ? cause : object + u": "_s + cause;

    QStringList facts;
    if (!detail.isEmpty() && !isWholeStory(error.cause) && !saysTheSame(cause, detail))
        facts += detail;
    if (error.httpStatus)
        facts += u"HTTP %1"_s.arg(error.httpStatus);
    if (!error.s3Code.isEmpty())
        facts += printable(error.s3Code);
    if (!error.requestId.isEmpty())
        facts += u"request %1"_s.arg(printable(error.requestId));
    if (!facts.isEmpty())
        text.what += u" ("_s + facts.join(u", "_s) + u')';

    text.nextStep = causeStep(error);
    if (text.nextStep.isEmpty())
        text.nextStep = kindStep(error);
    return text;
}

QString errorLine(const Error &error)
{
    const ErrorText text = errorText(error);
    QString line = text.what;
    if (!line.endsWith(u'?') && !line.endsWith(u'.'))
        line += u'.';
    if (!text.nextStep.isEmpty())
        line += u' ' + text.nextStep;
    return line;
}

} // namespace millrace
