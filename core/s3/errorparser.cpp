// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/errorparser.h"

#include "base/httpdate.h"
#include "s3/errorcodes.h"

#include <QRegularExpression>
#include <QXmlStreamReader>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr qsizetype maxErrorBody = 64 * 1024;
constexpr qsizetype maxMessage = 300;
constexpr std::chrono::milliseconds maxRetryAfter = std::chrono::minutes(5);

/// The server's words as part of a sentence of ours: one line, no control characters (they reach a terminal), no full stop.
QString tidy(const QString &text)
{
    QString out;
    for (const QChar c : text.left(maxMessage).simplified()) {
        if (c.isPrint())
            out += c;
    }
    while (out.endsWith(u'.'))
        out.chop(1);
    return out;
}

/// "... the region 'us-east-1' is wrong; expecting 'eu-north-1'": older servers name the region only in the message.
QString regionInMessage(const QString &message)
{
    static const QRegularExpression form(u"expecting '([A-Za-z0-9-]{1,64})'"_s);
    return form.match(message).captured(1);
}

/// A page in place of S3 says nothing about throttling or server errors of S3 itself, whose status is enough.
bool pageMeansNotS3(int httpStatus)
{
    return httpStatus < 500 && httpStatus != 407 && httpStatus != 408 && httpStatus != 412 && httpStatus != 416
        && httpStatus != 429;
}

} // namespace

std::chrono::milliseconds retryAfter(const HeaderList &headers, const QDateTime &now)
{
    const QByteArray value = headerValue(headers, "retry-after");
    if (value.isEmpty())
        return {};
    bool isNumber = false;
    const qint64 seconds = value.toLongLong(&isNumber);
    std::chrono::milliseconds wait{0};
    if (isNumber)
        wait = std::chrono::seconds(std::clamp<qint64>(seconds, 0, 3600));
    else if (const QDateTime until = parseHttpDate(value); until.isValid() && now.isValid())
        wait = std::chrono::milliseconds(now.msecsTo(until));
    return std::clamp(wait, std::chrono::milliseconds(0), maxRetryAfter);
}

bool looksLikeHtml(QByteArrayView body)
{
    QByteArray start = body.first(std::min<qsizetype>(body.size(), 1024)).toByteArray();
    if (start.startsWith("\xef\xbb\xbf"))
        start.remove(0, 3);
    start = start.trimmed().toLower();
    if (start.startsWith("<!doctype html") || start.startsWith("<html"))
        return true;
    // A comment or an XML declaration may stand before the page.
    return (start.startsWith("<!--") || start.startsWith("<?xml")) && (start.contains("<html") || start.contains("<!doctype html"));
}

S3ErrorDocument parseErrorDocument(const QByteArray &body)
{
    S3ErrorDocument document;
    QXmlStreamReader xml(body.left(maxErrorBody));
    if (!xml.readNextStartElement())
        return document;
    // AWS query services (STS) wrap the error in ErrorResponse.
    if (xml.name() == u"ErrorResponse"_s) {
        while (xml.readNextStartElement() && xml.name() != u"Error"_s)
            xml.skipCurrentElement();
    }
    if (xml.name() != u"Error"_s)
        return document;
    while (xml.readNextStartElement()) {
        const QString name = xml.name().toString();
        const QString text = xml.readElementText(QXmlStreamReader::SkipChildElements);
        if (name == u"Code"_s)
            document.code = text.trimmed();
        else if (name == u"Message"_s)
            document.message = text;
        else if (name == u"RequestId"_s)
            document.requestId = text.trimmed();
        else if (name == u"Region"_s)
            document.region = text.trimmed();
        else if (name == u"BucketName"_s || name == u"Bucket"_s)
            document.bucket = text;
        else if (name == u"Key"_s)
            document.key = text;
        else if (name == u"ServerTime"_s)
            document.serverTime = text.trimmed();
    }
    return document;
}

Error errorFromDocument(const S3ErrorDocument &document, int httpStatus)
{
    const ErrorMeaning *known = meaningOfCode(document.code);
    ErrorMeaning meaning = known ? *known : meaningOfStatus(httpStatus, !document.key.isEmpty());
    const QString said = tidy(document.message);

    Error error;
    error.httpStatus = httpStatus;
    error.s3Code = tidy(document.code);
    error.requestId = tidy(document.requestId);
    error.bucket = document.bucket;
    error.key = document.key;
    error.region = tidy(document.region);
    if (error.region.isEmpty())
        error.region = regionInMessage(said);

    if (document.code == u"AuthorizationHeaderMalformed"_s) {
        // One code for two faults: the scope names another region, or the access key id cannot stand in a header.
        meaning = error.region.isEmpty()
            ? ErrorMeaning{ErrorKind::Auth, ErrorCause::None, "the server could not read the signature"}
            : ErrorMeaning{ErrorKind::Config, ErrorCause::WrongRegion, "the request was signed for another region"};
    } else if (meaning.cause == ErrorCause::AccessDenied && said.contains(u"has expired"_s, Qt::CaseInsensitive)) {
        // What AWS answers to a presigned URL past its time.
        meaning.cause = ErrorCause::TokenExpired;
    }
    error.kind = meaning.kind;
    error.cause = meaning.cause;

    // For the causes we know, our sentence is the clearer one; AWS's own "Access Denied" may add who is denied what.
    if (meaning.message && (said.isEmpty() || (known && meaning.cause != ErrorCause::AccessDenied)))
        error.message = QString::fromLatin1(meaning.message);
    else
        error.message = said;
    if (error.message.isEmpty()) {
        error.message = error.s3Code.isEmpty() ? u"the server answered with HTTP status %1"_s.arg(httpStatus)
                                               : u"the server answered with the error code %1"_s.arg(error.s3Code);
    }
    return error;
}

Error errorFromResponse(const FailedResponse &response)
{
    S3ErrorDocument document = parseErrorDocument(response.body);
    if (document.code.isEmpty()) {
        // HEAD has no body; some servers put the code into a header instead.
        for (const char *name : {"x-amz-error-code", "x-minio-error-code"}) {
            if (document.code.isEmpty())
                document.code = QString::fromUtf8(headerValue(response.headers, name));
        }
    }
    if (document.requestId.isEmpty())
        document.requestId = QString::fromUtf8(headerValue(response.headers, "x-amz-request-id"));
    if (document.region.isEmpty())
        document.region = QString::fromUtf8(headerValue(response.headers, "x-amz-bucket-region"));
    if (!response.bucket.isEmpty())
        document.bucket = response.bucket;
    if (!response.key.isEmpty())
        document.key = response.key;

    const bool hasCode = !document.code.isEmpty();
    Error error = errorFromDocument(document, response.httpStatus);
    error.retryAfter = retryAfter(response.headers, response.now);

    const bool isPage = looksLikeHtml(response.body)
        || (!response.body.isEmpty() && headerValue(response.headers, "content-type").toLower().startsWith("text/html"));
    if (!hasCode && response.expectsS3 && isPage && pageMeansNotS3(response.httpStatus)) {
        error.kind = ErrorKind::Protocol;
        error.cause = ErrorCause::NotS3;
        error.message = u"a web page came back instead of an answer from S3 (HTTP status %1)"_s.arg(response.httpStatus);
    } else if (!hasCode && response.httpStatus == 400 && !error.region.isEmpty()) {
        // AWS answers a HEAD that was signed for another region with a bare 400 and the bucket's region in a header.
        error.kind = ErrorKind::Config;
        error.cause = ErrorCause::WrongRegion;
        error.message = u"the request was signed for another region"_s;
    }
    return error;
}

} // namespace millrace
