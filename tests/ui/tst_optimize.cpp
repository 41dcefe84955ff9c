// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuestore.h"
#include "support/testendpoint.h"
#include "testwindow.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/connections/keychain.h"
#include "ui/text/bottlenecktext.h"
#include "ui/connections/connectionbroker.h"
#include "ui/transfers/queueboard.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/transfers/tunedorder.h"
#include "ui/wizard/findingspage.h"
#include "ui/wizard/optimizedialog.h"
#include "ui/wizard/resultpage.h"
#include "ui/wizard/searchpage.h"
#include "ui/wizard/targetpage.h"
#include "ui/wizard/trialmodel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The auto-optimize wizard from choice to undo, over real trials.
class TestOptimize : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void trialsComeAndGrow();
    void profilesKeepTunedSettings();
    void uploadsTakeThemToo();
    void searchesAndShowsTheResult();
    void stopsInTheMiddle();
    void connectionThatDoesNotWork();
    void appliesCopiesAndTakesBack();
    void transfersUseThem();
    void forATransferByClicks();
    void transferUnderWayGoesOnWithThem();
    void bottlenecksInWords();
};

namespace {

struct Bench
{
    TestEndpoint endpoint;
    QTemporaryDir folder;
    Keychain keychain{u"Millrace test"_s};
    ConnectionBook book{folder.filePath(u"connections.json"_s), keychain};
    Preferences preferences;
    OptimizePlan plan;

    explicit Bench(const std::function<void(ServerOptions &)> &adjust = {}) : endpoint(adjust)
    {
        ConnectionProfile profile;
        profile.id = profile.name = u"test"_s;
        book.putTransient(profile, endpoint.connection());
        plan.connectionId = profile.id;
        plan.address = u"s3://bucket/"_s;
        plan.mostTrials = 3;
        plan.trialSeconds = 1;
        preferences.targetFolder = folder.filePath(u"target"_s);
    }
};

TuningResult goodResult()
{
    TuningResult r;
    r.better = true;
    r.presentRate = 100e6;
    r.rate = 140e6;
    r.gain = 0.4;
    r.gainError = 0.05;
    r.recommended.fileParallelism = 6;
    r.recommended.concurrency = 5;
    r.recommended.partSize = 32 * MiB;
    r.verdict = u"The link is full"_s;
    r.bottleneck.kind = BottleneckKind::Network;
    r.bottleneck.sentence = u"network: more connections bring no more"_s;
    r.bottleneck.evidence = {{u"connections"_s, 30}};
    return r;
}

bool shows(const QWidget &parent, const QString &text)
{
    for (const QLabel *label : parent.findChildren<QLabel *>())
        if (label->isVisibleTo(&parent) && label->text().contains(text))
            return true;
    return false;
}

} // namespace

void TestOptimize::trialsComeAndGrow()
{
    TrialModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    TuningTrial trial;
    trial.number = 1;
    trial.warmUp = true;
    model.begin(trial);
    model.progress(1, 0.5, 500);
    QCOMPARE(model.trials().first().rate, 500.0);
    model.progress(7, 0.5, 900); // of another
    QCOMPARE(model.trials().first().rate, 500.0);
    trial.rate = 900e6;
    model.end(trial);
    QCOMPARE(model.best(), -1); // a warm-up counts for nothing
    TuningTrial present;
    present.number = 2;
    model.begin(present);
    QCOMPARE(model.presentRate(), 0.0);
    present.rate = 100e6;
    model.end(present);
    QCOMPARE(model.presentRate(), 100e6);
    TuningTrial failed;
    failed.number = 3;
    failed.settings = TunedSettings();
    failed.rate = 999e6;
    failed.failure = Error::make(ErrorKind::Network, ErrorCause::ConnectionLost, u"gone"_s);
    model.begin(failed);
    model.end(failed);
    QCOMPARE(model.best(), 1);
    QCOMPARE(model.index(2, TrialModel::Rate).data().toString(), u"failed"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestOptimize::profilesKeepTunedSettings()
{
    ConnectionProfile profile = ConnectionProfile::make();
    QVERIFY(!ConnectionProfile::fromJson(profile.toJson()).tuned);
    profile.tuned = goodResult().recommended;
    QVERIFY(ConnectionProfile::fromJson(profile.toJson()).tuned == profile.tuned);
    QJsonObject json = profile.toJson();
    QJsonObject tuned = json.value(u"tuned"_s).toObject();
    tuned.insert(u"part_size"_s, -1);
    json.insert(u"tuned"_s, tuned);
    QVERIFY(!ConnectionProfile::fromJson(json).tuned);
}

void TestOptimize::uploadsTakeThemToo()
{
    TunedSettings found;
    found.concurrency = 6;
    found.fileParallelism = 3;
    found.partSize = 4 * MiB;
    QCOMPARE(*withTuned({}, found, false).partSize, 4 * MiB);
    QCOMPARE(*withTuned({}, found, true).partSize, 5 * MiB); // S3 takes no smaller ones
    found.partSize = 32 * MiB;
    const TransferSettings wanted = withTuned({}, found, true);
    QCOMPARE(*wanted.partSize, 32 * MiB);
    QCOMPARE(wanted.maxConnections, 18);
    TransferOrder order;
    order.spec = UploadSpec();
    QCOMPARE(*settingsFor(order, wanted, false).partSize, 32 * MiB);
    QVERIFY(!settingsFor(order, wanted, true).partSize); // what it has sent would have to be sent again
    QCOMPARE(settingsFor(order, wanted, true).concurrency.value_or(0), 6);
    order.spec = DownloadSpec();
    QCOMPARE(*settingsFor(order, wanted, true).partSize, 32 * MiB);
}

void TestOptimize::searchesAndShowsTheResult()
{
    Bench bench;
    bench.endpoint.put(u"one.bin"_s, testBytes(48 * MiB));
    bench.plan.address.clear();
    bench.plan.folder = bench.folder.filePath(u"trials"_s);
    OptimizeDialog dialog(bench.book, bench.preferences, bench.plan);
    dialog.show();
    QVERIFY(!dialog.nextButton()->isEnabled());
    QTest::keyClicks(dialog.findChild<QLineEdit *>(u"optimizeAddress"_s), u"s3://bucket/"_s);
    QVERIFY(dialog.nextButton()->isEnabled());
    QTest::mouseClick(dialog.nextButton(), Qt::LeftButton);
    QCOMPARE(dialog.step(), OptimizeDialog::Look);
    QVERIFY(!dialog.nextButton()->isEnabled()); // until it has looked
    QTRY_VERIFY_WITH_TIMEOUT(dialog.nextButton()->isEnabled(), 60000);
    QSignalSpy finished(dialog.searchPage(), &SearchPage::finished);
    QTest::mouseClick(dialog.nextButton(), Qt::LeftButton);
    QCOMPARE(dialog.step(), OptimizeDialog::Search);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.searchPage()->model()->rowCount() >= 2, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 120000);
    QCOMPARE(dialog.step(), OptimizeDialog::Outcome);
    const TuningResult result = dialog.resultPage()->result();
    QVERIFY2(!result.error, result.error ? qPrintable(result.error->message) : "");
    QVERIFY(result.presentRate > 0);
    QVERIFY(shows(*dialog.resultPage(), ResultPage::gainSentence(result)));
    // Nothing of the trials is left, and nothing was applied.
    QVERIFY(filesBelow(bench.plan.folder).isEmpty());
    QVERIFY(!bench.book.find(u"test"_s)->tuned);
}

void TestOptimize::stopsInTheMiddle()
{
    Bench bench([](ServerOptions &options) { options.faults.connectionRate = 2 * double(MiB); });
    bench.endpoint.put(u"one.bin"_s, testBytes(64 * MiB));
    bench.plan.mostTrials = 20;
    bench.plan.trialSeconds = 20;
    OptimizeDialog dialog(bench.book, bench.preferences, bench.plan);
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    dialog.show();
    QTest::mouseClick(dialog.nextButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.nextButton()->isEnabled(), 60000);
    QTest::mouseClick(dialog.nextButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog.searchPage()->model()->rowCount() >= 1, 60000);
    dialog.reject();
    QVERIFY(dialog.isVisible()); // the trial under way ends first
    QTRY_COMPARE_WITH_TIMEOUT(rejected.count(), 1, 30000);
    QVERIFY(!dialog.searchPage()->isRunning());
}

void TestOptimize::connectionThatDoesNotWork()
{
    Bench bench;
    Connection wrong = bench.endpoint.connection();
    wrong.credentials.secretAccessKey = "wrong";
    ConnectionProfile profile;
    profile.id = profile.name = u"test"_s;
    bench.book.putTransient(profile, wrong);
    OptimizeDialog dialog(bench.book, bench.preferences, bench.plan);
    dialog.show();
    QTest::mouseClick(dialog.nextButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(shows(*dialog.findingsPage(), u"secret key does not belong"_s), 30000);
    QVERIFY(!dialog.nextButton()->isEnabled());
}

void TestOptimize::appliesCopiesAndTakesBack()
{
    Bench bench;
    OptimizeDialog dialog(bench.book, bench.preferences, bench.plan);
    dialog.show();
    ResultPage *page = dialog.resultPage();
    page->setResult(goodResult(), bench.preferences.transferSettings(), false);
    auto *apply = page->findChild<QPushButton *>(u"optimizeApply"_s);
    auto *undo = page->findChild<QPushButton *>(u"optimizeUndo"_s);
    QVERIFY(apply->isEnabled() && undo->isHidden());
    apply->click();
    QVERIFY(bench.book.find(u"test"_s)->tuned == goodResult().recommended);
    QVERIFY(!apply->isEnabled() && !undo->isHidden());
    page->findChild<QPushButton *>(u"optimizeCopy"_s)->click();
    const QString line = QGuiApplication::clipboard()->text();
    QVERIFY2(line.startsWith(u"millrace-cli download s3://bucket/"_s), qPrintable(line));
    for (const QString &flag : {u"--file-parallelism 6"_s, u"--concurrency 5"_s, u"--multipart-size-mb 32"_s,
                                u"--max-pool-connections 30"_s})
        QVERIFY2(line.contains(flag), qPrintable(line));
    undo->click();
    QVERIFY(!bench.book.find(u"test"_s)->tuned);
    QVERIFY(apply->isEnabled() && undo->isHidden());
    // Where nothing is better, there is nothing to apply.
    TuningResult same = goodResult();
    same.better = false;
    page->setResult(same, bench.preferences.transferSettings(), false);
    QVERIFY(!apply->isEnabled());
}

void TestOptimize::transfersUseThem()
{
    Bench bench;
    bench.endpoint.put(u"one.bin"_s, "text");
    EngineBoard board;
    ConnectionProfile profile = *bench.book.find(u"test"_s);
    BrowserPage page(profile, bench.book, board);
    page.setTargetFolder(bench.preferences.targetFolder);
    page.show();
    page.open({u"bucket"_s, {}});
    QTRY_COMPARE(page.model()->rowCount(), 1);
    // Applied while the page is open already.
    profile.tuned = goodResult().recommended;
    bench.book.putTransient(profile, bench.endpoint.connection());
    emit page.view()->activated(page.model()->index(0, 0));
    const TransferOrder *order = board.order(EngineBoard::firstId);
    QVERIFY(order);
    const TransferSettings settings = std::get<DownloadSpec>(order->spec).settings;
    QCOMPARE(settings.fileParallelism, 6);
    QCOMPARE(settings.concurrency, 5);
    QCOMPARE(settings.partSize, 32 * MiB);
    QCOMPARE(settings.maxConnections, 30);
}

/// A window over the queue, with one transfer in it that is held back by its own settings.
struct QueueDesk : TestGround
{
    TestEndpoint endpoint;
    ConnectionBroker broker{book};
    QueueBoard queue{folder.filePath(u"queue.sqlite"_s), broker.provider()};
    MainWindow window{{queue, book, appearance, preferencesFile(), nullptr}, preferences()};
    quint64 id = 0;

    explicit QueueDesk(const std::function<void(ServerOptions &)> &adjust) : endpoint(adjust) { add(u"test"_s, endpoint.connection()); }
    ~QueueDesk() { broker.close(); }

    void order(const QString &key, bool paused)
    {
        DownloadSpec spec = endpoint.spec({key});
        spec.settings.concurrency = 1;
        spec.settings.fileParallelism = 1;
        spec.settings.partSize = 1 * MiB;
        spec.settings.maxConnections = 1;
        TransferOrder order;
        order.spec = spec;
        order.connectionId = order.connectionName = u"test"_s;
        order.startPaused = paused;
        queue.add(order);
        window.go({Place::Kind::Transfers, TransferShown::All, {}});
        window.show();
        QTRY_COMPARE_WITH_TIMEOUT(window.transferModel()->rowCount(), 1, 20000);
        id = window.transferModel()->at(0).id;
    }
    TransferSettings settings() const { return std::get<DownloadSpec>(queue.order(id)->spec).settings; }
    TransferRow row() const { return *window.transferModel()->row(id); }
    /// By the context menu of its row.
    OptimizeDialog *openWizard()
    {
        QTreeView *table = window.transfersPage()->table();
        const QPoint at = table->visualRect(table->model()->index(0, 0)).center();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, at);
        QContextMenuEvent wanted(QContextMenuEvent::Mouse, at, table->viewport()->mapToGlobal(at));
        QApplication::sendEvent(table->viewport(), &wanted);
        QMenu *menu = window.transfersPage()->menu();
        QAction *optimize = window.transfersPage()->actions().optimize;
        if (!menu->isVisible() || !optimize->isEnabled())
            return nullptr;
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(optimize).center());
        return window.findChild<OptimizeDialog *>();
    }
};

static void type(QSpinBox *box, int value)
{
    box->selectAll();
    QTest::keyClicks(box, QString::number(value));
}

void TestOptimize::forATransferByClicks()
{
    QueueDesk desk([](ServerOptions &options) { options.faults.connectionRate = 4.0 * MiB; });
    const QByteArray bytes = testBytes(48 * MiB);
    desk.endpoint.put(u"data/one.bin"_s, bytes);
    desk.order(u"data/one.bin"_s, true);
    QTRY_COMPARE(desk.row().state, TransferState::Paused);
    OptimizeDialog *dialog = desk.openWizard();
    QVERIFY(dialog);
    // It begins with what the transfer is about.
    QCOMPARE(dialog->targetPage()->plan().connectionId, u"test"_s);
    QCOMPARE(dialog->targetPage()->plan().address, u"s3://bucket/data/one.bin"_s);
    QCOMPARE(dialog->targetPage()->plan().folder, desk.endpoint.target());
    type(dialog->findChild<QSpinBox *>(u"optimizeTrials"_s), 5);
    type(dialog->findChild<QSpinBox *>(u"optimizeSeconds"_s), 1);
    QTest::mouseClick(dialog->nextButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->nextButton()->isEnabled(), 60000);
    QTest::mouseClick(dialog->nextButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->step(), OptimizeDialog::Outcome, 120000);
    // One connection at 4 MiB/s: any other settings are several times as fast.
    const TuningResult result = dialog->resultPage()->result();
    QVERIFY2(!result.error && result.better, qPrintable(result.verdict));
    auto *apply = dialog->findChild<QPushButton *>(u"optimizeApplyToTransfer"_s);
    auto *undo = dialog->findChild<QPushButton *>(u"optimizeUndo"_s);
    QVERIFY(apply->isVisible() && apply->isEnabled() && !undo->isVisible());
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_COMPARE(desk.settings().concurrency, std::optional(result.recommended.concurrency));
    QCOMPARE(desk.settings().fileParallelism, std::optional(result.recommended.fileParallelism));
    QVERIFY(!desk.book.find(u"test"_s)->tuned); // the connection has its own
    QVERIFY(!apply->isEnabled() && undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE(desk.settings().concurrency, std::optional(1));
    QCOMPARE(desk.settings().partSize, std::optional(1 * MiB));
    QVERIFY(apply->isEnabled() && !undo->isVisible());
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_COMPARE(desk.settings().partSize, std::optional(result.recommended.partSize));
    QTest::mouseClick(dialog->nextButton(), Qt::LeftButton);
    // They are in the queue itself, in the transfer's place, and it still waits to be resumed.
    auto store = QueueStore::open(desk.folder.filePath(u"queue.sqlite"_s), u"test"_s);
    QVERIFY(store);
    const QList<QueueEntry> entries = *(*store)->entries();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(quint64(entries.first().id), desk.id);
    QCOMPARE(entries.first().state, QueueState::Paused);
    QCOMPARE(std::get<DownloadSpec>(entries.first().task.spec).settings.concurrency, std::optional(result.recommended.concurrency));
    desk.queue.act(TransferAction::Resume, {desk.id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.row().state, TransferState::Done, 60000);
    QCOMPARE(sha256OfFile(desk.endpoint.target() + u"/one.bin"_s), sha256Of(bytes));
}

void TestOptimize::transferUnderWayGoesOnWithThem()
{
    QueueDesk desk([](ServerOptions &options) { options.faults.connectionRate = 2.0 * MiB; });
    const QByteArray bytes = testBytes(64 * MiB);
    desk.endpoint.put(u"one.bin"_s, bytes);
    desk.order(u"one.bin"_s, false); // half a minute with one connection
    QTRY_VERIFY_WITH_TIMEOUT(desk.row().done > 2 * MiB, 60000);
    const ByteCount before = desk.row().done;
    OptimizeDialog *dialog = desk.openWizard();
    QVERIFY(dialog);
    QVERIFY(shows(*dialog->targetPage(), u"share the line"_s));
    TuningResult result = goodResult();
    result.recommended.concurrency = 16;
    emit dialog->searchPage()->finished(result);
    QCOMPARE(dialog->step(), OptimizeDialog::Outcome);
    int most = 0;
    connect(&desk.queue, &TransferBoard::changed, this, [&](const QList<TransferRow> &rows) { most = std::max(most, rows.first().connections); });
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"optimizeApplyToTransfer"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(desk.row().state, TransferState::Done, 60000);
    QVERIFY2(most > 1, qPrintable(QString::number(most)));
    QVERIFY(desk.row().moved <= 64 * MiB - before + 4 * MiB); // the second run fetched only what was missing
    QCOMPARE(sha256OfFile(desk.endpoint.target() + u"/one.bin"_s), sha256Of(bytes));
    // It has finished: there is nothing to apply them to any more.
    QTRY_VERIFY(!dialog->findChild<QPushButton *>(u"optimizeApplyToTransfer"_s)->isVisible());
}

void TestOptimize::bottlenecksInWords()
{
    QCOMPARE(bottleneckText({}), QString());
    const QString text = bottleneckText(goodResult().bottleneck);
    QVERIFY2(text.endsWith(u": more connections bring no more"_s), qPrintable(text));
    for (int kind = int(BottleneckKind::RateLimit); kind <= int(BottleneckKind::Hooks); ++kind)
        QVERIFY(!bottleneckName(BottleneckKind(kind)).isEmpty());
    QCOMPARE(evidenceText(goodResult().bottleneck), u"connections:\u00a030"_s);
    Bottleneck shown;
    shown.evidence = {{u"receiving_percent"_s, 97.7}, {u"retrying_percent"_s, 0}, {u"first_byte_ms"_s, 18.6}};
    QCOMPARE(evidenceText(shown).replace(QChar(QChar::Nbsp), u' '), u"receiving: 97.7 % · first byte: 18.6 ms"_s);
}

QTEST_MAIN(TestOptimize)
#include "tst_optimize.moc"
