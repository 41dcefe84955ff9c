// SPDX-License-Identifier: GPL-3.0-or-later
// benchmark, sweep, report and the instruments of transfers, from the outside.
#include "bench/sweep.h"
#include "report/runreport.h"
#include "support/clirun.h"
#include "support/tracecheck.h"

#include <QDir>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <signal.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestMeasuringVerbs : public QObject
{
    Q_OBJECT
private:
    struct Place
    {
        TestEndpoint endpoint;
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());
        QString bucket = u"s3://"_s + endpoint.bucket();
        QString file(const QString &name) const { return endpoint.scratch() + u'/' + name; }
        CliResult run(const QStringList &words) const { return runCli(environment, words); }
    /// What the endpoint knows of them lies in hidden folders beside them.
        QStringList objects() const
        {
            QStringList names = filesBelow(endpoint.bucketFolder());
            names.removeIf([](const QString &name) { return name.startsWith(u'.') || name.contains(u"/."_s); });
            return names;
        }
    };
    static bool isWhole(const QByteArray &png) { return png.startsWith("\x89PNG\r\n\x1a\n") && png.endsWith("IEND\xae\x42\x60\x82"); }

private slots:
    void benchmarkDownloads();
    void benchmarkUploads();
    void benchmarkOfWhatIsThere();
    void benchmarkSaysJson();
    void benchmarkCleansUpAfterFailure();
    void benchmarkCleansUpAfterInterrupt();
    void benchmarkRefusesNonsense_data();
    void benchmarkRefusesNonsense();
    void sweepMeasuresAndGoesOn();
    void sweepHasInstruments();
    void sweepKeepsToItsWorkload();
    void sweepKeepsToItsSettings();
    void sweepLeavesOtherFilesAlone();
    void sweepOfAKeyWithLettersOfPatterns();
    void sweepSurvivesInterrupt();
    void reportShowsComparesAndPlots();
    void reportRefusesNonsense();
    void instrumentsOfTransfers();
};

void TestMeasuringVerbs::benchmarkDownloads()
{
    Place place;
    const QString report = place.file(u"b.json"_s), disk = place.file(u"disk"_s);
    for (const QString &target : {QString(), disk}) {
        QStringList words{u"benchmark"_s, place.bucket + u"/test/"_s, u"--objects"_s, u"3"_s, u"--object-size-mb"_s, u"2"_s,
                          u"--iterations"_s, u"4"_s, u"--warmup"_s, u"2"_s, u"--report"_s, report};
        if (!target.isEmpty())
            words += {u"--save-to-disk"_s, target};
        const CliResult result = place.run(words);
        QVERIFY2(result.code == 0, result.err);
        static const QRegularExpression run(u"^Run (\\d): (\\d+\\.\\d\\d) MiB/s, (\\d+\\.\\d{3}) s, CPU \\d+\\.\\d\\d s$"_s, QRegularExpression::MultilineOption);
        int runs = 0;
        for (auto it = run.globalMatch(QString::fromUtf8(result.out)); it.hasNext();)
            QCOMPARE(it.next().captured(1).toInt(), ++runs);
        QCOMPARE(runs, 4);
        QCOMPARE(result.err.count("(not counted)"), 2);
        QVERIFY2(result.out.contains("95 % CI"), result.out);
        QCOMPARE(place.objects(), QStringList());
        if (!target.isEmpty())
            QCOMPARE(QDir(disk).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
        const auto read = readReport(report);
        QVERIFY(read);
        QCOMPARE(read->mode, u"benchmark"_s);
        QCOMPARE(read->iterations.size(), size_t(4));
        QCOMPARE(read->filesDone, 12); // warm-up runs are not in it
        QCOMPARE(read->bytesDone, 24 * MiB);
        QCOMPARE(read->json["benchmark"]["target"].get<std::string>(), std::string(target.isEmpty() ? "memory" : "disk"));
    }
    const CliResult compared = place.run({u"benchmark"_s, place.bucket, u"--object-size-mb"_s, u"2"_s, u"--iterations"_s, u"3"_s,
                                          u"--compare"_s, report});
    QVERIFY2(compared.code == 0, compared.err);
    QVERIFY2(compared.out.contains("Beside " + report.toUtf8()), compared.out);
    QVERIFY2(compared.out.contains("differ in objects (3; 1)") && compared.out.contains("differ in target"), compared.out);
}

void TestMeasuringVerbs::benchmarkUploads()
{
    Place place;
    for (const QString &target : {QString(), place.file(u"disk"_s)}) {
        QStringList words{u"benchmark"_s, place.bucket, u"--direction"_s, u"upload"_s, u"--objects"_s, u"2"_s, u"--object-size-mb"_s,
                          u"1"_s, u"--iterations"_s, u"2"_s, u"--warmup"_s, u"0"_s, u"--keep-test-object"_s};
        if (!target.isEmpty())
            words += {u"--save-to-disk"_s, target};
        const CliResult result = place.run(words);
        QVERIFY2(result.code == 0, result.err);
        QCOMPARE(result.out.count("Run "), 2);
        const QStringList kept = place.objects();
        QCOMPARE(kept.size(), 2);
        QVERIFY2(result.err.contains("stay below"), result.err);
        for (const QString &name : kept) {
            QCOMPARE(QFileInfo(place.endpoint.bucketFolder() + u'/' + name).size(), MiB);
            QFile::remove(place.endpoint.bucketFolder() + u'/' + name);
        }
    }
    QCOMPARE(QDir(place.file(u"disk"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
}

void TestMeasuringVerbs::benchmarkOfWhatIsThere()
{
    Place place;
    place.endpoint.put(u"data/a"_s, testBytes(100'000));
    place.endpoint.put(u"data/b"_s, testBytes(200'000));
    place.endpoint.put(u"other"_s, testBytes(1000));
    const auto bytes = [&](const QStringList &more) {
        const CliResult result = place.run(QStringList{u"benchmark"_s, u"--existing"_s, u"--iterations"_s, u"1"_s, u"--warmup"_s, u"0"_s, u"--json"_s} + more);
        return result.code == 0 ? result.events(u"run"_s).value(0).value("bytes"_L1).toInteger() : -result.code;
    };
    QCOMPARE(bytes({place.bucket + u"/data/"_s}), 300'000);
    QCOMPARE(bytes({place.bucket + u"/data/"_s, u"--max-objects"_s, u"1"_s}), 100'000);
    QCOMPARE(bytes({place.bucket + u"/data/b"_s}), 200'000);
    QCOMPARE(bytes({place.bucket + u"/nothing/"_s}), -4);
    QCOMPARE(place.objects().size(), 3);
}

void TestMeasuringVerbs::benchmarkSaysJson()
{
    Place place;
    const CliResult result = place.run({u"benchmark"_s, u"--bucket-name"_s, place.endpoint.bucket(), u"--object-size-mb"_s, u"1"_s,
                                        u"--iterations"_s, u"3"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err);
    const QList<QJsonObject> lines = result.json();
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.first().value("event"_L1).toString(), u"start"_s);
    QCOMPARE(result.events(u"run"_s).size(), 4);
    QVERIFY(result.events(u"run"_s).first().value("warmup"_L1).toBool());
    const QJsonObject statistics = lines.last().value("statistics"_L1).toObject();
    QCOMPARE(lines.last().value("event"_L1).toString(), u"result"_s);
    QCOMPARE(statistics.value("count"_L1).toInt(), 3);
    QCOMPARE(statistics.value("confidence_interval"_L1).toArray().size(), 2);
    QVERIFY(statistics.value("p0"_L1).toDouble() <= statistics.value("mean"_L1).toDouble());
}

void TestMeasuringVerbs::benchmarkCleansUpAfterFailure()
{
    Place place;
    FaultRule rule;
    rule.operation = u"GetObject"_s;
    rule.httpStatus = 403;
    rule.times = 0;
    place.endpoint.setRules({rule});
    const QString file = place.file(u"f.json"_s);
    const CliResult result = place.run({u"benchmark"_s, place.bucket, u"--object-size-mb"_s, u"1"_s, u"--objects"_s, u"2"_s,
                                        u"--warmup"_s, u"0"_s, u"--report"_s, file});
    QCOMPARE(result.code, 3);
    QCOMPARE(place.objects(), QStringList());
    QVERIFY(!result.out.contains("Mean"));
    const auto report = readReport(file);
    QVERIFY(report);
    QVERIFY(!report->error.isEmpty());
    QVERIFY(!report->cancelled);
    QVERIFY(report->filesFailed > 0 && !report->failed.isEmpty());
    QCOMPARE(report->filesDone, 0);
    QVERIFY(report->json["benchmark"]["statistics"].is_null());
    QCOMPARE(place.run({u"benchmark"_s, place.bucket, u"--compare"_s, file}).code, 2);
    // Of a bucket that is not there nothing can be left, nor where every upload is refused.
    for (const QString &bucket : {u"s3://no-such-bucket"_s, place.bucket}) {
        rule.operation = u"PutObject"_s;
        FaultRule noRemoval = rule;
        noRemoval.operation = u"DeleteObjects"_s;
        if (bucket == place.bucket)
            place.endpoint.setRules({rule, noRemoval});
        else
            place.endpoint.setRules({});
        const CliResult none = place.run({u"benchmark"_s, bucket, u"--object-size-mb"_s, u"1"_s, u"--report"_s, file});
        QCOMPARE(none.code, bucket == place.bucket ? 3 : 4);
        QVERIFY2(!none.err.contains("left below"), none.err);
        const auto told = readReport(file);
        QVERIFY(told && !told->error.isEmpty());
    }
    // What was stored and cannot be removed is.
    rule.operation = u"DeleteObjects"_s;
    place.endpoint.setRules({rule});
    const CliResult left = place.run({u"benchmark"_s, place.bucket, u"--object-size-mb"_s, u"1"_s, u"--iterations"_s, u"1"_s});
    QCOMPARE(left.code, 3);
    QVERIFY2(left.err.contains("are left below"), left.err);
}

void TestMeasuringVerbs::benchmarkCleansUpAfterInterrupt()
{
    Place place;
    QProcess process;
    process.setProcessEnvironment(place.environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(MILLRACE_CLI), {u"benchmark"_s, place.bucket, u"--object-size-mb"_s, u"8"_s, u"--iterations"_s, u"100000"_s,
                                                 u"--report"_s, place.file(u"i.json"_s), u"--profile-out"_s, place.file(u"i.jsonl"_s)});
    QByteArray out;
    while (!out.contains("Run 2:") && process.waitForReadyRead(30'000))
        out += process.readAllStandardOutput();
    QVERIFY(out.contains("Run 2:"));
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(place.objects(), QStringList());
    QVERIFY(process.readAllStandardOutput().contains("Mean"));
    const auto report = readReport(place.file(u"i.json"_s));
    QVERIFY(report && report->iterations.size() >= 2);
    QVERIFY(report->cancelled);
    QVERIFY(report->filesDone >= 2);
    for (const QByteArray &line : fileContents(place.file(u"i.jsonl"_s)).trimmed().split('\n'))
        QVERIFY(QJsonDocument::fromJson(line).isObject());
}

void TestMeasuringVerbs::benchmarkRefusesNonsense_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("two") << QStringList{u"s3://a"_s, u"s3://b"_s};
    QTest::newRow("twice") << QStringList{u"s3://a"_s, u"--bucket-name"_s, u"b"_s};
    QTest::newRow("key") << QStringList{u"s3://abc/key"_s};
    QTest::newRow("url") << QStringList{u"https://example.com/a"_s};
    QTest::newRow("existing upload") << QStringList{u"s3://abc/p/"_s, u"--existing"_s, u"--direction"_s, u"upload"_s};
    QTest::newRow("existing made") << QStringList{u"s3://abc/p/"_s, u"--existing"_s, u"--objects"_s, u"3"_s};
    QTest::newRow("direction") << QStringList{u"s3://abc"_s, u"--direction"_s, u"sideways"_s};
    QTest::newRow("iterations") << QStringList{u"s3://abc"_s, u"--iterations"_s, u"0"_s};
}

void TestMeasuringVerbs::benchmarkRefusesNonsense()
{
    QFETCH(QStringList, words);
    Place place;
    for (const QString &verb : {u"benchmark"_s, u"sweep"_s}) {
        const CliResult result = place.run(QStringList{verb} + words);
        QCOMPARE(result.code, 2);
        QVERIFY(result.err.startsWith("error: "));
    }
}

void TestMeasuringVerbs::sweepMeasuresAndGoesOn()
{
    Place place;
    const QString csv = place.file(u"sweep.csv"_s);
    const auto sweep = [&](const QString &iterations) {
        return place.run({u"sweep"_s, place.bucket, u"--object-size-mb"_s, u"2"_s, u"--objects"_s, u"2"_s, u"--concurrency"_s, u"1,3,1"_s,
                          u"--file-parallelism"_s, u"1,2,1"_s, u"--multipart-size-mb"_s, u"1"_s, u"--pool"_s, u"50"_s, u"--iterations"_s,
                          iterations, u"--output"_s, csv});
    };
    CliResult result = sweep(u"1"_s);
    QVERIFY2(result.code == 0, result.err);
    qsizetype whole = 0;
    QByteArray text = fileContents(csv);
    auto rows = parseSweepCsv(text, &whole);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 6);
    QCOMPARE(whole, text.size());
    for (const SweepRow &row : std::as_const(*rows))
        QVERIFY(row.success && row.throughput > 0 && row.p50 > 0 && row.seconds > 0);
    QCOMPARE(place.objects(), QStringList());

    // The process died while it wrote its last row: that one is run again, and the second iteration.
    QFile file(csv);
    QVERIFY(file.resize(text.size() - 10));
    result = sweep(u"2"_s);
    QVERIFY2(result.code == 0, result.err);
    QVERIFY2(result.err.contains("7 of 12 are left"), result.err);
    text = fileContents(csv);
    rows = parseSweepCsv(text);
    QVERIFY(rows);
    QCOMPARE(rows->size(), 12);
    QCOMPARE(rows->last().runId, 12);
    result = sweep(u"2"_s); // nothing is left
    QCOMPARE(result.code, 0);
    QCOMPARE(fileContents(csv), text);

    const QJsonObject summary = QJsonDocument::fromJson(fileContents(place.file(u"sweep.json"_s))).object();
    QCOMPARE(summary.value("best_combinations"_L1).toArray().size(), 6);
    const QString command = summary.value("best_command"_L1).toString();
    QVERIFY2(command.startsWith(u"millrace-cli download s3://bucket/ --discard --file-parallelism "_s), qPrintable(command));
    QVERIFY(result.out.contains(command.toUtf8()));
    QVERIFY(isWhole(fileContents(place.file(u"sweep.png"_s))));
    QXmlStreamReader html(fileContents(place.file(u"sweep.html"_s)));
    while (!html.atEnd())
        html.readNext();
    QVERIFY2(!html.hasError(), qPrintable(html.errorString()));
    const QByteArray secret = place.endpoint.connection().credentials.secretAccessKey;
    for (const QString &name : {u"sweep.csv"_s, u"sweep.json"_s, u"sweep.html"_s})
        QVERIFY(!fileContents(place.file(name)).contains(secret));
}

void TestMeasuringVerbs::sweepHasInstruments()
{
    Place place;
    const QString trace = place.file(u"t.json"_s);
    const QString csv = place.file(u"t.csv"_s);
    const QString profile = place.file(u"p.jsonl"_s);
    const CliResult result = place.run({u"sweep"_s, place.bucket, u"--object-size-mb"_s, u"8"_s, u"--concurrency"_s, u"1,2,1"_s,
                                        u"--multipart-size-mb"_s, u"1"_s, u"--iterations"_s, u"2"_s, u"-o"_s,
                                        place.file(u"s.csv"_s), u"--trace"_s, trace, u"--trace"_s, csv, u"--profile-out"_s, profile});
    QVERIFY2(result.code == 0, result.err);
    const QByteArray text = fileContents(trace);
    QCOMPARE(chromeTraceTrouble(text), QString());
    // The object is made, then read in eight parts for the warm-up and for each of four runs, then removed.
    QCOMPARE(text.count("{\"name\":\"GetObject\""), 5 * 8);
    QCOMPARE(fileContents(csv).count(",GetObject,"), 5 * 8);
    QVERIFY(fileContents(csv).contains(",PutObject,") || fileContents(csv).contains(",UploadPart,"));
    QVERIFY2(fileContents(csv).contains(",DeleteObject"), fileContents(csv).right(2000));
    double last = -1;
    int samples = 0;
    for (const QByteArray &line : fileContents(profile).split('\n')) {
        const QJsonObject sample = QJsonDocument::fromJson(line).object();
        if (!sample.contains("elapsed_seconds"_L1))
            continue;
        ++samples;
        QVERIFY(sample["elapsed_seconds"_L1].toDouble() >= last); // one run goes on where the one before ended
        last = sample["elapsed_seconds"_L1].toDouble();
    }
    QVERIFY(samples >= 4);
    QCOMPARE(place.run({u"sweep"_s, place.bucket, u"--trace"_s, u"/nowhere/t.json"_s}).code, 6);
}

void TestMeasuringVerbs::sweepKeepsToItsWorkload()
{
    Place place;
    const QStringList words{u"sweep"_s, place.bucket, u"--concurrency"_s, u"1,2,1"_s, u"--iterations"_s, u"1"_s, u"-o"_s, place.file(u"s.csv"_s)};
    QCOMPARE(place.run(words + QStringList{u"--object-size-mb"_s, u"1"_s}).code, 0);
    const QByteArray before = fileContents(place.file(u"s.csv"_s));
    const CliResult other = place.run(words + QStringList{u"--object-size-mb"_s, u"2"_s});
    QCOMPARE(other.code, 2);
    QVERIFY2(other.err.contains("another workload"), other.err);
    QCOMPARE(fileContents(place.file(u"s.csv"_s)), before);
    QCOMPARE(place.run({u"sweep"_s, place.bucket, u"--concurrency"_s, u"5,1,1"_s}).code, 2);
    QCOMPARE(place.run({u"sweep"_s, place.bucket, u"-o"_s, u"x.txt"_s}).code, 2);
    QCOMPARE(place.run({u"sweep"_s, place.bucket, u"--concurrency"_s, u"1,1000,1"_s, u"--multipart-size-mb"_s, u"1,5000,1"_s}).code, 2);
}

void TestMeasuringVerbs::sweepKeepsToItsSettings()
{
    Place place;
    const QStringList words{u"sweep"_s, place.bucket, u"--object-size-mb"_s, u"1"_s, u"--concurrency"_s, u"1,2,1"_s, u"-o"_s, place.file(u"s.csv"_s)};
    QCOMPARE(place.run(words + QStringList{u"--iterations"_s, u"1"_s}).code, 0);
    const QByteArray before = fileContents(place.file(u"s.csv"_s)), summary = fileContents(place.file(u"s.json"_s));
    for (const QStringList &other : {QStringList{u"--transport"_s, u"curl"_s}, {u"--io-threads"_s, u"3"_s}, {u"--skip-validation"_s}}) {
        const CliResult result = place.run(words + QStringList{u"--iterations"_s, u"2"_s} + other);
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains("other settings"), result.err);
        QCOMPARE(fileContents(place.file(u"s.csv"_s)), before);
        QCOMPARE(fileContents(place.file(u"s.json"_s)), summary);
    }
    // Without its summary it is not known what was measured.
    QVERIFY(QFile::rename(place.file(u"s.json"_s), place.file(u"away"_s)));
    QCOMPARE(place.run(words + QStringList{u"--iterations"_s, u"2"_s}).code, 2);
    QVERIFY(QFile::rename(place.file(u"away"_s), place.file(u"s.json"_s)));
    QCOMPARE(place.run(words + QStringList{u"--iterations"_s, u"2"_s}).code, 0);
}

/// The CSV brings three others with it: what has one of their names and is no sweep's stays.
void TestMeasuringVerbs::sweepLeavesOtherFilesAlone()
{
    Place place;
    for (const QString &ending : {u".json"_s, u".png"_s, u".html"_s}) {
        const QString other = place.file(u"x"_s + ending);
        QFile file(other);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{\"millrace_report\": 1}") > 0);
        file.close();
        const CliResult result = place.run({u"sweep"_s, place.bucket, u"--object-size-mb"_s, u"1"_s, u"--iterations"_s, u"1"_s, u"-o"_s, place.file(u"x.csv"_s)});
        QCOMPARE(result.code, 2);
        QVERIFY2(result.err.contains(other.toUtf8()), result.err);
        QCOMPARE(fileContents(other), QByteArray("{\"millrace_report\": 1}"));
        QVERIFY(!QFileInfo::exists(place.file(u"x.csv"_s)));
        QVERIFY(file.remove());
    }
    QCOMPARE(place.objects(), QStringList());
}

void TestMeasuringVerbs::sweepOfAKeyWithLettersOfPatterns()
{
    Place place;
    place.endpoint.put(u"data/a*b"_s, testBytes(100'000));
    const CliResult result = place.run({u"sweep"_s, place.bucket + u"/data/a*b"_s, u"--existing"_s, u"--iterations"_s, u"1"_s, u"-o"_s, place.file(u"k.csv"_s)});
    QVERIFY2(result.code == 0, result.err);
    const QString best = QJsonDocument::fromJson(fileContents(place.file(u"k.json"_s))).object().value("best_command"_L1).toString();
    QStringList words = QProcess::splitCommand(QString(best).replace(u'\'', u'"'));
    QCOMPARE(words.takeFirst(), u"millrace-cli"_s);
    const CliResult run = place.run(words);
    QVERIFY2(run.code == 0, run.err);
}

void TestMeasuringVerbs::sweepSurvivesInterrupt()
{
    Place place;
    QProcess process;
    process.setProcessEnvironment(place.environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QStringLiteral(MILLRACE_CLI), {u"sweep"_s, place.bucket, u"--object-size-mb"_s, u"2"_s, u"--concurrency"_s, u"1,10,1"_s,
                                                 u"--iterations"_s, u"1000"_s, u"-o"_s, place.file(u"i.csv"_s)});
    QByteArray out;
    while (!out.contains("3 of 10000:") && process.waitForReadyRead(30'000))
        out += process.readAllStandardOutput();
    QVERIFY2(out.contains("3 of 10000:"), out);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(place.objects(), QStringList());
    const auto rows = parseSweepCsv(fileContents(place.file(u"i.csv"_s)));
    QVERIFY(rows && rows->size() >= 3);
    QVERIFY(QJsonDocument::fromJson(fileContents(place.file(u"i.json"_s))).isObject());
    QVERIFY(isWhole(fileContents(place.file(u"i.png"_s))));
}

void TestMeasuringVerbs::reportShowsComparesAndPlots()
{
    Place place;
    for (int i = 0; i < 5; ++i)
        place.endpoint.put(u"data/%1"_s.arg(i), testBytes(200'000, quint64(i)));
    const QString a = place.file(u"a.json"_s), b = place.file(u"b.json"_s);
    for (const QString &report : {a, b})
        QCOMPARE(place.run({u"download"_s, place.bucket + u"/data/"_s, u"--discard"_s, u"--report"_s, report}).code, 0);

    CliResult result = place.run({u"report"_s, u"show"_s, a});
    QVERIFY2(result.code == 0, result.err);
    for (const char *words : {"Summary", "5 of 5 done", "Throughput of the files", "Verification", "slowest first", "Settings", "data/3"})
        QVERIFY2(result.out.contains(words), words);
    QVERIFY(!result.out.contains('\x1b'));

    result = place.run({u"report"_s, u"compare"_s, a, b});
    QVERIFY2(result.code == 0, result.err);
    QVERIFY2(result.out.startsWith("b.json, beside a.json: "), result.out);
    result = place.run({u"report"_s, u"compare"_s, a, b, u"--json"_s});
    QCOMPARE(result.json().first().value("verdict"_L1).toString(), u"cannot tell"_s);

    QStringList words{u"report"_s, u"plot"_s, a};
    for (const QString &form : {u"png"_s, u"svg"_s, u"pdf"_s, u"html"_s, u"csv"_s})
        words += {u"-o"_s, place.file(u"p."_s + form)};
    result = place.run(words);
    QVERIFY2(result.code == 0, result.err);
    QCOMPARE(result.out.count('\n'), 5);
    QVERIFY(isWhole(fileContents(place.file(u"p.png"_s))));
    QVERIFY(fileContents(place.file(u"p.pdf"_s)).startsWith("%PDF-"));
    QVERIFY(fileContents(place.file(u"p.svg"_s)).contains("<svg"));
    QVERIFY(fileContents(place.file(u"p.html"_s)).startsWith("<!DOCTYPE html>"));
    QVERIFY(fileContents(place.file(u"p.csv"_s)).startsWith("elapsed_seconds,"));
    QCOMPARE(place.run({u"report"_s, u"plot"_s, a, b}).code, 0);
    QVERIFY(isWhole(fileContents(place.file(u"a.png"_s))));
}

void TestMeasuringVerbs::reportRefusesNonsense()
{
    Place place;
    place.endpoint.put(u"x"_s, "x");
    QFile odd(place.file(u"odd.json"_s));
    QVERIFY(odd.open(QIODevice::WriteOnly) && odd.write("{}") == 2);
    odd.close();
    QCOMPARE(place.run({u"report"_s}).code, 2);
    QCOMPARE(place.run({u"report"_s, u"draw"_s, u"x"_s}).code, 2);
    QCOMPARE(place.run({u"report"_s, u"show"_s}).code, 2);
    QCOMPARE(place.run({u"report"_s, u"compare"_s, odd.fileName()}).code, 2);
    QCOMPARE(place.run({u"report"_s, u"show"_s, odd.fileName()}).code, 2);
    const CliResult missing = place.run({u"report"_s, u"show"_s, place.file(u"missing.json"_s)});
    QCOMPARE(missing.code, 6);
    QVERIFY2(missing.err.contains("missing.json"), missing.err);
    // A folder can be opened, and only reading it fails.
    const QString folder = place.endpoint.scratch();
    for (const QStringList &words : {QStringList{u"report"_s, u"show"_s, folder}, QStringList{u"report"_s, u"compare"_s, folder, folder},
                                     QStringList{u"report"_s, u"plot"_s, folder}, QStringList{u"benchmark"_s, place.bucket, u"--compare"_s, folder}}) {
        const CliResult result = place.run(words);
        QCOMPARE(result.code, 6);
        QVERIFY2(result.err.contains(folder.toUtf8()) && result.err.contains("directory"), result.err);
    }
    for (const QString &verb : {u"report"_s, u"benchmark"_s, u"sweep"_s}) {
        const CliResult help = place.run({verb, u"--help"_s});
        QCOMPARE(help.code, 0);
        QVERIFY(help.out.startsWith("Usage: millrace-cli " + verb.toUtf8()));
    }
}

void TestMeasuringVerbs::instrumentsOfTransfers()
{
    Place place;
    place.endpoint.put(u"data/a"_s, testBytes(3 * MiB));
    const QString profile = place.file(u"p.jsonl"_s), csv = place.file(u"t.csv"_s), json = place.file(u"t.json"_s);
    const QStringList watched{u"--profile-out"_s, profile, u"--trace"_s, csv, u"--trace"_s, json};
    const auto check = [&](const QStringList &words, const char *operation) {
        const CliResult result = place.run(words + watched);
        QVERIFY2(result.code == 0, result.err);
        const QByteArrayList rows = fileContents(csv).trimmed().split('\n');
        QVERIFY(rows.first().startsWith("time,queued,sent,"));
        QVERIFY2(fileContents(csv).contains(operation), fileContents(csv));
        const QJsonDocument events = QJsonDocument::fromJson(fileContents(json));
        QVERIFY(events.isArray() && fileContents(json).contains(QByteArray(operation).replace(',', '"')));
        const QJsonObject last = QJsonDocument::fromJson(fileContents(profile).trimmed().split('\n').last()).object();
        QVERIFY(last.contains("cpu_user_percent"_L1));
        QCOMPARE(last.value("files_done"_L1).toInt(), 1);
        for (const QString &name : {profile, csv, json})
            QVERIFY(!fileContents(name).contains(place.endpoint.connection().credentials.secretAccessKey));
    };
    check({u"download"_s, place.bucket + u"/data/a"_s, u"--discard"_s}, ",GetObject,");
    check({u"upload"_s, place.endpoint.bucketFolder() + u"/data/a"_s, place.bucket + u"/up"_s}, ",PutObject,");
    check({u"copy"_s, place.bucket + u"/up"_s, place.bucket + u"/copied"_s}, ",CopyObject,");
    check({u"benchmark"_s, place.bucket, u"--object-size-mb"_s, u"1"_s, u"--iterations"_s, u"1"_s}, ",GetObject,");
    const CliResult refused = place.run({u"download"_s, place.bucket + u"/data/a"_s, u"--discard"_s, u"--trace"_s, u"/nowhere/t.csv"_s});
    QCOMPARE(refused.code, 6);
    QVERIFY2(refused.err.contains("/nowhere/t.csv"), refused.err);
}

QTEST_GUILESS_MAIN(TestMeasuringVerbs)
#include "tst_measuringverbs.moc"
