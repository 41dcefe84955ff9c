// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/mainwindow.h"

#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/importdialog.h"
#include "ui/main/aboutdialog.h"
#include "ui/main/shortcutsdialog.h"
#include "ui/main/sidebar.h"
#include "ui/main/statustotals.h"
#include "ui/reports/reportspage.h"
#include "ui/settings/bandwidthbutton.h"
#include "ui/settings/bandwidthlimit.h"
#include "ui/settings/bandwidthmenu.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/welcome/demo.h"
#include "ui/welcome/welcomepage.h"
#include "ui/wizard/optimizedialog.h"
#include "ui/widgets/makers.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDataStream>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace millrace {

static const QString demoId = u"demo"_s;

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
            [this](const QString &text) { QMessageBox::warning(this, tr("Connections"), text); });
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
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Parts stay on the server"),
                                tr("The upload of %1 was given up, but what it had sent could not be removed from the server, "
                                   "where it costs storage.").arg(source), QMessageBox::Ok, this);
    box->setInformativeText(errorSentence(error).what + u".\n\n"_s + tr("This command removes it:") + u'\n' + command);
    box->setTextFormat(Qt::PlainText);
    box->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::connectDemo()
{
    connect(m_demo.get(), &Demo::started, this, &MainWindow::onDemoStarted);
    connect(m_demo.get(), &Demo::failed, this, [this](const Error &error) {
        QMessageBox::warning(this, tr("The demo did not start"), errorSentence(error).line());
    });
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

void MainWindow::buildToolBar()
{
    m_toolBar = addToolBar(tr("Tools"));
    m_toolBar->setMovable(false);
    m_toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_toolBar->setIconSize({20, 20});
    auto *fresh = new QAction(themedIcon(u"link"_s), tr("New transfer"), this);
    fresh->setShortcut(QKeySequence::New);
    fresh->setToolTip(tr("Download from an s3:// address or a link"));
    connect(fresh, &QAction::triggered, this, [this] { openAddress({}); });
    m_toolBar->addWidget(makeActionButton(fresh, true));
    addAction(fresh);
    m_toolBar->addSeparator();
    const TransferActions &actions = m_transfers->actions();
    for (QAction *action : {actions.resume, actions.pause, actions.retry, actions.cancel})
        m_toolBar->addWidget(makeActionButton(action, true));
    m_toolBar->addSeparator();
    for (QAction *action : {actions.up, actions.down, actions.openFolder, actions.copyCommand, actions.optimize, actions.remove})
        m_toolBar->addWidget(makeActionButton(action, false));
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    m_search = new QLineEdit;
    m_search->setPlaceholderText(tr("Filter transfers"));
    m_search->setAccessibleName(tr("Filter transfers"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(u"search"_s, IconTone::Muted), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(210);
    m_toolBar->addWidget(m_search);
    connect(m_search, &QLineEdit::textChanged, m_transfers, &TransfersPage::setFilterText);
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->addAction(themedIcon(u"link"_s), tr("New transfer…"), this, [this] { openAddress({}); });
    file->addAction(themedIcon(u"cloud"_s), tr("Add a connection…"), Qt::CTRL | Qt::SHIFT | Qt::Key_A, this, &MainWindow::addConnection);
    file->addAction(themedIcon(u"import"_s), tr("Import from ~/.aws…"), this, &MainWindow::importProfiles);
    file->addAction(themedIcon(u"play-circle"_s), tr("Start the demo"), this, &MainWindow::startDemo);
    file->addAction(themedIcon(u"report"_s), tr("Open report file…"), this, [this] {
        go({Place::Kind::Reports, TransferShown::All, {}});
        m_reports->chooseAndOpen();
    });
    file->addSeparator();
    file->addAction(themedIcon(u"settings"_s), tr("Settings…"), Qt::CTRL | Qt::Key_Comma, this,
                    [this] { showSettings(); });
    file->addSeparator();
    file->addAction(themedIcon(u"quit"_s), tr("Quit"), Qt::CTRL | Qt::Key_Q, this, &MainWindow::quit);

    QMenu *transfer = menuBar()->addMenu(tr("&Transfer"));
    transfer->addActions(m_transfers->menu()->actions());
    transfer->addSeparator();
    transfer->addAction(themedIcon(u"optimize"_s), tr("Auto-optimize…"), this, [this] { optimize({}); });

    QMenu *view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("Transfers"), Qt::ALT | Qt::Key_1, this, [this] { go({Place::Kind::Transfers, TransferShown::All, {}}); });
    view->addAction(tr("Reports"), Qt::ALT | Qt::Key_2, this, [this] { go({Place::Kind::Reports, TransferShown::All, {}}); });
    view->addAction(tr("Welcome"), this, [this] { go({Place::Kind::Welcome, TransferShown::All, {}}); });
    QMenu *theme = view->addMenu(themedIcon(u"sun"_s), tr("Appearance"));
    auto *themes = new QActionGroup(theme);
    const std::pair<ThemeChoice, QString> choices[] = {{ThemeChoice::System, tr("Like the system")},
                                                       {ThemeChoice::Light, tr("Light")},
                                                       {ThemeChoice::Dark, tr("Dark")},
                                                       {ThemeChoice::HighContrast, tr("High contrast")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = theme->addAction(text);
        action->setCheckable(true);
        action->setChecked(choice == m_appearance.choice());
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice] {
            m_preferences.theme = choice;
            m_appearance.choose(choice);
            saveSoon(m_preferences, m_preferencesFile);
        });
    }

    QMenu *help = menuBar()->addMenu(tr("&Help"));
    const auto shortcuts = [this] {
        auto *dialog = new ShortcutsDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    };
    help->addAction(themedIcon(u"keyboard"_s), tr("Keyboard shortcuts"), this, shortcuts);
    help->addAction(themedIcon(u"info"_s), tr("About Millrace"), this, [this] {
        auto *dialog = new AboutDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(new QShortcut(Qt::Key_Question, this), &QShortcut::activated, this, shortcuts);
    connect(new QShortcut(QKeySequence::Paste, this), &QShortcut::activated, this, &MainWindow::paste);
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
    case Place::Kind::AddConnection: addConnection(); return;
    case Place::Kind::Optimize: optimize({}); return;
    }
    m_place = place;
    m_sidebar->setCurrent(place);
    m_toolBar->setVisible(place.kind == Place::Kind::Transfers);
}

BrowserPage *MainWindow::openBrowser(const QString &connectionId, const BrowserPath *path)
{
    if (BrowserPage *page = m_browsers.value(connectionId))
        return page;
    const ConnectionProfile *profile = m_book.find(connectionId);
    if (!profile)
        return nullptr;
    auto *page = new BrowserPage(*profile, m_book, m_board);
    page->setTargetFolder(profile->id == demoId ? m_demo->targetFolder() : m_preferences.targetFolder);
    prepare(*page);
    if (!m_browserColumns.isEmpty())
        page->view()->header()->restoreState(m_browserColumns);
    m_browsers.insert(connectionId, page);
    m_pages->addWidget(page);
    if (m_bandwidthButton) { // what comes into a window is last on Tab's way, where the status bar's button belongs
        m_bandwidthButton->setParent(nullptr);
        statusBar()->insertPermanentWidget(0, m_bandwidthButton);
        m_bandwidthButton->show();
    }
    connect(page, &BrowserPage::editConnectionWanted, this, &MainWindow::editConnection);
    connect(page, &BrowserPage::ordered, this, [this] {
        statusBar()->showMessage(tr("Added to the transfers"), 4000);
    });
    page->open(path ? *path : BrowserPath::fromText(profile->startPath));
    return page;
}

void MainWindow::prepare(BrowserPage &page) const
{
    page.setTransferSettings(m_preferences.transferSettings());
    page.setExisting(m_preferences.existing);
    page.setUploadChecksum(m_preferences.uploadChecksum);
    page.setAsksForFolder(m_preferences.askForFolder);
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

void MainWindow::startDemo()
{
    if (m_demo->isRunning())
        go({Place::Kind::Connection, TransferShown::All, demoId});
    else
        m_demo->start();
}

void MainWindow::onDemoStarted(const Connection &connection)
{
    ConnectionProfile profile;
    profile.id = demoId;
    profile.name = tr("Demo");
    profile.provider = u"other"_s;
    profile.endpoint = connection.endpoint.toString();
    profile.transient = true;
    m_book.putTransient(profile, connection);

    DownloadSpec spec;
    spec.connection = connection;
    spec.bucket = Demo::bucket();
    spec.wholePrefix = true;
    spec.prefix = Demo::firstPrefix();
    spec.targetFolder = m_demo->targetFolder() + u"/large"_s;
    spec.settings.partSize = 2 * MiB;
    spec.settings.concurrency = 8;
    spec.settings.maxConnections = 16;
    TransferOrder order;
    order.spec = spec;
    order.connectionId = profile.id;
    order.connectionName = profile.name;
    order.ofSession = true;
    m_board.add(order);
    go({Place::Kind::Transfers, TransferShown::All, {}});
}

void MainWindow::addConnection()
{
    auto *dialog = new ConnectionDialog(m_book, ConnectionProfile::make(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString &id) {
        m_preferences.welcomed = true;
        go({Place::Kind::Connection, TransferShown::All, id});
    });
    dialog->open();
}

void MainWindow::editConnection(const QString &id)
{
    const ConnectionProfile *profile = m_book.find(id);
    if (!profile || profile->transient)
        return;
    auto *dialog = new ConnectionDialog(m_book, *profile, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString &saved) {
        // What was opened with the old settings begins anew.
        if (BrowserPage *page = m_browsers.take(saved))
            page->deleteLater();
        go({Place::Kind::Connection, TransferShown::All, saved});
    });
    dialog->open();
}

void MainWindow::importProfiles()
{
    auto *dialog = new ImportDialog(m_book, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this](const QString &firstId) {
        m_preferences.welcomed = true;
        go({Place::Kind::Connection, TransferShown::All, firstId});
    });
    dialog->open();
}

void MainWindow::connectionMenu(const QString &id, const QPoint &at)
{
    const ConnectionProfile *profile = m_book.find(id);
    if (!profile)
        return;
    QMenu menu;
    QAction *edit = menu.addAction(themedIcon(u"edit"_s), tr("Edit…"));
    QAction *optimal = menu.addAction(themedIcon(u"optimize"_s), tr("Auto-optimize…"));
    QAction *forget = menu.addAction(tr("Forget the optimized settings"));
    forget->setVisible(profile->tuned.has_value());
    QAction *remove = menu.addAction(themedIcon(u"remove"_s), tr("Remove"));
    edit->setEnabled(!profile->transient);
    remove->setEnabled(!profile->transient);
    const QString name = profile->name;
    const QAction *chosen = menu.exec(at);
    if (chosen == edit)
        editConnection(id);
    else if (chosen && chosen == optimal)
        optimize(id);
    else if (chosen && chosen == forget) {
        if (const ConnectionProfile *now = m_book.find(id)) {
            ConnectionProfile changed = *now;
            changed.tuned.reset();
            m_book.put(changed);
        }
    }
    else if (chosen == remove
             && QMessageBox::question(this, tr("Remove the connection"),
                                      tr("Remove “%1” and its key from the keychain? Nothing is deleted on the server.").arg(name))
                 == QMessageBox::Yes) {
        if (BrowserPage *page = m_browsers.take(id))
            page->deleteLater();
        m_book.remove(id);
        go({Place::Kind::Transfers, TransferShown::All, {}});
    }
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

OptimizeDialog *MainWindow::openOptimizer(const OptimizePlan &plan, const TransferOrder *transfer)
{
    OptimizePlan told = plan;
    told.transfersUnderWay = m_lastTotals.active;
    auto *dialog = new OptimizeDialog(m_book, m_preferences, told, transfer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
    return dialog;
}

void MainWindow::optimize(const QString &connectionId)
{
    OptimizePlan plan;
    plan.connectionId = connectionId;
    plan.folder = m_preferences.targetFolder;
    // Where one is in the browser is what one most likely means.
    const Place here = m_sidebar->current();
    if (plan.connectionId.isEmpty() && here.kind == Place::Kind::Connection)
        plan.connectionId = here.connectionId;
    if (const BrowserPage *page = m_browsers.value(plan.connectionId); page && !page->path().bucket.isEmpty())
        plan.address = page->path().address();
    openOptimizer(plan, nullptr);
}

void MainWindow::optimizeTransfer(quint64 id)
{
    const TransferOrder *order = m_board.order(id);
    const TransferRow *row = m_model->row(id);
    if (!order || !row)
        return;
    OptimizePlan plan;
    plan.connectionId = order->connectionId;
    if (const auto *download = std::get_if<DownloadSpec>(&order->spec)) {
        plan.address = u"s3://%1/%2"_s.arg(download->bucket, download->wholePrefix ? download->prefix : download->keys.value(0));
        plan.folder = download->targetFolder;
    } else {
        // Trials are downloads: what lies where the upload goes to is the nearest there is.
        const auto &upload = std::get<UploadSpec>(order->spec);
        plan.address = u"s3://%1/%2"_s.arg(upload.bucket, upload.key.left(upload.key.lastIndexOf(u'/') + 1));
        plan.folder = m_preferences.targetFolder;
    }
    const bool canHaveThem = row->state != TransferState::Done && !row->upload;
    OptimizeDialog *dialog = openOptimizer(plan, canHaveThem ? order : nullptr);
    connect(dialog, &OptimizeDialog::transferSettingsWanted, this,
            [this, id](const TransferSettings &settings) { m_board.setSettings(id, settings); });
    connect(&m_board, &TransferBoard::removed, dialog, [dialog, id](const QList<quint64> &ids) {
        if (ids.contains(id))
            dialog->dropTransfer();
    });
    connect(&m_board, &TransferBoard::changed, dialog, [dialog, id](const QList<TransferRow> &rows) {
        for (const TransferRow &changed : rows)
            if (changed.id == id && changed.state == TransferState::Done)
                dialog->dropTransfer();
    });
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
        if (it.key() != demoId)
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
