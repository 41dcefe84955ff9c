// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/trayicon.h"

#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace millrace {

TrayIcon::TrayIcon(TransferBoard &board, QObject *parent) : QObject(parent), m_icon(applicationIcon())
{
    m_menu.addAction(tr("Show Millrace"), this, &TrayIcon::windowWanted);
    m_menu.addSeparator();
    m_pause = m_menu.addAction(themedIcon(u"pause"_s), tr("Pause all"), this, &TrayIcon::pauseAllWanted);
    m_resume = m_menu.addAction(themedIcon(u"resume"_s), tr("Resume all"), this, &TrayIcon::resumeAllWanted);
    m_menu.addSeparator();
    m_menu.addAction(themedIcon(u"quit"_s), tr("Quit"), qApp, &QApplication::closeAllWindows);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            emit windowWanted();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::windowWanted);
    connect(&board, &TransferBoard::totalsChanged, this, &TrayIcon::onTotals);
    connect(&board, &TransferBoard::ended, this, &TrayIcon::onEnded);
    onTotals({});
}

void TrayIcon::setShown(bool shown)
{
    m_icon.setVisible(shown && QSystemTrayIcon::isSystemTrayAvailable());
}

void TrayIcon::onTotals(const TransferTotals &totals)
{
    QStringList lines{u"Millrace"_s};
    if (totals.downRate >= 1)
        lines += tr("Down %1").arg(rateText(totals.downRate));
    if (totals.upRate >= 1)
        lines += tr("Up %1").arg(rateText(totals.upRate));
    if (totals.active + totals.queued > 0)
        lines += tr("%1 active, %2 queued").arg(numberText(totals.active), numberText(totals.queued));
    m_icon.setToolTip(lines.join(u'\n'));
    m_pause->setEnabled(totals.active + totals.queued > 0);
    m_resume->setEnabled(totals.paused > 0);
}

void TrayIcon::onEnded(const TransferRow &row)
{
    // Who looks at the window sees it there.
    if (!m_notifies || !m_icon.isVisible() || QApplication::activeWindow())
        return;
    if (row.state == TransferState::Done)
        m_icon.showMessage(tr("Finished"), tr("%1, %2").arg(row.name, bytesText(row.size)), QSystemTrayIcon::Information);
    else
        m_icon.showMessage(tr("Failed: %1").arg(row.name), row.error ? errorSentence(*row.error).line() : QString(),
                           QSystemTrayIcon::Warning);
}

} // namespace millrace
