// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/connections/keychain.h"
#include "ui/details/detailspane.h"
#include "ui/main/mainwindow.h"
#include "ui/parts/partspane.h"
#include "ui/theme/appearance.h"
#include "ui/transfers/engineboard.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/welcome/demo.h"
#include "ui/welcome/welcomepage.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The way of a newcomer, by clicks.
class TestFirstRun : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void demoMovesAfterOneClick();
    void browseAndDownload();
    void wrongSecretIsTold();
};

namespace {

struct Desktop
{
    QTemporaryDir folder;
    Appearance appearance{*static_cast<QApplication *>(QCoreApplication::instance())};
    Keychain keychain{u"Millrace test"_s};
    ConnectionBook book{folder.filePath(u"connections.json"_s), keychain};
    EngineBoard board;
    MainWindow window;

    static Preferences preferences(const QString &folder)
    {
        Preferences p;
        p.targetFolder = folder;
        return p;
    }
    Desktop() : window({board, book, appearance, folder.filePath(u"settings.json"_s)}, preferences(folder.filePath(u"target"_s)))
    {
        appearance.choose(ThemeChoice::Light);
        window.show();
    }
};

} // namespace

void TestFirstRun::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestFirstRun::demoMovesAfterOneClick()
{
    Desktop desktop;
    QVERIFY(QTest::qWaitForWindowExposed(&desktop.window));
    auto *button = desktop.window.findChild<QPushButton *>(u"welcomeDemo"_s);
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    TransferModel *model = desktop.window.transferModel();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, 20000);
    QVERIFY(desktop.window.transfersPage()->isVisible());
    // The first transfer is chosen by itself, so the grid fills.
    PartGrid *grid = desktop.window.transfersPage()->details()->parts()->grid();
    QTRY_VERIFY_WITH_TIMEOUT(grid->cells().count() >= 48, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(model->at(0).state == TransferState::Done, 120000);
    QCOMPARE(grid->cells().countOf(PartState::Verified), 192);
    QCOMPARE(model->at(0).done, 384 * MiB);
}

void TestFirstRun::browseAndDownload()
{
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(40 * MiB);
    endpoint.put(u"folder/object.bin"_s, bytes);
    endpoint.put(u"top.txt"_s, "text");
    Desktop desktop;
    ConnectionProfile profile;
    profile.id = profile.name = u"test"_s;
    desktop.book.putTransient(profile, endpoint.connection());
    desktop.window.go({Place::Kind::Connection, TransferShown::All, profile.id});
    BrowserPage *page = desktop.window.browserPage(profile.id);
    QVERIFY(page);
    QTRY_COMPARE(page->model()->rowCount(), 1);
    QCOMPARE(page->model()->at(0).name, endpoint.bucket());
    emit page->view()->activated(page->model()->index(0, 0));
    QTRY_COMPARE(page->model()->rowCount(), 2);
    QCOMPARE(page->model()->at(0).kind, BrowserEntry::Kind::Folder);
    emit page->view()->activated(page->model()->index(0, 0));
    QTRY_COMPARE(page->path().prefix, u"folder/"_s);
    QTRY_COMPARE(page->model()->rowCount(), 1);
    emit page->view()->activated(page->model()->index(0, 0));
    TransferModel *model = desktop.window.transferModel();
    QTRY_COMPARE(model->rowCount(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(model->at(0).isOver(), 60000);
    QCOMPARE(model->at(0).state, TransferState::Done);
    QCOMPARE(sha256OfFile(desktop.folder.filePath(u"target/object.bin"_s)), sha256Of(bytes));
}

void TestFirstRun::wrongSecretIsTold()
{
    TestEndpoint endpoint;
    endpoint.put(u"object"_s, "text");
    Desktop desktop;
    ConnectionProfile profile;
    profile.id = profile.name = u"test"_s;
    Connection wrong = endpoint.connection();
    wrong.credentials.secretAccessKey = "wrong";
    desktop.book.putTransient(profile, wrong);
    desktop.window.go({Place::Kind::Connection, TransferShown::All, profile.id});
    BrowserPage *page = desktop.window.browserPage(profile.id);
    QTRY_VERIFY(!page->view()->isVisible());
    bool told = false;
    for (const QLabel *label : page->findChildren<QLabel *>())
        told |= label->text().contains(u"secret key does not belong"_s) && label->isVisible();
    QVERIFY(told);
    QVERIFY(!page->window()->findChildren<QLabel *>().isEmpty());
}

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
