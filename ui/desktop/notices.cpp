// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/notices.h"

#include "ui/text/errorsentence.h"
#include "ui/text/format.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

// "Desktop Notifications Specification", freedesktop.org.
static const QString service = u"org.freedesktop.Notifications"_s;
static const QString path = u"/org/freedesktop/Notifications"_s;
static constexpr qsizetype namesTold = 3;

Notices::Notices(TransferBoard &board, Fallback fallback, QObject *parent)
    : QObject(parent), m_fallback(std::move(fallback)), m_gathering(this)
{
    m_gathering.setSingleShot(true);
    m_gathering.setInterval(1s);
    connect(&m_gathering, &QTimer::timeout, this, &Notices::tell);
    connect(&board, &TransferBoard::ended, this, &Notices::onEnded);
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (bus.isConnected())
        bus.connect(service, path, service, u"ActionInvoked"_s, this, SLOT(onActionInvoked(uint, QString)));
}

void Notices::onEnded(const TransferRow &row)
{
    // Who looks at the window sees it there.
    if (!m_active || QApplication::activeWindow())
        return;
    (row.state == TransferState::Done ? m_done : m_failed).append(row);
    if (!m_gathering.isActive())
        m_gathering.start();
}

void Notices::tell()
{
    const auto names = [](const QList<TransferRow> &rows) {
        QStringList list;
        for (const TransferRow &row : rows.mid(0, namesTold))
            list += row.name;
        if (rows.size() > namesTold)
            list += u"…"_s;
        return list.join(u'\n');
    };
    if (m_done.size() == 1)
        send(tr("Finished: %1").arg(m_done.first().name), bytesText(m_done.first().size), false);
    else if (!m_done.isEmpty())
        send(tr("%n transfer(s) finished", nullptr, int(m_done.size())), names(m_done), false);
    if (m_failed.size() == 1) {
        const auto &error = m_failed.first().error;
        send(tr("Failed: %1").arg(m_failed.first().name), error ? errorSentence(*error).line() : QString(), true);
    } else if (!m_failed.isEmpty()) {
        send(tr("%n transfer(s) failed", nullptr, int(m_failed.size())), names(m_failed), true);
    }
    m_done.clear();
    m_failed.clear();
}

void Notices::send(const QString &title, const QString &text, bool failed)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        m_fallback(title, text, failed);
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, u"Notify"_s);
    const QVariantMap hints{{u"desktop-entry"_s, u"millrace"_s},
                            {u"category"_s, failed ? u"transfer.error"_s : u"transfer.complete"_s}};
    call << u"Millrace"_s << uint(0) << u"millrace"_s << title << text.toHtmlEscaped()
         << QStringList{u"default"_s, tr("Show Millrace")} << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, title, text, failed](QDBusPendingCallWatcher *ended) {
        const QDBusPendingReply<uint> reply = *ended;
        ended->deleteLater();
        if (reply.isError())
            m_fallback(title, text, failed);
        else
            m_sent.append(reply.value());
    });
}

void Notices::onActionInvoked(uint id, const QString &)
{
    if (m_sent.contains(id))
        emit windowWanted();
}

} // namespace millrace
