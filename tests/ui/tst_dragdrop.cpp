// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "testwindow.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/dragdata.h"
#include "ui/browser/keymodel.h"
#include "ui/desktop/directsave.h"
#include "ui/main/sidebar.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/transfermodel.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDir>
#include <QDropEvent>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>
#include <QUrl>

using namespace millrace;
using namespace Qt::StringLiterals;

/// Files dropped on a browser go up; keys dropped on the transfers come down; addresses dropped on the window open.
class TestDragDrop : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void filesGoUp();
    void filesNeedABucket();
    void keysComeDown();
    void keysAsAddresses();
    void addressesOpen();
    void placesOfDirectSaves_data();
    void placesOfDirectSaves();
    void outIntoAFileManager();
    void directSaveWithoutAnAnswer();
};

namespace {

bool dropOn(QWidget *widget, const QPoint &at, const QMimeData &data)
{
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(widget, &enter);
    if (!enter.isAccepted())
        return false;
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    move.setAccepted(enter.isAccepted());
    QCoreApplication::sendEvent(widget, &move);
    if (!move.isAccepted())
        return false;
    QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(widget, &drop);
    return drop.isAccepted();
}

BrowserPage *openPage(TestWindow &desktop, const TestEndpoint &endpoint, const QString &prefix)
{
    desktop.add(u"test"_s, endpoint.connection());
    desktop.window.go({Place::Kind::Connection, TransferShown::All, u"test"_s});
    BrowserPage *page = desktop.window.browserPage(u"test"_s);
    if (!QTest::qWaitFor([page] { return page->model()->rowCount() > 0; }))
        return nullptr;
    page->open({endpoint.bucket(), prefix});
    return QTest::qWaitFor([page] { return page->model()->rowCount() > 0; }) ? page : nullptr;
}

/// As Dolphin does, where there is a bus; else what the call comes to.
void tellFolder(DragData &drag, const QString &folder)
{
    const QString bus = QString::fromUtf8(drag.data(u"application/x-kde-ark-dndextract-service"_s));
    if (bus.isEmpty()) {
        DropService(&drag).extractSelectedFilesTo(folder);
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(bus, QString::fromUtf8(drag.data(u"application/x-kde-ark-dndextract-path"_s)),
                                                       u"org.kde.ark.DndExtract"_s, u"extractSelectedFilesTo"_s);
    call << folder;
    QDBusPendingCallWatcher watcher(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"file manager"_s).asyncCall(call));
    QSignalSpy answered(&watcher, &QDBusPendingCallWatcher::finished);
    QVERIFY(answered.wait());
    QVERIFY2(!watcher.isError(), qPrintable(watcher.error().message()));
}

} // namespace

void TestDragDrop::filesGoUp()
{
    TestEndpoint endpoint;
    endpoint.put(u"folder/there.txt"_s, "text");
    TestWindow desktop;
    BrowserPage *page = openPage(desktop, endpoint, u"folder/"_s);
    QVERIFY(page);
    const QString path = desktop.folder.filePath(u"my file.bin"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(testBytes(100'000));
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QVERIFY(dropOn(page, {50, 200}, data));
    TransferModel *model = desktop.window.transferModel();
    QTRY_COMPARE(model->rowCount(), 1);
    QVERIFY(model->at(0).upload);
    QTRY_COMPARE_WITH_TIMEOUT(model->at(0).state, TransferState::Done, 60000);
    QCOMPARE(fileContents(endpoint.bucketFolder() + u"/folder/my file.bin"_s), testBytes(100'000));
}

void TestDragDrop::filesNeedABucket()
{
    TestEndpoint endpoint;
    TestWindow desktop;
    desktop.add(u"test"_s, endpoint.connection());
    desktop.window.go({Place::Kind::Connection, TransferShown::All, u"test"_s});
    BrowserPage *page = desktop.window.browserPage(u"test"_s);
    QTRY_COMPARE(page->model()->rowCount(), 1);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(desktop.folder.path())});
    QVERIFY(!dropOn(page, {50, 200}, data));
}

void TestDragDrop::keysComeDown()
{
    TestEndpoint endpoint;
    endpoint.put(u"a.bin"_s, "one");
    endpoint.put(u"b.bin"_s, "two");
    TestWindow desktop;
    BrowserPage *page = openPage(desktop, endpoint, {});
    QVERIFY(page);
    page->view()->selectAll();
    const std::unique_ptr<QMimeData> data(page->model()->mimeData(page->view()->selectionModel()->selectedIndexes()));
    QVERIFY(KeyModel::isKeys(data.get()));
    auto *places = desktop.window.findChild<Sidebar *>()->findChild<QListView *>();
    const auto at = [places](int row) { return places->visualRect(places->model()->index(row, 0)).center(); };
    QVERIFY(!dropOn(places->viewport(), at(0), *data)); // a heading
    QVERIFY(dropOn(places->viewport(), at(1), *data));
    TransferModel *model = desktop.window.transferModel();
    QTRY_COMPARE(model->rowCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(model->at(0).state, TransferState::Done, 60000);
    QCOMPARE(fileContents(desktop.target() + u"/a.bin"_s), QByteArray("one"));
    QCOMPARE(fileContents(desktop.target() + u"/b.bin"_s), QByteArray("two"));
    // The window itself does not take them for an address to open.
    QVERIFY(!dropOn(&desktop.window, {300, 300}, *data));
}

void TestDragDrop::keysAsAddresses()
{
    KeyModel model;
    model.reset({});
    BrowserEntry bucket;
    bucket.kind = BrowserEntry::Kind::Bucket;
    bucket.name = bucket.key = u"bucket"_s;
    model.append({{bucket}, {}});
    std::unique_ptr<QMimeData> data(model.mimeData({model.index(0, KeyModel::Name)}));
    QCOMPARE(data->text(), u"s3://bucket/"_s);
    model.reset({u"bucket"_s, u"folder/"_s});
    BrowserEntry entry;
    entry.name = u"key 1"_s;
    entry.key = u"folder/key 1"_s;
    model.append({{entry}, {}});
    data.reset(model.mimeData({model.index(0, KeyModel::Name), model.index(0, KeyModel::Size)}));
    QCOMPARE(data->text(), u"s3://bucket/folder/key 1"_s);
}

void TestDragDrop::addressesOpen()
{
    TestWindow desktop;
    QMimeData data;
    data.setText(u"s3://bucket/key\n"_s);
    QVERIFY(dropOn(&desktop.window, {300, 300}, data));
    auto *dialog = desktop.window.findChild<NewTransferDialog *>();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(dialog->findChild<QLineEdit *>()->text(), u"s3://bucket/key"_s);
    QMimeData other;
    other.setText(u"some words"_s);
    QVERIFY(!dropOn(&desktop.window, {300, 300}, other));
}

void TestDragDrop::placesOfDirectSaves_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("folder");
    QTest::newRow("local") << QByteArray("file:///home/user/a.bin") << u"/home/user"_s;
    QTest::newRow("this machine") << "file://" + QSysInfo::machineHostName().toUtf8() + "/home/user/a.bin" << u"/home/user"_s;
    QTest::newRow("localhost") << QByteArray("file://localhost/a.bin") << u"/"_s;
    QTest::newRow("encoded") << QByteArray("file:///home/my%20files/%C3%A4%23/a%3Fb\n") << u"/home/my files/\u00e4#"_s;
    QTest::newRow("another machine") << QByteArray("file://elsewhere.example/home/a.bin") << QString();
    QTest::newRow("not a file") << QByteArray("sftp://elsewhere/home/a.bin") << QString();
    QTest::newRow("only the name") << QByteArray("a.bin") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestDragDrop::placesOfDirectSaves()
{
    QFETCH(QByteArray, address);
    QFETCH(QString, folder);
    QCOMPARE(folderOfAnswer(address).value_or(QString()), folder);
}

void TestDragDrop::outIntoAFileManager()
{
    TestEndpoint endpoint;
    endpoint.put(u"a.bin"_s, "one");
    endpoint.put(u"folder/b.bin"_s, "two");
    endpoint.put(u"folder/deeper/c.bin"_s, "three");
    TestWindow desktop;
    BrowserPage *page = openPage(desktop, endpoint, {});
    QVERIFY(page);
    page->view()->selectAll();
    const std::unique_ptr<QMimeData> data(page->model()->mimeData(page->view()->selectionModel()->selectedIndexes()));
    auto *drag = qobject_cast<DragData *>(data.get());
    QVERIFY(drag);
    QCOMPARE(drag->formats().first(), directSaveFormat()); // before the text, which would become a file of addresses
    const QString place = desktop.folder.filePath(u"some where"_s);
    QVERIFY(QDir().mkpath(place));
    for (const QString &folder : {u"sftp://elsewhere/home"_s, place, desktop.folder.filePath(u"again"_s)}) // a drag is dropped once
        tellFolder(*drag, folder);
    TransferModel *model = desktop.window.transferModel();
    QTRY_COMPARE(model->rowCount(), 2); // the object and the folder
    QTRY_VERIFY_WITH_TIMEOUT(model->at(0).isOver() && model->at(1).isOver(), 60000);
    QCOMPARE(fileContents(place + u"/a.bin"_s), QByteArray("one"));
    QCOMPARE(fileContents(place + u"/folder/b.bin"_s), QByteArray("two"));
    QCOMPARE(fileContents(place + u"/folder/deeper/c.bin"_s), QByteArray("three"));
    QCOMPARE(model->rowCount(), 2);
    QVERIFY(!QFile::exists(desktop.folder.filePath(u"again"_s)));
}

void TestDragDrop::directSaveWithoutAnAnswer()
{
    DragData data({u"s3://bucket/key"_s}, u"key"_s);
    QSignalSpy dropped(&data, &DragData::droppedInto);
    QCOMPARE(data.data(directSaveFormat()), QByteArray("E"));
    QCOMPARE(dropped.count(), 0);
    QCOMPARE(data.text(), u"s3://bucket/key"_s);
}

QTEST_MAIN(TestDragDrop)
#include "tst_dragdrop.moc"
