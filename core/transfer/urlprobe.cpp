// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/urlprobe.h"

#include "base/retrypolicy.h"
#include "s3/answerbody.h"
#include "s3/errorparser.h"
#include "s3/s3client.h"

#include <QRandomGenerator>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {

QByteArray validatorOf(const HeaderList &headers)
{
    const QByteArray etag = headerValue(headers, "etag");
    return etag.startsWith("W/") ? etag : etag.isEmpty() ? headerValue(headers, "last-modified") : QByteArray();
}

UrlProbe::UrlProbe(HttpTransport &transport, QByteArray url, std::chrono::milliseconds timeout, int maxAttempts,
                   Done done, QObject *parent)
    : QObject(parent), m_transport(transport), m_url(std::move(url)), m_maxAttempts(maxAttempts), m_done(std::move(done))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(timeout);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        end(fail(ErrorKind::Timeout, ErrorCause::ConnectionLost, u"no answer came in time"_s));
    });
}

UrlProbe::~UrlProbe()
{
    if (m_call)
        m_call->abort();
}

void UrlProbe::start()
{
    ++m_attempts;
    HttpRequest request;
    request.method = "GET";
    request.url = m_url;
    request.headers.emplaceBack("Range", "bytes=0-0");
    m_call = m_transport.send(request);
    connect(m_call.get(), &HttpCall::headersReceived, this, &UrlProbe::onHeaders);
    connect(m_call.get(), &HttpCall::readyRead, this, &UrlProbe::onReadyRead);
    connect(m_call.get(), &HttpCall::finished, this, &UrlProbe::onFinished);
    m_body.clear();
    m_timer.start();
}

void UrlProbe::onHeaders()
{
    const int status = m_call->status();
    const bool empty = status == 416 && m_call->header("content-range") == "bytes */0";
    if (status != 200 && status != 206 && !empty)
        return; // the body of a refusal says why; onFinished() reads it
    ProbedUrl probed;
    probed.url = m_url;
    probed.headers = m_call->headers();
    probed.object = objectInfoFromHeaders(QUrl::fromEncoded(m_url).path(QUrl::FullyDecoded).mid(1), probed.headers);
    if (status == 206) {
        const QByteArray range = m_call->header("content-range");
        bool known = false;
        probed.object.size = range.mid(range.indexOf('/') + 1).toLongLong(&known);
        probed.ranges = known;
        if (!known)
            probed.object.size = -1;
    } else if (empty) {
        probed.object.size = 0;
    } else if (m_call->header("content-length").isEmpty()) {
        probed.object.size = -1;
    }
    // If-Match compares strongly: a weak ETag would match nothing, itself included.
    if (headerValue(probed.headers, "etag").startsWith("W/"))
        probed.object.etag.clear();
    // Checksums of a ranged answer are not those of the object; the ETag is.
    probed.headers.removeIf([](const auto &header) { return header.first.toLower().startsWith("x-amz-checksum-"); });
    end(std::move(probed));
}

void UrlProbe::onReadyRead()
{
    takeAnswer(*m_call, m_body);
    if (m_body.size() > mostOfARefusal)
        onFinished(); // what it says so far has to do
}

void UrlProbe::onFinished()
{
    if (m_call->error()) {
        end(fail(*m_call->error()));
        return;
    }
    const int status = m_call->status();
    const QByteArray location = m_call->header("location");
    if (status >= 300 && status < 400 && !location.isEmpty()) {
        const QUrl from = QUrl::fromEncoded(m_url), to = from.resolved(QUrl::fromEncoded(location));
        if (++m_redirects > 5 || (from.scheme() == u"https"_s && to.scheme() != u"https"_s)) {
            end(fail(ErrorKind::Protocol, ErrorCause::None,
                     m_redirects > 5 ? u"the link redirects in circles"_s
                                     : u"the link redirects from https to an unencrypted address"_s));
            return;
        }
        m_url = to.toEncoded();
        m_call->disconnect(this);
        m_call->abort();
        m_call.release()->deleteLater();
        --m_attempts; // to be sent elsewhere is no failure
        start();
        return;
    }
    FailedResponse response{status, m_call->headers(), m_body, {}, {}, QDateTime::currentDateTimeUtc()};
    response.expectsS3 = false;
    end(fail(errorFromResponse(response)));
}

void UrlProbe::end(Result<ProbedUrl> result)
{
    m_timer.stop();
    if (m_call) {
        m_call->disconnect(this);
        m_call->abort();
        m_call.release()->deleteLater();
    }
    if (!result && isRetryable(result.error()) && m_attempts < m_maxAttempts) {
        QTimer::singleShot(backoff(m_attempts, result.error(), *QRandomGenerator::global()), this, &UrlProbe::start);
        return;
    }
    if (auto done = std::exchange(m_done, nullptr))
        done(std::move(result));
}

} // namespace millrace
