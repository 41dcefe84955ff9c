// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace millrace {

/// Ends what it was passed to. Copies share one state, which can be cancelled once. Any thread.
class CancelToken
{
public:
    CancelToken() : m_state(std::make_shared<State>()) {}

    void cancel() const
    {
        std::lock_guard lock(m_state->mutex);
        if (!std::exchange(m_state->cancelled, true))
            for (const auto &[id, tell] : m_state->listeners)
                tell();
    }
    bool isCancelled() const
    {
        std::lock_guard lock(m_state->mutex);
        return m_state->cancelled;
    }

    /// Has @p tell called when it is cancelled, at once where it is already; it must not block, nor use the token. Returns
    /// what forget() takes.
    quint64 listen(std::function<void()> tell) const
    {
        std::lock_guard lock(m_state->mutex);
        if (m_state->cancelled)
            tell();
        m_state->listeners.emplace(++m_state->lastId, std::move(tell));
        return m_state->lastId;
    }
    /// After it @p id is not called any more.
    void forget(quint64 id) const
    {
        std::lock_guard lock(m_state->mutex);
        m_state->listeners.erase(id);
    }

private:
    struct State
    {
        std::mutex mutex;
        bool cancelled = false;
        quint64 lastId = 0;
        std::map<quint64, std::function<void()>> listeners;
    };
    std::shared_ptr<State> m_state;
};

} // namespace millrace
