// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/endpointclient.h"

#include "s3/uri.h"

#include <QBuffer>
#include <QNetworkRequest>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QXmlStreamReader>

namespace millrace::test {

QList<QByteArray> Answer::elements(const QString &name) const
{
    QList<QByteArray> found;
    QXmlStreamReader reader(body);
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == name)
            found.append(reader.readElementText(QXmlStreamReader::IncludeChildElements).toUtf8());
    }
    return found;
}

QByteArray Answer::element(const QString &name) const
{
    return elements(name).value(0);
}

Credentials testCredentials()
{
    Credentials credentials;
    credentials.accessKeyId = "AKIDTEST";
    credentials.secretAccessKey = "secret/of+tests";
    return credentials;
}

EndpointClient::EndpointClient(const EmbeddedServer &server, Credentials credentials, const QByteArray &region)
    : m_base(server.url()), m_signer(std::move(credentials), region)
{
    m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

QByteArray EndpointClient::host() const
{
    return m_base.host().toLatin1() + ':' + QByteArray::number(m_base.port());
}

Answer EndpointClient::send(const QByteArray &method, const QByteArray &path, const QueryList &query,
                            const HeaderList &headers, const QByteArray &body)
{
    SigV4Input input;
    input.method = method;
    input.encodedPath = uriEncode(path, true);
    input.query = query;
    input.headers = headers;
    input.headers.append({QByteArray("host"), host()});
    input.payloadHash = payloadHash.isEmpty() ? sha256Hex(body) : payloadHash;
    HeaderList all = headers + m_signer.sign(input, QDateTime::currentDateTimeUtc().addSecs(clockOffset.count()));
    QByteArray target = input.encodedPath;
    if (!query.isEmpty())
        target += '?' + SigV4Signer::canonicalQuery(query);
    return sendRaw(method, target, all, body);
}

QByteArray EndpointClient::presign(const QByteArray &method, const QByteArray &path, std::chrono::seconds expires,
                                   const QDateTime &at)
{
    SigV4Input input;
    input.method = method;
    input.encodedPath = uriEncode(path, true);
    input.headers.append({QByteArray("host"), host()});
    return input.encodedPath + '?' + m_signer.presign(input, at, expires);
}

Answer EndpointClient::sendRaw(const QByteArray &method, const QByteArray &target, const HeaderList &headers,
                               const QByteArray &body)
{
    QNetworkRequest request(QUrl::fromEncoded(m_base.toEncoded() + target, QUrl::StrictMode));
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    // Otherwise the manager adds gzip, and takes it off again together with Content-Length.
    if (!request.hasRawHeader("Accept-Encoding"))
        request.setRawHeader("Accept-Encoding", "identity");
    if (!body.isEmpty() && !request.hasRawHeader("Content-Type"))
        request.setRawHeader("Content-Type", "application/octet-stream");
    QBuffer buffer;
    buffer.setData(body);
    buffer.open(QIODevice::ReadOnly);
    // The manager waits for the body of a HEAD it was not told of by name.
    const std::unique_ptr<QNetworkReply> reply(
        method == "HEAD" ? m_manager.head(request)
                         : m_manager.sendCustomRequest(request, method,
                                                       body.isEmpty() && method != "PUT" ? nullptr : &buffer));
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, reply.get(), [](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            qWarning("%s", qPrintable(error.errorString()));
    });
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(30'000);
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    answer.body = reply->readAll();
    answer.error = reply->error();
    answer.errorText = reply->errorString();
    return answer;
}

} // namespace millrace::test
