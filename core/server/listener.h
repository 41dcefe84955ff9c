// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "server/uniquefd.h"

#include <QHostAddress>
#include <functional>
#include <sys/socket.h>
#include <thread>

namespace millrace::server {

/// Accepts connections in a thread of its own and hands them on one by one, so that they spread over the I/O threads
/// evenly: threads that accept for themselves take whatever batch they wake up to.
class Listener
{
public:
    using Handler = std::function<void(int socket, const sockaddr *address, socklen_t size)>;

    ~Listener() { stop(); }
    /// Binds; Network error where the address is taken or not ours.
    Result<> listen(const QHostAddress &address, quint16 port);
    quint16 port() const { return m_port; }
    /// Begins to accept. @p handler owns the socket from then on.
    void start(Handler handler);
    void stop();

private:
    void run();

    UniqueFd m_socket;
    UniqueFd m_wakeRead;
    UniqueFd m_wakeWrite;
    quint16 m_port = 0;
    Handler m_handler;
    std::thread m_thread;
};

} // namespace millrace::server
