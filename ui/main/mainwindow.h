// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"
#include "ui/main/place.h"
#include "ui/settings/preferences.h"
#include "ui/settings/settingsdialog.h"
#include "ui/transfers/transferboard.h"

#include <QHash>
#include <QMainWindow>
#include <memory>

class QLineEdit;
class QSplitter;
class QStackedWidget;
class QToolBar;

namespace millrace {

class Appearance;
class BandwidthLimit;
class BrowserPage;
struct BrowserPath;
class Demo;
class ReportsPage;
class Sidebar;
class StatusTotals;
class TransferModel;
class TransfersPage;
class WelcomePage;

/// What the window stands on; all of it outlives the window.
struct WindowServices
{
    TransferBoard &board;
    ConnectionBook &book;
    Appearance &appearance;
    QString preferencesFile;
    BandwidthLimit *bandwidth = nullptr; ///< null: nothing limits, and nothing is shown of it
    QString reportFolder = {}; ///< where the board's transfers leave their reports; empty: nowhere
};

/// The window: sidebar, pages, tool bar, menus. Each page is its own class; here they are only put together.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const WindowServices &services, const Preferences &preferences, QWidget *parent = nullptr);
    ~MainWindow() override;

    void go(const Place &place);
    TransfersPage *transfersPage() const { return m_transfers; }
    BrowserPage *browserPage(const QString &connectionId) const { return m_browsers.value(connectionId); }
    ReportsPage *reportsPage() const { return m_reports; }
    WelcomePage *welcomePage() const { return m_welcome; }
    Demo *demo() const { return m_demo.get(); }
    TransferModel *transferModel() const { return m_model; }
    const Preferences &preferences() const { return m_preferences; }

    /// Pauses or resumes whatever can be.
    void actOnAll(TransferAction action);
    void startDemo();
    void addConnection();
    void editConnection(const QString &id);
    void importProfiles();
    /// Opens an s3:// address or an http(s) link: the new-transfer dialog.
    void openAddress(const QString &address);
    void showSettings(SettingsDialog::Page page = SettingsDialog::Page::Transfers);
    /// Takes the place of @p old, which is about to go: its transfers, demo, open pages.
    void succeed(MainWindow &old);
    /// Notes how the window is laid out in the preferences.
    void rememberLayout();
    /// Closing hides the window, and the program goes on.
    void setStaysOnClose(bool stays) { m_staysOnClose = stays; }
    /// Closes for good.
    void quit();
    /// Opens the wizard that searches the best settings, for a connection or (empty) one to be chosen.
    void optimize(const QString &connectionId);
    /// The same for a transfer of the list, which then goes on with them.
    void optimizeTransfer(quint64 id);

signals:
    void preferencesChanged(const millrace::Preferences &preferences);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildToolBar();
    void buildMenus();
    void buildPages(const QString &reportFolder);
    void connectBoard();
    BrowserPage *openBrowser(const QString &connectionId, const BrowserPath *path = nullptr);
    void connectDemo();
    void onRemained(const QString &source, const Error &error, const QString &command);
    void onTotals(const TransferTotals &totals);
    void onBandwidth();
    void downloadDropped();
    void prepare(BrowserPage &page) const;
    void onDemoStarted(const Connection &connection);
    void connectionMenu(const QString &id, const QPoint &at);
    void applyPreferences();
    void paste();
    class OptimizeDialog *openOptimizer(const struct OptimizePlan &plan, const TransferOrder *transfer);

    TransferBoard &m_board;
    ConnectionBook &m_book;
    Appearance &m_appearance;
    const QString m_preferencesFile;
    BandwidthLimit *const m_bandwidth;
    Preferences m_preferences;
    TransferModel *m_model;
    std::unique_ptr<Demo> m_demo;

    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    TransfersPage *m_transfers = nullptr;
    ReportsPage *m_reports = nullptr;
    QHash<QString, BrowserPage *> m_browsers;
    StatusTotals *m_totals = nullptr;
    QWidget *m_bandwidthButton = nullptr;
    QToolBar *m_toolBar = nullptr;
    QLineEdit *m_search = nullptr;
    Place m_place;
    TransferTotals m_lastTotals;
    QByteArray m_browserColumns;
    bool m_staysOnClose = false;
};

} // namespace millrace
