// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include <QtEndian>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

constexpr int backlog = 1024;

socklen_t fill(sockaddr_storage *storage, const QHostAddress &address, quint16 port)
{
    std::memset(storage, 0, sizeof *storage);
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        auto *in = reinterpret_cast<sockaddr_in *>(storage);
        in->sin_family = AF_INET;
        in->sin_port = qToBigEndian(port);
        in->sin_addr.s_addr = qToBigEndian(address.toIPv4Address());
        return sizeof *in;
    }
    auto *in6 = reinterpret_cast<sockaddr_in6 *>(storage);
    in6->sin6_family = AF_INET6;
    in6->sin6_port = qToBigEndian(port);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    std::memcpy(&in6->sin6_addr, &bytes, sizeof bytes);
    return sizeof *in6;
}

tl::unexpected<Error> failed(const QHostAddress &address, quint16 port)
{
    return fail(ErrorKind::Network, errno == EADDRINUSE ? ErrorCause::AlreadyExists : ErrorCause::None,
                u"cannot listen on %1 port %2: %3"_s.arg(address.toString()).arg(port).arg(
                    QString::fromLocal8Bit(std::strerror(errno))));
}

} // namespace

Result<> Listener::listen(const QHostAddress &address, quint16 port)
{
    sockaddr_storage storage;
    socklen_t size = fill(&storage, address, port);
    auto *name = reinterpret_cast<sockaddr *>(&storage);
    m_socket = UniqueFd(::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int on = 1;
    const int off = 0;
    if (!m_socket.isValid())
        return failed(address, port);
    ::setsockopt(m_socket.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    // The IPv6 wildcard takes IPv4 callers too.
    if (storage.ss_family == AF_INET6)
        ::setsockopt(m_socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    if (::bind(m_socket.get(), name, size) != 0 || ::listen(m_socket.get(), backlog) != 0)
        return failed(address, port);
    size = sizeof storage;
    ::getsockname(m_socket.get(), name, &size);
    m_port = qFromBigEndian(storage.ss_family == AF_INET ? reinterpret_cast<sockaddr_in *>(&storage)->sin_port
                                                         : reinterpret_cast<sockaddr_in6 *>(&storage)->sin6_port);
    int wake[2];
    if (::pipe2(wake, O_CLOEXEC) != 0)
        return failed(address, port);
    m_wakeRead = UniqueFd(wake[0]);
    m_wakeWrite = UniqueFd(wake[1]);
    return {};
}

void Listener::start(Handler handler)
{
    m_handler = std::move(handler);
    m_thread = std::thread([this] { run(); });
}

void Listener::stop()
{
    m_wakeWrite.reset();
    if (m_thread.joinable())
        m_thread.join();
    m_socket.reset();
}

void Listener::run()
{
    for (;;) {
        struct pollfd waits[2] = {{m_socket.get(), POLLIN, 0}, {m_wakeRead.get(), POLLIN, 0}};
        ::poll(waits, 2, -1);
        if (waits[1].revents != 0)
            return;
        sockaddr_storage storage;
        socklen_t size = sizeof storage;
        const int socket =
            ::accept4(m_socket.get(), reinterpret_cast<sockaddr *>(&storage), &size, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (socket >= 0) {
            const int on = 1;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            m_handler(socket, reinterpret_cast<sockaddr *>(&storage), size);
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS) {
            // Nothing to accept with until somebody leaves; the wake-up still works meanwhile.
            ::poll(&waits[1], 1, 50);
        }
    }
}

} // namespace millrace::server
