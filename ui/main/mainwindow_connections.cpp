// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/mainwindow.h"

#include "ui/browser/browserpage.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/importdialog.h"
#include "ui/text/errorsentence.h"
#include "ui/theme/icons.h"
#include "ui/welcome/demo.h"
#include "ui/widgets/messages.h"

#include <QHeaderView>
#include <QMenu>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTreeView>

using namespace Qt::StringLiterals;

// The part of MainWindow that deals with connections, their pages and the demo.
namespace millrace {

BrowserPage *MainWindow::openBrowser(const QString &connectionId, const BrowserPath *path)
{
    if (BrowserPage *page = m_browsers.value(connectionId))
        return page;
    const ConnectionProfile *profile = m_book.find(connectionId);
    if (!profile)
        return nullptr;
    auto *page = new BrowserPage(*profile, m_book, m_board);
    page->setTargetFolder(profile->id == Demo::connectionId() ? m_demo->targetFolder() : m_preferences.targetFolder);
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

void MainWindow::connectDemo()
{
    connect(m_demo.get(), &Demo::started, this, &MainWindow::onDemoStarted);
    connect(m_demo.get(), &Demo::failed, this, [this](const Error &error) {
        tell(this, tr("The demo did not start"), errorSentence(error));
    });
}

void MainWindow::startDemo()
{
    if (m_demo->isRunning())
        go({Place::Kind::Connection, TransferShown::All, Demo::connectionId()});
    else
        m_demo->start();
}

void MainWindow::onDemoStarted(const Connection &connection)
{
    ConnectionProfile profile;
    profile.id = Demo::connectionId();
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
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *edit = menu->addAction(themedIcon(u"edit"_s), tr("Edit…"), this, [this, id] { editConnection(id); });
    menu->addAction(themedIcon(u"optimize"_s), tr("Auto-optimize…"), this, [this, id] { optimize(id); });
    QAction *forget = menu->addAction(tr("Forget the optimized settings"), this, [this, id] {
        if (const ConnectionProfile *now = m_book.find(id)) {
            ConnectionProfile changed = *now;
            changed.tuned.reset();
            m_book.put(changed);
        }
    });
    forget->setVisible(profile->tuned.has_value());
    QAction *remove = menu->addAction(themedIcon(u"remove"_s), tr("Remove"), this, [this, id, name = profile->name] {
        askBefore(this,
                  {tr("Remove the connection"), tr("Remove “%1”?").arg(name),
                   tr("Its key is removed from the keychain. Nothing is deleted on the server."), tr("Remove")},
                  [this, id] {
            if (BrowserPage *page = m_browsers.take(id))
                page->deleteLater();
            m_book.remove(id);
            go({Place::Kind::Transfers, TransferShown::All, {}});
        });
    });
    edit->setEnabled(!profile->transient);
    remove->setEnabled(!profile->transient);
    menu->popup(at);
}

} // namespace millrace
