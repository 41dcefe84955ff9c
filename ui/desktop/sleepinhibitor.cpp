// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/sleepinhibitor.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace millrace {

/// "Idle Inhibition Service Draft", freedesktop.org, as GNOME, KDE and Xfce serve it.
static QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.PowerManagement"_s, u"/org/freedesktop/PowerManagement/Inhibit"_s,
                                          u"org.freedesktop.PowerManagement.Inhibit"_s, method);
}

SleepInhibitor::~SleepInhibitor()
{
    release();
}

void SleepInhibitor::setActive(bool active, const QString &reason)
{
    m_wanted = active;
    if (!active) {
        release();
        return;
    }
    if (m_asked || m_cookie)
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    m_asked = true;
    QDBusMessage ask = call(u"Inhibit"_s);
    ask << QCoreApplication::applicationName() << reason;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *ended) {
        const QDBusPendingReply<uint> reply = *ended;
        ended->deleteLater();
        m_asked = false;
        m_cookie = reply.isValid() ? reply.value() : 0;
        if (!m_wanted)
            release();
    });
}

void SleepInhibitor::release()
{
    if (!m_cookie)
        return;
    QDBusMessage ask = call(u"UnInhibit"_s);
    ask << m_cookie;
    QDBusConnection::sessionBus().asyncCall(ask);
    m_cookie = 0;
}

} // namespace millrace
