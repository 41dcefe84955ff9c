// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace millrace {

/// The icon in the system tray: rates in its tool tip, pause-all and resume-all in its menu, and notices of transfers that
/// ended. Where there is no tray it keeps out of sight.
class TrayIcon : public QObject
{
    Q_OBJECT
public:
    TrayIcon(TransferBoard &board, QObject *parent = nullptr);

    void setShown(bool shown);
    void setNotifies(bool notifies) { m_notifies = notifies; }

signals:
    void windowWanted();
    void pauseAllWanted();
    void resumeAllWanted();

private:
    void onTotals(const TransferTotals &totals);
    void onEnded(const TransferRow &row);

    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction *m_pause;
    QAction *m_resume;
    bool m_notifies = true;
};

} // namespace millrace
