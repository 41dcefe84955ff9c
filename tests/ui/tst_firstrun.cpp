// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "testwindow.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/details/detailspane.h"
#include "ui/details/troublebanner.h"
#include "ui/main/sidebar.h"
#include "ui/parts/partspane.h"
#include "ui/reports/historymodel.h"
#include "ui/reports/openreport.h"
#include "ui/reports/reportspage.h"
#include "ui/reports/reportview.h"
#include "ui/transfers/transfermodel.h"
#include "s3/s3session.h"
#include "s3/sigv4.h"
#include "ui/transfers/transferspage.h"
#include "ui/welcome/demo.h"
#include "ui/welcome/welcomepage.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <sys/mount.h>

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
    void wholeWayByClicks();
    void wrongSecretInATransfer();
    void serverGoneInMidTransfer();
    void diskFull();
    void linksLeaveNoSignature();
};

namespace {

/// The text of everything in @p widget that can be read.
QString readable(const QWidget *widget)
{
    QStringList texts;
    for (const QLabel *label : widget->findChildren<QLabel *>())
        if (label->isVisible())
            texts += label->text();
    return texts.join(u'\n');
}

/// A row of a list or table as the mouse finds it.
void click(QAbstractItemView *view, const QString &text, bool twice = false)
{
    const QModelIndexList found = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, text, 1, Qt::MatchExactly);
    QVERIFY2(!found.isEmpty(), qPrintable(text));
    view->scrollTo(found.first());
    const QPoint at = view->visualRect(found.first()).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at);
    if (twice)
        QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, at);
}

/// What a failed transfer shows: its state in the table, and a banner with reason and next step.
void verifyTrouble(MainWindow &window, const QString &reason, const QString &step)
{
    TransferModel *model = window.transferModel();
    window.transfersPage()->select(model->at(0).id);
    const QString state = model->index(0, TransferModel::State).data().toString();
    QCOMPARE(state, reason);
    auto *banner = window.transfersPage()->findChild<TroubleBanner *>();
    QVERIFY(banner && banner->isVisible());
    QVERIFY2(readable(banner).contains(reason), qPrintable(readable(banner)));
    QVERIFY2(readable(banner).contains(step), qPrintable(readable(banner)));
    QVERIFY(banner->findChild<QPushButton *>()->isEnabled()); // retry
}

/// A window whose transfers leave reports.
struct ReportingWindow : TestGround
{
    const QString reports = folder.filePath(u"reports"_s);
    EngineBoard reporting{limit.buckets(), reports};
    MainWindow window{{reporting, book, appearance, preferencesFile(), &limit, reports}, preferences()};
    ReportingWindow() { window.show(); }
};

/// A small file system of its own; unmounted at the end.
struct SmallDisk
{
    QTemporaryDir folder;
    bool mounted = false;
    SmallDisk() { mounted = ::mount("tmpfs", folder.path().toLocal8Bit().constData(), "tmpfs", 0, "size=8m") == 0; }
    ~SmallDisk()
    {
        if (mounted)
            ::umount2(folder.path().toLocal8Bit().constData(), MNT_DETACH);
    }
};

} // namespace

void TestFirstRun::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestFirstRun::demoMovesAfterOneClick()
{
    TestWindow desktop;
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
    TestWindow desktop;
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
    TestWindow desktop;
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

void TestFirstRun::wholeWayByClicks()
{
    ReportingWindow desktop;
    MainWindow &window = desktop.window;
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::mouseClick(window.findChild<QPushButton *>(u"welcomeDemo"_s), Qt::LeftButton);
    TransferModel *model = window.transferModel();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, 20000);
    // To the connection, into the bucket, into a folder.
    auto *places = window.findChild<Sidebar *>()->findChild<QListView *>();
    click(places, u"Demo"_s);
    BrowserPage *page = window.browserPage(u"demo"_s);
    QVERIFY(page && page->isVisible());
    QTRY_VERIFY(page->model()->rowCount() >= 3);
    click(page->view(), u"demo"_s, true);
    QTRY_COMPARE(page->path().bucket, u"demo"_s);
    QTRY_VERIFY(page->model()->rowCount() >= 4);
    click(page->view(), u"readings"_s, true);
    QTRY_COMPARE(page->path().prefix, u"readings/"_s);
    QTRY_COMPARE(page->model()->rowCount(), 48);
    // One object, and the button.
    const QString name = page->model()->at(3).name;
    click(page->view(), name);
    QToolButton *download = nullptr;
    for (QToolButton *button : page->findChildren<QToolButton *>())
        if (button->text() == u"Download"_s)
            download = button;
    QVERIFY(download && download->isEnabled());
    QTest::mouseClick(download, Qt::LeftButton);
    QTRY_COMPARE(model->rowCount(), 2);
    click(places, u"All"_s);
    QVERIFY(window.transfersPage()->isVisible());
    click(window.transfersPage()->table(), name);
    const PartGrid *grid = window.transfersPage()->details()->parts()->grid();
    const quint64 id = window.transfersPage()->selected().value(0);
    QTRY_VERIFY_WITH_TIMEOUT(model->row(id)->state == TransferState::Done, 60000);
    QTRY_VERIFY(grid->cells().count() > 0);
    QTRY_COMPARE(grid->cells().countOf(PartState::Verified), grid->cells().count());
    QCOMPARE(QFileInfo(window.demo()->targetFolder() + u'/' + name).size(), 2 * MiB);
    // Its report: found in the history, exported, and read back from the file.
    click(places, u"Reports"_s);
    ReportsPage *reports = window.reportsPage();
    QVERIFY(reports->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!reports->history()->match(reports->history()->index(0), Qt::DisplayRole, name, 1, Qt::MatchExactly).isEmpty(),
                             20000);
    click(reports->list(), name);
    QTRY_VERIFY(reports->view()->isVisible());
    auto *button = reports->view()->findChild<QPushButton *>(u"exportReport"_s);
    QVERIFY(button && button->isEnabled());
    QMenu *formats = button->menu();
    QAction *json = nullptr;
    for (QAction *action : formats->actions())
        if (action->text().contains(u"JSON"_s))
            json = action;
    QVERIFY(json);
    formats->popup(button->mapToGlobal(QPoint(0, button->height())));
    QTest::mouseClick(formats, Qt::LeftButton, {}, formats->actionGeometry(json).center());
    auto *where = reports->view()->findChild<QFileDialog *>();
    QVERIFY(where && QTest::qWaitForWindowExposed(where));
    const QString file = desktop.folder.filePath(u"exported"_s); // the ending comes by itself
    auto *line = where->findChild<QLineEdit *>(u"fileNameEdit"_s);
    line->setCompleter(nullptr); // its popup would take the click
    line->selectAll();
    QTest::keyClicks(line, file);
    QCOMPARE(line->text(), file);
    auto *save = where->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Save);
    QTRY_VERIFY(save->isEnabled() && QRect(QPoint(), where->size()).contains(save->mapTo(where, save->rect().center())));
    QTest::mouseClick(save, Qt::LeftButton);
    QTRY_VERIFY(!window.findChild<QFileDialog *>());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file + u".json"_s), 20000);
    const Result<OpenReport> report = OpenReport::read(file + u".json"_s);
    QVERIFY(report);
    QCOMPARE(report->report.sources, QStringList{u"s3://demo/readings/"_s + name});
    QCOMPARE(report->report.filesDone, 1);
    QCOMPARE(report->report.bytesMoved, 2 * MiB);
    QCOMPARE(report->files->size(), 1u);
    QCOMPARE(report->files->front().outcome, u"done"_s);
    QVERIFY(!report->files->front().verifiedBy.isEmpty());
}

void TestFirstRun::wrongSecretInATransfer()
{
    TestEndpoint endpoint;
    endpoint.put(u"object"_s, "text");
    TestWindow desktop;
    DownloadSpec spec = endpoint.spec({u"object"_s});
    spec.connection.credentials.secretAccessKey = "wrong";
    TransferOrder order;
    order.spec = spec;
    desktop.board.add(order);
    desktop.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    TransferModel *model = desktop.window.transferModel();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() == 1 && model->at(0).state == TransferState::Failed, 60000);
    verifyTrouble(desktop.window, u"The secret key does not belong to the access key"_s, u"Type the secret key again"_s);
}

void TestFirstRun::serverGoneInMidTransfer()
{
    TestEndpoint endpoint([](ServerOptions &options) { options.faults.connectionRate = 2.0 * MiB; });
    endpoint.put(u"object.bin"_s, testBytes(32 * MiB));
    TestWindow desktop;
    DownloadSpec spec = endpoint.spec({u"object.bin"_s});
    spec.settings.maxAttempts = 2;
    spec.settings.concurrency = 2;
    TransferOrder order;
    order.spec = spec;
    desktop.board.add(order);
    desktop.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    TransferModel *model = desktop.window.transferModel();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() == 1 && model->at(0).done > 0, 60000);
    endpoint.server().stop();
    QTRY_VERIFY_WITH_TIMEOUT(model->at(0).state == TransferState::Failed, 120000);
    verifyTrouble(desktop.window, u"Nothing listens at the endpoint (connection refused)"_s, u"Check host and port"_s);
    QVERIFY(!QFile::exists(endpoint.target() + u"/object.bin"_s)); // nothing half under the name
}

void TestFirstRun::diskFull()
{
    const SmallDisk disk;
    if (!disk.mounted)
        QSKIP("MILLRACE-SKIP: a small file system can be mounted by root only");
    TestEndpoint endpoint;
    endpoint.put(u"object.bin"_s, testBytes(24 * MiB));
    TestWindow desktop;
    DownloadSpec spec = endpoint.spec({u"object.bin"_s});
    spec.targetFolder = disk.folder.path();
    TransferOrder order;
    order.spec = spec;
    desktop.board.add(order);
    desktop.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    TransferModel *model = desktop.window.transferModel();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() == 1 && model->at(0).state == TransferState::Failed, 60000);
    verifyTrouble(desktop.window, u"The disk is full"_s, u"Free some space or choose another folder"_s);
}

void TestFirstRun::linksLeaveNoSignature()
{
    TestEndpoint endpoint;
    const S3Session session(endpoint.connection());
    S3Request request;
    request.bucket = endpoint.bucket();
    request.key = u"missing.bin"_s;
    TestWindow desktop;
    TransferOrder order;
    DownloadSpec spec;
    spec.httpUrl = QString::fromLatin1(S3Signer(session).presign(request, std::chrono::hours(1)));
    QVERIFY(spec.httpUrl.contains(u"X-Amz-Signature"_s));
    spec.connection.region = u"us-east-1"_s;
    spec.targetFolder = endpoint.target();
    order.spec = spec;
    desktop.board.add(order);
    desktop.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    TransferModel *model = desktop.window.transferModel();
    QTRY_VERIFY_WITH_TIMEOUT(model->rowCount() == 1 && model->at(0).state == TransferState::Failed, 60000);
    desktop.window.transfersPage()->select(model->at(0).id);
    desktop.window.transfersPage()->details()->setCurrentIndex(3);
    auto *log = desktop.window.transfersPage()->details()->findChildren<QPlainTextEdit *>().last();
    for (QPlainTextEdit *text : desktop.window.transfersPage()->details()->findChildren<QPlainTextEdit *>())
        if (text->isVisible())
            log = text;
    QTRY_VERIFY(log->toPlainText().contains(u"missing.bin"_s));
    QVERIFY2(!log->toPlainText().contains(u"Signature"_s), qPrintable(log->toPlainText()));
    QVERIFY(!readable(desktop.window.transfersPage()).contains(u"Signature"_s));
    for (int column = 0; column < TransferModel::ColumnCount; ++column)
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole)})
            QVERIFY(!model->index(0, column).data(role).toString().contains(u"Signature"_s));
}

QTEST_MAIN(TestFirstRun)
#include "tst_firstrun.moc"
