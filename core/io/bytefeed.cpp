// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/bytefeed.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// What a pipe may hold without privileges: fewer turns between the two processes.
constexpr int pipeSize = 1 << 20;
} // namespace

FdFeed::FdFeed(int fd, const QString &name, std::function<bool()> interrupted)
    : m_fd(fd), m_name(name), m_interrupted(std::move(interrupted))
{
    (void)::fcntl(fd, F_SETPIPE_SZ, pipeSize); // fails where it is no pipe
    if (::pipe2(m_wake, O_CLOEXEC | O_NONBLOCK) != 0)
        m_wake[0] = m_wake[1] = -1;
    m_thread = std::thread([this] { loop(); });
}

FdFeed::~FdFeed()
{
    {
        std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    cancel();
    m_changed.notify_all();
    m_thread.join();
    for (const int end : m_wake)
        if (end >= 0)
            ::close(end);
}

void FdFeed::cancel()
{
    [[maybe_unused]] const ssize_t n = ::write(m_wake[1], "x", 1); // never read, so that it holds for later reads too
}

void FdFeed::read(char *data, ByteCount size, Done done)
{
    {
        std::lock_guard lock(m_mutex);
        m_request = Request{data, size, std::move(done)};
    }
    m_changed.notify_all();
}

void FdFeed::loop()
{
    ::pthread_setname_np(::pthread_self(), "feed");
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopping || m_request; });
        if (!m_request)
            return;
        Request request = std::move(*m_request);
        m_request.reset();
        lock.unlock();
        request.done(fill(request.data, request.size));
        request = {};
        lock.lock();
    }
}

Result<ByteCount> FdFeed::fill(char *data, ByteCount size) const
{
    ByteCount done = 0;
    while (done < size) {
        pollfd ready[2] = {{m_fd, POLLIN, 0}, {m_wake[0], POLLIN, 0}};
        if (::poll(ready, 2, -1) < 0 && errno != EINTR)
            return fail(localError(errno, u"read"_s, m_name));
        if (ready[1].revents)
            return fail(Error::cancelled());
        if (!ready[0].revents)
            continue;
        const ssize_t n = ::read(m_fd, data + done, size_t(size - done));
        if (n == 0 && m_interrupted && m_interrupted())
            return fail(Error::cancelled());
        if (n == 0)
            break;
        if (n > 0)
            done += n;
        else if (errno != EINTR && errno != EAGAIN)
            return fail(localError(errno, u"read"_s, m_name));
    }
    return done;
}

} // namespace millrace
