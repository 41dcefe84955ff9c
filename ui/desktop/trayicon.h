// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferboard.h"

#include <QMenu>
#include <QSystemTrayIcon>
#include <QTimer>

namespace millrace {

/// The icon in the system tray: rates in its tool tip and menu, pause-all and resume-all. Where there is no tray it keeps
/// out of sight.
class TrayIcon : public QObject
{
    Q_OBJECT
public:
    explicit TrayIcon(TransferBoard &board, QObject *parent = nullptr);

    void setShown(bool shown);
    bool isShown() const { return m_icon.isVisible(); }
    /// Above the last entry.
    void addMenu(QMenu *menu);
    void showMessage(const QString &title, const QString &text, bool failed);
    void onTotals(const TransferTotals &totals);
    const QMenu &menu() const { return m_menu; }
    QString toolTip() const { return m_icon.toolTip(); }

signals:
    void windowWanted();
    void pauseAllWanted();
    void resumeAllWanted();
    void quitWanted();

private:
    void tell();

    TransferTotals m_totals;
    QTimer m_rest;        ///< since the tray was told
    bool m_waits = false; ///< there is news since
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction *m_rates;
    QAction *m_pause;
    QAction *m_resume;
    QAction *m_quit;
};

} // namespace millrace
