// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"
#include "support/testendpoint.h"
#include "ui/reports/comparisonview.h"
#include "ui/reports/historymodel.h"
#include "ui/reports/reportarchive.h"
#include "ui/reports/reportexport.h"
#include "ui/reports/reportfilemodel.h"
#include "ui/reports/reportspage.h"
#include "ui/connections/connectionbook.h"
#include "ui/connections/connectionbroker.h"
#include "ui/connections/keychain.h"
#include "ui/transfers/engineboard.h"
#include "ui/transfers/queueboard.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>
#include <nlohmann/json.hpp>

using namespace millrace;
using namespace Qt::StringLiterals;

/// What runs leave behind, and how it is shown, compared and exported.
class TestReports : public QObject
{
    Q_OBJECT
private slots:
    void transfersLeaveReports();
    void pausesShareOneReport();
    void reportsOutliveTheProcess_data();
    void reportsOutliveTheProcess();
    void reportsOutliveACrash();
    void cancelledWhilePaused();
    void settingsThatAreAutomatic();
    void withoutAFolderNothingIsWritten();
    void historyIsBounded();
    void headsAreReadWithoutTheFiles();
    void historyModelKeepsOrder();
    void fileModelSortsAndFilters();
    void manyFiles();
    void pageShowsTheChosenRun();
    void saysWhatToDoFirst();
    void notAReport();
    void comparesTwo();
    void exportsInEveryFormat();
    void exportTellsWhatWentWrong();
};

namespace {

FileResult fileResult(int i, FileOutcome outcome = FileOutcome::Done)
{
    FileResult file;
    file.id = quint64(i);
    file.bucket = u"bucket"_s;
    file.key = u"folder/file-%1"_s.arg(i, 6, 10, QChar(u'0'));
    file.size = (i * 7919) % 100'003 + 1;
    file.bytesMoved = file.size;
    file.outcome = outcome;
    file.durationSeconds = 0.1 + i % 7;
    file.parts = 1 + i % 3;
    file.verifiedBy = i % 2 ? VerifiedBy::Crc64Nvme : VerifiedBy::Md5Etag;
    if (outcome == FileOutcome::Failed) {
        file.verifiedBy = VerifiedBy::Nothing;
        file.error = Error::make(ErrorKind::NotFound, ErrorCause::NoSuchKey, u"the object is gone, \"quoted\", with a comma"_s);
    }
    return file;
}

/// A report of a run at so many MiB/s; a rate of 100 has a time series with some noise.
QString writeReport(const QString &folder, const QString &name, int files, double mibPerSecond, int failures = 0,
                    const QDateTime &startedAt = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC))
{
    RunFacts facts;
    facts.mode = u"download"_s;
    facts.sources = {u"s3://bucket/%1/"_s.arg(name)};
    facts.target = u"/data"_s;
    facts.endpoint = u"https://storage.example"_s;
    Report report(facts);
    const QString path = archiveFile(folder, startedAt, name);
    if (!report.openFile(path))
        return {};
    for (int i = 0; i < files; ++i)
        report.add(fileResult(i, i < failures ? FileOutcome::Failed : FileOutcome::Done));
    RunResult run;
    run.startedAt = startedAt;
    run.durationSeconds = 30;
    run.endedAt = startedAt.addSecs(30);
    run.filesTotal = files;
    run.filesDone = files - failures;
    run.filesFailed = failures;
    run.bytesMoved = run.bytesDone = ByteCount(mibPerSecond * 30 * double(MiB));
    run.cpuSeconds = 3;
    run.peakResidentBytes = 90 * MiB;
    for (int i = 1; i <= 60; ++i) {
        Sample s;
        s.elapsedSeconds = i * 0.5;
        s.rate = mibPerSecond * double(MiB) * (1 + 0.02 * ((i * 7) % 5 - 2));
        s.cpuPercent = 40 + i % 5;
        s.residentBytes = 80 * MiB;
        s.connections = 8;
        run.samples += s;
    }
    report.add(run);
    return report.write() ? path : QString();
}

QStringList reportsIn(const QString &folder)
{
    return QDir(folder).entryList({u"*.json"_s}, QDir::Files);
}

} // namespace

void TestReports::transfersLeaveReports()
{
    TestEndpoint endpoint;
    endpoint.put(u"a/one.bin"_s, testBytes(3 * MiB));
    endpoint.put(u"a/two.bin"_s, testBytes(5000));
    QTemporaryDir folder;
    const QString reports = folder.filePath(u"reports"_s);
    EngineBoard board({}, reports);
    QSignalSpy reported(&board, &TransferBoard::reported);
    TransferOrder order;
    order.spec = endpoint.prefixSpec(u"a/"_s);
    board.add(order);
    order.spec = endpoint.spec({u"missing"_s});
    board.add(order);
    QTRY_COMPARE_WITH_TIMEOUT(reported.count(), 2, 30000);
    QCOMPARE(reportsIn(reports).size(), 2);
    QVERIFY(QDir(reports).entryList({u"*.part"_s}).isEmpty());
    for (const auto &arguments : reported) {
        const Result<OpenReport> report = OpenReport::read(arguments.at(1).toString());
        QVERIFY2(report, report ? "" : qPrintable(report.error().message));
        QCOMPARE(report->report.mode, u"download"_s);
        if (arguments.at(0).toULongLong() == EngineBoard::firstId) {
            QCOMPARE(endOf(report->report), RunEnd::Done);
            QCOMPARE(report->title, u"a/"_s);
            QCOMPARE(report->files->size(), 2U);
            QCOMPARE(report->report.bytesDone, 3 * MiB + 5000);
            QVERIFY((*report->files)[0].verifiedBy != u"nothing");
        } else {
            QCOMPARE(endOf(report->report), RunEnd::Failed);
            QCOMPARE(report->files->size(), 1U);
            QVERIFY(!(*report->files)[0].error.isEmpty());
        }
        // No secret of the connection is in it.
        QVERIFY(!fileContents(arguments.at(1).toString()).contains(endpoint.connection().credentials.secretAccessKey));
    }
}

void TestReports::pausesShareOneReport()
{
    TestEndpoint endpoint([](ServerOptions &options) { options.faults.connectionRate = 3 * double(MiB); });
    endpoint.put(u"one.bin"_s, testBytes(24 * MiB));
    QTemporaryDir folder;
    EngineBoard board({}, folder.path());
    QSignalSpy reported(&board, &TransferBoard::reported);
    TransferRow row;
    connect(&board, &TransferBoard::changed, this, [&row](const QList<TransferRow> &rows) { row = rows.last(); });
    TransferOrder order;
    DownloadSpec spec = endpoint.spec({u"one.bin"_s});
    spec.settings.partSize = 2 * MiB;
    spec.settings.concurrency = 4;
    order.spec = spec;
    board.add(order);
    QTRY_VERIFY_WITH_TIMEOUT(row.moved > 4 * MiB, 20000);
    board.act(TransferAction::Pause, {EngineBoard::firstId});
    QTRY_COMPARE_WITH_TIMEOUT(row.state, TransferState::Paused, 20000);
    QCOMPARE(reported.count(), 0);
    board.act(TransferAction::Resume, {EngineBoard::firstId});
    QTRY_COMPARE_WITH_TIMEOUT(reported.count(), 1, 60000);
    const Result<OpenReport> report = OpenReport::read(reported.first().at(1).toString());
    QVERIFY(report);
    QVERIFY(report->report.bytesMoved >= 24 * MiB);
    QVERIFY(!report->report.cancelled);
    QCOMPARE(report->report.filesTotal, 1);
    QCOMPARE(report->files->size(), 1u);
    QCOMPARE(reportsIn(folder.path()).size(), 1);
}

/// A queue's board that can be closed and opened again, as a program is.
struct ReportDesk
{
    TestEndpoint endpoint{[](ServerOptions &options) { options.faults.connectionRate = 3 * double(MiB); }};
    QTemporaryDir folder;
    Keychain keychain{u"Millrace test"_s};
    ConnectionBook book{folder.filePath(u"connections.json"_s), keychain};
    std::unique_ptr<ConnectionBroker> broker;
    std::unique_ptr<QueueBoard> board;
    std::unique_ptr<QSignalSpy> reported;
    TransferRow row;

    ReportDesk()
    {
        ConnectionProfile profile;
        profile.id = profile.name = u"test"_s;
        book.putTransient(profile, endpoint.connection());
        open();
    }
    ~ReportDesk() { close(); }
    QString reports() const { return folder.filePath(u"reports"_s); }
    void open()
    {
        broker = std::make_unique<ConnectionBroker>(book);
        board = std::make_unique<QueueBoard>(folder.filePath(u"queue.sqlite"_s), broker->provider(), BandwidthBuckets(), reports());
        reported = std::make_unique<QSignalSpy>(board.get(), &TransferBoard::reported);
        QObject::connect(board.get(), &TransferBoard::changed, [this](const QList<TransferRow> &rows) { row = rows.last(); });
    }
    void close()
    {
        broker->close();
        reported.reset();
        board.reset();
        row = {};
    }
    /// A small object that is through soon, and one of 24 MiB in parts.
    void order()
    {
        endpoint.put(u"data/a.txt"_s, "text");
        endpoint.put(u"data/b.bin"_s, testBytes(24 * MiB));
        DownloadSpec spec = endpoint.spec({});
        spec.wholePrefix = true;
        spec.prefix = u"data/"_s;
        spec.settings.partSize = 2 * MiB;
        spec.settings.concurrency = 3;
        TransferOrder order;
        order.spec = spec;
        order.connectionId = order.connectionName = u"test"_s;
        board->add(order);
    }
    QStringList unfinished() const { return QDir(unfinishedFolder(reports())).entryList({u"*.json"_s}, QDir::Files); }
};

void TestReports::reportsOutliveTheProcess_data()
{
    QTest::addColumn<bool>("paused");
    QTest::newRow("paused") << true;
    QTest::newRow("under way") << false;
}

void TestReports::reportsOutliveTheProcess()
{
    QFETCH(bool, paused);
    ReportDesk desk;
    desk.order();
    QTRY_VERIFY_WITH_TIMEOUT(desk.row.filesDone == 1 && desk.row.moved > 6 * MiB, 20000);
    if (paused) {
        desk.board->act(TransferAction::Pause, {desk.row.id});
        QTRY_COMPARE_WITH_TIMEOUT(desk.row.state, TransferState::Paused, 20000);
    }
    desk.close();
    QCOMPARE(desk.unfinished().size(), 1);
    QVERIFY(reportsIn(desk.reports()).isEmpty()); // it is not over
    const Result<RunReport> part = readReport(unfinishedFolder(desk.reports()) + u'/' + desk.unfinished().first());
    QVERIFY(part);
    QCOMPARE(part->filesDone, 1);
    QVERIFY(part->bytesMoved > 6 * MiB);

    desk.open();
    if (paused) {
        QTRY_COMPARE_WITH_TIMEOUT(desk.row.state, TransferState::Paused, 20000);
        desk.board->act(TransferAction::Resume, {desk.row.id});
    }
    QTRY_COMPARE_WITH_TIMEOUT(desk.reported->count(), 1, 60000);
    const Result<OpenReport> whole = OpenReport::read(desk.reported->first().at(1).toString());
    QVERIFY(whole);
    const RunReport &r = whole->report;
    QCOMPARE(r.filesTotal, 2);
    QCOMPARE(r.filesDone, 2);
    QCOMPARE(r.filesSkipped, 0);
    QVERIFY(!r.cancelled && r.error.isEmpty());
    QVERIFY(r.bytesMoved >= 24 * MiB);
    QVERIFY(r.seconds > part->seconds);
    QVERIFY(r.startedAt == part->startedAt);
    QVERIFY(r.samples.size() > part->samples.size());
    QCOMPARE(whole->files->size(), 2u); // each once
    for (const ReportedFile &file : *whole->files)
        QCOMPARE(file.outcome, u"done"_s);
    QVERIFY(desk.unfinished().isEmpty());
    QCOMPARE(reportsIn(desk.reports()).size(), 1);
}

/// What was kept while the transfer was under way is all there is after a crash.
void TestReports::reportsOutliveACrash()
{
    ReportDesk desk;
    desk.board->setKeepInterval(std::chrono::milliseconds(50));
    desk.order();
    QTRY_VERIFY_WITH_TIMEOUT(desk.row.filesDone == 1 && desk.row.moved > 6 * MiB, 20000);
    const auto part = [&desk] { return readReport(unfinishedFolder(desk.reports()) + u'/' + desk.unfinished().value(0)); };
    QTRY_VERIFY_WITH_TIMEOUT(part() && part()->filesDone == 1 && part()->bytesMoved > 4 * MiB, 20000);
    QCOMPARE(desk.row.state, TransferState::Active);
    const Result<RunReport> kept = part();
    QVERIFY(kept);
    QCOMPARE(kept->filesListed, 1);
    QVERIFY(kept->cancelled);
    QVERIFY(kept->seconds > 0 && !kept->samples.isEmpty());
    const QString file = unfinishedFolder(desk.reports()) + u'/' + desk.unfinished().first();
    const QByteArray bytes = fileContents(file);
    desk.close();
    // A crash would not have written the last of it.
    QFile crashed(file);
    QVERIFY(crashed.open(QIODevice::WriteOnly));
    crashed.write(bytes);
    crashed.close();

    desk.open();
    QTRY_COMPARE_WITH_TIMEOUT(desk.reported->count(), 1, 60000);
    const Result<OpenReport> whole = OpenReport::read(desk.reported->first().at(1).toString());
    QVERIFY(whole);
    const RunReport &r = whole->report;
    QCOMPARE(r.filesDone, 2);
    QCOMPARE(r.filesSkipped, 0);
    QVERIFY(!r.cancelled && r.error.isEmpty());
    QVERIFY(r.seconds > kept->seconds);
    QVERIFY(r.startedAt == kept->startedAt);
    QCOMPARE(whole->files->size(), 2u); // each once
    QVERIFY(desk.unfinished().isEmpty());
}

void TestReports::cancelledWhilePaused()
{
    ReportDesk desk;
    desk.order();
    QTRY_VERIFY_WITH_TIMEOUT(desk.row.filesDone == 1 && desk.row.moved > 4 * MiB, 20000);
    desk.board->act(TransferAction::Pause, {desk.row.id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.row.state, TransferState::Paused, 20000);
    desk.close();
    desk.open();
    QTRY_COMPARE_WITH_TIMEOUT(desk.row.state, TransferState::Paused, 20000);
    desk.board->act(TransferAction::Cancel, {desk.row.id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.reported->count(), 1, 20000);
    const Result<RunReport> report = readReport(desk.reported->first().at(1).toString());
    QVERIFY(report);
    QVERIFY(report->cancelled);
    QCOMPARE(report->filesDone, 1);
    QVERIFY(report->bytesMoved > 4 * MiB);
    // One that is removed leaves nothing.
    desk.order();
    QTRY_VERIFY_WITH_TIMEOUT(desk.row.state == TransferState::Active && desk.row.moved > 4 * MiB, 20000);
    desk.board->act(TransferAction::Pause, {desk.row.id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.row.state, TransferState::Paused, 20000);
    QCOMPARE(desk.unfinished().size(), 1);
    desk.board->act(TransferAction::Remove, {desk.row.id});
    QTRY_VERIFY(desk.unfinished().isEmpty());
}

void TestReports::settingsThatAreAutomatic()
{
    // Nothing was there to choose parts and files for.
    RunFacts facts;
    facts.mode = u"download"_s;
    facts.sources = {u"s3://bucket/nothing/"_s};
    Report report(facts);
    QTemporaryDir folder;
    const QString file = folder.filePath(u"run.json"_s);
    QVERIFY(report.openFile(file));
    RunResult result;
    result.startedAt = result.endedAt = QDateTime::currentDateTimeUtc();
    report.add(result);
    QVERIFY(report.write());
    const Result<OpenReport> open = OpenReport::read(file);
    QVERIFY(open);
    ReportView view;
    view.setReport(*open);
    int automatic = 0;
    for (QTreeWidget *tree : view.findChildren<QTreeWidget *>())
        for (const QTreeWidgetItem *item : tree->findItems(u"automatic"_s, Qt::MatchExactly | Qt::MatchRecursive, 1)) {
            QVERIFY(QStringList({u"File parallelism"_s, u"Concurrency"_s, u"Part size"_s, u"Workers"_s, u"I/O threads"_s}).contains(item->text(0)));
            ++automatic;
        }
    QVERIFY(automatic >= 4);
    const QString page = QString::fromUtf8(reportHtml(open->report));
    for (const QString &name : {u"part size"_s, u"concurrency"_s, u"file parallelism"_s})
        QVERIFY2(page.contains(u"<td class=\"name\">%1</td><td>automatic</td>"_s.arg(name)), qPrintable(page));
}

void TestReports::withoutAFolderNothingIsWritten()
{
    TestEndpoint endpoint;
    endpoint.put(u"one"_s, "text");
    EngineBoard board;
    QSignalSpy reported(&board, &TransferBoard::reported);
    QSignalSpy ended(&board, &TransferBoard::ended);
    TransferOrder order;
    order.spec = endpoint.spec({u"one"_s});
    board.add(order);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 20000);
    QCOMPARE(reported.count(), 0);
}

void TestReports::historyIsBounded()
{
    QTemporaryDir folder;
    QStringList written;
    const QDateTime begin(QDate(2026, 11, 1), QTime(9, 0), Qt::UTC);
    for (int i = 0; i < 6; ++i)
        written += writeReport(folder.path(), u"run-%1"_s.arg(i), 3, 10, 0, begin.addDays(i));
    QVERIFY(!written.contains(QString()));
    pruneArchive(folder.path(), {4, 1 * GiB});
    QCOMPARE(reportsIn(folder.path()).size(), 4);
    QVERIFY(!QFile::exists(written.first()) && QFile::exists(written.last()));
    pruneArchive(folder.path(), {4, 1}); // too large: still the newest stays
    QCOMPARE(reportsIn(folder.path()), QStringList{QFileInfo(written.last()).fileName()});
    // Two of one moment and name do not overwrite each other.
    QVERIFY(writeReport(folder.path(), u"run-5"_s, 1, 10, 0, begin.addDays(5)) != written.last());
}

void TestReports::headsAreReadWithoutTheFiles()
{
    QTemporaryDir folder;
    const QString path = writeReport(folder.path(), u"many"_s, 2000, 50, 3);
    Result<ArchivedRun> run = readArchivedRun(path);
    QVERIFY(run);
    QCOMPARE(run->title, u"many/"_s);
    QCOMPARE(run->report.filesDone, 1997);
    QCOMPARE(run->report.filesListed, 0); // not even looked at
    QVERIFY(run->report.samples.isEmpty());
    // Another program's spacing is read too, as a whole.
    QByteArray text = fileContents(path);
    QFile file(folder.filePath(u"2026-compact.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(OrderedJson::parse(text.toStdString()).dump()));
    file.close();
    run = readArchivedRun(file.fileName());
    QVERIFY(run);
    QCOMPARE(run->report.filesDone, 1997);
    QVERIFY(!readArchivedRun(folder.filePath(u"nothing.json"_s)));
    QCOMPARE(archivedRuns(folder.path()).size(), 2);
}

void TestReports::historyModelKeepsOrder()
{
    QTemporaryDir folder;
    const QDateTime begin(QDate(2026, 11, 1), QTime(9, 0), Qt::UTC);
    const QString old = writeReport(folder.path(), u"old"_s, 1, 10, 0, begin);
    const QString young = writeReport(folder.path(), u"young"_s, 1, 10, 1, begin.addDays(2));
    const QString middle = writeReport(folder.path(), u"middle"_s, 1, 10, 0, begin.addDays(1));
    HistoryModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRuns(archivedRuns(folder.path()));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.at(0).title, u"young/"_s);
    QCOMPARE(model.index(0).data(HistoryModel::EndRole).toInt(), int(RunEnd::Failed));
    model.remove({middle});
    QCOMPARE(model.rowCount(), 2);
    model.add(*readArchivedRun(middle));
    QCOMPARE(model.indexOf(middle).row(), 1);
    model.add(*readArchivedRun(middle));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.indexOf(old).row(), 2);
}

static std::shared_ptr<std::vector<ReportedFile>> someFiles(int count)
{
    auto files = std::make_shared<std::vector<ReportedFile>>();
    for (int i = 0; i < count; ++i) {
        ReportedFile file;
        file.key = u"k-%1"_s.arg(i);
        file.size = (i * 7919) % 100'003;
        file.outcome = i % 10 ? u"done"_s : u"failed"_s;
        file.mibPerSecond = i % 97;
        files->push_back(file);
    }
    return files;
}

void TestReports::fileModelSortsAndFilters()
{
    ReportFileModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFiles(someFiles(100));
    QCOMPARE(model.rowCount(), 100);
    model.sort(ReportFileModel::Size, Qt::DescendingOrder);
    QVERIFY(model.at(0).size >= model.at(1).size);
    model.setOnlyFailed(true);
    QCOMPARE(model.rowCount(), 10);
    QVERIFY(model.at(0).size >= model.at(1).size);
    model.setOnlyFailed(false);
    model.setFilter(u"K-9"_s);
    QCOMPARE(model.rowCount(), 11);
    model.setFilter({});
    model.sort(-1, Qt::AscendingOrder);
    QCOMPARE(model.at(0).key, u"k-0"_s); // as in the report
}

void TestReports::manyFiles()
{
    ReportFileModel model;
    model.setFiles(someFiles(200'000));
    model.sort(ReportFileModel::Speed, Qt::AscendingOrder);
    model.setFilter(u"k-1999"_s);
    QCOMPARE(model.rowCount(), 1 + 10 + 100);
}

void TestReports::pageShowsTheChosenRun()
{
    QTemporaryDir folder;
    writeReport(folder.path(), u"good"_s, 30, 100, 0, QDateTime(QDate(2026, 11, 1), QTime(9, 0), Qt::UTC));
    const QString bad = writeReport(folder.path(), u"bad"_s, 30, 90, 2, QDateTime(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC));
    ReportsPage page(folder.path());
    page.resize(1000, 700);
    page.show();
    QTRY_COMPARE(page.history()->rowCount(), 2);
    QSignalSpy opened(&page, &ReportsPage::opened);
    page.list()->setCurrentIndex(page.history()->index(0));
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), bad);
    QVERIFY(page.view()->isVisible());
    QCOMPARE(page.view()->files()->rowCount(), 30);
    QTabWidget *tabs = page.view()->tabs();
    QVERIFY(tabs->isTabVisible(3));
    QVERIFY(tabs->tabText(3).contains(u'2'));
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        QTest::qWait(20);
    }
    page.list()->setCurrentIndex(page.history()->index(1));
    QTRY_COMPARE(opened.count(), 2);
    QVERIFY(!tabs->isTabVisible(3));
    // A run that ends now is at the top.
    page.add(writeReport(folder.path(), u"new"_s, 1, 10, 0, QDateTime(QDate(2026, 11, 3), QTime(9, 0), Qt::UTC)));
    QTRY_COMPARE(page.history()->rowCount(), 3);
    QCOMPARE(page.history()->at(0).title, u"new/"_s);
    // Files of the history do not go by themselves when one from elsewhere is opened.
    QTemporaryDir elsewhere;
    page.open(writeReport(elsewhere.path(), u"cli"_s, 5, 10));
    QTRY_COMPARE(page.view()->report().title, u"cli/"_s);
}

void TestReports::saysWhatToDoFirst()
{
    QTemporaryDir folder;
    const auto hint = [](ReportsPage &page) {
        QStringList texts;
        for (const QLabel *label : page.findChildren<QLabel *>())
            if (label->isVisible())
                texts += label->text();
        return texts.join(u'\n');
    };
    ReportsPage empty(folder.path());
    empty.show();
    QTRY_VERIFY2(hint(empty).contains(u"No run has ended yet"_s), qPrintable(hint(empty)));
    writeReport(folder.path(), u"data"_s, 3, 100, 1);
    ReportsPage page(folder.path());
    page.show();
    QTRY_VERIFY2(hint(page).contains(u"Choose a run"_s), qPrintable(hint(page)));
}

void TestReports::notAReport()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"other.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"a\": 1}");
    file.close();
    ReportsPage page(folder.path());
    page.show();
    page.open(file.fileName());
    const auto told = [&page](const QString &text) {
        for (const QLabel *label : page.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    };
    QTRY_VERIFY(told(u"cannot be shown"_s));
    QCOMPARE(page.history()->rowCount(), 0);
}

void TestReports::comparesTwo()
{
    QTemporaryDir folder;
    writeReport(folder.path(), u"data"_s, 20, 100, 0, QDateTime(QDate(2026, 11, 1), QTime(9, 0), Qt::UTC));
    writeReport(folder.path(), u"data"_s, 20, 150, 0, QDateTime(QDate(2026, 11, 2), QTime(9, 0), Qt::UTC));
    ReportsPage page(folder.path());
    page.show();
    QTRY_COMPARE(page.history()->rowCount(), 2);
    page.list()->selectAll();
    QTRY_VERIFY(page.comparison()->isVisible());
    // The older is the first, so that the newer is faster.
    QCOMPARE(page.comparison()->comparison().verdict, Verdict::Faster);
    QVERIFY(qAbs(page.comparison()->comparison().ratio.ratio - 1.5) < 0.02);
    for (QPushButton *button : page.comparison()->findChildren<QPushButton *>())
        if (button->text() == u"Swap")
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(page.comparison()->comparison().verdict, Verdict::Slower);
    ReportComparison close;
    close.verdict = Verdict::NoDifference;
    close.ratio.ratio = 0.996;
    QVERIFY2(ComparisonView::verdictSentence(close).contains(u"−0.4 %"_s), qPrintable(ComparisonView::verdictSentence(close)));
}

void TestReports::exportsInEveryFormat()
{
    QTemporaryDir folder;
    const QString path = writeReport(folder.path(), u"data"_s, 1200, 100, 2);
    const Result<OpenReport> report = OpenReport::read(path);
    QVERIFY(report);
    ReportView view;
    view.setReport(*report);
    QSignalSpy exported(&view, &ReportView::exported);
    const std::pair<ReportFormat, QString> formats[] = {{ReportFormat::Json, u"a.json"_s}, {ReportFormat::Csv, u"b.csv"_s},
                                                        {ReportFormat::Html, u"c.html"_s}, {ReportFormat::Pdf, u"d.pdf"_s}};
    int count = 0;
    for (const auto &[format, name] : formats) {
        view.exportAs(format, folder.filePath(name));
        QCOMPARE(exported.count(), count); // not in this thread
        ++count;
        QTRY_COMPARE_WITH_TIMEOUT(exported.count(), count, 60000);
        QCOMPARE(exported.last().at(1).toString(), QString());
    }
    QCOMPARE(fileContents(folder.filePath(u"a.json"_s)), fileContents(path));
    const QList<QByteArray> lines = fileContents(folder.filePath(u"b.csv"_s)).split('\n');
    QCOMPARE(lines.size(), 1200 + 2); // head, and the end of the last line
    QVERIFY(lines[1].contains("\"the object is gone, \"\"quoted\"\", with a comma"));
    QVERIFY(lines[100].startsWith("bucket,folder/file-000099,"));
    QVERIFY(fileContents(folder.filePath(u"c.html"_s)).contains("<svg"));
    const QByteArray pdf = fileContents(folder.filePath(u"d.pdf"_s));
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.count("/Type /Page\n") + pdf.count("/Type /Page ") + pdf.count("/Type/Page\n") > 2);
}

void TestReports::exportTellsWhatWentWrong()
{
    QTemporaryDir folder;
    const Result<OpenReport> report = OpenReport::read(writeReport(folder.path(), u"data"_s, 3, 100));
    QVERIFY(report);
    ReportView view;
    view.setReport(*report);
    QSignalSpy exported(&view, &ReportView::exported);
    view.exportAs(ReportFormat::Pdf, u"/nowhere/at/all.pdf"_s);
    QTRY_COMPARE_WITH_TIMEOUT(exported.count(), 1, 30000);
    QVERIFY(exported.first().at(0).toString().isEmpty());
    QVERIFY(exported.first().at(1).toString().contains(u"/nowhere/at/all.pdf"_s));
}

QTEST_MAIN(TestReports)
#include "tst_reports.moc"
