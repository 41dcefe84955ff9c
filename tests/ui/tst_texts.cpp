// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"
#include "support/testendpoint.h"
#include "testwindow.h"
#include "tuning/tuningsearch.h"
#include "ui/connections/connectiontestpanel.h"
#include "ui/details/detailspane.h"
#include "ui/reports/openreport.h"
#include "ui/reports/reportexport.h"
#include "ui/reports/reportview.h"
#include "ui/text/bottlenecktext.h"
#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"
#include "ui/text/translation.h"
#include "ui/text/tuningtext.h"
#include "ui/transfers/transferspage.h"
#include "ui/wizard/resultpage.h"

#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

using namespace millrace;
using namespace Qt::StringLiterals;

/// What core finds out is told in the user's language: nothing of core's own English is left in a German or Chinese window.
class TestTexts : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { m_translation = std::make_unique<Translation>(*QCoreApplication::instance()); }
    void cleanup() { m_translation->choose(u"en"_s); }
    void cleanupTestCase() { m_translation.reset(); }
    void bottlenecks_data();
    void bottlenecks();
    void reportsKeepTheNumbers();
    void trialsAndVerdicts();
    void errors();
    void whatCoreSays();
    void figuresAndKeysStay();
    void connectionTest();
    void pagesShowNoEnglish_data();
    void pagesShowNoEnglish();
    void pagesWriteFiguresAsTheLanguageDoes();

private:
    std::unique_ptr<Translation> m_translation;
};

namespace {

const QStringList languages{u"de"_s, u"zh_CN"_s};

/// The first English word of @p text that German does not have; empty: none.
QString englishIn(const QString &text)
{
    static const QRegularExpression words(
        u"\\b(the|of|and|were|waited|waiting|their|each|requests?|connections?|is|are|with|would|help|it|its|for|by|not|parts?|busy|"
        "asked|slow|brought|bring|time|present|best|no|or|at|to|what|which|over|from|already|been|files?|done|threads|size)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kept(u"Schreib-Threads|s3://\\S+|https?:/\\S+|/\\S+"_s);
    return words.match(QString(text).remove(kept)).captured(0);
}

/// In English first, then in each language: another text, with no English in it.
void verifySaid(const std::function<QString()> &text, Translation &translation, bool mayBeEmpty = false)
{
    translation.choose(u"en"_s);
    const QString english = text();
    QVERIFY(mayBeEmpty || !english.isEmpty());
    for (const QString &language : languages) {
        translation.choose(language);
        const QString said = text();
        QCOMPARE(said.isEmpty(), english.isEmpty());
        if (said.isEmpty())
            continue;
        QVERIFY2(said != english, qPrintable(said));
        QVERIFY2(englishIn(said).isEmpty(), qPrintable(englishIn(said) + u" in: "_s + said));
    }
}

PartTimes part(double server, double network, double memory = 0, double disk = 0, double throttled = 0)
{
    PartTimes t;
    t.requests = 1;
    for (const auto &[phase, seconds] : {std::pair(PartPhase::Server, server), {PartPhase::Network, network}, {PartPhase::Memory, memory},
                                         {PartPhase::Disk, disk}, {PartPhase::Throttled, throttled}})
        t.nanoseconds[size_t(phase)] = qint64(seconds * 1e9);
    return t;
}

/// Ten seconds of parts like these, of uneven rates.
RunCounters run(int parts, ByteCount size, double server, double network, double memory = 0, double disk = 0, double throttled = 0,
                bool even = false)
{
    RunCounters c;
    c.seconds = 10;
    c.cpus = 4;
    c.cpuSeconds = 4;
    c.machine = {8, 40};
    c.workers = 4;
    c.workerTimes = {4, 0.5};
    c.mostConnections = 100;
    c.connectionLimit = 32;
    c.schedule[size_t(Schedule::Full)] = 10;
    for (int i = 0; i < parts; ++i) {
        c.addPart(part(server, network * (even ? 1 : 0.6 + 0.8 * (i % 5) / 4), memory, disk, throttled), size);
        c.bytes += size;
    }
    return c;
}

QMap<QString, RunCounters> runsOfEachKind()
{
    QMap<QString, RunCounters> runs;
    RunCounters c = run(100, 16 * MiB, 0.01, 0.3);
    c.rateLimit = 170e6;
    runs[u"own limit"_s] = c;
    c = run(100, 16 * MiB, 0.01, 0.3, 0, 0, 0.2);
    c.throttles = 30;
    runs[u"throttling"_s] = c;
    c.throttleCeiling = 32;
    runs[u"throttling with a ceiling"_s] = c;
    c = run(100, 16 * MiB, 0.01, 0.3);
    c.cpuSeconds = 18;
    c.machine = {39, 40};
    c.workerTimes = {18, 19};
    runs[u"cpu"_s] = c;
    c = run(100, 16 * MiB, 0.01, 0.3, 1.5, 0.2);
    c.toDisk = true;
    c.disk.busySeconds = 9.7;
    c.disk.bytes = 3'977'000'000;
    runs[u"disk"_s] = c;
    c.disk.busySeconds = 1;
    runs[u"memory"_s] = c;
    c = run(100, 16 * MiB, 0.01, 0.1);
    c.toDisk = true;
    c.schedule.fill(0);
    c.schedule[size_t(Schedule::Committing)] = 6;
    runs[u"finished files"_s] = c;
    c = run(100, 16 * MiB, 0.01, 0.3, 0.2, 1.5);
    c.upload = true;
    runs[u"disk of an upload"_s] = c;
    runs[u"latency of small requests"_s] = run(5000, 16 * KiB, 0.04, 0.001);
    runs[u"latency"_s] = run(50, 16 * MiB, 1, 0.2);
    c = run(50, 16 * MiB, 1, 0.2);
    c.upload = true;
    runs[u"latency of an upload"_s] = c;
    runs[u"connection cap"_s] = run(100, 16 * MiB, 0, 1.6, 0, 0, 0, true);
    c = run(100, 16 * MiB, 0, 1.6, 0, 0, 0, true);
    c.schedule.fill(0);
    c.schedule[size_t(Schedule::Ending)] = 9;
    runs[u"connection cap, few parts"_s] = c;
    c = run(100, 16 * MiB, 0.01, 1.6);
    c.addMoment(800'000'000, 5, 16);
    c.addMoment(830'000'000, 5, 32);
    runs[u"full network"_s] = c;
    runs[u"network"_s] = run(100, 16 * MiB, 0.01, 1.6);
    c = run(100, 16 * MiB, 0.01, 0.1);
    c.schedule.fill(0);
    c.schedule[size_t(Schedule::Listing)] = 8;
    runs[u"listing"_s] = c;
    c = run(100, 16 * MiB, 0.01, 0.1);
    c.schedule.fill(0);
    c.schedule[size_t(Schedule::HeldBack)] = 4;
    runs[u"hooks"_s] = c;
    return runs;
}

/// Everything that can be read in @p widget.
QStringList readable(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisibleTo(&widget))
            texts += QString(label->text()).remove(QRegularExpression(u"<[^>]*>"_s));
    std::function<void(const QTreeWidgetItem *)> add = [&](const QTreeWidgetItem *item) {
        for (int column = 0; column < item->columnCount(); ++column)
            texts += item->text(column);
        for (int i = 0; i < item->childCount(); ++i)
            add(item->child(i));
    };
    for (QTreeWidget *tree : widget.findChildren<QTreeWidget *>())
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            add(tree->topLevelItem(i));
    return texts;
}

/// The report of a run with these counters, read back.
Result<OpenReport> reportOf(const RunCounters &counters, const QString &file)
{
    RunFacts facts;
    facts.mode = u"download"_s;
    facts.sources = {u"s3://bucket/x.bin"_s};
    facts.target = u"/tmp"_s;
    Report report(facts);
    RunResult result;
    result.startedAt = result.endedAt = QDateTime::currentDateTimeUtc();
    result.durationSeconds = counters.seconds;
    result.filesTotal = result.filesDone = 1;
    result.counters = counters;
    result.bottleneck = diagnose(counters);
    result.tuning = {{2, TunedParameter::Connections, 6, 12, 100e6, u"6 connections bring 100 MB/s, 17 MB/s each: do more bring more?"_s}};
    FileResult done;
    done.key = u"x.bin"_s;
    done.outcome = FileOutcome::Done;
    done.verifiedBy = VerifiedBy::SizeOnly;
    report.add(done);
    report.add(result);
    if (const Result<> opened = report.openFile(file); !opened)
        return fail(opened.error());
    if (const Result<> written = report.write(); !written)
        return fail(written.error());
    return OpenReport::read(file);
}

} // namespace

void TestTexts::bottlenecks_data()
{
    QTest::addColumn<QString>("name");
    QSet<int> kinds;
    const auto runs = runsOfEachKind();
    for (auto it = runs.cbegin(); it != runs.cend(); ++it) {
        QTest::newRow(qPrintable(it.key())) << it.key();
        kinds.insert(int(diagnose(it.value()).kind));
    }
    QCOMPARE(kinds.size(), int(BottleneckKind::Hooks)); // each kind is among them
}

void TestTexts::bottlenecks()
{
    QFETCH(QString, name);
    const Bottleneck found = diagnose(runsOfEachKind().value(name));
    QVERIFY(found);
    verifySaid([&] { return bottleneckText(found); }, *m_translation);
    verifySaid([&] { return adviceText(found); }, *m_translation, true);
    m_translation->choose(u"en"_s);
    QCOMPARE(adviceText(found).isEmpty(), found.advice.isEmpty()); // where core knows what would help
    // Of each number the name is known.
    for (const Evidence &one : found.evidence) {
        Bottleneck alone;
        alone.evidence = {{one.name, 42}};
        verifySaid([&] { return evidenceText(alone).replace(QChar(QChar::Nbsp), u' '); }, *m_translation);
    }
}

void TestTexts::reportsKeepTheNumbers()
{
    QTemporaryDir folder;
    const auto runs = runsOfEachKind();
    for (auto it = runs.cbegin(); it != runs.cend(); ++it) {
        const Result<OpenReport> report = reportOf(it.value(), folder.filePath(u"run.json"_s));
        QVERIFY(report);
        QCOMPARE(bottleneckText(bottleneckOf(report->report)), bottleneckText(diagnose(it.value())));
    }
}

void TestTexts::trialsAndVerdicts()
{
    for (int step = int(TrialStep::WarmUp); step <= int(TrialStep::BestAgain); ++step)
        for (const BottleneckKind limit : {BottleneckKind::None, BottleneckKind::Network}) {
            TuningTrial trial;
            trial.step = TrialStep(step);
            trial.limitedBy = limit;
            verifySaid([&] { return trialReason(trial); }, *m_translation);
        }
    for (const bool better : {false, true})
        for (const bool settled : {false, true}) {
            TuningResult result;
            result.presentRate = 100e6;
            result.better = better;
            result.settled = settled;
            verifySaid([&] { return tuningVerdict(result); }, *m_translation);
        }
    // The search tells the step of each of its trials.
    SearchSpace space;
    space.present = TunedSettings();
    space.toDisk = true;
    TuningSearch search(space);
    QSet<int> steps;
    while (auto trial = search.next()) {
        steps.insert(int(trial->step));
        trial->rate = 100e6 + 1e6 * double(trial->number);
        search.report(*trial);
    }
    QVERIFY(steps.size() > 4);
}

void TestTexts::errors()
{
    for (int cause = int(ErrorCause::None); cause <= int(ErrorCause::QueueDamaged); ++cause)
        for (int kind = int(ErrorKind::Cancelled); kind <= int(ErrorKind::Config); ++kind) {
            const Error error = Error::make(ErrorKind(kind), ErrorCause(cause), {});
            verifySaid([&] { return errorSentence(error).what; }, *m_translation);
            verifySaid([&] { return errorSentence(error).nextStep; }, *m_translation, true);
        }
}

void TestTexts::whatCoreSays()
{
    for (const QString &pattern : coreTextPatterns()) {
        QString english = pattern;
        for (const auto &[place, value] : {std::pair(u"%1"_s, u"7"_s), {u"%2"_s, u"8"_s}, {u"%3"_s, u"9"_s}, {u"%4"_s, u"10"_s}})
            english.replace(place, value);
        if (english.endsWith(u' '))
            english += u"7"_s;
        m_translation->choose(u"en"_s);
        QCOMPARE(coreText(english), english);
        static const QStringList figures{u"%1 (%2 Gbit/s)"_s, u"%1 s (%2 s a GiB)"_s};
        for (const QString &language : languages) {
            m_translation->choose(language);
            const QString said = coreText(english);
            if (pattern != figures.first() || language == u"zh_CN")
                QVERIFY2(said != english, qPrintable(said));
            QVERIFY2(language == u"zh_CN" || englishIn(said).isEmpty(), qPrintable(englishIn(said) + u" in: "_s + said));
            for (const QString &figure : {u"%1"_s, u"%2"_s, u"%3"_s, u"%4"_s})
                QVERIFY2(!said.contains(figure), qPrintable(said));
        }
    }
}

void TestTexts::figuresAndKeysStay()
{
    m_translation->choose(u"de"_s);
    QCOMPARE(coreText(u"folder/key.bin: started over: the object changed since the earlier download"_s),
             u"folder/key.bin: neu begonnen: das Objekt änderte sich seit dem früheren Download"_s);
    QCOMPARE(coreText(u"the object changed during the download: started over"_s), u"das Objekt änderte sich während des Downloads: neu begonnen"_s);
    QCOMPARE(coreText(u"resumed: 1.50 MiB were here already; transformed to 3.25 MiB"_s),
             u"fortgesetzt: 1,50 MiB waren schon da; umgewandelt zu 3,25 MiB"_s);
    QCOMPARE(coreText(u"NoSuchKey: The specified key does not exist."_s), u"NoSuchKey: The specified key does not exist."_s); // a server's
    QCOMPARE(fieldTitle(u"max_pool_connections"_s), u"Verbindungen höchstens"_s);
    QCOMPARE(fieldTitle(u"of_a_later_version"_s), u"Of a later version"_s);
}

void TestTexts::connectionTest()
{
    TestEndpoint endpoint;
    endpoint.put(u"one.bin"_s, "text");
    for (const QString &language : languages) {
        m_translation->choose(language);
        ConnectionTestPanel panel;
        panel.show();
        QSignalSpy finished(&panel, &ConnectionTestPanel::finished);
        panel.run(endpoint.connection(), endpoint.bucket(), {});
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        for (const QString &text : readable(panel))
            QVERIFY2(englishIn(text).isEmpty(), qPrintable(text));
    }
}

void TestTexts::pagesShowNoEnglish_data()
{
    QTest::addColumn<QString>("language");
    for (const QString &language : languages)
        QTest::newRow(qPrintable(language)) << language;
}

void TestTexts::pagesShowNoEnglish()
{
    QFETCH(QString, language);
    m_translation->choose(language);
    QTemporaryDir folder;
    const auto runs = runsOfEachKind();
    for (auto it = runs.cbegin(); it != runs.cend(); ++it) {
        const auto verify = [&](const QStringList &texts, const QString &where) {
            for (const QString &text : texts)
                QVERIFY2(englishIn(text).isEmpty(), qPrintable(u"%1, %2: %3: %4"_s.arg(it.key(), where, englishIn(text), text)));
        };
        TuningResult result;
        result.presentRate = 100e6;
        result.bottleneck = diagnose(it.value());
        result.verdict = u"the English verdict"_s;
        ResultPage page;
        page.setResult(result, TransferSettings(), true);
        verify(readable(page), u"wizard"_s);
        const Result<OpenReport> report = reportOf(it.value(), folder.filePath(u"run.json"_s));
        QVERIFY(report);
        ReportView view;
        view.setReport(*report);
        verify(readable(view), u"report"_s);
        const QString html = QString::fromUtf8(reportHtml(report->report)).remove(QRegularExpression(u"<style>.*</style>|<!DOCTYPE[^>]*>"_s))
                                 .replace(QRegularExpression(u"<[^>]*>"_s), u"\n"_s);
        QVERIFY(html.contains(u"x.bin"_s));
        verify(html.split(u'\n', Qt::SkipEmptyParts), u"page"_s);
    }
}

void TestTexts::pagesWriteFiguresAsTheLanguageDoes()
{
    RunReport report;
    report.mode = u"download"_s;
    report.sources = {u"s3://bucket/x"_s};
    report.startedAt = QDateTime(QDate(2026, 11, 23), QTime(14, 5, 6));
    report.seconds = 8.25;
    report.wallClock = 1.5;
    report.filesTotal = 12'345;
    report.filesDone = 12'345;
    report.bytesDone = report.bytesMoved = ByteCount(1.5 * double(GiB));
    report.cpuSeconds = 3.5;
    report.retries = 1234;
    for (int i = 1; i <= 20; ++i) {
        Sample s;
        s.elapsedSeconds = i * 0.4;
        s.rate = 0.4 * double(MiB);
        report.samples += s;
    }
    m_translation->choose(u"de"_s);
    const QString german = QString::fromUtf8(reportHtml(report));
    for (const QString &figure : {u"12.345 von 12.345"_s, u"8,25 s"_s, u"1,50\u00a0GiB"_s, u"1,50\u00a0MiB/s"_s, u">1.234<"_s, u"23.11.26"_s})
        QVERIFY2(german.contains(figure), qPrintable(figure + u" in "_s + german));
    static const QRegularExpression english(u">[^<>]*(2026-11-23|\\d\\.\\d\\d? ?(s|MiB|GiB)|12,345)[^<>]*<"_s);
    QVERIFY2(!english.match(german).hasMatch(), qPrintable(english.match(german).captured(0)));
    m_translation->choose(u"zh_CN"_s);
    const QString chinese = QString::fromUtf8(reportHtml(report));
    QVERIFY(chinese.contains(u"12,345"_s) && chinese.contains(timeText(report.startedAt)));
    m_translation->choose(u"en"_s);
    QVERIFY(QString::fromUtf8(reportHtml(report)).contains(u"12,345 of 12,345 done"_s));
}

QTEST_MAIN(TestTexts)
#include "tst_texts.moc"
