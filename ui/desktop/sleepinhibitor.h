// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QDBusPendingCallWatcher;

namespace millrace {

/// Keeps the computer from going to sleep by itself, through the desktop's power management on D-Bus; nothing waits, and
/// where there is no such service nothing happens. GUI thread.
class SleepInhibitor : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~SleepInhibitor() override;
    void setActive(bool active, const QString &reason);

private:
    void release();

    bool m_wanted = false;
    bool m_asked = false;
    uint m_cookie = 0;
};

} // namespace millrace
