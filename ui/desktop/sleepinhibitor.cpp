// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/sleepinhibitor.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

enum Service { PowerManagement, GnomeSession, Portal, ServiceCount };

QDBusMessage inhibit(int service, const QString &reason)
{
    constexpr uint suspend = 4;
    const QString program = QCoreApplication::applicationName();
    QDBusMessage call;
    switch (service) {
    case PowerManagement: // KDE, Xfce, MATE
        call = QDBusMessage::createMethodCall(u"org.freedesktop.PowerManagement"_s, u"/org/freedesktop/PowerManagement/Inhibit"_s,
                                              u"org.freedesktop.PowerManagement.Inhibit"_s, u"Inhibit"_s);
        call << program << reason;
        break;
    case GnomeSession:
        call = QDBusMessage::createMethodCall(u"org.gnome.SessionManager"_s, u"/org/gnome/SessionManager"_s,
                                              u"org.gnome.SessionManager"_s, u"Inhibit"_s);
        call << program << uint(0) << reason << suspend;
        break;
    default: // in a sandbox nothing else is there
        call = QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
                                              u"org.freedesktop.portal.Inhibit"_s, u"Inhibit"_s);
        call << QString() << suspend << QVariantMap{{u"reason"_s, reason}};
    }
    return call;
}

QDBusMessage uninhibit(int service, const QVariant &cookie)
{
    QDBusMessage call;
    switch (service) {
    case PowerManagement:
        call = QDBusMessage::createMethodCall(u"org.freedesktop.PowerManagement"_s, u"/org/freedesktop/PowerManagement/Inhibit"_s,
                                              u"org.freedesktop.PowerManagement.Inhibit"_s, u"UnInhibit"_s);
        call << cookie.toUInt();
        break;
    case GnomeSession:
        call = QDBusMessage::createMethodCall(u"org.gnome.SessionManager"_s, u"/org/gnome/SessionManager"_s,
                                              u"org.gnome.SessionManager"_s, u"Uninhibit"_s);
        call << cookie.toUInt();
        break;
    default:
        call = QDBusMessage::createMethodCall(u"org.freedesktop.portal.Desktop"_s, cookie.value<QDBusObjectPath>().path(),
                                              u"org.freedesktop.portal.Request"_s, u"Close"_s);
    }
    return call;
}

} // namespace

SleepInhibitor::~SleepInhibitor()
{
    release();
}

void SleepInhibitor::setActive(bool active, const QString &reason)
{
    m_wanted = active;
    if (!active) {
        m_nobody = false; // asked again for the next transfer
        release();
    } else if (!m_asking && !isHeld() && !m_nobody) {
        ask(PowerManagement, reason);
    }
}

void SleepInhibitor::ask(int service, const QString &reason)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || service == ServiceCount) {
        m_nobody = true;
        return;
    }
    m_asking = true;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(inhibit(service, reason)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, service, reason](QDBusPendingCallWatcher *ended) {
        const QDBusMessage reply = ended->reply();
        ended->deleteLater();
        m_asking = false;
        if (reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty()) {
            m_service = service;
            m_cookie = reply.arguments().first();
            if (!m_wanted)
                release();
        } else if (m_wanted) {
            ask(service + 1, reason);
        }
    });
}

void SleepInhibitor::release()
{
    if (!isHeld())
        return;
    QDBusConnection::sessionBus().asyncCall(uninhibit(m_service, m_cookie));
    m_cookie = {};
}

} // namespace millrace
