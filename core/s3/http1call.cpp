// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1call.h"

#include "s3/socketbuffers.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// A warm connection that turns out to be dead is replaced, a few times.
constexpr int mostLeases = 4;

} // namespace

std::optional<Http1Address> Http1Call::addressOf(const HttpRequest &request)
{
    if (bodySize(request) < 0)
        return std::nullopt;
    for (const auto &[name, value] : request.headers)
        if (isHeader(name, "expect") || isHeader(name, "transfer-encoding"))
            return std::nullopt;
    return splitUrl(request.url);
}

Http1Call::Http1Call(std::shared_ptr<Http1Pool> pool, std::shared_ptr<const CurlSettings> settings, ByteCount readBuffer)
    : m_pool(std::move(pool)), m_settings(std::move(settings)), m_readBuffer(readBuffer)
{
}

Http1Call::~Http1Call()
{
    Http1Call::abort();
}

void Http1Call::start(const HttpRequest &request, const Http1Address &address)
{
    m_probe = RequestProbe::begin(m_settings->trace, request);
    m_origin = address.origin();
    m_window = boundedWindow(request.readBuffer);
    m_paces = request.readBuffer == 0 && !request.smallBody;
    if (request.readBuffer > 0)
        m_readBuffer = request.readBuffer;
    m_buffers = request.smallBody || m_readBuffer == 0;
    m_response.emplace(request.method == "HEAD");
    m_body = request.body;
    m_bodySize = bodySize(request);
    Result<QByteArray> head = http1Head(request, address, m_bodySize);
    if (!head) {
        endLater(head.error());
        return;
    }
    m_head = std::move(*head);
    if (!address.tls) // which has to work on the bytes
        m_inPlace = dynamic_cast<BodyDevice *>(m_body);
    if (m_body) {
        m_bodyStart = m_body->isSequential() ? 0 : m_body->pos();
        connect(m_body, &QIODevice::readyRead, this, &Http1Call::onBodyReady);
        connect(m_body, &QIODevice::readChannelFinished, this, &Http1Call::onBodyReady);
    }
    lease();
}

void Http1Call::lease()
{
    ++m_leases;
    m_leasing = true;
    if (Http1Connection *connection = m_pool->lease(m_origin, m_settings, this))
        begin(connection);
}

void Http1Call::onLeased(Http1Connection *connection)
{
    begin(connection);
}

void Http1Call::onLeaseFailed(const Error &error)
{
    m_leasing = false;
    end(error);
}

void Http1Call::begin(Http1Connection *connection)
{
    m_leasing = false;
    m_connection = connection;
    m_reused = connection->hasServed();
    boundReceiveWindow(connection->socket(), m_window);
    if (m_probe)
        m_probe->sent(connection->localPort(), !m_reused);
    sendMore();
}

/// A warm connection had died before anything came back: the request goes out anew. False where it cannot.
bool Http1Call::sendAgain()
{
    if (!m_reused || m_answered || m_ending || m_leases >= mostLeases)
        return false;
    if (m_bodyRead > 0 && (m_body->isSequential() || !m_body->seek(m_bodyStart)))
        return false;
    m_pool->discard(std::exchange(m_connection, nullptr));
    m_bodyRead = 0;
    m_out.reset();
    m_outSize = m_outSent = m_outRoom = 0;
    m_headSent = 0;
    m_headOut = m_allSent = m_sendStopped = false;
    lease();
    return true;
}

void Http1Call::abort()
{
    m_gone = true;
    m_waiting.clear();
    m_waitingRead = m_pieceSize = 0;
    m_readable = false;
    if (m_leasing)
        m_pool->withdraw(this);
    m_leasing = false;
    if (m_probe)
        m_probe->setSent(m_bodyRead);
    if (Http1Connection *connection = std::exchange(m_connection, nullptr))
        m_pool->discard(connection);
    m_probe.reset(); // tells that it was given up, if it did not end before
}

/// Never out of send() itself: nobody is connected yet.
void Http1Call::endLater(const Error &error)
{
    m_ending = true;
    QMetaObject::invokeMethod(this, [this, error] { end(error); }, Qt::QueuedConnection);
}

void Http1Call::endIfComplete()
{
    if (m_finished || m_ending || (!m_lost && !m_bodyDone))
        return;
    if (m_lost)
        end(m_lost);
    else if (m_allSent || m_response->status() >= 300)
        end({});
    else if (m_sendStopped) // a yes to what has not arrived
        end(Error::make(ErrorKind::Network, ErrorCause::ConnectionLost,
                        u"the connection was lost while the request was being sent"_s));
}

void Http1Call::end(std::optional<Error> error)
{
    if (m_gone || m_finished)
        return;
    m_finished = true;
    if (std::exchange(m_leasing, false))
        m_pool->withdraw(this);
    m_readable = false;
    m_error = std::move(error);
    m_out.reset();
    // Before the word goes out: the answer to it is often the next request.
    if (Http1Connection *connection = std::exchange(m_connection, nullptr)) {
        const bool good = !m_error && m_allSent && !m_extra && m_response->keepsConnection();
        connection->setUser(nullptr);
        if (good)
            m_pool->giveBack(connection);
        else
            m_pool->discard(connection);
    }
    if (m_probe) {
        m_probe->setSent(m_bodyRead);
        m_probe->end(m_error);
    }
    emit finished();
}

ByteCount Http1Call::unsent() const
{
    return m_connection ? unsentBytes(m_connection->socket()) : 0;
}

QByteArray Http1Call::header(const char *name) const
{
    return m_headTold ? headerValue(m_response->headers(), name) : QByteArray();
}

} // namespace millrace
