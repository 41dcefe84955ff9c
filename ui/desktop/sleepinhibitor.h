// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>

namespace millrace {

/// Keeps the computer from going to sleep by itself, through what the desktop offers on D-Bus: freedesktop's power
/// management, GNOME's session, or the portal, whichever answers first in this order. Nothing waits, and where there is no
/// such service nothing happens. GUI thread.
class SleepInhibitor : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~SleepInhibitor() override;
    void setActive(bool active, const QString &reason);
    bool isHeld() const { return m_cookie.isValid(); }

private:
    void ask(int service, const QString &reason);
    void release();

    bool m_wanted = false;
    bool m_asking = false;
    int m_service = 0;   ///< that holds the cookie
    QVariant m_cookie;   ///< a number or a path; invalid: nothing is held
    bool m_nobody = false; ///< no service is there
};

} // namespace millrace
