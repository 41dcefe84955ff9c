// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <mutex>

namespace millrace {

/// Files of a run that ended, and that whoever follows the run has not dealt with. While there are too many the run begins
/// no new ones, so that what waits stays bounded however slow the follower is. All calls are thread-safe.
class Backlog
{
public:
    explicit Backlog(int most) : m_most(most) {}

    // The run's side.
    /// A file has ended.
    void add();
    /// As many as may wait do; those under way still come on top.
    bool isFull() const;
    /// @p onRoom is posted to @p context's thread each time it is full no longer; none: to nobody any more, before the
    /// context goes.
    void listen(QObject *context, std::function<void()> onRoom);

    // The follower's side.
    /// One that ended needs nothing more.
    void remove();
    int waiting() const;

private:
    const int m_most;
    mutable std::mutex m_mutex;
    int m_waiting = 0;
    QObject *m_context = nullptr;
    std::function<void()> m_onRoom;
};

} // namespace millrace
