// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/trayicon.h"

#include "ui/text/format.h"
#include "ui/theme/icons.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

TrayIcon::TrayIcon(TransferBoard &board, QObject *parent) : QObject(parent), m_icon(applicationIcon())
{
    // Many trays show no tool tips: the rates lead the menu as well.
    m_rates = m_menu.addAction(QString());
    m_rates->setEnabled(false);
    m_menu.addSeparator();
    m_menu.addAction(tr("Show Millrace"), this, &TrayIcon::windowWanted);
    m_pause = m_menu.addAction(themedIcon(u"pause"_s), tr("Pause all"), this, &TrayIcon::pauseAllWanted);
    m_resume = m_menu.addAction(themedIcon(u"resume"_s), tr("Resume all"), this, &TrayIcon::resumeAllWanted);
    m_menu.addSeparator();
    m_quit = m_menu.addAction(themedIcon(u"quit"_s), tr("Quit"), this, &TrayIcon::quitWanted);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            emit windowWanted();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::windowWanted);
    connect(&board, &TransferBoard::totalsChanged, this, &TrayIcon::onTotals);
    m_rest.setSingleShot(true);
    m_rest.setInterval(1s);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_waits)
            tell();
    });
    tell();
}

void TrayIcon::setShown(bool shown)
{
    m_icon.setVisible(shown && QSystemTrayIcon::isSystemTrayAvailable());
}

void TrayIcon::addMenu(QMenu *menu)
{
    m_menu.insertMenu(m_quit, menu);
    m_menu.insertSeparator(m_quit);
}

void TrayIcon::showMessage(const QString &title, const QString &text, bool failed)
{
    if (isShown())
        m_icon.showMessage(title, text, failed ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void TrayIcon::onTotals(const TransferTotals &totals)
{
    const auto counts = [](const TransferTotals &t) { return std::tuple(t.active, t.queued, t.paused); };
    const bool counted = counts(totals) != counts(m_totals);
    m_totals = totals;
    // Trays are other processes: rates alone are no reason to call one several times a second.
    if (counted || !m_rest.isActive())
        tell();
    else
        m_waits = true;
}

void TrayIcon::tell()
{
    m_rest.start();
    m_waits = false;
    const TransferTotals &totals = m_totals;
    QStringList rates;
    if (totals.downRate >= 1)
        rates += tr("Down %1").arg(rateText(totals.downRate));
    if (totals.upRate >= 1)
        rates += tr("Up %1").arg(rateText(totals.upRate));
    QStringList lines = rates;
    if (totals.active + totals.queued > 0)
        lines += tr("%1 active, %2 queued").arg(numberText(totals.active), numberText(totals.queued));
    m_rates->setText(lines.isEmpty() ? tr("Nothing is being transferred") : lines.join(u"  ·  "_s));
    lines.prepend(u"Millrace"_s);
    m_icon.setToolTip(lines.join(u'\n'));
    m_pause->setEnabled(totals.active + totals.queued > 0);
    m_resume->setEnabled(totals.paused > 0);
}

} // namespace millrace
