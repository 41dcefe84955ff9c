// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/s3session.h"

#include "base/httpdate.h"
#include "base/retrypolicy.h"
#include "s3/credentialsupply.h"
#include "s3/requesttrace.h"
#include "s3/uri.h"

#include <QDateTime>
#include <QFile>
#include <QHostAddress>
#include <QRegularExpression>
#include <QSslCertificate>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

bool isDnsLabel(const QString &bucket)
{
    static const QRegularExpression label(u"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"_s);
    return label.match(bucket).hasMatch() && !bucket.contains(u".."_s);
}

/// Looks for one that can be read. The whole of a system's bundle takes tens of milliseconds to read, which a run over
/// plain http must not pay.
bool holdsCertificate(const QString &bundle)
{
    QFile file(bundle);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray pem = file.readAll();
    static const QByteArray begin = "-----BEGIN CERTIFICATE-----", end = "-----END CERTIFICATE-----";
    const qsizetype from = pem.indexOf(begin), to = pem.indexOf(end, from);
    return from >= 0 && to > from && !QSslCertificate::fromData(pem.mid(from, to - from + end.size()), QSsl::Pem).isEmpty();
}

bool isAws(const QString &host)
{
    return host.endsWith(u".amazonaws.com"_s) || host.endsWith(u".amazonaws.com.cn"_s);
}

} // namespace

S3Session::S3Session(Connection connection) : m_connection(std::move(connection))
{
    m_tls = m_connection.endpoint.isEmpty() || m_connection.endpoint.scheme() == u"https"_s;
}

QByteArray S3Session::region(const QString &bucket) const
{
    QMutexLocker lock(&m_mutex);
    return m_regions.value(bucket, m_connection.region.toUtf8());
}

void S3Session::noteAnswer(const QByteArray &date)
{
    noteAnswer();
    const QDateTime there = parseHttpDate(date);
    if (!there.isValid())
        return;
    // The most that any answer told: one that was long on its way tells less.
    const qint64 ahead = QDateTime::currentDateTimeUtc().secsTo(there);
    if (ahead > m_ahead.load(std::memory_order_relaxed))
        m_ahead.store(ahead, std::memory_order_relaxed);
}

std::chrono::seconds S3Session::clockOffset() const
{
    QMutexLocker lock(&m_mutex);
    return m_clockOffset;
}

bool S3Session::mayPass(const Error &error) const
{
    const bool unreachable = error.cause == ErrorCause::ConnectionRefused || error.cause == ErrorCause::HostNotFound;
    return isRetryable(error) || (unreachable && m_answered.load(std::memory_order_relaxed));
}

bool S3Session::correct(const Error &error, const QByteArray &serverDate)
{
    if (error.cause == ErrorCause::ClockSkew) {
        const QDateTime server = parseHttpDate(serverDate);
        if (!server.isValid())
            return false;
        const qint64 offset = server.toSecsSinceEpoch() - QDateTime::currentSecsSinceEpoch();
        QMutexLocker lock(&m_mutex);
        // Other calls signed with the old clock may still come back: they are worth one more try as well.
        m_clockOffset = std::chrono::seconds(offset);
        return true;
    }
    if (error.cause == ErrorCause::WrongRegion && !error.region.isEmpty()) {
        QMutexLocker lock(&m_mutex);
        m_regions.insert(error.bucket, error.region.toUtf8());
        return true;
    }
    return false;
}

bool S3Session::renewKeys(const Error &error, quint64 keys, QObject *context,
                          std::function<void(const std::optional<Error> &trouble)> then)
{
    const auto &supply = m_connection.supply;
    if (!supply || keys == 0 || error.kind == ErrorKind::Cancelled)
        return false;
    // Some servers call a token past its time by another name, and answers to HEAD by none.
    const bool refused = error.kind == ErrorKind::Auth && error.cause != ErrorCause::ClockSkew;
    if (error.cause != ErrorCause::TokenExpired && !(refused && supply->hasExpired()))
        return false;
    supply->renew(keys, context, [then = std::move(then), error](const std::optional<Error> &trouble) {
        if (!trouble) {
            then(trouble);
            return;
        }
        Error told = error;
        told.kind = ErrorKind::Auth;
        told.cause = ErrorCause::TokenExpired;
        told.message = u"no others could be had: %1"_s.arg(trouble->message);
        then(told);
    });
    return true;
}

S3Session::Address S3Session::address(const QString &bucket, const QString &key) const
{
    QUrl base = m_connection.endpoint;
    if (base.isEmpty()) {
        const QString where = QString::fromUtf8(region(bucket));
        base = QUrl(u"https://s3.%1.amazonaws.com%2"_s.arg(where, where.startsWith(u"cn-"_s) ? u".cn"_s : QString()));
    }
    bool virtualHosted = false;
    switch (m_connection.addressing) {
    case Addressing::Path:
        break;
    case Addressing::Virtual:
        virtualHosted = !bucket.isEmpty();
        break;
    case Addressing::Auto:
        virtualHosted = isAws(base.host()) && isDnsLabel(bucket) && !(m_tls && bucket.contains(u'.'));
        break;
    }

    Address a;
    a.scheme = base.scheme().toLatin1();
    QString host = base.host(QUrl::FullyEncoded);
    if (host.contains(u':'))
        host = u'[' + host + u']';
    if (base.port() > 0 && base.port() != (m_tls ? 443 : 80))
        host += u':' + QString::number(base.port());
    a.host = ((virtualHosted ? bucket + u'.' : QString()) + host).toLatin1();
    a.path = base.path(QUrl::FullyEncoded).toLatin1();
    while (a.path.endsWith('/'))
        a.path.chop(1);
    if (!virtualHosted && !bucket.isEmpty())
        a.path += '/' + uriEncode(bucket.toUtf8(), false);
    if (virtualHosted || bucket.isEmpty() || !key.isEmpty())
        a.path += '/';
    a.path += uriEncode(key.toUtf8(), true);
    return a;
}

Result<HttpTransportOptions> S3Session::transportOptions() const
{
    HttpTransportOptions options;
    if (!m_connection.caBundle.isEmpty()) {
        if (!holdsCertificate(m_connection.caBundle)) {
            Error e = Error::make(ErrorKind::Config, ErrorCause::BadPath,
                                  u"the CA bundle holds no PEM certificate or cannot be read"_s);
            e.path = m_connection.caBundle;
            return fail(e);
        }
    }
    options.caBundle = m_connection.caBundle;
    options.proxy = m_connection.proxy;
    options.readBuffer = m_tls ? 64 * KiB : 256 * KiB;
    options.trace = m_trace;
    return options;
}

SigV4Signer &S3Signer::signerFor(const QByteArray &region)
{
    if (const auto &supply = m_session.connection().supply) {
        if (supply->issue() != m_issue) {
            m_signers.clear();
            m_keys = supply->current(&m_issue);
        }
    }
    auto &signer = m_signers[region];
    if (!signer)
        signer = std::make_shared<SigV4Signer>(m_keys, region);
    return *signer;
}

SigV4Input S3Signer::input(const S3Request &request, const S3Session::Address &address) const
{
    SigV4Input in;
    in.method = request.method;
    in.encodedPath = address.path;
    in.query = request.query;
    in.headers = request.headers;
    in.headers.emplaceBack("Host", address.host);
    if (m_session.connection().requesterPays)
        in.headers.emplaceBack("x-amz-request-payer", "requester");
    return in;
}

/// What a trace tells of @p request. Of a plain URL only the path: its query may be a signature.
static RequestLabel labelOf(const S3Request &request)
{
    RequestLabel label;
    label.bucket = request.bucket;
    label.key = request.key;
    label.part = request.part;
    label.attempt = request.attempt;
    if (request.plainUrl.isEmpty()) {
        label.operation = operationName(request.method, request.bucket, request.key, request.query, request.headers);
    } else {
        label.operation = request.method;
        label.bucket.clear();
        label.key = QUrl::fromEncoded(request.plainUrl).path(QUrl::FullyDecoded);
    }
    return label;
}

HttpRequest S3Signer::prepare(const S3Request &request)
{
    HttpRequest http;
    http.method = request.method;
    http.body = request.body;
    if (m_session.isTraced())
        http.label = std::make_shared<const RequestLabel>(labelOf(request));
    if (!request.plainUrl.isEmpty()) {
        http.url = request.plainUrl;
        http.headers = request.headers;
        return http;
    }
    const auto address = m_session.address(request.bucket, request.key);
    SigV4Input in = input(request, address);
    in.payloadHash = request.payloadHash.isEmpty() ? emptyPayloadHash : request.payloadHash;
    const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(m_session.clockOffset().count());
    const HeaderList signature = signerFor(m_session.region(request.bucket)).sign(in, now);
    http.keys = m_issue;
    in.headers.removeIf([](const auto &header) { return header.first == "Host"; });
    http.headers = in.headers + signature;
    http.url = address.scheme + "://" + address.host + address.path;
    if (!request.query.isEmpty())
        http.url += '?' + SigV4Signer::canonicalQuery(request.query);
    return http;
}

QByteArray S3Signer::presign(const S3Request &request, std::chrono::seconds expires)
{
    const auto address = m_session.address(request.bucket, request.key);
    const SigV4Input in = input(request, address);
    const QDateTime now = QDateTime::currentDateTimeUtc().addSecs(m_session.clockOffset().count());
    return address.scheme + "://" + address.host + address.path + '?'
        + signerFor(m_session.region(request.bucket)).presign(in, now, expires);
}

} // namespace millrace
