// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/mainwindow.h"

#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/main/sidebar.h"
#include "ui/main/statustotals.h"
#include "ui/reports/reportspage.h"
#include "ui/settings/bandwidthbutton.h"
#include "ui/settings/bandwidthlimit.h"
#include "ui/settings/bandwidthmenu.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/welcome/demo.h"
#include "ui/welcome/welcomepage.h"
#include "ui/widgets/makers.h"
#include "ui/widgets/messages.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDataStream>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace millrace {

static QString firstLine(const QString &text)
{
    return text.trimmed().section(u'\n', 0, 0).trimmed();
}

MainWindow::MainWindow(const WindowServices &services, const Preferences &preferences, QWidget *parent)
    : QMainWindow(parent), m_board(services.board), m_book(services.book), m_appearance(services.appearance),
      m_preferencesFile(services.preferencesFile), m_bandwidth(services.bandwidth), m_preferences(preferences), m_model(new TransferModel(this)),
      m_demo(std::make_unique<Demo>())
{
    setWindowTitle(tr("Millrace"));
    setAcceptDrops(true);
    resize(1240, 800);
    setMinimumSize(760, 480);
    connectBoard();
    buildPages(services.reportFolder);
    buildToolBar();
    buildMenus();
    if (!m_preferences.windowGeometry.isEmpty())
        restoreGeometry(m_preferences.windowGeometry);
    QDataStream layout(m_preferences.windowLayout);
    QByteArray splitter;
    QByteArray transfers;
    layout >> splitter >> transfers >> m_browserColumns;
    if (layout.status() == QDataStream::Ok) {
        m_splitter->restoreState(splitter);
        m_transfers->restoreLayout(transfers);
    }
    go({m_preferences.welcomed ? Place::Kind::Transfers : Place::Kind::Welcome, TransferShown::All, {}});
}

MainWindow::~MainWindow() = default;

void MainWindow::connectBoard()
{
    // The model is told first, so that pages that hear the same signal find the rows there.
    connect(&m_board, &TransferBoard::changed, m_model, &TransferModel::take);
    connect(&m_board, &TransferBoard::removed, m_model, &TransferModel::remove);
    connect(&m_board, &TransferBoard::totalsChanged, this, &MainWindow::onTotals);
    connect(&m_book, &ConnectionBook::changed, this, [this] { m_sidebar->setConnections(m_book.profiles()); });
    connect(&m_book, &ConnectionBook::failed, this,
            [this](const QString &text) { tell(this, tr("Connections"), text); });
    connect(&m_board, &TransferBoard::troubled, this, [this](const Error &error) {
        const ErrorSentence sentence = errorSentence(error);
        statusBar()->showMessage(sentence.line(), 15000);
    });
    connect(&m_board, &TransferBoard::remained, this, &MainWindow::onRemained);
    connectDemo();
    if (m_bandwidth)
        connect(m_bandwidth, &BandwidthLimit::changed, this, &MainWindow::onBandwidth);
}

void MainWindow::onRemained(const QString &source, const Error &error, const QString &command)
{
    tell(this, tr("Parts stay on the server"),
         tr("What was sent of %1 is still on the server").arg(source),
         tr("The upload was given up, but its parts could not be removed, and cost storage until they are: %1.")
                 .arg(errorSentence(error).what)
             + u"\n\n"_s + tr("This command removes them:") + u'\n' + command);
}

void MainWindow::onTotals(const TransferTotals &totals)
{
    m_lastTotals = totals;
    m_sidebar->setTotals(totals);
    m_totals->setTotals(totals);
    const ByteRate rate = totals.downRate + totals.upRate;
    setWindowTitle(rate < 1 ? tr("Millrace") : tr("%1 – Millrace").arg(rateText(rate)));
}

void MainWindow::onBandwidth()
{
    if (m_preferences.bandwidth == m_bandwidth->chosen())
        return; // the timetable's next line
    m_preferences.bandwidth = m_bandwidth->chosen();
    saveSoon(m_preferences, m_preferencesFile);
}

void MainWindow::succeed(MainWindow &old)
{
    disconnect(m_demo.get(), nullptr, this, nullptr);
    disconnect(old.m_demo.get(), nullptr, &old, nullptr);
    m_demo = std::move(old.m_demo);
    connectDemo();
    QList<TransferRow> rows;
    for (int row = 0; row < old.m_model->rowCount(); ++row)
        rows.append(old.m_model->at(row));
    m_model->take(rows);
    m_transfers->succeed(*old.m_transfers, rows);
    onTotals(old.m_lastTotals);
    for (auto it = old.m_browsers.cbegin(); it != old.m_browsers.cend(); ++it)
        openBrowser(it.key(), &it.value()->path());
    go(old.m_place);
}

void MainWindow::buildPages(const QString &reportFolder)
{
    m_sidebar = new Sidebar;
    m_pages = new QStackedWidget;
    m_welcome = new WelcomePage;
    m_transfers = new TransfersPage(m_board, *m_model);
    m_transfers->setProfileFinder([this](const QString &id) { return m_book.find(id); });
    connect(m_transfers, &TransfersPage::optimizeWanted, this, &MainWindow::optimizeTransfer);
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_transfers);
    m_reports = new ReportsPage(reportFolder);
    m_pages->addWidget(m_reports);
    connect(&m_board, &TransferBoard::reported, m_reports, [this](quint64, const QString &file) { m_reports->add(file); });
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({228, 1012});
    m_splitter->setCollapsible(1, false);
    m_sidebar->setMinimumWidth(170);
    setCentralWidget(m_splitter);
    m_totals = new StatusTotals;
    if (m_bandwidth) {
        auto *menu = new BandwidthMenu(*m_bandwidth, this);
        connect(menu, &BandwidthMenu::settingsWanted, this, [this] { showSettings(SettingsDialog::Page::Bandwidth); });
        m_bandwidthButton = new BandwidthButton(*m_bandwidth, menu);
        statusBar()->addPermanentWidget(m_bandwidthButton);
    }
    statusBar()->addPermanentWidget(m_totals);
    statusBar()->setSizeGripEnabled(false);

    connect(m_sidebar, &Sidebar::chosen, this, &MainWindow::go);
    connect(m_sidebar, &Sidebar::connectionMenuWanted, this, &MainWindow::connectionMenu);
    connect(m_sidebar, &Sidebar::keysDropped, this, &MainWindow::downloadDropped);
    connect(m_welcome, &WelcomePage::addConnection, this, &MainWindow::addConnection);
    connect(m_welcome, &WelcomePage::importProfiles, this, &MainWindow::importProfiles);
    connect(m_welcome, &WelcomePage::tryDemo, this, &MainWindow::startDemo);
    m_book.listAwsProfiles(m_welcome, [this](const QStringList &names) { m_welcome->setAwsProfiles(int(names.size())); });
    m_sidebar->setConnections(m_book.profiles());
}

void MainWindow::go(const Place &place)
{
    switch (place.kind) {
    case Place::Kind::None: return;
    case Place::Kind::Welcome: m_pages->setCurrentWidget(m_welcome); break;
    case Place::Kind::Transfers:
        m_transfers->showOnly(place.shown);
        m_pages->setCurrentWidget(m_transfers);
        break;
    case Place::Kind::Connection:
        if (BrowserPage *page = openBrowser(place.connectionId))
            m_pages->setCurrentWidget(page);
        break;
    case Place::Kind::Reports: m_pages->setCurrentWidget(m_reports); break;
    case Place::Kind::AddConnection:
        m_sidebar->setCurrent(m_place); // a dialog is no place to be
        addConnection();
        return;
    case Place::Kind::Optimize:
        m_sidebar->setCurrent(m_place);
        optimize({});
        return;
    }
    m_place = place;
    m_sidebar->setCurrent(place);
    m_toolBar->setVisible(place.kind == Place::Kind::Transfers);
}

void MainWindow::downloadDropped()
{
    if (auto *page = qobject_cast<BrowserPage *>(m_pages->currentWidget()))
        page->downloadSelected();
}

void MainWindow::actOnAll(TransferAction action)
{
    QList<quint64> ids;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const TransferRow &transfer = m_model->at(row);
        const bool waits = transfer.state == TransferState::Paused;
        const bool goes = transfer.state == TransferState::Active || transfer.state == TransferState::Queued;
        if (action == TransferAction::Pause ? goes : waits)
            ids.append(transfer.id);
    }
    if (!ids.isEmpty())
        m_board.act(action, ids);
}

void MainWindow::openAddress(const QString &address)
{
    auto *dialog = new NewTransferDialog(m_book, address, m_preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewTransferDialog::ordered, this, [this](const TransferOrder &order) {
        m_board.add(order);
        go({Place::Kind::Transfers, TransferShown::All, {}});
    });
    dialog->open();
}

void MainWindow::paste()
{
    const QString text = firstLine(QGuiApplication::clipboard()->text());
    if (NewTransferDialog::isAddress(text))
        openAddress(text);
}

void MainWindow::showSettings(SettingsDialog::Page page)
{
    auto *dialog = new SettingsDialog(m_preferences, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SettingsDialog::chosen, this, [this](const Preferences &preferences) {
        m_preferences = preferences;
        applyPreferences();
        saveSoon(m_preferences, m_preferencesFile);
        emit preferencesChanged(m_preferences);
    });
    dialog->open(page);
}

void MainWindow::applyPreferences()
{
    if (m_appearance.choice() != m_preferences.theme)
        m_appearance.choose(m_preferences.theme);
    if (m_bandwidth)
        m_bandwidth->choose(m_preferences.bandwidth);
    for (auto it = m_browsers.cbegin(); it != m_browsers.cend(); ++it) {
        prepare(*it.value());
        if (it.key() != Demo::connectionId())
            it.value()->setTargetFolder(m_preferences.targetFolder);
    }
}

void MainWindow::rememberLayout()
{
    m_preferences.windowGeometry = saveGeometry();
    m_preferences.windowLayout.clear();
    QDataStream layout(&m_preferences.windowLayout, QIODevice::WriteOnly);
    if (const auto *page = qobject_cast<BrowserPage *>(m_pages->currentWidget()))
        m_browserColumns = page->view()->header()->saveState();
    else if (!m_browsers.isEmpty())
        m_browserColumns = m_browsers.cbegin().value()->view()->header()->saveState();
    layout << m_splitter->saveState() << m_transfers->saveLayout() << m_browserColumns;
}

void MainWindow::quit()
{
    m_staysOnClose = false;
    close();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    rememberLayout();
    saveSoon(m_preferences, m_preferencesFile);
    if (m_staysOnClose) {
        hide();
        event->ignore();
        return;
    }
    event->accept();
    // A hidden window that is closed is not the last one to Qt.
    if (!isVisible())
        QCoreApplication::quit();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!KeyModel::isKeys(event->mimeData()) && NewTransferDialog::isAddress(firstLine(event->mimeData()->text())))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    openAddress(firstLine(event->mimeData()->text()));
    event->acceptProposedAction();
}

} // namespace millrace
