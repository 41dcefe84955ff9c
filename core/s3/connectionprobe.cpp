// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/connectionprobe.h"

#include <QHostInfo>
#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {

ConnectionProbe::ConnectionProbe(Connection connection, QString bucket, QString prefix, QObject *parent)
    : QObject(parent), m_connection(std::move(connection)), m_bucket(std::move(bucket)), m_prefix(std::move(prefix))
{
    qRegisterMetaType<Report>();
}

ConnectionProbe::~ConnectionProbe()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void ConnectionProbe::start()
{
    m_session = std::make_shared<S3Session>(m_connection);
    const S3Session::Address address = m_session->address(m_bucket, {});
    const QUrl url = QUrl::fromEncoded(address.scheme + "://" + address.host);
    m_host = url.host();
    m_port = quint16(url.port(m_session->usesTls() ? 443 : 80));
    begin(Step::Resolve);
    const auto options = m_session->transportOptions();
    if (!options) {
        stop(options.error());
        return;
    }
    m_options = *options;
    m_client = std::make_unique<S3Client>(m_session, m_options, 1, m_patience);
    if (m_connection.proxy.type() != QNetworkProxy::NoProxy && m_connection.proxy.type() != QNetworkProxy::DefaultProxy) {
        skip(u"the proxy %1 does it"_s.arg(m_connection.proxy.hostName()));
        begin(Step::Connect);
        skip(u"likewise"_s);
        begin(Step::Tls);
        skip(u"likewise"_s);
        sign();
        return;
    }
    resolve();
}

void ConnectionProbe::begin(Step step)
{
    m_step = step;
    m_clock.start();
    emit stepBegan(step);
}

QString ConnectionProbe::elapsed() const
{
    return u"%1 ms"_s.arg(m_clock.elapsed());
}

void ConnectionProbe::pass(const QString &detail)
{
    emit stepEnded({m_step, Report::Outcome::Passed, detail, std::nullopt});
}

void ConnectionProbe::skip(const QString &detail)
{
    emit stepEnded({m_step, Report::Outcome::Skipped, detail, std::nullopt});
}

void ConnectionProbe::stop(const Error &error)
{
    if (m_over)
        return;
    emit stepEnded({m_step, Report::Outcome::Failed, {}, error});
    end(false);
}

void ConnectionProbe::end(bool works)
{
    m_over = true;
    if (m_socket)
        m_socket->disconnect(this);
    emit finished(works);
}

void ConnectionProbe::resolve()
{
    QHostInfo::lookupHost(m_host, this, [this](const QHostInfo &info) {
        if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
            stop(Error::make(ErrorKind::Network, ErrorCause::HostNotFound, u"%1: %2"_s.arg(m_host, info.errorString())));
            return;
        }
        pass(u"%1, %2"_s.arg(info.addresses().first().toString(), elapsed()));
        connectTcp();
    });
}

void ConnectionProbe::connectTcp()
{
    begin(Step::Connect);
    if (m_session->usesTls()) {
        auto socket = std::make_unique<QSslSocket>();
        if (!m_options.caBundle.isEmpty()) {
            QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
            tls.setCaCertificates(QSslCertificate::fromPath(m_options.caBundle, QSsl::Pem));
            socket->setSslConfiguration(tls);
        }
        m_socket = std::move(socket);
    } else {
        m_socket = std::make_unique<QTcpSocket>();
    }
    m_socket->setProxy(QNetworkProxy::NoProxy);
    connect(m_socket.get(), &QAbstractSocket::connected, this, [this] {
        pass(u"port %1, %2"_s.arg(m_port).arg(elapsed()));
        shakeHands();
    });
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        const bool hungUp = error == QAbstractSocket::RemoteHostClosedError && m_step == Step::Tls;
        const QString why = hungUp ? u"the server hung up instead of shaking hands for TLS"_s : m_socket->errorString();
        m_socket->disconnect(this);
        if (m_step == Step::Tls)
            stop(Error::make(ErrorKind::Network, ErrorCause::TlsFailed, why));
        else
            stop(Error::make(ErrorKind::Network,
                             error == QAbstractSocket::ConnectionRefusedError ? ErrorCause::ConnectionRefused
                                                                              : ErrorCause::ConnectionLost,
                             why));
    });
    QTimer::singleShot(m_patience, m_socket.get(), [this] {
        if (m_over || (m_step != Step::Connect && m_step != Step::Tls))
            return;
        m_socket->disconnect(this);
        stop(Error::make(ErrorKind::Timeout, ErrorCause::None, u"%1:%2 does not answer"_s.arg(m_host).arg(m_port)));
    });
    m_socket->connectToHost(m_host, m_port);
}

void ConnectionProbe::shakeHands()
{
    begin(Step::Tls);
    auto *tls = qobject_cast<QSslSocket *>(m_socket.get());
    if (!tls) {
        skip(u"plain http: what is sent can be read on the way"_s);
        sign();
        return;
    }
    connect(tls, &QSslSocket::encrypted, this, [this, tls] {
        pass(u"%1, %2"_s.arg(tls->sessionCipher().protocolString(), elapsed()));
        sign();
    });
    tls->startClientEncryption();
}

void ConnectionProbe::sign()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
    begin(Step::Sign);
    if (m_bucket.isEmpty())
        listBuckets();
    else
        listKeys();
}

void ConnectionProbe::listBuckets()
{
    m_client->listBuckets([this](const Result<QStringList> &names) {
        if (!names) {
            stop(names.error());
            return;
        }
        pass(m_connection.credentials.anonymous ? u"anonymous, %1"_s.arg(elapsed()) : u"accepted, %1"_s.arg(elapsed()));
        if (names->isEmpty()) {
            begin(Step::List);
            pass(u"there are no buckets yet"_s);
            begin(Step::Range);
            skip(u"there is no object to read"_s);
            end(true);
            return;
        }
        m_bucket = names->first();
        listKeys();
    });
}

void ConnectionProbe::listKeys()
{
    ListRequest request;
    request.bucket = m_bucket;
    request.prefix = m_prefix;
    request.maxKeys = 10;
    m_client->list(request, [this](const Result<ListPage> &page) {
        if (!page) {
            // Refused keys are the signature's fault, refused access the list's.
            if (m_step == Step::Sign && page.error().cause == ErrorCause::AccessDenied) {
                pass(u"accepted"_s);
                begin(Step::List);
            }
            stop(page.error());
            return;
        }
        if (m_step == Step::Sign) {
            pass(m_connection.credentials.anonymous ? u"anonymous, %1"_s.arg(elapsed()) : u"accepted, %1"_s.arg(elapsed()));
            begin(Step::List);
        } else {
            begin(Step::List);
        }
        pass(u"bucket \"%1\""_s.arg(m_bucket));
        for (const ObjectInfo &object : page->objects)
            if (object.size > 0) {
                readRange(object);
                return;
            }
        begin(Step::Range);
        skip(u"there is no object to read"_s);
        end(true);
    });
}

void ConnectionProbe::readRange(const ObjectInfo &object)
{
    begin(Step::Range);
    S3Request request;
    request.bucket = m_bucket;
    request.key = object.key;
    request.headers.emplaceBack("Range", "bytes=0-0");
    m_client->send(request, [this](const Result<S3Response> &answer) {
        if (!answer) {
            stop(answer.error());
        } else if (answer->status != 206) {
            stop(Error::make(ErrorKind::Protocol, ErrorCause::RangeNotHonoured, u"HTTP %1 for a range"_s.arg(answer->status)));
        } else {
            pass(u"first byte in %1"_s.arg(elapsed()));
            end(true);
        }
    });
}

} // namespace millrace
