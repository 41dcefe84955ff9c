// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionbook.h"
#include "ui/main/place.h"
#include "ui/settings/preferences.h"
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
class BrowserPage;
class Demo;
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
    void showSettings();

signals:
    void preferencesChanged(const millrace::Preferences &preferences);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildToolBar();
    void buildMenus();
    void buildPages();
    void connectBoard();
    BrowserPage *openBrowser(const QString &connectionId);
    void onDemoStarted(const Connection &connection);
    void connectionMenu(const QString &id, const QPoint &at);
    void applyPreferences();
    void paste();

    TransferBoard &m_board;
    ConnectionBook &m_book;
    Appearance &m_appearance;
    const QString m_preferencesFile;
    Preferences m_preferences;
    TransferModel *m_model;
    std::unique_ptr<Demo> m_demo;

    QSplitter *m_splitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr;
    WelcomePage *m_welcome = nullptr;
    TransfersPage *m_transfers = nullptr;
    QHash<QString, BrowserPage *> m_browsers;
    StatusTotals *m_totals = nullptr;
    QToolBar *m_toolBar = nullptr;
    QLineEdit *m_search = nullptr;
};

} // namespace millrace
