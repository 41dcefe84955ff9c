// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/bodyreader.h"

#include <algorithm>
#include <cstring>

namespace millrace::server {
namespace {

constexpr ByteCount blockSize = 256 * KiB;

} // namespace

BodyReader::BodyReader(EndpointState &state, MHD_Connection *connection, HttpResponse &response, ByteRate rate)
    : m_state(state), m_connection(connection), m_source(std::move(response.source)), m_body(std::move(response.body)),
      m_offset(m_source ? response.offset : 0), m_closeAfter(response.closeAfter), m_stallAfter(response.stallAfter),
      m_flipByteAt(response.flipByteAt), m_length(m_source ? response.length : m_body.size()), m_rate(rate)
{
}

MHD_Response *BodyReader::makeResponse(EndpointState &state, MHD_Connection *connection, HttpResponse &response,
                                       ByteRate rate)
{
    const bool omitLength = response.omitLength;
    auto *reader = new BodyReader(state, connection, response, rate);
    const auto read = [](void *self, uint64_t position, char *buffer, size_t size) {
        return static_cast<BodyReader *>(self)->read(ByteCount(position), buffer, ByteCount(size));
    };
    const auto destroy = [](void *self) { delete static_cast<BodyReader *>(self); };
    return MHD_create_response_from_callback(omitLength ? MHD_SIZE_UNKNOWN : quint64(reader->m_length),
                                             size_t(std::clamp<ByteCount>(reader->m_length, 1, blockSize)), read,
                                             reader, destroy);
}

ByteCount BodyReader::paced(ByteCount size)
{
    using namespace std::chrono;
    const MHD_ConnectionInfo *info = MHD_get_connection_info(m_connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    auto *connection = static_cast<ConnectionState *>(info->socket_context);
    const auto now = Suspender::Clock::now();
    if (connection->nextSend > now)
        return m_state.suspender.suspendUntil(m_connection, connection->nextSend) ? 0 : -1;
    // Small enough steps that a client sees an even flow, large enough that waking up does not dominate. A late wake-up
    // is made up for, an idle time is not.
    const ByteCount step = std::clamp<ByteCount>(ByteCount(m_rate / 50), 1 * KiB, blockSize);
    size = std::min(size, step);
    connection->nextSend = std::max(connection->nextSend, now - milliseconds(50))
        + duration_cast<Suspender::Clock::duration>(duration<double>(double(size) / m_rate));
    return size;
}

ByteCount BodyReader::fetch(ByteCount position, char *buffer, ByteCount size)
{
    if (m_source)
        return m_source->read(m_offset + position, buffer, size);
    size = std::min<ByteCount>(size, m_body.size() - position);
    std::memcpy(buffer, m_body.constData() + position, size_t(size));
    return size;
}

ssize_t BodyReader::read(ByteCount position, char *buffer, ByteCount size)
{
    if (m_closeAfter >= 0) {
        if (position >= m_closeAfter)
            return MHD_CONTENT_READER_END_WITH_ERROR;
        size = std::min(size, m_closeAfter - position);
    }
    if (m_stallAfter >= 0) {
        if (position >= m_stallAfter) {
            if (m_stalled)
                return MHD_CONTENT_READER_END_WITH_ERROR;
            m_stalled = true;
            const int socket = MHD_get_connection_info(m_connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
            return m_state.suspender.suspendUntilClosed(m_connection, socket) ? 0 : MHD_CONTENT_READER_END_WITH_ERROR;
        }
        size = std::min(size, m_stallAfter - position);
    }
    size = std::min(size, m_length - position);
    if (size <= 0)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (m_rate > 0) {
        size = paced(size);
        if (size <= 0)
            return size < 0 ? MHD_CONTENT_READER_END_WITH_ERROR : 0;
    }
    const ByteCount n = fetch(position, buffer, size);
    if (n <= 0)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    const ByteCount flip = m_flipByteAt - m_offset - position;
    if (m_flipByteAt >= 0 && flip >= 0 && flip < n)
        buffer[flip] = char(~buffer[flip]);
    m_state.counters.sent += n;
    return ssize_t(n);
}

} // namespace millrace::server
