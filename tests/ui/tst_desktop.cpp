// SPDX-License-Identifier: GPL-3.0-or-later
#include "testwindow.h"
#include "ui/browser/browserpage.h"
#include "ui/connections/connectiondialog.h"
#include "ui/details/detailspane.h"
#include "ui/desktop/singleinstance.h"
#include "ui/main/desktop.h"
#include "ui/main/shortcutsdialog.h"
#include "ui/main/sidebar.h"
#include "ui/parts/partspane.h"
#include "ui/settings/bandwidthbutton.h"
#include "ui/text/translation.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/welcome/demo.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QStandardPaths>
#include <QTest>
#include <QThreadPool>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The window among what a desktop has around it.
class TestDesktop : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void languagesAreOffered();
    void anotherLanguageWhileSomethingMoves();
    void limitFromTheStatusBar();
    void trayPausesAndResumesAll();
    void closingLeavesItInTheTray();
    void layoutIsRemembered();
    void pasteOpensAddresses_data();
    void pasteOpensAddresses();
    void anAddressWaitsForTheConnections();
    void aDialogIsNoPlace();
    void questionMarkListsKeys();
    void secondStartHandsOver();
    void socketOfAKilledProcess();
    void secondProcessEnds();
};

namespace {

struct WholeDesktop : TestGround
{
    Translation translation{*QCoreApplication::instance()};
    Desktop desktop;

    WholeDesktop() : desktop(services(), (translation.choose(u"en"_s), translation), chosen(u"en"_s)) { desktop.window().show(); }
    ~WholeDesktop() { translation.choose(u"en"_s); }
    Preferences chosen(const QString &language) const
    {
        Preferences p = preferences();
        p.language = language;
        return p;
    }
    /// What is in the settings' file, once it is written.
    Preferences saved() const
    {
        QThreadPool::globalInstance()->waitForDone();
        return Preferences::load(preferencesFile());
    }
};

QString menuTitle(const MainWindow &window, int index)
{
    return window.menuBar()->actions().at(index)->text();
}

QAction *actionCalled(const QMenu &menu, const QString &text)
{
    for (QAction *action : menu.actions())
        if (action->text() == text)
            return action;
    return nullptr;
}

} // namespace

void TestDesktop::languagesAreOffered()
{
    QStringList codes;
    for (const Translation::Language &language : Translation::languages()) {
        codes += language.code;
        QVERIFY(!language.name.isEmpty());
    }
    QCOMPARE(codes, QStringList({u"de"_s, u"en"_s, u"zh_CN"_s}));
}

void TestDesktop::anotherLanguageWhileSomethingMoves()
{
    WholeDesktop whole;
    Desktop &desktop = whole.desktop;
    desktop.window().startDemo();
    QTRY_COMPARE_WITH_TIMEOUT(desktop.window().transferModel()->rowCount(), 1, 20000);
    const quint64 id = desktop.window().transferModel()->at(0).id;
    QTRY_VERIFY_WITH_TIMEOUT(desktop.window().transferModel()->at(0).done > 0, 20000);
    QCOMPARE(menuTitle(desktop.window(), 0), u"&File"_s);
    const auto choose = [&desktop](const QString &code) {
        desktop.window().showSettings(SettingsDialog::Page::Appearance);
        auto *dialog = desktop.window().findChild<SettingsDialog *>();
        for (QComboBox *box : dialog->findChildren<QComboBox *>())
            if (const int index = box->findData(code); index >= 0)
                box->setCurrentIndex(index);
        for (QPushButton *button : dialog->findChildren<QPushButton *>())
            if (button->isDefault())
                QTest::mouseClick(button, Qt::LeftButton);
    };
    const MainWindow *before = &desktop.window();
    choose(u"de"_s);
    QTRY_COMPARE(menuTitle(desktop.window(), 0), u"&Datei"_s);
    QVERIFY(&desktop.window() != before);
    QVERIFY(desktop.window().isVisible());
    QVERIFY(desktop.window().transfersPage()->isVisible());
    QCOMPARE(desktop.window().transferModel()->rowCount(), 1);
    QCOMPARE(desktop.window().transfersPage()->selected(), QList<quint64>{id});
    QCOMPARE(QLocale().language(), QLocale::German);
    QVERIFY(desktop.window().demo() && desktop.window().demo()->isRunning());
    choose(u"zh_CN"_s);
    QTRY_COMPARE(menuTitle(desktop.window(), 0), u"文件(&F)"_s);
    QVERIFY(actionCalled(desktop.tray().menu(), u"全部暂停"_s));
    choose(u"en"_s);
    QTRY_COMPARE(menuTitle(desktop.window(), 0), u"&File"_s);
    // What moved went on all the while, and is watched again.
    const auto *grid = desktop.window().transfersPage()->details()->parts()->grid();
    QTRY_VERIFY_WITH_TIMEOUT(desktop.window().transferModel()->at(0).state == TransferState::Done, 120000);
    QTRY_COMPARE(grid->cells().countOf(PartState::Verified), 192);
    QCOMPARE(whole.saved().language, u"en"_s);
}

void TestDesktop::limitFromTheStatusBar()
{
    WholeDesktop whole;
    auto *button = whole.desktop.window().findChild<BandwidthButton *>();
    QVERIFY(button && button->isVisible());
    QCOMPARE(button->text(), u"No limit"_s);
    QMenu *menu = button->menu();
    const auto rates = [&](bool upload) { return whole.limit.buckets().of(upload)->rate(); };
    const auto choose = [&](const QString &way, const QString &text) {
        emit menu->aboutToShow();
        QMenu *of = way.isEmpty() ? menu : actionCalled(*menu, way)->menu();
        QVERIFY(of && actionCalled(*of, text));
        actionCalled(*of, text)->trigger();
    };
    choose(u"Downloads"_s, u"5.00\u00a0MiB/s"_s);
    QCOMPARE(rates(false), std::optional<ByteRate>(5.0 * MiB));
    QCOMPARE(rates(true), std::optional<ByteRate>()); // nobody asked for that
    QCOMPARE(button->text(), u"Limit ↓ 5.00\u00a0MiB/s"_s);
    choose(u"Uploads"_s, u"2.00\u00a0MiB/s"_s);
    QCOMPARE(rates(false), std::optional<ByteRate>(5.0 * MiB));
    QCOMPARE(rates(true), std::optional<ByteRate>(2.0 * MiB));
    QCOMPARE(button->text(), u"Limit ↓ 5.00\u00a0MiB/s  ↑ 2.00\u00a0MiB/s"_s);
    QVERIFY(button->toolTip().contains(u"All uploads together: 2.00\u00a0MiB/s at most"_s));
    QCOMPARE(whole.saved().bandwidth.mode, Bandwidth::Mode::Fixed);
    // The settings know of it, and change it back.
    QCOMPARE(whole.desktop.window().preferences().bandwidth.up.fixed, std::optional<ByteRate>(2.0 * MiB));
    choose({}, u"By the timetable"_s);
    QCOMPARE(whole.limit.chosen().mode, Bandwidth::Mode::Timetable);
    choose({}, u"No limit"_s);
    QCOMPARE(rates(false), std::optional<ByteRate>());
    QCOMPARE(rates(true), std::optional<ByteRate>());
    QCOMPARE(whole.saved().bandwidth.down.fixed, std::optional<ByteRate>(5.0 * MiB));
}

void TestDesktop::trayPausesAndResumesAll()
{
    WholeDesktop whole;
    MainWindow &window = whole.desktop.window();
    const QMenu &menu = whole.desktop.tray().menu();
    QAction *pause = actionCalled(menu, u"Pause all"_s);
    QAction *resume = actionCalled(menu, u"Resume all"_s);
    QVERIFY(pause && resume && !pause->isEnabled());
    QVERIFY(actionCalled(menu, u"Nothing is being transferred"_s));
    window.startDemo();
    QTRY_VERIFY_WITH_TIMEOUT(window.transferModel()->rowCount() == 1 && window.transferModel()->at(0).rate > 1, 20000);
    QTRY_VERIFY(pause->isEnabled());
    QTRY_VERIFY(whole.desktop.tray().toolTip().contains(u"MiB/s"_s));
    QVERIFY(menu.actions().first()->text().contains(u"1 active"_s));
    pause->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window.transferModel()->at(0).state, TransferState::Paused, 20000);
    QTRY_VERIFY(resume->isEnabled());
    resume->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(window.transferModel()->at(0).state, TransferState::Active, 20000);
}

void TestDesktop::closingLeavesItInTheTray()
{
    WholeDesktop whole;
    MainWindow &window = whole.desktop.window();
    window.setStaysOnClose(true);
    QVERIFY(!window.close());
    QVERIFY(!window.isVisible());
    whole.desktop.bringUp();
    QVERIFY(window.isVisible());
    window.quit();
    QVERIFY(!window.isVisible());
    QVERIFY(!whole.saved().windowGeometry.isEmpty());
}

void TestDesktop::layoutIsRemembered()
{
    TestGround ground;
    Preferences left = ground.preferences();
    {
        MainWindow window(ground.services(), left);
        window.show();
        window.resize(1010, 640);
        window.go({Place::Kind::Transfers, TransferShown::All, {}});
        window.transfersPage()->details()->setCurrentIndex(3);
        window.transfersPage()->table()->setColumnHidden(TransferModel::Retries, false);
        window.close();
        QThreadPool::globalInstance()->waitForDone();
        left = Preferences::load(ground.preferencesFile());
    }
    MainWindow window(ground.services(), left);
    window.show();
    QCOMPARE(window.size(), QSize(1010, 640));
    QCOMPARE(window.transfersPage()->details()->currentIndex(), 3);
    QVERIFY(!window.transfersPage()->table()->isColumnHidden(TransferModel::Retries));
}

void TestDesktop::pasteOpensAddresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::newRow("object") << u"  s3://bucket/folder/key.bin\n"_s << u"s3://bucket/folder/key.bin"_s;
    QTest::newRow("first of several") << u"s3://bucket/a\ns3://bucket/b"_s << u"s3://bucket/a"_s;
    QTest::newRow("presigned") << u"https://host/bucket/key?X-Amz-Signature=abc"_s << u"https://host/bucket/key?X-Amz-Signature=abc"_s;
    QTest::newRow("some text") << u"not an address"_s << QString();
}

void TestDesktop::pasteOpensAddresses()
{
    QFETCH(QString, text);
    QFETCH(QString, address);
    TestWindow ground;
    QVERIFY(QTest::qWaitForWindowActive(&ground.window));
    QGuiApplication::clipboard()->setText(text);
    QTest::keySequence(&ground.window, QKeySequence::Paste);
    auto *dialog = ground.window.findChild<NewTransferDialog *>();
    QCOMPARE(dialog != nullptr, !address.isEmpty());
    if (dialog) {
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->findChild<QLineEdit *>()->text(), address);
    }
}

void TestDesktop::anAddressWaitsForTheConnections()
{
    WholeDesktop whole;
    ConnectionProfile profile = ConnectionProfile::make();
    profile.name = u"From the file"_s;
    {
        ConnectionBook before(whole.folder.filePath(u"connections.json"_s), whole.keychain);
        before.put(profile);
    }
    // As at a start with an address among the arguments.
    whole.book.load();
    whole.desktop.take({u"s3://bucket/key"_s});
    NewTransferDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = whole.desktop.window().findChild<NewTransferDialog *>()));
    QStringList offered;
    for (const QComboBox *box : dialog->findChildren<QComboBox *>())
        offered += box->itemText(0);
    QVERIFY(offered.contains(u"From the file"_s));
    for (const QPushButton *button : dialog->findChildren<QPushButton *>())
        if (button->property("role").toString() == u"primary"_s)
            QVERIFY(button->isEnabled());
}

/// The sidebar shows where one is, also while a dialog it has opened is there and when it was given up.
void TestDesktop::aDialogIsNoPlace()
{
    TestWindow desktop;
    desktop.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    auto *sidebar = desktop.window.findChild<Sidebar *>();
    desktop.window.go({Place::Kind::AddConnection, TransferShown::All, {}});
    auto *dialog = desktop.window.findChild<ConnectionDialog *>();
    QVERIFY(dialog);
    QCOMPARE(sidebar->current().kind, Place::Kind::Transfers);
    dialog->reject();
    QCOMPARE(sidebar->current().kind, Place::Kind::Transfers);
}

void TestDesktop::questionMarkListsKeys()
{
    TestWindow ground;
    QVERIFY(QTest::qWaitForWindowActive(&ground.window));
    QTest::keyClick(&ground.window, Qt::Key_Question, Qt::ShiftModifier);
    auto *dialog = ground.window.findChild<ShortcutsDialog *>();
    if (!dialog) { // as a keyboard without shift for it
        QTest::keyClick(&ground.window, Qt::Key_Question);
        dialog = ground.window.findChild<ShortcutsDialog *>();
    }
    QVERIFY(dialog && dialog->isVisible());
    QStringList shown;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        shown += label->text();
    for (const QString &text : {u"Pause"_s, u"Copy as command line"_s, u"Settings…"_s, u"New transfer"_s, u"?"_s})
        QVERIFY2(shown.contains(text), qPrintable(text));
}

void TestDesktop::secondStartHandsOver()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(u"socket"_s);
    SingleInstance first(name);
    QVERIFY(!first.handOver({u"s3://bucket/key"_s}));
    QVERIFY(first.listen());
    QSignalSpy came(&first, &SingleInstance::argumentsCame);
    qputenv("XDG_ACTIVATION_TOKEN", "token-1");
    QVERIFY(SingleInstance(name).handOver({u"s3://bucket/schlüssel 1"_s, u"--demo"_s}));
    qunsetenv("XDG_ACTIVATION_TOKEN");
    QTRY_COMPARE(came.count(), 1);
    QCOMPARE(came.first().at(0).toStringList(), QStringList({u"s3://bucket/schlüssel 1"_s, u"--demo"_s}));
    QCOMPARE(came.first().at(1).toByteArray(), QByteArray("token-1"));
}

void TestDesktop::socketOfAKilledProcess()
{
    QTemporaryDir folder;
    const QString name = folder.filePath(u"socket"_s);
    QFile left(name);
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    SingleInstance next(name);
    QVERIFY(!next.handOver({}));
    QVERIFY(next.listen());
    QVERIFY(SingleInstance(name).handOver({u"word"_s}));
}

void TestDesktop::secondProcessEnds()
{
    const QString program = QStringLiteral(MILLRACE_GUI);
    if (!QFile::exists(program))
        QSKIP("millrace is not built");
    QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_DATA_HOME"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s})
        environment.insert(name, home.path());
    environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
    QProcess first;
    first.setProcessEnvironment(environment);
    first.start(program, QStringList());
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(home.filePath(u"millrace-desktop"_s)), 30000);
    QProcess second;
    second.setProcessEnvironment(environment);
    second.start(program, {u"s3://bucket/key"_s});
    QVERIFY(second.waitForFinished(30000));
    QCOMPARE(second.exitStatus(), QProcess::NormalExit);
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(first.state(), QProcess::Running);
    first.kill();
    QVERIFY(first.waitForFinished());
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
