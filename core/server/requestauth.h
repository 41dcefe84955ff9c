// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/credentials.h"
#include "server/httprequest.h"
#include "server/s3failure.h"

#include <QDateTime>
#include <QList>

namespace millrace::server {

/// What is left to check once the head of a request has been accepted.
struct Admission
{
    bool anonymous = false;
    QByteArray payloadHash;     ///< hex SHA-256 of the body, "UNSIGNED-PAYLOAD" or "STREAMING-..."
    /// For signed chunks (STREAMING-AWS4-HMAC-SHA256-PAYLOAD*).
    QByteArray amzDate;
    QByteArray scope;
    QByteArray seedSignature;
    QByteArray signingKey;
};

/// Decides who may come in: SigV4 in headers or in the query, or nobody's request where anonymous ones are allowed.
/// May be used from several threads.
/// Source: "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API reference.
class RequestAuth
{
public:
    RequestAuth(QList<Credentials> credentials, bool anonymous, QByteArray region);

    /// @p now is the endpoint's clock, UTC.
    S3Outcome<Admission> admit(const HttpRequest &request, const QDateTime &now) const;

private:
    struct Claim;
    S3Outcome<Claim> readHeaderClaim(const HttpRequest &request) const;
    S3Outcome<Claim> readQueryClaim(const HttpRequest &request) const;
    S3Outcome<Admission> verify(const HttpRequest &request, const Claim &claim, const QDateTime &now) const;

    QList<Credentials> m_credentials;
    bool m_anonymous;
    QByteArray m_region;
    quint64 m_id; ///< tells the signers kept per thread apart
};

} // namespace millrace::server
