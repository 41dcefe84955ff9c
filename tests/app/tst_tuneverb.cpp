// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/shellquoting.h"
#include "cli/tuneoptions.h"
#include "support/clirun.h"

#include <QTemporaryDir>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestTuneVerb : public QObject
{
    Q_OBJECT
private slots:
    void readsItsFlags()
    {
        const auto request = parseTune({u"s3://bkt/data/"_s, u"--save-to-disk"_s, u"my dir"_s, u"--trials"_s, u"9"_s,
                                        u"--trial-seconds"_s, u"1.5"_s, u"--trial-size"_s, u"100MiB"_s, u"--concurrency"_s, u"3"_s,
                                        u"--endpoint-url"_s, u"http://h:1"_s});
        QVERIFY(request);
        QCOMPARE(request->tuning.mostTrials, 9);
        QCOMPARE(request->tuning.trialSeconds, 1.5);
        QCOMPARE(request->tuning.trialBytes, 100 * MiB);
        QCOMPARE(request->tuning.spec.settings.concurrency, 3);
        QCOMPARE(request->tuning.spec.targetFolder, u"my dir"_s);
        QCOMPARE(request->command, u"millrace-cli download s3://bkt/data/ 'my dir' --endpoint-url http://h:1"_s);
        QCOMPARE(parseTune({u"s3://bkt/data/"_s})->command, u"millrace-cli download s3://bkt/data/ --discard"_s);
        // What was meant literally stays so in the command line of the best.
        QCOMPARE(parseTune({u"s3://bkt/a*b"_s, u"--no-glob"_s})->command, u"millrace-cli download 's3://bkt/a*b' --discard --no-glob"_s);
        QCOMPARE(parseTune({u"--bucket-name"_s, u"bkt"_s, u"--prefix"_s, u"da"_s})->command,
                 u"millrace-cli download --bucket-name bkt --prefix da --discard"_s);
        QCOMPARE(parseTune({u"--bucket-name"_s, u"bkt"_s, u"--key"_s, u"a*b"_s, u"--key"_s, u"c"_s, u"--save-to-disk"_s, u"d"_s})->command,
                 u"millrace-cli download --bucket-name bkt --key 'a*b' --key c --save-to-disk d"_s);
        for (const QStringList &wrong : {QStringList{}, {u"s3://bkt/a/"_s, u"s3://cup/b/"_s}, {u"s3://bkt/a/"_s, u"--trials"_s, u"1"_s},
                                         {u"s3://bkt/a/"_s, u"--save-to-disk"_s, u"-"_s}})
            QVERIFY(!parseTune(wrong));
        QCOMPARE(shellQuoted(u"it's"_s), u"'it'\\''s'"_s);
    }

    void helpNamesEveryFlag()
    {
        const QString help = tuneOptions().help(tuneIntro(), 80);
        for (const QString &name : tuneOptions().longNames())
            QVERIFY2(help.contains(u"--"_s + name), qPrintable(name));
        for (const QString &line : help.split(u'\n'))
            QVERIFY2(line.size() <= 120, qPrintable(line));
    }

    void tunes()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            SyntheticObjects made;
            made.bucket = QStringLiteral("bucket");
            made.key = u"s/"_s;
            made.count = 32;
            made.size = 256 * KiB;
            o.synthetic = {made};
            o.faults.connectionRate = 1e6;
        });
        QTemporaryDir home;
        const QProcessEnvironment environment = cliEnvironment(endpoint.connection(), home.path());
        const QString source = u"s3://%1/s/"_s.arg(QStringLiteral("bucket"));
        const QString report = home.filePath(u"tuning.json"_s);
        const CliResult json = runCli(environment, {u"tune"_s, source, u"--json"_s, u"--trials"_s, u"6"_s, u"--trial-seconds"_s,
                                                    u"0.8"_s, u"--file-parallelism"_s, u"1"_s, u"--report"_s, report});
        QVERIFY2(json.code == 0, json.err);
        QCOMPARE(json.events(u"start"_s).size(), 1);
        const auto trials = json.events(u"trial"_s);
        QVERIFY(trials.size() >= 3 && trials.size() <= 6);
        for (const QJsonObject &trial : trials) {
            QVERIFY(trial.value("bytes_per_second"_L1).toDouble() > 0);
            QVERIFY(!trial.value("reason"_L1).toString().isEmpty());
        }
        const QJsonObject result = json.json().last();
        QCOMPARE(result.value("event"_L1).toString(), u"tuning"_s);
        QVERIFY(result.value("better"_L1).toBool());
        QVERIFY(result.value("command"_L1).toString().contains(u"--file-parallelism"_s));
        QVERIFY(result.value("bottleneck"_L1).isObject());
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject written = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(written.value("millrace_tuning"_L1).toInt(), 1);
        QCOMPARE(written.value("trials"_L1).toArray().size(), trials.size());

        const CliResult text = runCli(environment, {u"tune"_s, source, u"--trials"_s, u"3"_s, u"--trial-seconds"_s, u"0.3"_s});
        QVERIFY2(text.code == 0, text.err);
        QVERIFY2(text.out.contains("millrace-cli download " + source.toUtf8() + " --discard"), text.out);
        QVERIFY2(text.out.contains("Limited by "), text.out);
        QVERIFY(text.err.contains("warm-up"));
        QCOMPARE(runCli(environment, {u"tune"_s, u"s3://%1/none/"_s.arg(QStringLiteral("bucket")), u"--trials"_s, u"3"_s}).code, 4);
        QCOMPARE(runCli(environment, {u"tune"_s}).code, 2);
    }

    void tellsAtOnceWhatCannotWork()
    {
        TestEndpoint endpoint;
        endpoint.put(u"e/1"_s, {});
        endpoint.put(u"e/2"_s, {});
        endpoint.put(u"d/a*b"_s, testBytes(300'000));
        QTemporaryDir home;
        const QProcessEnvironment environment = cliEnvironment(endpoint.connection(), home.path());
        const QString bucket = u"s3://"_s + endpoint.bucket();
        for (const QString &report : {home.path(), home.filePath(u"no/such/folder.json"_s)}) {
            const CliResult result = runCli(environment, {u"tune"_s, bucket + u"/d/"_s, u"--report"_s, report});
            QCOMPARE(result.code, 6);
            QVERIFY2(result.err.contains(report.toUtf8()) && !result.err.contains("Tuning"), result.err);
        }
        const qint64 requests = endpoint.server().counters().requests;
        QCOMPARE(requests, 0);
        const CliResult empty = runCli(environment, {u"tune"_s, bucket + u"/e/"_s, u"-q"_s});
        QCOMPARE(empty.code, 4);
        QVERIFY2(empty.err.contains("all 2 objects are empty"), empty.err);
    }

    void downloadsTellTheirLimit()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.latency = std::chrono::milliseconds(20); });
        for (int i = 0; i < 30; ++i)
            endpoint.put(u"s/%1"_s.arg(i), testBytes(1000, quint64(i)));
        QTemporaryDir home;
        const QProcessEnvironment environment = cliEnvironment(endpoint.connection(), home.path());
        const QString source = u"s3://%1/s/"_s.arg(QStringLiteral("bucket"));
        const QString report = home.filePath(u"run.json"_s);
        const CliResult json = runCli(environment, {u"download"_s, source, u"--discard"_s, u"--json"_s, u"--file-parallelism"_s,
                                                    u"2"_s, u"--concurrency"_s, u"1"_s, u"--report"_s, report});
        QVERIFY2(json.code == 0, json.err);
        const QJsonObject limit = json.json().last().value("bottleneck"_L1).toObject();
        QCOMPARE(limit.value("kind"_L1).toString(), u"latency"_s);
        QVERIFY(limit.value("evidence"_L1).toObject().size() > 10);
        QFile file(report);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject written = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(written.value("bottleneck"_L1).toObject().value("kind"_L1).toString(), u"latency"_s);
        QVERIFY(written.value("tuning"_L1).toObject().value("steps"_L1).isArray());
        const CliResult text = runCli(environment, {u"download"_s, source, u"--discard"_s, u"--summary"_s, u"short"_s, u"-v"_s});
        QVERIFY2(text.err.contains("Limited by "), text.err);
    }
};

QTEST_GUILESS_MAIN(TestTuneVerb)
#include "tst_tuneverb.moc"
