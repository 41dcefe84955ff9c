// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/countedpipe.h"

#include <QByteArray>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace millrace {

// The most an ordinary user may ask for on Linux: the program is not to wait for this process.
constexpr int pipeSize = 1 << 20;

CountedPipe::CountedPipe(QObject *parent) : QObject(parent)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return;
    m_read = ends[0];
    m_write = ends[1];
    ::fcntl(m_read, F_SETFL, O_NONBLOCK); // of this end alone
#ifdef F_SETPIPE_SZ
    (void)::fcntl(m_write, F_SETPIPE_SZ, pipeSize); // a smaller one is slower, not wrong
#endif
    m_nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_read, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &CountedPipe::drain);
}

CountedPipe::~CountedPipe()
{
    m_notifier.reset();
    for (const int fd : {m_read, m_write, m_nowhere})
        if (fd >= 0)
            ::close(fd);
}

void CountedPipe::closeWriteEnd()
{
    if (m_write >= 0)
        ::close(m_write);
    m_write = -1;
}

void CountedPipe::drain()
{
    QByteArray buffer;
    for (;;) {
        ssize_t n = -1;
#ifdef __linux__
        if (m_splices) {
            n = ::splice(m_read, nullptr, m_nowhere, nullptr, pipeSize, SPLICE_F_MOVE | SPLICE_F_NONBLOCK);
            m_splices = n >= 0 || errno == EAGAIN || errno == EINTR;
        }
#else
        m_splices = false;
#endif
        if (!m_splices) {
            if (buffer.isEmpty())
                buffer.resize(256 * 1024);
            n = ::read(m_read, buffer.data(), size_t(buffer.size()));
        }
        if (n < 0 && errno == EINTR)
            continue;
        if (n == 0)
            m_notifier->setEnabled(false); // the end: it would be told of for ever
        if (n <= 0)
            return;
        m_count += n;
    }
}

ByteCount CountedPipe::drained()
{
    drain();
    return m_count;
}

} // namespace millrace
