// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/requestprobe.h"

#include <QCoreApplication>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

ErrorCause causeOf(QNetworkReply::NetworkError code)
{
    switch (code) {
    case QNetworkReply::HostNotFoundError:
        return ErrorCause::HostNotFound;
    case QNetworkReply::ConnectionRefusedError:
        return ErrorCause::ConnectionRefused;
    case QNetworkReply::SslHandshakeFailedError:
        return ErrorCause::TlsFailed;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return ErrorCause::ProxyFailed;
    default:
        return ErrorCause::ConnectionLost;
    }
}

/// Plain words for a code: QNetworkReply::errorString() quotes the URL, which may carry a presigned signature.
QString wordsFor(ErrorCause cause)
{
    switch (cause) {
    case ErrorCause::HostNotFound:
        return u"the host name could not be resolved"_s;
    case ErrorCause::ConnectionRefused:
        return u"the connection was refused"_s;
    case ErrorCause::TlsFailed:
        return u"the TLS handshake failed"_s;
    case ErrorCause::ProxyFailed:
        return u"the proxy could not be used"_s;
    default:
        return u"the connection was lost"_s;
    }
}

class QnamCall final : public HttpCall
{
public:
    QnamCall(QNetworkReply *reply, ByteCount readBuffer, bool throughProxy, std::unique_ptr<RequestProbe> probe)
        : m_reply(reply), m_throughProxy(throughProxy), m_probe(std::move(probe))
    {
        if (m_probe) {
            // Which connection it is, the manager does not tell.
            connect(m_reply.get(), &QNetworkReply::socketStartedConnecting, this, [this] { m_connects = true; });
            connect(m_reply.get(), &QNetworkReply::requestSent, this, [this] { m_probe->sent(0, m_connects); });
            connect(m_reply.get(), &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
                if (sent > 0) // 0 comes again with the answer
                    m_probe->setSent(sent);
            });
        }
        m_reply->setParent(nullptr);
        m_reply->setReadBufferSize(readBuffer);
        connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, &QnamCall::onMetaData);
        connect(m_reply.get(), &QNetworkReply::readyRead, this, &QnamCall::readyRead);
        connect(m_reply.get(), &QNetworkReply::finished, this, &QnamCall::onFinished);
        connect(m_reply.get(), &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
            if (!errors.isEmpty())
                m_tlsReason = errors.first().errorString();
        });
    }
    ~QnamCall() override { QnamCall::abort(); }

    int status() const override { return m_status; }
    QByteArray header(const char *name) const override { return m_reply ? m_reply->rawHeader(name) : QByteArray(); }
    HeaderList headers() const override
    {
        return m_reply ? HeaderList(m_reply->rawHeaderPairs()) : HeaderList();
    }
    ByteCount bytesAvailable() const override { return m_reply ? m_reply->bytesAvailable() : 0; }
    ByteCount read(char *data, ByteCount maxSize) override
    {
        const ByteCount n = m_reply ? std::max<ByteCount>(0, m_reply->read(data, maxSize)) : 0;
        if (m_probe)
            m_probe->received(n);
        return n;
    }
    bool isFinished() const override { return m_finished; }
    const std::optional<Error> &error() const override { return m_error; }
    void abort() override
    {
        m_probe.reset(); // tells that it was given up, if it did not end before
        if (!m_reply)
            return;
        m_reply->disconnect(this);
        if (!m_finished)
            m_reply->abort();
        // The reply may be further up this very call stack, inside one of its signals.
        m_reply.release()->deleteLater();
    }

private:
    void onMetaData()
    {
        if (m_status)
            return;
        m_status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (m_status && m_probe)
            m_probe->answered(m_status);
        if (m_status)
            emit headersReceived();
    }
    void onFinished()
    {
        m_finished = true;
        const auto code = m_reply->error();
        // Codes from 201 on only restate the HTTP status; below are those of the network and the proxy.
        if (code != QNetworkReply::NoError && (code < 200 || !m_status)) {
            ErrorCause cause = causeOf(code);
            // Behind an HTTP proxy nothing else is connected to.
            if (m_throughProxy && cause == ErrorCause::ConnectionRefused)
                cause = ErrorCause::ProxyFailed;
            QString words = wordsFor(cause);
            if (cause == ErrorCause::TlsFailed && !m_tlsReason.isEmpty())
                words += u": "_s + m_tlsReason;
            m_error = Error::make(ErrorKind::Network, cause, words);
        } else if (!m_status) {
            onMetaData();
            if (!m_status)
                m_error = Error::make(ErrorKind::Network, ErrorCause::ConnectionLost, u"there was no answer"_s);
        }
        if (m_probe) {
            m_probe->received(m_reply ? m_reply->bytesAvailable() : 0); // there, if not read yet
            m_probe->end(m_error);
        }
        emit finished(); // to nobody, when the head was answered with abort()
    }

    std::unique_ptr<QNetworkReply> m_reply;
    const bool m_throughProxy;
    int m_status = 0;
    bool m_finished = false;
    QString m_tlsReason;
    std::optional<Error> m_error;
    std::unique_ptr<RequestProbe> m_probe; ///< none without a trace
    bool m_connects = false;
};

/// A request that cannot be sent as it is: ends at once with the reason.
class RefusedCall final : public HttpCall
{
public:
    explicit RefusedCall(Error error) : m_error(std::move(error))
    {
        QMetaObject::invokeMethod(this, [this] {
            m_finished = true;
            emit finished();
        }, Qt::QueuedConnection);
    }
    int status() const override { return 0; }
    QByteArray header(const char *) const override { return {}; }
    HeaderList headers() const override { return {}; }
    ByteCount bytesAvailable() const override { return 0; }
    ByteCount read(char *, ByteCount) override { return 0; }
    bool isFinished() const override { return m_finished; }
    const std::optional<Error> &error() const override { return m_error; }
    void abort() override { QCoreApplication::removePostedEvents(this, QEvent::MetaCall); }

private:
    std::optional<Error> m_error;
    bool m_finished = false;
};

/// True when a segment of the path is "." or "..".
bool hasDotSegment(const QByteArray &url)
{
    const qsizetype query = url.indexOf('?');
    const QByteArray path = (query < 0 ? url : url.left(query)) + '/';
    return path.contains("/./") || path.contains("/../");
}

class QnamTransport final : public HttpTransport
{
public:
    explicit QnamTransport(const HttpTransportOptions &options) : m_options(options)
    {
        m_manager.setAutoDeleteReplies(false);
        m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager.setProxy(options.proxy);
    }

    std::unique_ptr<HttpCall> send(const HttpRequest &request) override
    {
        // The manager folds "a/../b" into "b", also where the dots are encoded: that is another object.
        if (hasDotSegment(request.url))
            return std::make_unique<RefusedCall>(
                Error::make(ErrorKind::Config, ErrorCause::BadPath,
                            u"the key holds `.` or `..` between slashes, which this HTTP client cannot ask for"_s));
        QNetworkRequest r(QUrl::fromEncoded(request.url, QUrl::StrictMode));
        // An S3 answer is neither cached nor tied to cookies, and must come as it is stored: left alone, the manager
        // asks for gzip and unpacks it behind our back.
        r.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
        r.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
        r.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        r.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        r.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
        r.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
        if (request.body)
            r.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        r.setRawHeader("Accept-Encoding", "identity");
        r.setRawHeader("User-Agent", "millrace");
        for (const auto &[name, value] : request.headers)
            r.setRawHeader(name, value);
        if (request.url.startsWith("https"))
            r.setSslConfiguration(tls());

        auto probe = RequestProbe::begin(m_options.trace, request);
        QNetworkReply *reply = nullptr;
        if (request.method == "GET")
            reply = m_manager.get(r);
        else if (request.method == "HEAD")
            reply = m_manager.head(r);
        else if (request.method == "PUT" && request.body)
            reply = m_manager.put(r, request.body);
        else if (!request.body && (request.method == "PUT" || request.method == "POST"))
            reply = m_manager.sendCustomRequest(r, request.method, QByteArray()); // says Content-Length: 0
        else
            reply = m_manager.sendCustomRequest(r, request.method, request.body);
        const auto proxy = m_options.proxy.type();
        const bool throughProxy = proxy == QNetworkProxy::HttpProxy || proxy == QNetworkProxy::HttpCachingProxy;
        return std::make_unique<QnamCall>(reply, request.smallBody ? 0 : request.readBuffer > 0 ? request.readBuffer : m_options.readBuffer, throughProxy,
                                          std::move(probe));
    }

    // Fixed in Qt; QHttp1Configuration can raise it from Qt 6.5 on, but a second manager also brings a second thread.
    int maxConnectionsPerHost() const override { return 6; }

private:
    const QSslConfiguration &tls()
    {
        if (!m_tls) {
            m_tls = QSslConfiguration::defaultConfiguration();
            if (!m_options.caBundle.isEmpty())
                m_tls->setCaCertificates(QSslCertificate::fromPath(m_options.caBundle, QSsl::Pem));
        }
        return *m_tls;
    }

    HttpTransportOptions m_options;
    QNetworkAccessManager m_manager;
    std::optional<QSslConfiguration> m_tls; ///< since the first TLS request
};

} // namespace

std::unique_ptr<HttpTransport> makeQnamTransport(const HttpTransportOptions &options)
{
    return std::make_unique<QnamTransport>(options);
}

} // namespace millrace
