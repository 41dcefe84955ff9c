// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

struct MHD_Connection;

namespace millrace::server {

/// Lets connections rest without a thread of their own: for a time, until the peer hangs up, or until work elsewhere
/// is done. Owns the one thread that wakes them. Thread-safe.
class Suspender
{
public:
    using Clock = std::chrono::steady_clock;

    Suspender();
    ~Suspender(); ///< after stop()
    Suspender(const Suspender &) = delete;
    Suspender &operator=(const Suspender &) = delete;

    /// To be called from a callback of @p connection only. False once stopping: the caller ends the connection.
    bool suspendUntil(MHD_Connection *connection, Clock::time_point due);
    /// Until the peer has closed @p socket.
    bool suspendUntilClosed(MHD_Connection *connection, int socket);
    /// Until resumeNow(), which has to follow.
    bool suspendForWork(MHD_Connection *connection);
    void resumeNow(MHD_Connection *connection);

    /// Wakes every connection that waits for a time or a peer, waits for those that are being worked on, and lets none
    /// rest any more.
    void stop();

private:
    struct Waiting
    {
        MHD_Connection *connection;
        int socket; ///< -1: waits for the time only
    };
    bool enqueue(MHD_Connection *connection, Clock::time_point due, int socket);
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::multimap<Clock::time_point, Waiting> m_waiting;
    int m_working = 0;
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace millrace::server
