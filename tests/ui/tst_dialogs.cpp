// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"
#include "support/testendpoint.h"
#include "testwindow.h"
#include "widgetwalk.h"
#include "ui/browser/browserpage.h"
#include "ui/browser/keymodel.h"
#include "ui/browser/presigndialog.h"
#include "ui/browser/propertiesdialog.h"
#include "ui/browser/versionmodel.h"
#include "ui/browser/versionsdialog.h"
#include "ui/connections/connectiondialog.h"
#include "ui/connections/importdialog.h"
#include "ui/details/detailspane.h"
#include "ui/main/aboutdialog.h"
#include "ui/main/shortcutsdialog.h"
#include "ui/reports/comparisonview.h"
#include "ui/reports/reportspage.h"
#include "ui/reports/reportview.h"
#include "ui/settings/settingsdialog.h"
#include "ui/text/translation.h"
#include "ui/transfers/newtransferdialog.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"
#include "ui/wizard/optimizedialog.h"
#include "ui/wizard/resultpage.h"

#include <QListWidget>
#include <QMessageBox>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// Walks every page and dialog in every language and theme: what can be focused has a name that is read out, Tab leads
/// through everything in reading order, and no text is cut off.
class TestDialogs : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void everyPage_data();
    void everyPage();

private:
    std::unique_ptr<Translation> m_translation;
};

namespace {

/// Transfers in every state, with long names.
class FullBoard : public TransferBoard
{
public:
    void add(const TransferOrder &) override {}
    void act(TransferAction, const QList<quint64> &) override {}
    void setSettings(quint64, const TransferSettings &) override {}
    void watch(quint64 id) override { m_watched = id; }
    const TransferOrder *order(quint64) const override { return nullptr; }

    void fill()
    {
        QList<TransferRow> rows;
        TransferTotals totals;
        for (const auto state : {TransferState::Active, TransferState::Queued, TransferState::Pausing, TransferState::Paused,
                                 TransferState::Done, TransferState::Failed, TransferState::Cancelled}) {
            TransferRow row;
            row.id = quint64(rows.size() + 1);
            row.name = u"a long name of an object %1.bin"_s.arg(row.id);
            row.source = u"s3://bucket/folder/"_s + row.name;
            row.target = u"/home/user/Downloads"_s;
            row.connectionName = u"Connection"_s;
            row.state = state;
            row.size = 1234 * MiB;
            row.done = 600 * MiB;
            row.rate = state == TransferState::Active ? 123.4e6 : 0;
            row.etaSeconds = 4000;
            row.partsTotal = 1000;
            row.partsDone = 480;
            row.filesTotal = 12;
            row.filesDone = 5;
            row.connections = 64;
            if (state == TransferState::Failed)
                row.error = Error::make(ErrorKind::LocalFile, ErrorCause::DiskFull, QString());
            rows.append(row);
        }
        totals.active = 2;
        totals.queued = 12'345;
        totals.failed = 12;
        totals.connections = 128;
        totals.downRate = 123.4e6;
        totals.upRate = 234.5e6;
        emit changed(rows);
        emit totalsChanged(totals);
        TransferDetail detail;
        detail.id = m_watched;
        FileParts file;
        file.progress.key = u"folder/a long name of an object.bin"_s;
        file.progress.parts.resize(400);
        for (int i = 0; i < 400; ++i)
            file.progress.parts[i].state = PartState(i % 7);
        detail.files = {file};
        emit detailChanged(detail);
    }

private:
    quint64 m_watched = 0;
};

void look(QWidget *widget, const QString &name, QStringList &offences)
{
    widget->ensurePolished();
    for (int turn = 0; turn < 10; ++turn) // a layout that changes asks the next one
        QTest::qWait(2);
    for (const QString &offence : offencesOf(widget))
        offences += name + u": "_s + offence;
}

/// A report of one file that arrived and one that did not.
QString writeReport(const QString &folder)
{
    RunFacts facts;
    facts.mode = u"download"_s;
    facts.sources = {u"s3://bucket/folder/"_s};
    facts.endpoint = u"https://storage.example"_s;
    Report report(facts);
    const QString path = folder + u"/report.json"_s;
    FileResult file;
    file.bucket = u"bucket"_s;
    file.key = u"folder/a long name of an object.bin"_s;
    file.size = file.bytesMoved = 1234 * MiB;
    file.durationSeconds = 12.5;
    file.outcome = FileOutcome::Done;
    file.verifiedBy = VerifiedBy::MultipartEtag;
    RunResult run;
    run.startedAt = run.endedAt = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC);
    run.durationSeconds = 4000;
    run.filesTotal = 1234;
    run.filesDone = 1233;
    run.filesFailed = 1;
    run.bytesDone = run.bytesMoved = 1234 * MiB;
    run.cpuSeconds = 12;
    run.peakResidentBytes = 345 * MiB;
    for (int i = 1; i < 40; ++i) {
        Sample sample;
        sample.elapsedSeconds = i;
        sample.rate = 1e8;
        run.samples += sample;
    }
    if (!report.openFile(path))
        return {};
    report.add(file);
    file.outcome = FileOutcome::Failed;
    file.error = Error::make(ErrorKind::NotFound, ErrorCause::NoSuchKey, u"the object is not there"_s);
    report.add(file);
    report.add(run);
    return report.write() ? path : QString();
}

template <typename Dialog> void lookAt(Dialog &&dialog, const QString &name, QStringList &offences)
{
    dialog.show();
    look(&dialog, name, offences);
    dialog.close();
}

void lookAtBox(QWidget &window, const QString &name, QStringList &offences)
{
    auto *box = window.findChild<QMessageBox *>();
    look(box, name, offences);
    delete box;
}

void lookAtTabs(QWidget *widget, QTabWidget *tabs, const QString &name, QStringList &offences)
{
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        look(widget, u"%1, tab %2"_s.arg(name).arg(i + 1), offences);
    }
}

} // namespace

void TestDialogs::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_translation = std::make_unique<Translation>(*QCoreApplication::instance());
}

void TestDialogs::cleanupTestCase()
{
    m_translation.reset();
}

void TestDialogs::everyPage_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("theme");
    for (const QString &language : {u"en"_s, u"de"_s, u"zh_CN"_s})
        for (const QString &theme : {u"light"_s, u"dark"_s, u"high-contrast"_s})
            QTest::newRow(qPrintable(language + u' ' + theme)) << language << theme;
}

void TestDialogs::everyPage()
{
    QFETCH(QString, language);
    QFETCH(QString, theme);
    m_translation->choose(language);
    QStringList offences;
    TestEndpoint endpoint;
    endpoint.put(u"folder/object with a name.bin"_s, "text");
    endpoint.put(u"top.txt"_s, "text");
    TestGround ground;
    ground.appearance.choose(themeChoice(theme));
    ground.add(u"test"_s, endpoint.connection());
    FullBoard board;
    QTemporaryDir reports;
    MainWindow window({board, ground.book, ground.appearance, ground.preferencesFile(), &ground.limit, reports.path()}, ground.preferences());
    window.resize(1240, 800);
    window.show();
    look(&window, u"welcome"_s, offences);
    window.go({Place::Kind::Transfers, TransferShown::All, {}});
    look(&window, u"no transfers"_s, offences);
    board.fill();
    window.transfersPage()->table()->selectAll();
    window.transfersPage()->actions().remove->trigger();
    lookAtBox(window, u"remove transfers"_s, offences);
    emit board.remained(u"/home/user/videos/a recording.mov"_s, Error::make(ErrorKind::Network, ErrorCause::ConnectionRefused, u"the connection was refused"_s),
                        u"millrace-cli uploads abort s3://bucket/videos/a recording.mov"_s);
    lookAtBox(window, u"parts that stay"_s, offences);
    window.transfersPage()->select(1);
    board.fill();
    lookAtTabs(&window, window.transfersPage()->details(), u"transfers"_s, offences);
    window.transfersPage()->select(6);
    look(&window, u"failed transfer"_s, offences);
    window.go({Place::Kind::Connection, TransferShown::All, u"test"_s});
    BrowserPage *page = window.browserPage(u"test"_s);
    QTRY_COMPARE(page->model()->rowCount(), 1);
    look(&window, u"buckets"_s, offences);
    page->open({endpoint.bucket(), {}});
    QTRY_COMPARE(page->model()->rowCount(), 2);
    page->view()->setCurrentIndex(page->model()->index(1, 0));
    look(&window, u"keys"_s, offences);
    page->open({u"missing"_s, {}});
    QTRY_VERIFY(!page->view()->isVisible());
    look(&window, u"browser's trouble"_s, offences);

    {
        ConnectionDialog dialog(ground.book, ConnectionProfile::make(), &window);
        dialog.show();
        lookAtTabs(&dialog, dialog.findChild<QTabWidget *>(), u"connection"_s, offences);
    }
    lookAt(ImportDialog(ground.book, &window), u"import"_s, offences);
    lookAt(NewTransferDialog(ground.book, u"s3://bucket/folder/"_s, ground.preferences(), &window), u"new transfer"_s, offences);
    {
        Preferences preferences = ground.preferences();
        preferences.bandwidth.mode = Bandwidth::Mode::Timetable;
        SettingsDialog dialog(preferences, &window);
        dialog.show();
        auto *list = dialog.findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            look(&dialog, u"settings, page %1"_s.arg(row + 1), offences);
        }
    }
    lookAt(PresignDialog(endpoint.connection(), endpoint.bucket(), u"top.txt"_s, &window), u"link"_s, offences);
    {
        BucketSession session(endpoint.connection());
        BrowserEntry entry;
        entry.name = entry.key = u"top.txt"_s;
        PropertiesDialog dialog(session, endpoint.bucket(), entry, &window);
        dialog.open();
        QTest::qWait(200);
        look(&dialog, u"properties"_s, offences);
    }
    {
        BucketSession session(endpoint.connection());
        VersionsDialog dialog(session, endpoint.bucket(), {}, &window);
        dialog.show();
        QTRY_COMPARE(dialog.model()->rowCount(), 2);
        look(&dialog, u"versions"_s, offences);
    }
    window.go({Place::Kind::Reports, TransferShown::All, {}});
    look(&window, u"no reports"_s, offences);
    window.reportsPage()->open(writeReport(reports.path()));
    QTRY_VERIFY(window.reportsPage()->view()->isVisible());
    lookAtTabs(&window, window.reportsPage()->view()->tabs(), u"report"_s, offences);
    {
        const RunReport report = window.reportsPage()->view()->report().report;
        ComparisonView view;
        view.setReports(report, u"folder/"_s, report, u"folder/"_s);
        view.resize(760, 600);
        view.show();
        look(&view, u"comparison"_s, offences);
    }
    {
        OptimizePlan plan;
        plan.connectionId = u"test"_s;
        plan.address = u"s3://bucket/folder/"_s;
        plan.folder = reports.path();
        OptimizeDialog dialog(ground.book, ground.preferences(), plan, nullptr, &window);
        dialog.show();
        look(&dialog, u"optimize, choose"_s, offences);
        dialog.nextButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(dialog.nextButton()->isEnabled(), 30000);
        look(&dialog, u"optimize, look"_s, offences);
        auto *pages = dialog.findChild<QStackedWidget *>();
        pages->setCurrentIndex(OptimizeDialog::Search);
        look(&dialog, u"optimize, search"_s, offences);
        TuningResult result;
        result.better = true;
        result.presentRate = 100e6;
        result.rate = 140e6;
        result.gain = 0.4;
        result.gainError = 0.05;
        result.verdict = u"The link is full. The search ended since nothing gained any more."_s;
        result.bottleneck.kind = BottleneckKind::ConnectionCap;
        result.bottleneck.sentence = u"connections: each brings 12 MB/s, and they add up"_s;
        result.bottleneck.evidence = {{u"connections"_s, 30}};
        dialog.resultPage()->setResult(result, ground.preferences().transferSettings(), true, true);
        pages->setCurrentIndex(OptimizeDialog::Outcome);
        look(&dialog, u"optimize, result"_s, offences);
        dialog.resultPage()->setApplied(true, false);
        look(&dialog, u"optimize, applied"_s, offences);
    }
    lookAt(ShortcutsDialog(&window), u"shortcuts"_s, offences);
    lookAt(AboutDialog(&window), u"about"_s, offences);
    offences.removeDuplicates();
    for (const QString &offence : std::as_const(offences))
        qWarning("%s", qPrintable(offence));
    QVERIFY2(offences.isEmpty(), "see above");
}

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
