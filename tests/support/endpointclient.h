// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/sigv4.h"
#include "server/embeddedserver.h"

#include <QMap>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrl>

namespace millrace::test {

/// What came back.
struct Answer
{
    int status = 0;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;

    QByteArray header(const QByteArray &lowerName) const { return headers.value(lowerName); }
    /// The text of the first element of that name.
    QByteArray element(const QString &name) const;
    QList<QByteArray> elements(const QString &name) const;
};

/// A plain S3 client for tests of the endpoint: signs with SigV4Signer and sends with QNetworkAccessManager, one request
/// at a time. It follows nothing and corrects nothing.
class EndpointClient
{
public:
    EndpointClient(const EmbeddedServer &server, Credentials credentials,
                   const QByteArray &region = QByteArrayLiteral("us-east-1"));

    /// @p path is "/bucket/key", not encoded.
    Answer send(const QByteArray &method, const QByteArray &path, const QueryList &query = {},
                const HeaderList &headers = {}, const QByteArray &body = {});
    Answer get(const QByteArray &path, const HeaderList &headers = {}) { return send("GET", path, {}, headers); }
    Answer put(const QByteArray &path, const QByteArray &body, const HeaderList &headers = {})
    {
        return send("PUT", path, {}, headers, body);
    }
    /// The request exactly as given, unsigned.
    Answer sendRaw(const QByteArray &method, const QByteArray &target, const HeaderList &headers = {},
                   const QByteArray &body = {});
    QByteArray presign(const QByteArray &method, const QByteArray &path, std::chrono::seconds expires,
                       const QDateTime &at = QDateTime::currentDateTimeUtc());

    QByteArray host() const;
    /// Added to the clock that requests are signed with.
    std::chrono::seconds clockOffset{0};
    /// Sent as payload hash instead of the body's.
    QByteArray payloadHash;

private:
    QUrl m_base;
    SigV4Signer m_signer;
    QNetworkAccessManager m_manager;
};

/// Key and secret that the tests use.
Credentials testCredentials();

} // namespace millrace::test
