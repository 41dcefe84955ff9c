// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Http1Call that takes the answer in.
#include "s3/http1call.h"

#include <QPointer>
#include <algorithm>
#include <cstring>
#include <limits>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// What one request may take from its socket before others of its thread have their turn.
constexpr ByteCount turnSize = 4 * MiB;
/// What a reader is told may be there when the socket has not been asked.
constexpr ByteCount likely = 256 * KiB;

Error network(const QString &words)
{
    return Error::make(ErrorKind::Network, ErrorCause::ConnectionLost, words);
}

} // namespace

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
        m_pool->distrust(m_origin);
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
    if (taken < 0) {
        m_pool->distrust(m_origin);
        m_lost = network(u"the answer was broken"_s);
    }
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
    const bool rest = m_buffers || m_remaining <= m_readBuffer - waiting(); // which may be without end
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

void Http1Call::lost(const QString &words)
{
    m_lost = network(words);
    endIfComplete();
}

} // namespace millrace
