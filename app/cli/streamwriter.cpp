// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/streamwriter.h"

#include "cli/standardstreams.h"

#include <QMetaObject>
#include <cerrno>
#include <fcntl.h>
#include <mutex>
#include <poll.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// What a pipe may hold without privileges (/proc/sys/fs/pipe-max-size): fewer turns between the two processes.
constexpr int pipeSize = 1 << 20;
} // namespace

struct StreamWriter::State
{
    int fd = -1;
    QString name;
    std::shared_ptr<OrderedStream> stream;
    std::mutex mutex;
    StreamWriter *owner = nullptr; ///< guarded by mutex; none once it is gone
    bool ended = false;            ///< guarded by mutex; the thread writes no more

    /// 0, or the errno of a failed write.
    int writeAll(const char *data, ByteCount size) const
    {
        while (size > 0) {
            const ssize_t n = ::write(fd, data, size_t(size));
            if (n >= 0) {
                data += n;
                size -= n;
            } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
                // A pipe that some other process set to non-blocking.
                pollfd ready{fd, POLLOUT, 0};
                ::poll(&ready, 1, -1);
            } else if (errno != EINTR) {
                return errno;
            }
        }
        return 0;
    }

    void run()
    {
        int reason = 0;
        for (;;) {
            const OrderedStream::Chunk chunk = stream->next();
            if (chunk.state == OrderedStream::Chunk::State::End)
                break;
            reason = writeAll(chunk.data, chunk.size);
            if (reason != 0) {
                stream->abandon();
                break;
            }
        }
        if (reason == 0)
            reason = failureOnClose(fd);
        std::lock_guard lock(mutex);
        ended = true;
        if (!owner)
            return;
        QMetaObject::invokeMethod(owner, [to = owner, reason, path = name] {
            if (reason != 0)
                emit to->failed(localError(reason, u"write to"_s, path), reason == EPIPE);
            to->m_ended = true;
            emit to->ended();
        }, Qt::QueuedConnection);
    }
};

StreamWriter::StreamWriter(int fd, const QString &name, std::shared_ptr<OrderedStream> stream, QObject *parent)
    : QObject(parent), m_state(std::make_shared<State>())
{
    m_state->fd = fd;
    m_state->name = name;
    m_state->stream = std::move(stream);
    m_state->owner = this;
    (void)::fcntl(fd, F_SETPIPE_SZ, pipeSize); // fails where it is no pipe
    m_thread = std::thread([state = m_state] { state->run(); });
}

StreamWriter::~StreamWriter()
{
    bool ended = false;
    {
        std::lock_guard lock(m_state->mutex);
        m_state->owner = nullptr;
        ended = m_state->ended;
    }
    if (ended)
        m_thread.join();
    else
        m_thread.detach();
}

bool StreamWriter::hasEnded() const
{
    return m_ended;
}

bool StreamWriter::readerIsGone() const
{
    pollfd state{m_state->fd, 0, 0};
    return ::poll(&state, 1, 0) == 1 && (state.revents & POLLERR);
}

} // namespace millrace
