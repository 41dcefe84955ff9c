// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/sigv4.h"

#include <QByteArray>
#include <QDateTime>

namespace millrace {

/// What an S3 error document says; any of it may be missing.
struct S3ErrorDocument
{
    QString code;
    QString message;
    QString requestId;
    QString region;
    QString bucket;
    QString key;
    QString serverTime; ///< RequestTimeTooSkewed: what the server's clock said
};

/// A refused request, as the transport saw it.
struct FailedResponse
{
    int httpStatus = 0;
    HeaderList headers;      ///< of the response, names in any case
    QByteArray body;         ///< the first 64 KiB are enough; empty for HEAD
    QString bucket;          ///< what was asked for
    QString key;
    QDateTime now;           ///< UTC, to turn a Retry-After date into a time to wait
    /// False for a public or presigned URL: there a web page is an ordinary answer, not a sign of the wrong endpoint.
    bool expectsS3 = true;
};

/// The Error of a response that is not what was asked for. Reads the XML body; where there is none (HEAD), the status,
/// x-amz-bucket-region and the like have to do. A web page in place of S3 gives ErrorCause::NotS3.
/// Also for a 200 that carries an <Error> document (CompleteMultipartUpload, CopyObject).
/// Source of codes: "Error responses", Amazon S3 API reference.
Error errorFromResponse(const FailedResponse &response);

/// Kind and cause of an S3 code; @p httpStatus decides where the code is not known.
Error errorFromDocument(const S3ErrorDocument &document, int httpStatus);

/// The value of an <Error> document; code is empty where @p body is none.
S3ErrorDocument parseErrorDocument(const QByteArray &body);

/// True where @p body begins as a web page does.
bool looksLikeHtml(QByteArrayView body);

/// Retry-After of @p headers: whole seconds or an HTTP date. 0 where absent, past or not readable; at most five minutes.
std::chrono::milliseconds retryAfter(const HeaderList &headers, const QDateTime &now);

} // namespace millrace
