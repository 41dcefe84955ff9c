// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1call.h"

#include "s3/receivewindow.h"

#include <QPointer>
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// What one request may take from its socket before others of its thread have their turn.
constexpr ByteCount turnSize = 4 * MiB;
/// What is sent at a time, and how often in a row.
constexpr ByteCount sendSize = 512 * KiB;
constexpr int sendsInARow = 8;
constexpr ByteCount blockSize = 4 * KiB;
/// A body this small is copied behind its head, so that both leave at once.
constexpr ByteCount inOneGo = 128 * KiB;
/// A warm connection that turns out to be dead is replaced, a few times.
constexpr int mostLeases = 4;
/// What a reader is told may be there when the socket has not been asked.
constexpr ByteCount likely = 256 * KiB;

Error network(const QString &words)
{
    return Error::make(ErrorKind::Network, ErrorCause::ConnectionLost, words);
}

} // namespace

std::optional<Http1Address> Http1Call::addressOf(const HttpRequest &request)
{
    if (bodySize(request) < 0)
        return std::nullopt;
    for (const auto &[name, value] : request.headers)
        if (name.compare("expect", Qt::CaseInsensitive) == 0 || name.compare("transfer-encoding", Qt::CaseInsensitive) == 0)
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
    m_origin = (address.tls ? "https://" : "http://") + address.authority;
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

// ---- The connection

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

// ---- Sending

void Http1Call::onBodyReady()
{
    if (m_connection && !m_allSent && !m_sendStopped)
        sendMore();
}

void Http1Call::makeRoom(ByteCount size)
{
    if (m_out && m_outRoom >= size)
        return;
    m_outRoom = (size + blockSize - 1) / blockSize * blockSize;
    m_out.reset(static_cast<char *>(std::aligned_alloc(size_t(blockSize), size_t(m_outRoom))));
}

/// Puts what goes out next into m_out. False when there is nothing just now, or no more.
bool Http1Call::fillOut()
{
    m_outSize = m_outSent = 0;
    if (!m_headOut) {
        // A small body leaves with its head. A large one is read in whole blocks of memory, which a disk may want.
        makeRoom(m_bodySize <= inOneGo ? m_head.size() + m_bodySize : m_head.size());
        memcpy(m_out.get(), m_head.constData(), size_t(m_head.size()));
        m_outSize = m_head.size();
        m_headOut = true;
    } else {
        makeRoom(std::min(sendSize, m_bodySize - m_bodyRead));
    }
    const bool headAlone = m_outSize > 0 && m_bodySize > inOneGo;
    const ByteCount wanted = headAlone ? 0 : std::min<ByteCount>(m_outRoom - m_outSize, m_bodySize - m_bodyRead);
    if (wanted > 0) {
        const ByteCount n = m_body->read(m_out.get() + m_outSize, wanted);
        const bool waits = n == 0 && m_body->isOpen() && (m_body->isSequential() || !m_body->atEnd());
        if (n > 0) {
            m_outSize += n;
            m_bodyRead += n;
        } else if (!waits) {
            m_sendStopped = true;
            endLater(Error::make(ErrorKind::LocalFile, ErrorCause::None, u"the bytes to be sent could not be read"_s));
            return false;
        }
    }
    return m_outSize > 0;
}

/// The next bytes of the body, from where they lie. 0 where they have to be read, or there are none just now.
qsizetype Http1Call::sendInPlace()
{
    const BodyDevice::Piece piece = m_inPlace->nextPiece(std::min(sendSize, m_bodySize - m_bodyRead));
    if (piece.size <= 0)
        return 0;
    const qsizetype n = piece.memory ? m_connection->send(piece.memory, piece.size)
                                     : m_connection->sendFile(piece.file, piece.offset, piece.size);
    if (n > 0) {
        m_inPlace->pass(n);
        m_bodyRead += n;
    } else if (n != Http1Connection::wouldBlock) {
        m_inPlace = nullptr; // reading tells what is wrong with the file, sending what with the connection
        return 0;
    }
    return n;
}

void Http1Call::sendMore()
{
    if (!m_connection)
        return;
    if (m_allSent || m_sendStopped) {
        m_connection->setWriting(false);
        return;
    }
    for (int turn = 0; turn < sendsInARow;) {
        if (m_outSent == m_outSize) {
            if (m_headOut && m_bodyRead == m_bodySize) {
                m_allSent = true;
                m_out.reset();
                m_connection->setWriting(false);
                endIfComplete();
                return;
            }
            ++turn;
            const qsizetype gone = m_headOut && m_inPlace ? sendInPlace() : 0;
            if (gone > 0)
                continue;
            if (gone == Http1Connection::wouldBlock)
                break;
            if (gone == 0 && !fillOut()) {
                m_connection->setWriting(false); // until the device has more
                return;
            }
        }
        const bool more = m_bodyRead == 0 && m_bodySize > 0;
        const qsizetype n = m_connection->send(m_out.get() + m_outSent, m_outSize - m_outSent, more);
        if (n == Http1Connection::wouldBlock)
            break;
        if (n < 0) {
            // A server that refuses a body says so before it closes: that is read first.
            m_sendStopped = true;
            m_connection->setWriting(false);
            m_connection->setReading(true);
            endIfComplete();
            return;
        }
        m_outSent += n;
    }
    m_connection->setWriting(true);
}

// ---- Receiving

void Http1Call::onReadable()
{
    if (!m_connection || m_finished)
        return;
    m_turn = turnSize;
    m_got = 0;
    if (!m_headTold && !receiveHead())
        return;
    if (m_response->framing() == Http1Response::Framing::Chunked)
        receiveChunks();
    else if (!m_bodyDone && m_pieceSize == 0)
        m_readable = true;
    deliver();
}

/// Takes in what there is of the head. True once that is whole, and its reader still there.
bool Http1Call::receiveHead()
{
    char *data = m_pool->scratch();
    const qsizetype n = m_connection->receive(data, Http1Pool::scratchSize);
    if (n == Http1Connection::wouldBlock)
        return false;
    if (n <= 0) {
        if (!sendAgain())
            lost(u"the connection was lost before an answer came"_s);
        return false;
    }
    m_answered = true;
    const qsizetype taken = m_response->takeHead(data, n);
    if (taken < 0) {
        lost(u"the answer was not HTTP"_s);
        return false;
    }
    if (!m_response->isHeadDone())
        return false;
    m_headTold = true;
    if (m_response->status() >= 300 && !m_allSent)
        m_sendStopped = true;
    using Framing = Http1Response::Framing;
    const Framing framing = m_response->framing();
    m_remaining = framing == Framing::Length ? m_response->length()
        : framing == Framing::UntilClose     ? std::numeric_limits<ByteCount>::max()
                                             : 0;
    m_piece = data + taken;
    m_pieceSize = n - taken;
    if (framing == Framing::Chunked) {
        takeChunks(m_piece, m_pieceSize);
        m_pieceSize = 0;
    } else {
        m_pieceSize = std::min(m_pieceSize, m_remaining);
        m_remaining -= framing == Framing::Length ? m_pieceSize : 0;
        m_bodyDone = framing == Framing::None || m_remaining == 0;
        m_extra = n - taken > m_pieceSize;
        m_readable = !m_bodyDone && (n == Http1Pool::scratchSize || m_connection->isTls());
    }
    if (m_probe) {
        m_probe->answered(m_response->status());
        m_probe->received(m_pieceSize + m_waiting.size());
    }
    const QPointer<Http1Call> self(this);
    emit headersReceived();
    return self && m_connection;
}

void Http1Call::takeChunks(const char *data, qsizetype size)
{
    const qsizetype taken = m_response->takeChunks(data, size, m_waiting);
    if (taken < 0)
        m_lost = network(u"the answer was broken"_s);
    m_bodyDone = m_response->areChunksDone();
    m_extra = m_bodyDone && taken < size;
}

void Http1Call::receiveChunks()
{
    while (!m_bodyDone && !m_lost && m_turn > 0 && mayKeepMore()) {
        char *data = m_pool->scratch();
        const qsizetype n = m_connection->receive(data, Http1Pool::scratchSize);
        if (n == Http1Connection::wouldBlock)
            return;
        if (n <= 0) {
            m_lost = network(u"the connection was lost before the whole answer had come"_s);
            return;
        }
        m_turn -= n;
        const qsizetype before = m_waiting.size();
        takeChunks(data, n);
        if (m_probe)
            m_probe->received(m_waiting.size() - before);
    }
}

ByteCount Http1Call::bytesAvailable() const
{
    const ByteCount here = waiting() + m_pieceSize;
    return m_readable && m_turn > 0 && !m_lost ? here + std::min(m_remaining, likely) : here;
}

ByteCount Http1Call::read(char *data, ByteCount maxSize)
{
    const ByteCount old = std::min(waiting(), maxSize);
    if (old > 0) {
        memcpy(data, m_waiting.constData() + m_waitingRead, size_t(old));
        m_waitingRead += old;
        if (waiting() == 0) {
            m_waiting.resize(0); // keeps its memory
            m_waitingRead = 0;
        } else if (m_waitingRead > m_waiting.size() / 2) {
            m_waiting.remove(0, m_waitingRead);
            m_waitingRead = 0;
        }
    }
    ByteCount n = old;
    if (const ByteCount fresh = std::min(m_pieceSize, maxSize - n); fresh > 0) {
        memcpy(data + n, m_piece, size_t(fresh));
        m_piece += fresh;
        m_pieceSize -= fresh;
        n += fresh;
    }
    if (n < maxSize && m_readable)
        n += receiveInto(data + n, maxSize - n);
    if (!m_inTurn && m_connection)
        afterRead();
    return n;
}

/// From the socket, as much as there is and this turn allows.
ByteCount Http1Call::receiveInto(char *data, ByteCount size)
{
    ByteCount all = 0;
    while (all < size && m_readable && m_turn > 0) {
        const ByteCount wanted = std::min(size - all, m_remaining);
        const qsizetype n = m_connection->receive(data + all, wanted);
        if (n == Http1Connection::wouldBlock) {
            m_readable = false;
        } else if (n <= 0) {
            m_readable = false;
            if (n == 0 && m_response->framing() == Http1Response::Framing::UntilClose)
                m_bodyDone = true;
            else
                m_lost = network(u"the connection was lost before the whole answer had come"_s);
        } else {
            all += n;
            m_turn -= n;
            if (m_response->framing() == Http1Response::Framing::Length)
                m_remaining -= n;
            m_bodyDone = m_remaining == 0;
            // TLS hands out a record at a time.
            m_readable = !m_bodyDone && (n == wanted || m_connection->isTls());
        }
    }
    m_got += all;
    if (m_probe)
        m_probe->received(all);
    return all;
}

/// What its reader has no room for is kept where that is little, so that the end of the answer is not held up.
void Http1Call::keepUnread()
{
    if (m_pieceSize > 0)
        m_waiting.append(m_piece, std::exchange(m_pieceSize, 0));
    const bool rest = m_buffers || waiting() + m_remaining <= m_readBuffer;
    while (rest && m_readable && m_turn > 0) {
        const qsizetype before = m_waiting.size();
        m_waiting.resize(before + std::min<ByteCount>(m_remaining, Http1Pool::scratchSize));
        m_waiting.resize(before + receiveInto(m_waiting.data() + before, m_waiting.size() - before));
    }
}

/// Lets the reader have what has come, and sees to what comes next.
void Http1Call::deliver()
{
    const QPointer<Http1Call> self(this);
    m_inTurn = true;
    if (bytesAvailable() > 0)
        emit readyRead();
    if (!self)
        return;
    m_inTurn = false;
    if (!m_connection)
        return; // given up
    keepUnread();
    if (m_lost || m_bodyDone) {
        m_connection->setReading(false); // where the request is still going out
        endIfComplete();
        return;
    }
    pace();
    const bool mayTake = m_response->framing() == Http1Response::Framing::Chunked ? mayKeepMore() : !m_readable;
    if (m_readable && m_turn <= 0)
        goOnLater(); // others first
    m_connection->setReading(mayTake);
}

/// The reader came by itself: what that leads to is not to happen inside its call.
void Http1Call::afterRead()
{
    if (m_lost || m_bodyDone || (m_readable && m_turn <= 0))
        goOnLater();
    else if (!m_readable && mayKeepMore()) {
        pace();
        m_connection->setReading(true);
    }
}

void Http1Call::pace()
{
    if (m_paces && m_got > 0)
        m_connection->paceWakeUps(std::exchange(m_got, 0), m_remaining);
}

void Http1Call::goOnLater()
{
    if (std::exchange(m_later, true))
        return;
    QMetaObject::invokeMethod(this, [this] {
        m_later = false;
        if (!m_connection || m_finished)
            return;
        m_turn = turnSize;
        m_got = 0;
        deliver();
    }, Qt::QueuedConnection);
}

// ---- The end

/// Never out of send() itself: nobody is connected yet.
void Http1Call::endLater(const Error &error)
{
    m_ending = true;
    QMetaObject::invokeMethod(this, [this, error] { end(error); }, Qt::QueuedConnection);
}

void Http1Call::lost(const QString &words)
{
    m_lost = network(words);
    endIfComplete();
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
        end(network(u"the connection was lost while the request was being sent"_s));
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

QByteArray Http1Call::header(const char *name) const
{
    if (m_headTold)
        for (const auto &[other, value] : m_response->headers())
            if (other.compare(name, Qt::CaseInsensitive) == 0)
                return value;
    return {};
}

} // namespace millrace
