// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/suspender.h"

#include <microhttpd.h>
#include <poll.h>

namespace millrace::server {
namespace {

// A suspended connection is not polled by the library, so its end has to be looked for.
constexpr std::chrono::milliseconds closedCheck{100};

#ifndef POLLRDHUP
constexpr short hangUp = POLLHUP;
#else
constexpr short hangUp = POLLRDHUP;
#endif

bool isClosed(int socket)
{
    struct pollfd state = {socket, hangUp, 0};
    return ::poll(&state, 1, 0) > 0 && (state.revents & (hangUp | POLLHUP | POLLERR | POLLNVAL)) != 0;
}

} // namespace

Suspender::Suspender() : m_thread([this] { run(); }) {}

Suspender::~Suspender()
{
    stop();
    m_thread.join();
}

bool Suspender::enqueue(MHD_Connection *connection, Clock::time_point due, int socket)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return false;
    // Before the wake-up can be seen by the thread: a resume of what is not suspended is undefined.
    MHD_suspend_connection(connection);
    const bool first = m_waiting.empty() || due < m_waiting.begin()->first;
    m_waiting.insert({due, {connection, socket}});
    if (first)
        m_changed.notify_one();
    return true;
}

bool Suspender::suspendUntil(MHD_Connection *connection, Clock::time_point due)
{
    return enqueue(connection, due, -1);
}

bool Suspender::suspendUntilClosed(MHD_Connection *connection, int socket)
{
    return enqueue(connection, Clock::now() + closedCheck, socket);
}

bool Suspender::suspendForWork(MHD_Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping)
        return false;
    MHD_suspend_connection(connection);
    ++m_working;
    return true;
}

void Suspender::resumeNow(MHD_Connection *connection)
{
    const std::lock_guard lock(m_mutex);
    MHD_resume_connection(connection);
    if (--m_working == 0 && m_stopping)
        m_changed.notify_all();
}

void Suspender::stop()
{
    std::unique_lock lock(m_mutex);
    m_stopping = true;
    for (const auto &[due, waiting] : m_waiting)
        MHD_resume_connection(waiting.connection);
    m_waiting.clear();
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_working == 0; });
}

void Suspender::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (m_waiting.empty()) {
            m_changed.wait(lock);
            continue;
        }
        const auto now = Clock::now();
        const auto first = m_waiting.begin();
        // A copy: wait_until() looks at it again after it let go of the lock, when stop() may have emptied the list.
        if (const Clock::time_point due = first->first; due > now) {
            m_changed.wait_until(lock, due);
            continue;
        }
        const Waiting waiting = first->second;
        m_waiting.erase(first);
        if (waiting.socket >= 0 && !isClosed(waiting.socket))
            m_waiting.insert({now + closedCheck, waiting});
        else
            MHD_resume_connection(waiting.connection);
    }
}

} // namespace millrace::server
