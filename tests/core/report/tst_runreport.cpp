// SPDX-License-Identifier: GPL-3.0-or-later
// Reports read back, compared and drawn.
#include "report/comparison.h"
#include "report/report.h"
#include "report/reportpage.h"

#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>
#include <random>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestRunReport : public QObject
{
    Q_OBJECT
private slots:
    void readsWhatWasWritten();
    void keepsTheSlowestAndTheFailed();
    void refusesOtherFiles_data();
    void refusesOtherFiles();
    void namesAMissingFile();
    void survivesWrongTypes();
    void verdictKnowsNoise();
    void comparesIterations();
    void comparesSeriesOfSingleRuns();
    void cannotTellFromShortRuns();
    void saysWhatDiffers();
    void drawsWellFormedPages();
    void writesTheSeriesAsCsv();

private:
    static FileResult file(quint64 id, ByteCount size, double seconds);
    static RunResult run(double seconds, double rate, double noise, unsigned seed);
    QString write(const QString &name, const RunResult &result, int files, const std::vector<double> &iterations = {},
                  const QString &source = u"s3://b/data/"_s);
    QTemporaryDir m_folder;
};

FileResult TestRunReport::file(quint64 id, ByteCount size, double seconds)
{
    FileResult f;
    f.id = id;
    f.bucket = u"b"_s;
    f.key = u"data/%1"_s.arg(id);
    f.size = size;
    f.bytesMoved = size;
    f.parts = 2;
    f.durationSeconds = seconds;
    f.outcome = FileOutcome::Done;
    f.verifiedBy = VerifiedBy::Crc64Nvme;
    return f;
}

RunResult TestRunReport::run(double seconds, double rate, double noise, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> spread(rate, noise);
    RunResult r;
    r.startedAt = QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC);
    r.endedAt = r.startedAt.addMSecs(qint64(seconds * 1000));
    r.durationSeconds = seconds;
    r.peakResidentBytes = 100 * MiB;
    r.cpuSeconds = 1.5;
    for (int i = 1; i * 0.1 <= seconds + 1e-9; ++i) {
        Sample s;
        s.elapsedSeconds = i * 0.1;
        s.rate = spread(random);
        s.cpuPercent = 80;
        s.cpuUserPercent = 50;
        s.cpuSystemPercent = 30;
        s.residentBytes = 50 * MiB;
        s.connections = 6;
        s.diskWrittenRate = rate / 2;
        s.loopbackRate = rate;
        r.samples += s;
    }
    return r;
}

QString TestRunReport::write(const QString &name, const RunResult &result, int files, const std::vector<double> &iterations,
                             const QString &source)
{
    RunFacts facts;
    facts.mode = u"download"_s;
    facts.sources = QStringList{source};
    facts.target = u"/data"_s;
    facts.endpoint = u"http://127.0.0.1:9000"_s;
    Report report(facts);
    const QString path = m_folder.filePath(name);
    if (!report.openFile(path))
        return {};
    RunResult r = result;
    for (int i = 1; i <= files; ++i) {
        report.add(file(quint64(i), 10 * MiB, i * 0.5));
        ++r.filesDone;
        ++r.filesTotal;
        r.bytesDone += 10 * MiB;
    }
    if (!iterations.empty()) {
        OrderedJson runs = OrderedJson::array();
        for (const double rate : iterations)
            runs.push_back({{"throughput_mib_per_second", rate}});
        report.setSection("benchmark", {{"iterations", runs}});
    }
    report.add(r);
    return report.write() ? path : QString();
}

void TestRunReport::readsWhatWasWritten()
{
    const QString path = write(u"a.json"_s, run(12, 50e6, 1e6, 1), 3);
    const Result<RunReport> report = readReport(path);
    QVERIFY2(report, report ? "" : qPrintable(report.error().message));
    QCOMPARE(report->file, path);
    QCOMPARE(report->version, 1);
    QCOMPARE(report->mode, u"download"_s);
    QCOMPARE(report->sources, QStringList{u"s3://b/data/"_s});
    QCOMPARE(report->target, u"/data"_s);
    QCOMPARE(report->endpoint, u"http://127.0.0.1:9000"_s);
    QCOMPARE(report->seconds, 12.0);
    QCOMPARE(report->startedAt.toUTC(), QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7), Qt::UTC));
    QCOMPARE(report->wallClock, 2.5);
    QCOMPARE(report->throughput.p0, 6.67);
    QCOMPARE(report->throughput.p100, 20.0);
    QCOMPARE(report->filesDone, 3);
    QCOMPARE(report->bytesDone, 30 * MiB);
    QCOMPARE(report->peakResidentBytes, 100 * MiB);
    QCOMPARE(report->verifiedBy.size(), 1);
    QCOMPARE(report->verifiedBy.first().first, u"crc64nvme"_s);
    QCOMPARE(report->samples.size(), 120);
    QCOMPARE(report->samples.at(3).elapsedSeconds, 0.4);
    QCOMPARE(report->samples.at(3).cpuUserPercent, 50.0);
    QCOMPARE(report->samples.at(3).cpuSystemPercent, 30.0);
    QCOMPARE(report->samples.at(3).loopbackRate, 50e6);
    QCOMPARE(report->samples.at(3).diskWrittenRate, 25e6);
    QVERIFY(report->has(u"cpu_user_percent"_s));
    QVERIFY(report->json.contains("settings"));
    QVERIFY(!report->json.contains("files"));
}

void TestRunReport::keepsTheSlowestAndTheFailed()
{
    RunFacts facts;
    facts.mode = u"download"_s;
    Report report(facts);
    const QString path = m_folder.filePath(u"many.json"_s);
    QVERIFY(report.openFile(path));
    RunResult r = run(1, 1e6, 1, 1);
    for (quint64 i = 1; i <= 5000; ++i) {
        FileResult f = file(i, MiB, 0.1 + double(i * 7919 % 5000) / 1000);
        if (i % 100 == 0) {
            f.outcome = FileOutcome::Failed;
            f.error = Error::make(i % 200 == 0 ? ErrorKind::Network : ErrorKind::NotFound, ErrorCause::None, u"no luck"_s);
            f.error->s3Code = u"Odd"_s;
        }
        report.add(f);
    }
    r.filesFailed = 50;
    report.add(r);
    QVERIFY(report.write());
    const Result<RunReport> read = readReport(path);
    QVERIFY(read);
    QCOMPARE(read->filesListed, 5000);
    QCOMPARE(read->slowest.size(), RunReport::listedFiles);
    QVERIFY(std::is_sorted(read->slowest.begin(), read->slowest.end(),
                           [](const auto &a, const auto &b) { return a.mibPerSecond < b.mibPerSecond; }));
    QVERIFY(read->slowest.first().seconds > 5.0);
    QCOMPARE(read->failed.size(), RunReport::listedFiles);
    QCOMPARE(read->failed.first().key, u"data/100"_s);
    QCOMPARE(read->failed.first().error, u"no luck (Odd)"_s);
    QCOMPARE(read->errorKinds.size(), 2);
    QCOMPARE(read->errorKinds.at(0).second + read->errorKinds.at(1).second, 50);
}

void TestRunReport::refusesOtherFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("no JSON") << QByteArray("hello") << u"no JSON"_s;
    QTest::newRow("half") << QByteArray("{\"millrace_report\": 1, \"files\": [{\"key\":") << u"no JSON"_s;
    QTest::newRow("list") << QByteArray("[1]") << u"no JSON"_s;
    QTest::newRow("other JSON") << QByteArray("{\"mode\": \"download\"}") << u"no report"_s;
    QTest::newRow("tuning") << QByteArray("{\"millrace_tuning\": 1}") << u"tune"_s;
    QTest::newRow("sweep") << QByteArray("{\"millrace_sweep\": 1}") << u"sweep"_s;
    QTest::newRow("newer") << QByteArray("{\"millrace_report\": 99}") << u"newer"_s;
    QTest::newRow("empty") << QByteArray() << u"no JSON"_s;
}

void TestRunReport::refusesOtherFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, words);
    const Result<RunReport> report = parseReport(text);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Config);
    QVERIFY2(report.error().message.contains(words), qPrintable(report.error().message));
}

void TestRunReport::namesAMissingFile()
{
    const Result<RunReport> report = readReport(m_folder.filePath(u"nothing"_s));
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::LocalFile);
    QCOMPARE(report.error().path, m_folder.filePath(u"nothing"_s));
    const Result<RunReport> folder = readReport(m_folder.path());
    QVERIFY(!folder);
    QCOMPARE(folder.error().kind, ErrorKind::LocalFile);
}

/// Whatever a file holds, nothing throws.
void TestRunReport::survivesWrongTypes()
{
    const Result<RunReport> report = parseReport(
        R"({"millrace_report":1,"mode":7,"settings":[],"outcome":{"verified_by":3,"cancelled":"x","error":[]},
            "time_series":{"columns":[1,"elapsed_seconds"],"rows":[7,[],[1],[1,"x"],[1,2.5]]},
            "benchmark":{"iterations":[1,{"throughput_mib_per_second":"a"}]},"files":[1,{"outcome":3},{"outcome":"failed"},[]]})");
    QVERIFY(report);
    QCOMPARE(report->mode, QString());
    QCOMPARE(report->samples.size(), 5);
    QCOMPARE(report->samples.last().elapsedSeconds, 2.5);
    QCOMPARE(report->iterations.size(), size_t(2));
    QCOMPARE(report->failed.size(), 1);
    QVERIFY(!reportPage({*report}).isEmpty());
    QVERIFY(!verdictText(compareReports(*report, *report)).isEmpty());
}

void TestRunReport::verdictKnowsNoise()
{
    const auto on = [](double low, double ratio, double high) {
        return verdictOn({true, ratio, low, high, 0});
    };
    QCOMPARE(on(1.05, 1.1, 1.15), Verdict::Faster);
    QCOMPARE(on(0.85, 0.9, 0.95), Verdict::Slower);
    QCOMPARE(on(0.95, 1.05, 1.15), Verdict::NoDifference);
    QCOMPARE(on(1.001, 1.002, 1.003), Verdict::NoDifference); // sure, and not worth a word
    QCOMPARE(verdictOn({}), Verdict::CannotTell);
}

void TestRunReport::comparesIterations()
{
    const std::vector<double> slow{100, 103, 98, 101, 99}, fast{120, 118, 123, 121, 119};
    const auto a = readReport(write(u"slow.json"_s, run(3, 1e6, 1, 1), 1, slow));
    const auto b = readReport(write(u"fast.json"_s, run(3, 1e6, 1, 1), 1, fast));
    QVERIFY(a && b);
    ReportComparison comparison = compareReports(*a, *b);
    QCOMPARE(comparison.verdict, Verdict::Faster);
    QCOMPARE(comparison.basis, VerdictBasis::Iterations);
    QVERIFY(std::abs(comparison.ratio.ratio - 1.2) < 0.01);
    QCOMPARE(comparison.measurementsAfter, 5);
    static const QRegularExpression form(u"^faster by 20\\.\\d % \\(95 % CI 1\\d\\.\\d \\.\\. 2\\d\\.\\d %\\)$"_s);
    QVERIFY2(form.match(verdictText(comparison)).hasMatch(), qPrintable(verdictText(comparison)));
    QCOMPARE(compareReports(*b, *a).verdict, Verdict::Slower);
    QCOMPARE(compareReports(*a, *a).verdict, Verdict::NoDifference);
}

void TestRunReport::comparesSeriesOfSingleRuns()
{
    // A run that failed before its first figure has nothing to compare.
    RunReport failed, good;
    good.iterations = {100, 101, 102};
    for (const auto &[a, b, who] : {std::tuple(&failed, &good, u"the first measured nothing"_s),
                                    {&good, &failed, u"the second measured nothing"_s}, {&failed, &failed, u"neither measured anything"_s}}) {
        const ReportComparison none = compareReports(*a, *b);
        QCOMPARE(none.verdict, Verdict::CannotTell);
        QVERIFY(!none.isMeasured());
        QVERIFY2(verdictText(none).endsWith(who), qPrintable(verdictText(none)));
    }
    const auto a = readReport(write(u"s1.json"_s, run(20, 50e6, 5e6, 1), 1));
    const auto b = readReport(write(u"s2.json"_s, run(20, 51e6, 5e6, 2), 1)); // 2 %: less than runs differ by themselves
    const auto c = readReport(write(u"s3.json"_s, run(20, 70e6, 5e6, 3), 1));
    QVERIFY(a && b && c);
    QCOMPARE(compareReports(*a, *b).basis, VerdictBasis::TimeSeries);
    QCOMPARE(compareReports(*a, *b).verdict, Verdict::NoDifference);
    QCOMPARE(compareReports(*a, *c).verdict, Verdict::Faster);
    QCOMPARE(compareReports(*c, *a).verdict, Verdict::Slower);
}

void TestRunReport::cannotTellFromShortRuns()
{
    const auto a = readReport(write(u"t1.json"_s, run(2, 50e6, 1e6, 1), 1));
    QVERIFY(a);
    const ReportComparison comparison = compareReports(*a, *a);
    QCOMPARE(comparison.verdict, Verdict::CannotTell);
    QCOMPARE(comparison.basis, VerdictBasis::Totals);
}

void TestRunReport::saysWhatDiffers()
{
    auto a = readReport(write(u"d1.json"_s, run(2, 50e6, 1e6, 1), 1));
    auto b = readReport(write(u"d2.json"_s, run(2, 50e6, 1e6, 1), 2, {}, u"s3://b/other/"_s));
    QVERIFY(a && b);
    b->json["settings"]["concurrency"] = 32;
    b->json["machine"]["cpu_count"] = 1000;
    const ReportComparison comparison = compareReports(*a, *b);
    QCOMPARE(comparison.settings.size(), 1);
    QCOMPARE(comparison.settings.first().name, u"concurrency"_s);
    QCOMPARE(comparison.settings.first().after, u"32"_s);
    QCOMPARE(comparison.warnings.size(), 3);
    QVERIFY(comparison.warnings.join(u' ').contains(u"different machines"_s));
    QCOMPARE(comparison.figures.first().name, u"Throughput"_s);
}

void TestRunReport::drawsWellFormedPages()
{
    const auto a = readReport(write(u"p1.json"_s, run(90, 500e6, 50e6, 1), 30, {}, u"s3://b/<&\x01\"/"_s));
    const auto b = readReport(write(u"p2.json"_s, run(100, 450e6, 50e6, 2), 30));
    QVERIFY(a && b);
    HeatMap map{u"Map"_s, u"sub"_s, u"MiB/s"_s, u"concurrency"_s, {u"1"_s, u"2"_s}, u"files"_s, {u"4"_s}, {{u"grid"_s, {{5, std::nan("")}}}}};
    for (const QByteArray &text : {toSvg(timeChartOf({*a})), toSvg(timeChartOf({*a, *b})), reportPage({*a}), reportPage({*a, *b}),
                                   toSvg(map), heatMapPage(map, reportTables(*a))}) {
        QXmlStreamReader reader(text);
        int elements = 0, curves = 0;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::StartElement) {
                ++elements;
                curves += reader.name() == u"polyline" || reader.name() == u"rect";
            }
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(elements > 10 && curves > 2);
    }
    const TimeChart chart = timeChartOf({*a});
    QStringList titles;
    for (const ChartPanel &panel : chart.panels)
        titles += panel.title;
    QVERIFY(titles.contains(u"Throughput"_s) && titles.contains(u"CPU"_s) && titles.contains(u"Memory"_s));
    QCOMPARE(chart.panels.first().unit, u"MiB/s"_s);
    for (const ChartPanel &panel : chart.panels)
        for (const ChartSeries &series : panel.series)
            QVERIFY(series.points.size() <= 400);
}

void TestRunReport::writesTheSeriesAsCsv()
{
    const auto a = readReport(write(u"c.json"_s, run(1, 5e6, 1, 1), 1));
    QVERIFY(a);
    const QByteArrayList lines = seriesCsv(*a).trimmed().split('\n');
    QCOMPARE(lines.size(), 11);
    QVERIFY(lines.first().startsWith("elapsed_seconds,bytes_per_second,cpu_percent,"));
    QCOMPARE(lines.at(1).split(',').size(), lines.first().split(',').size());
}

QTEST_GUILESS_MAIN(TestRunReport)
#include "tst_runreport.moc"
