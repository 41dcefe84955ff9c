// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/curlexchange.h"
#include "s3/curlmulti.h"
#include "s3/httptransport.h"
#include "s3/requestprobe.h"
#include "s3/socketbuffers.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Connections to one host that each transport adds to what its thread may use.
constexpr int connectionsPerTransport = 64;

class CurlCall final : public HttpCall, private CurlReceiver
{
public:
    CurlCall(std::shared_ptr<CurlMulti> multi, const HttpRequest &request,
             std::shared_ptr<const CurlSettings> settings, ByteCount readBuffer)
        : m_multi(std::move(multi)), m_readBuffer(readBuffer), m_probe(RequestProbe::begin(settings->trace, request))
    {
        CURL *easy = m_multi->takeHandle();
        auto exchange = CurlExchange::make(easy, request, std::move(settings), this);
        if (!exchange) {
            m_multi->recycle(easy);
            m_error = exchange.error();
            // Never out of send() itself: nobody is connected yet.
            QMetaObject::invokeMethod(this, [this] { end(); }, Qt::QueuedConnection);
            return;
        }
        m_exchange = exchange->get();
        if (request.body) { // one that has no byte just now has libcurl wait
            connect(request.body, &QIODevice::readyRead, this, &CurlCall::resume);
            connect(request.body, &QIODevice::readChannelFinished, this, &CurlCall::resume);
        }
        m_multi->start(std::move(*exchange));
    }
    ~CurlCall() override { CurlCall::abort(); }

    int status() const override { return m_headDone ? m_status : 0; }
    QByteArray header(const char *name) const override
    {
        return headerValue(m_headers, name);
    }
    HeaderList headers() const override { return m_headers; }
    ByteCount unsent() const override { return m_exchange ? unsentBytes(m_exchange->socket()) : 0; }
    ByteCount bytesAvailable() const override { return waiting() + m_pieceSize; }
    ByteCount read(char *data, ByteCount maxSize) override
    {
        const ByteCount old = std::min(waiting(), maxSize);
        if (old > 0) {
            memcpy(data, m_waiting.constData() + m_waitingRead, size_t(old));
            m_waitingRead += old;
            dropRead();
        }
        // Straight out of libcurl's buffer, when we are called from readyRead.
        const ByteCount fresh = std::min(m_pieceSize, maxSize - old);
        if (fresh > 0) {
            memcpy(data + old, m_piece, size_t(fresh));
            m_piece += fresh;
            m_pieceSize -= fresh;
        }
        if (m_held && waiting() <= m_readBuffer / 2) {
            m_held = false;
            resume();
        }
        return old + fresh;
    }
    bool isFinished() const override { return m_finished; }
    const std::optional<Error> &error() const override { return m_error; }
    void abort() override
    {
        m_waiting.clear();
        m_waitingRead = m_pieceSize = 0;
        m_gone = true;
        if (CurlExchange *exchange = std::exchange(m_exchange, nullptr)) {
            if (m_probe)
                m_probe->setSent(exchange->bodySent());
            exchange->forgetReceiver();
            m_multi->drop(exchange);
        }
        m_probe.reset(); // tells that it was given up, if it did not end before
    }

private:
    ByteCount waiting() const { return m_waiting.size() - m_waitingRead; }
    void dropRead()
    {
        if (waiting() == 0)
            m_waiting.resize(0); // keeps its memory
        else if (m_waitingRead > m_waiting.size() / 2)
            m_waiting.remove(0, m_waitingRead);
        else
            return;
        m_waitingRead = 0;
    }
    void resume()
    {
        if (m_exchange && m_exchange->isPaused())
            m_multi->resume(m_exchange);
    }
    void end()
    {
        if (m_gone)
            return;
        m_finished = true;
        if (m_probe)
            m_probe->end(m_error);
        emit finished();
    }

    void onSending(int localPort, bool newConnection) override
    {
        if (m_probe)
            m_probe->sent(localPort, newConnection);
    }
    void onHeaderLine(QByteArrayView line) override
    {
        if (m_headDone)
            return; // a trailer of a chunked body
        if (line.isEmpty()) {
            if (m_status < 200)
                return; // an interim answer; the real one follows
            // libcurl answers a proxy that asks for a password by itself, where it has one; another head follows then.
            m_asked = m_status == 407;
            if (!m_asked)
                endHead();
        } else if (line.startsWith("HTTP/")) {
            m_headers.clear();
            const auto words = line.toByteArray().split(' ');
            m_status = words.value(1).toInt();
        } else {
            addHeader(line);
        }
    }
    void endHead()
    {
        m_asked = false;
        m_headDone = true;
        if (m_probe)
            m_probe->answered(m_status);
        emit headersReceived();
    }
    void addHeader(QByteArrayView line)
    {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return;
        addReceived(m_headers, line.first(colon).trimmed().toByteArray(), line.sliced(colon + 1).trimmed().toByteArray());
    }
    bool onBody(const char *data, size_t size) override
    {
        if (m_readBuffer > 0 && waiting() >= m_readBuffer) {
            m_held = true;
            return false;
        }
        const CurlExchange *exchange = m_exchange;
        if (m_asked)
            endHead();
        if (!exchange->receiver())
            return false;
        if (m_probe)
            m_probe->received(ByteCount(size));
        m_piece = data;
        m_pieceSize = ByteCount(size);
        emit readyRead();
        if (!exchange->receiver())
            return false; // aborted, and perhaps deleted
        if (m_pieceSize > 0)
            m_waiting.append(m_piece, std::exchange(m_pieceSize, 0));
        return true;
    }
    void onDone(const std::optional<Error> &error) override
    {
        if (m_probe)
            m_probe->setSent(m_exchange->bodySent());
        m_exchange = nullptr;
        m_error = error;
        if (m_asked && !error)
            endHead();
        if (!error && !m_headDone) // to libcurl a head cut short is one
            m_error = Error::make(ErrorKind::Network, ErrorCause::ConnectionLost, u"there was no answer"_s);
        end();
    }

    const std::shared_ptr<CurlMulti> m_multi;
    const ByteCount m_readBuffer;
    CurlExchange *m_exchange = nullptr; ///< none once ended
    int m_status = 0;
    bool m_headDone = false;
    bool m_asked = false; ///< the last head was a proxy's question for a password
    bool m_finished = false;
    bool m_gone = false; ///< aborted: nothing is signalled any more
    bool m_held = false; ///< libcurl was told to wait for the reader
    HeaderList m_headers;
    QByteArray m_waiting; ///< what the reader left behind
    qsizetype m_waitingRead = 0;
    const char *m_piece = nullptr; ///< what libcurl is handing over just now
    ByteCount m_pieceSize = 0;
    std::optional<Error> m_error;
    std::unique_ptr<RequestProbe> m_probe; ///< none without a trace
};

class CurlTransport final : public HttpTransport
{
public:
    explicit CurlTransport(const HttpTransportOptions &options)
        : m_multi(CurlMulti::ofThisThread()), m_settings(std::make_shared<CurlSettings>(options)),
          m_readBuffer(options.readBuffer)
    {
        m_multi->changeConnections(connectionsPerTransport);
    }
    ~CurlTransport() override { m_multi->changeConnections(-connectionsPerTransport); }

    std::unique_ptr<HttpCall> send(const HttpRequest &request) override
    {
        return std::make_unique<CurlCall>(m_multi, request, m_settings,
                                          request.readBuffer > 0 ? request.readBuffer : m_readBuffer);
    }
    int maxConnectionsPerHost() const override { return connectionsPerTransport; }

private:
    const std::shared_ptr<CurlMulti> m_multi;
    const std::shared_ptr<const CurlSettings> m_settings;
    const ByteCount m_readBuffer;
};

} // namespace

std::unique_ptr<HttpTransport> makeCurlTransport(const HttpTransportOptions &options)
{
    return std::make_unique<CurlTransport>(options);
}

} // namespace millrace
