// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/credentials.h"
#include "s3/headers.h"

#include <QDateTime>
#include <chrono>

namespace millrace {

/// Query names and values, decoded; they are encoded where they are signed or sent. Order does not matter.
using QueryList = QList<std::pair<QByteArray, QByteArray>>;

/// What a signature covers.
struct SigV4Input
{
    QByteArray method;       ///< "GET"
    QByteArray encodedPath;  ///< as on the wire, "/bucket/a%20b": S3 signs the path once encoded and never normalised
    QueryList query;
    HeaderList headers;      ///< to be signed; must hold Host; names in any case, values are trimmed
    QByteArray payloadHash;  ///< hex SHA-256, "UNSIGNED-PAYLOAD", ...
};

/// AWS Signature Version 4 over HMAC-SHA-256.
/// Source: "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API reference.
/// The signing key of (date, region, service) is kept, so a signature costs one HMAC and two hashes. Not thread-safe:
/// one signer a thread.
class SigV4Signer
{
public:
    SigV4Signer(Credentials credentials, QByteArray region, QByteArray service = QByteArrayLiteral("s3"));

    /// The headers to add to @p input.headers: x-amz-date, x-amz-content-sha256, x-amz-security-token when there is a
    /// token, and Authorization. Nothing for anonymous credentials. @p now is UTC.
    HeaderList sign(const SigV4Input &input, const QDateTime &now);

    /// Encoded query string ("X-Amz-Algorithm=...&X-Amz-Signature=...") with input.query in it. @p expires is 1 s to
    /// 7 days. Payload hash is UNSIGNED-PAYLOAD unless input.payloadHash is set.
    QByteArray presign(const SigV4Input &input, const QDateTime &now, std::chrono::seconds expires);

    /// Hex signature over @p input for the request time @p amzDate ("20130524T000000Z"), signing exactly
    /// @p signedHeaders (lower case, sorted). What both the client and the embedded endpoint stand on.
    QByteArray signature(const SigV4Input &input, const QByteArray &amzDate, const QList<QByteArray> &signedHeaders);

    const QByteArray &region() const { return m_region; }

    /// Steps of the algorithm, as AWS's published vectors test them one by one.
    static QByteArray canonicalRequest(const SigV4Input &input, const QList<QByteArray> &signedHeaders);
    static QByteArray stringToSign(const QByteArray &canonicalRequest, const QByteArray &amzDate,
                                   const QByteArray &scope);
    static QByteArray canonicalQuery(QueryList query);

private:
    const QByteArray &signingKey(const QByteArray &date);

    Credentials m_credentials;
    QByteArray m_region;
    QByteArray m_service;
    QByteArray m_keyDate;
    QByteArray m_key;
};

/// Lower-case hex SHA-256 of @p data, through OpenSSL.
QByteArray sha256Hex(QByteArrayView data);

/// SHA-256 of the empty body, which every GET and HEAD is signed with.
extern const QByteArray emptyPayloadHash;

} // namespace millrace
