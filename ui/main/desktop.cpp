// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/desktop.h"

#include "ui/text/translation.h"
#include "ui/transfers/newtransferdialog.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace millrace {

Desktop::Desktop(const WindowServices &services, Translation &translation, const Preferences &preferences, QObject *parent)
    : QObject(parent), m_services(services), m_translation(translation),
      m_notices(services.board, [this](const QString &title, const QString &text, bool failed) {
          m_tray->showMessage(title, text, failed);
      })
{
    build(preferences);
    connect(&services.board, &TransferBoard::totalsChanged, this, [this](const TransferTotals &totals) {
        m_totals = totals;
        m_awake.setActive(totals.active > 0 && m_window->preferences().keepAwake, tr("Transfers are under way"));
    });
    connect(&m_notices, &Notices::windowWanted, this, &Desktop::bringUp);
}

Desktop::~Desktop() = default;

void Desktop::build(const Preferences &preferences)
{
    m_window = std::make_unique<MainWindow>(m_services, preferences);
    m_tray = std::make_unique<TrayIcon>(m_services.board);
    if (m_services.bandwidth) {
        m_trayBandwidth = std::make_unique<BandwidthMenu>(*m_services.bandwidth, m_window.get());
        m_tray->addMenu(m_trayBandwidth.get());
        connect(m_trayBandwidth.get(), &BandwidthMenu::settingsWanted, this, [this] {
            bringUp();
            m_window->showSettings(SettingsDialog::Page::Bandwidth);
        });
    }
    connect(m_tray.get(), &TrayIcon::windowWanted, this, &Desktop::bringUp);
    connect(m_tray.get(), &TrayIcon::pauseAllWanted, this, [this] { m_window->actOnAll(TransferAction::Pause); });
    connect(m_tray.get(), &TrayIcon::resumeAllWanted, this, [this] { m_window->actOnAll(TransferAction::Resume); });
    connect(m_tray.get(), &TrayIcon::quitWanted, this, [this] { m_window->quit(); });
    connect(m_window.get(), &MainWindow::preferencesChanged, this, &Desktop::onPreferences);
    onPreferences(preferences);
}

void Desktop::onPreferences(const Preferences &preferences)
{
    m_tray->setShown(preferences.tray);
    m_notices.setActive(preferences.notify);
    m_window->setStaysOnClose(preferences.closeToTray && m_tray->isShown());
    if (!preferences.keepAwake)
        m_awake.setActive(false, {});
    emit preferencesChanged(preferences);
    // Later: a dialog of the window that is to go may be telling this.
    if (preferences.language != m_translation.chosen())
        QMetaObject::invokeMethod(this, &Desktop::changeLanguage, Qt::QueuedConnection);
}

void Desktop::changeLanguage()
{
    m_window->rememberLayout();
    const Preferences preferences = m_window->preferences();
    if (preferences.language == m_translation.chosen())
        return;
    m_translation.choose(preferences.language);
    const bool visible = m_window->isVisible();
    const std::unique_ptr<MainWindow> before = std::move(m_window);
    m_trayBandwidth.reset();
    m_tray.reset();
    build(preferences);
    m_window->succeed(*before);
    m_tray->onTotals(m_totals);
    m_window->setVisible(visible);
}

void Desktop::bringUp()
{
    m_window->setWindowState(m_window->windowState() & ~Qt::WindowMinimized);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Desktop::take(const QStringList &words)
{
    // An address is opened over one of the connections, which may still be on their way from the disk.
    m_services.book.whenLoaded(this, [this, words] {
        for (const QString &word : words) {
            if (word == u"--demo")
                m_window->startDemo();
            else if (NewTransferDialog::isAddress(word))
                m_window->openAddress(word);
        }
    });
}

} // namespace millrace
