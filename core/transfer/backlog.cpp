// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/backlog.h"

namespace millrace {

void Backlog::add()
{
    std::lock_guard lock(m_mutex);
    ++m_waiting;
}

bool Backlog::isFull() const
{
    std::lock_guard lock(m_mutex);
    return m_waiting >= m_most;
}

void Backlog::listen(QObject *context, std::function<void()> onRoom)
{
    std::lock_guard lock(m_mutex);
    m_context = context;
    m_onRoom = std::move(onRoom);
}

void Backlog::remove()
{
    std::lock_guard lock(m_mutex);
    // Posted under the lock: listen() then cannot return while the context it replaces is still being posted to.
    if (m_waiting-- == m_most && m_context)
        QMetaObject::invokeMethod(m_context, m_onRoom, Qt::QueuedConnection);
}

int Backlog::waiting() const
{
    std::lock_guard lock(m_mutex);
    return m_waiting;
}

} // namespace millrace
