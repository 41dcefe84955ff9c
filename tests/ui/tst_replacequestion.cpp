// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "testwindow.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/transfers/transfermodel.h"

#include <QDir>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// What is on the server is replaced by an upload or a new name only once the user has agreed; and the list shows what came of it.
class TestReplaceQuestion : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void aFolderGoesUpUnderItsName();
    void uploadsAskBeforeTheyReplace();
    void foldersAskBeforeTheyMix();
    void aNewNameAsksBeforeItReplaces();
    void theListShowsWhatWasUploaded();
    void whatWasChosenStaysChosen();
    void allBucketsGo();
    void hiddenRowsAreNotSelected();
};

namespace {

struct Scene
{
    QTemporaryDir root; ///< of buckets that may come and go
    TestEndpoint endpoint{[this](ServerOptions &options) { options.bucketRoot = root.path(); }};
    TestWindow desktop;
    BrowserPage *page = nullptr;

    BrowserPage *open(const QString &prefix = {})
    {
        desktop.add(u"test"_s, endpoint.connection());
        desktop.window.go({Place::Kind::Connection, TransferShown::All, u"test"_s});
        page = desktop.window.browserPage(u"test"_s);
        if (!QTest::qWaitFor([this] { return page->model()->rowCount() > 0; }))
            return nullptr;
        page->open({endpoint.bucket(), prefix});
        return QTest::qWaitFor([this] { return page->model()->loaded() > 0; }) ? page : nullptr;
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        const QString path = desktop.folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? path : QString();
    }
    QMessageBox *box() const { return page->findChild<QMessageBox *>(); }
    void press(const QString &text) const
    {
        for (QAbstractButton *button : box()->buttons())
            if (button->text().remove(u'&') == text)
                QTest::mouseClick(button, Qt::LeftButton);
    }
    QByteArray stored(const QString &key) const { return fileContents(endpoint.bucketFolder() + u'/' + key); }
    QString current() const { return page->view()->currentIndex().data().toString(); }
    void choose(const QString &name) const
    {
        for (int row = 0; row < page->model()->rowCount(); ++row)
            if (page->model()->at(row).name == name)
                page->view()->setCurrentIndex(page->model()->index(row, 0));
    }
    QAction *action(const QString &text) const
    {
        for (QAction *one : page->actions())
            if (one->text() == text)
                return one;
        return nullptr;
    }
    int transfers() const { return desktop.window.transferModel()->rowCount(); }
    TransferState state() const { return desktop.window.transferModel()->at(transfers() - 1).state; }
};

} // namespace

void TestReplaceQuestion::aFolderGoesUpUnderItsName()
{
    Scene scene;
    scene.endpoint.put(u"a"_s, "original");
    QVERIFY(scene.open());
    QVERIFY(!scene.write(u"photos/a"_s, "from the folder").isEmpty());
    QVERIFY(!scene.write(u"photos/sub/b"_s, "below").isEmpty());
    scene.page->upload({scene.desktop.folder.filePath(u"photos/"_s)});
    QTRY_COMPARE(scene.transfers(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(scene.state(), TransferState::Done, 60000);
    QVERIFY(!scene.box());
    QCOMPARE(scene.stored(u"a"_s), QByteArray("original"));
    QCOMPARE(scene.stored(u"photos/a"_s), QByteArray("from the folder"));
    QCOMPARE(scene.stored(u"photos/sub/b"_s), QByteArray("below"));
}

void TestReplaceQuestion::uploadsAskBeforeTheyReplace()
{
    Scene scene;
    scene.endpoint.put(u"a"_s, "original");
    QVERIFY(scene.open());
    const QString path = scene.write(u"a"_s, "another");
    scene.page->upload({path});
    QTRY_VERIFY(scene.box());
    QVERIFY(scene.box()->text().contains(u"“a”"_s));
    scene.press(u"Cancel"_s);
    QTRY_VERIFY(!scene.box());
    QCOMPARE(scene.transfers(), 0);
    QCOMPARE(scene.stored(u"a"_s), QByteArray("original"));
    scene.page->upload({path, scene.write(u"new"_s, "new")});
    QTRY_VERIFY(scene.box());
    scene.press(u"Replace"_s);
    QTRY_COMPARE(scene.transfers(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(scene.state(), TransferState::Done, 60000);
    QCOMPARE(scene.stored(u"a"_s), QByteArray("another"));
    QCOMPARE(scene.stored(u"new"_s), QByteArray("new"));
}

void TestReplaceQuestion::foldersAskBeforeTheyMix()
{
    Scene scene;
    scene.endpoint.put(u"photos/a"_s, "original");
    QVERIFY(scene.open());
    QVERIFY(!scene.write(u"photos/b"_s, "another").isEmpty());
    scene.page->upload({scene.desktop.folder.filePath(u"photos"_s)});
    QTRY_VERIFY(scene.box());
    QVERIFY(scene.box()->informativeText().contains(u"same names"_s));
    scene.press(u"Replace"_s);
    QTRY_COMPARE(scene.transfers(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(scene.state(), TransferState::Done, 60000);
    QCOMPARE(scene.stored(u"photos/a"_s), QByteArray("original"));
    QCOMPARE(scene.stored(u"photos/b"_s), QByteArray("another"));
}

void TestReplaceQuestion::aNewNameAsksBeforeItReplaces()
{
    Scene scene;
    scene.endpoint.put(u"one"_s, "ONE");
    scene.endpoint.put(u"two"_s, "TWO");
    QVERIFY(scene.open());
    const auto rename = [&scene](const QString &from, const QString &to) {
        scene.choose(from);
        scene.action(u"Rename…"_s)->trigger();
        auto *dialog = scene.page->findChild<QInputDialog *>();
        dialog->setTextValue(to);
        dialog->accept();
    };
    rename(u"one"_s, u"two"_s);
    QTRY_VERIFY(scene.box());
    scene.press(u"Cancel"_s);
    QTRY_VERIFY(!scene.box());
    QCOMPARE(scene.stored(u"one"_s), QByteArray("ONE"));
    QCOMPARE(scene.stored(u"two"_s), QByteArray("TWO"));
    rename(u"one"_s, u"three"_s);
    QTRY_COMPARE(scene.current(), u"three"_s);
    QVERIFY(!scene.box());
    QCOMPARE(scene.stored(u"three"_s), QByteArray("ONE"));
    rename(u"three"_s, u"two"_s);
    QTRY_VERIFY(scene.box());
    scene.press(u"Replace"_s);
    QTRY_COMPARE(scene.stored(u"two"_s), QByteArray("ONE"));
}

void TestReplaceQuestion::theListShowsWhatWasUploaded()
{
    Scene scene;
    scene.endpoint.put(u"there"_s, "there");
    QVERIFY(scene.open());
    scene.page->upload({scene.write(u"fresh.bin"_s, "fresh")});
    QTRY_COMPARE_WITH_TIMEOUT(scene.page->model()->rowCount(), 2, 60000);
    QCOMPARE(scene.page->model()->at(0).name, u"fresh.bin"_s);
}

void TestReplaceQuestion::whatWasChosenStaysChosen()
{
    Scene scene;
    for (const QString &key : {u"a"_s, u"b"_s, u"c"_s, u"folder/x"_s, u"inner/deep/y"_s})
        scene.endpoint.put(key, "bytes");
    QVERIFY(scene.open());
    QTRY_COMPARE(scene.page->model()->rowCount(), 5);
    scene.choose(u"b"_s);
    scene.action(u"Refresh"_s)->trigger();
    QTRY_COMPARE(scene.current(), u"b"_s);
    // On the way up, the folder one comes from.
    scene.page->open({scene.endpoint.bucket(), u"inner/"_s});
    QTRY_COMPARE(scene.current(), u"deep"_s);
    scene.page->open(scene.page->path().up());
    QTRY_COMPARE(scene.current(), u"inner"_s);
    // After a deletion, what comes next.
    scene.choose(u"b"_s);
    scene.action(u"Delete"_s)->trigger();
    QTRY_VERIFY(scene.box());
    scene.press(u"Delete"_s);
    QTRY_COMPARE(scene.page->model()->rowCount(), 4);
    QTRY_COMPARE(scene.current(), u"c"_s);
    // A filter stays as well.
    for (QLineEdit *line : scene.page->findChildren<QLineEdit *>())
        if (line->placeholderText() == u"Filter"_s)
            line->setText(u"c"_s);
    QTRY_COMPARE(scene.page->model()->rowCount(), 1);
    scene.action(u"Refresh"_s)->trigger();
    QTRY_COMPARE(scene.page->model()->loaded(), 4);
    QCOMPARE(scene.page->model()->rowCount(), 1);
}

void TestReplaceQuestion::allBucketsGo()
{
    Scene scene;
    scene.endpoint.put(u"a"_s, "bytes");
    QVERIFY(scene.open());
    scene.page->open({});
    QTRY_VERIFY(scene.page->model()->rowCount() > 0);
    for (const QString &name : {u"first-bucket"_s, u"second-bucket"_s}) {
        scene.action(u"New bucket"_s)->trigger();
        auto *dialog = scene.page->findChild<QInputDialog *>();
        dialog->setTextValue(name);
        dialog->accept();
        QTRY_COMPARE(scene.current(), name);
        QTRY_VERIFY(!scene.page->findChild<QInputDialog *>());
    }
    scene.page->view()->clearSelection();
    for (int row = 0; row < scene.page->model()->rowCount(); ++row)
        if (scene.page->model()->at(row).name.endsWith(u"-bucket"_s))
            scene.page->view()->selectionModel()->select(scene.page->model()->index(row, 0),
                                                         QItemSelectionModel::Select | QItemSelectionModel::Rows);
    scene.action(u"Delete"_s)->trigger();
    QTRY_VERIFY(scene.box());
    scene.press(u"Delete"_s);
    QTRY_COMPARE(scene.page->model()->rowCount(), 1);
    QCOMPARE(scene.page->model()->at(0).name, scene.endpoint.bucket());
}

void TestReplaceQuestion::hiddenRowsAreNotSelected()
{
    Scene scene;
    scene.endpoint.put(u"a"_s, "bytes");
    scene.endpoint.put(u"b"_s, "bytes");
    QVERIFY(scene.open());
    scene.choose(u"a"_s);
    QAction *download = scene.action(u"Download"_s);
    QVERIFY(download->isEnabled());
    for (QLineEdit *line : scene.page->findChildren<QLineEdit *>())
        if (line->placeholderText() == u"Filter"_s)
            line->setText(u"b"_s);
    QTRY_VERIFY(!download->isEnabled());
}

QTEST_MAIN(TestReplaceQuestion)
#include "tst_replacequestion.moc"
