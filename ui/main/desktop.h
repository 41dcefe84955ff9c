// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/notices.h"
#include "ui/desktop/sleepinhibitor.h"
#include "ui/desktop/trayicon.h"
#include "ui/main/mainwindow.h"
#include "ui/settings/bandwidthmenu.h"

namespace millrace {

class Translation;

/// The window and what belongs to the desktop around it: tray, notices, no sleep while something moves. In another language
/// they are made anew, since widgets do not translate themselves; what they stand on stays as it is.
class Desktop : public QObject
{
    Q_OBJECT
public:
    Desktop(const WindowServices &services, Translation &translation, const Preferences &preferences, QObject *parent = nullptr);
    ~Desktop() override;

    MainWindow &window() const { return *m_window; }
    const TrayIcon &tray() const { return *m_tray; }
    /// Shows the window, in front.
    void bringUp();
    /// What a start was called with: addresses, and "--demo".
    void take(const QStringList &words);

signals:
    void preferencesChanged(const millrace::Preferences &preferences);

private:
    void build(const Preferences &preferences);
    void onPreferences(const Preferences &preferences);
    void changeLanguage();

    const WindowServices m_services;
    Translation &m_translation;
    TransferTotals m_totals;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<TrayIcon> m_tray;
    std::unique_ptr<BandwidthMenu> m_trayBandwidth;
    Notices m_notices;
    SleepInhibitor m_awake;
};

} // namespace millrace
