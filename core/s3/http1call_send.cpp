// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Http1Call that gets the request out.
#include "s3/http1call.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// What is sent at a time, and how often in a row.
constexpr ByteCount sendSize = 512 * KiB;
constexpr int sendsInARow = 8;
/// A body this small is copied behind its head, so that both leave at once.
constexpr ByteCount inOneGo = 128 * KiB;

} // namespace

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

/// The head, and the body's first bytes with it where they lie in memory.
qsizetype Http1Call::sendHead()
{
    const BodyDevice::Piece piece = m_inPlace->nextPiece(std::min(sendSize, m_bodySize));
    const QByteArrayView head = QByteArrayView(m_head).sliced(m_headSent);
    const bool more = m_bodySize > (piece.memory ? piece.size : 0);
    const qsizetype n = m_connection->sendBoth(head, {piece.memory, piece.memory ? piece.size : 0}, more);
    if (n < 0)
        return n;
    const qsizetype ofHead = std::min(n, head.size());
    m_headSent += ofHead;
    m_headOut = m_headSent == m_head.size();
    if (n > ofHead) {
        m_inPlace->pass(n - ofHead);
        m_bodyRead += n - ofHead;
    }
    return n;
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
            const qsizetype gone = !m_inPlace ? 0 : m_headOut ? sendInPlace() : sendHead();
            if (gone > 0)
                continue;
            if (gone == Http1Connection::wouldBlock)
                break;
            if (gone == Http1Connection::broken) {
                sendBroke();
                return;
            }
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
            sendBroke();
            return;
        }
        m_outSent += n;
    }
    m_connection->setWriting(true);
}

/// A server that refuses a body says so before it closes: that is read first.
void Http1Call::sendBroke()
{
    m_sendStopped = true;
    m_connection->setWriting(false);
    m_connection->setReading(true);
    endIfComplete();
}

} // namespace millrace
