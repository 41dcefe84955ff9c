// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <chrono>

namespace millrace {

/// What the endpoint does wrong when a rule fires.
enum class FaultAction {
    Status,            ///< "status": answers httpStatus with s3Code and, when set, Retry-After
    CloseBefore,       ///< "close-before-response": the connection ends without a byte of an answer
    CloseAfter,        ///< "close-after": the body ends, and the connection with it, after `bytes` bytes
    StallAfter,        ///< "stall-after": after `bytes` body bytes nothing more comes until the client hangs up
    FlipByte,          ///< "flip-byte": the body byte at offset `bytes` of the object arrives with all bits inverted; of an upload,
                       ///< the byte of the request's body
    WrongContentRange, ///< "wrong-content-range": a 206 that claims a range one byte further on
    IgnoreRange,       ///< "ignore-range": 200 and the whole object where a range was asked for
    OmitEtag,          ///< "omit-etag": no ETag header
    ChangeEtag,        ///< "change-etag": the object has another ETag, so that If-Match gets a 412
    ErrorIn200,        ///< "error-in-200": 200 with an <Error> document (CompleteMultipartUpload, CopyObject)
    HtmlPage,          ///< "html-page": httpStatus with a web page, as a proxy in the way sends
    Redirect,          ///< "redirect": httpStatus (301 or 307) with Location and x-amz-bucket-region
    OmitLength,        ///< "omit-length": the body comes chunked, without Content-Length
    PretendDone,       ///< "pretend-done": 204, and nothing was done
    RefuseKeys,        ///< "refuse-keys": DeleteObjects answers with s3Code (AccessDenied) for the keys `keys` matches
};

/// One line of a fault script. A request is counted by every rule it matches; the first rule, in order, whose count is
/// due fires, and only that one.
struct FaultRule
{
    /// Match; a default matches everything.
    QString method;             ///< "GET"; empty: any
    QString key = QStringLiteral("*"); ///< glob on the key ("*" crosses "/"); bucket requests have an empty key
    QString operation;          ///< "GetObject", "ListObjectsV2", ... as S3 names it; empty: any
    int partNumber = 0;         ///< query partNumber; 0: any
    qint64 rangeStart = -1;     ///< first byte of the Range header; -1: any
    int nth = 1;                ///< fires first at the nth matching request, 1-based
    int times = 1;              ///< and for so many matching requests on end; 0: for ever

    /// Action.
    FaultAction action = FaultAction::Status;
    int httpStatus = 0;         ///< 0: 503 for Status, 502 for HtmlPage, 307 for Redirect
    QString s3Code;             ///< empty: the usual code of the status
    int retryAfterSeconds = -1; ///< -1: no header
    ByteCount bytes = 0;        ///< for CloseAfter, StallAfter and FlipByte
    QString location;           ///< for Redirect; empty: no Location header
    QString region;             ///< for Redirect: x-amz-bucket-region
    QString keys = {};          ///< for RefuseKeys: glob
};

/// Everything the endpoint can be made to do worse than it would.
struct FaultOptions
{
    std::chrono::milliseconds latency{0}; ///< before the first byte of every response
    ByteRate connectionRate = 0;          ///< response body bytes per second and connection; 0: no cap
    int throttleAbove = 0;                ///< more requests in flight than this get 503 SlowDown; 0: off
    int throttleRetryAfter = -1;          ///< seconds; -1: no header
    std::chrono::seconds clockSkew{0};    ///< added to the endpoint's clock: Date and signature checks alike
    QList<FaultRule> rules;

    /// Reads {"latencyMs":5,"connectionRate":"10MiB","throttleAbove":8,"throttleRetryAfter":1,"clockSkewSeconds":3600,
    /// "rules":[{"match":{"method":"GET","key":"a/*","operation":"GetObject","partNumber":2,"rangeStart":0,"nth":1,
    /// "times":1},"action":"status","status":503,"code":"SlowDown","retryAfter":1,"bytes":100,"location":"",
    /// "region":"","keys":""}]}. Config error for anything it does not know, so that a misspelt fault is not silently none.
    static Result<FaultOptions> fromJson(const QByteArray &json);
    /// The same from a file.
    static Result<FaultOptions> fromFile(const QString &path);
};

} // namespace millrace
