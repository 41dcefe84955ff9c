// SPDX-License-Identifier: GPL-3.0-or-later
// The runner of benchmark workloads from the outside: its lines, its exit codes, and what it leaves on disk and server.
#include "bench/workloadrecipe.h"
#include "support/clirun.h"
#include "support/testendpoint.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestBenchRunner : public QObject
{
    Q_OBJECT
private:
    /// A working directory with a workload in it.
    struct Bench
    {
        TestEndpoint endpoint;
        QString folder = endpoint.scratch() + u"/work"_s;
        QProcessEnvironment environment = cliEnvironment(endpoint.connection(), endpoint.scratch());

        explicit Bench(const std::function<void(ServerOptions &)> &adjust = {}) : endpoint(adjust)
        {
            QDir().mkpath(folder);
            environment.insert(u"AWS_ENDPOINT_URL_S3"_s, endpoint.connection().endpoint.toString());
            environment.remove(u"AWS_ENDPOINT_URL"_s);
        }
        QString write(const Workload &workload) const
        {
            const QString path = endpoint.scratch() + u"/w.run.json"_s;
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(workload.toJson()) < 0)
                return {};
            return path;
        }
        CliResult run(const QString &program, const QStringList &arguments) const
        {
            return runProgram(program, environment, folder, arguments);
        }
        CliResult runner(const QString &client, const Workload &workload) const
        {
            return run(u"millrace-benchrunner"_s, {client, write(workload), endpoint.bucket(), u"us-east-1"_s, u"10.0"_s});
        }
        CliResult prepare(const Workload &workload, const QStringList &more = {}) const
        {
            return run(u"millrace-cli"_s, QStringList{u"workload"_s, u"prepare"_s, write(workload), u"s3://"_s + endpoint.bucket()} + more);
        }
    };

    static Workload workload(const QByteArray &json)
    {
        const Result<WorkloadRecipe> recipe = WorkloadRecipe::parse(json);
        return recipe ? recipe->build() : Workload();
    }
    /// How many runs the lines tell of; -1 where one is not as the harness reads it.
    static int runs(const QByteArray &out)
    {
        static const QRegularExpression rate(u"^Run:\\d+ .* Gb/s:(\\d+\\.\\d+)"_s);
        static const QRegularExpression time(u"^Run:\\d+ Secs:(\\d+\\.\\d+) .*"_s);
        int count = 0;
        for (const QByteArray &line : out.split('\n')) {
            if (!line.startsWith("Run:"))
                continue;
            const QString text = QString::fromUtf8(line);
            if (rate.match(text).captured(1).toDouble() <= 0 || time.match(text).captured(1).toDouble() <= 0)
                return -1;
            if (!text.startsWith(u"Run:%1 "_s.arg(++count)))
                return -1;
        }
        return count;
    }
    static void verifyLines(const CliResult &result, int count)
    {
        QVERIFY2(result.code == 0, result.err.constData());
        QCOMPARE(runs(result.out), count);
        const QByteArrayList lines = result.out.trimmed().split('\n');
        QCOMPARE(lines.size(), count + 3);
        QVERIFY(lines.at(count).startsWith("Overall Throughput (Gb/s) Median:"));
        QVERIFY(lines.at(count + 1).startsWith("Overall Duration (Secs) Median:"));
        static const QRegularExpression peak(u"^Peak RSS:\\d+\\.\\d+ MiB$"_s);
        QVERIFY2(peak.match(QString::fromUtf8(lines.at(count + 2))).hasMatch(), lines.at(count + 2).constData());
    }

private slots:
    void downloads_data()
    {
        QTest::addColumn<QByteArray>("recipe");
        QTest::addColumn<bool>("foreign"); // another object among them
        QTest::newRow("many") << QByteArray(R"({"action":"download","fileSize":"64KiB","numFiles":40,"maxRepeatCount":3})") << false;
        QTest::newRow("many beside others")
            << QByteArray(R"({"action":"download","fileSize":"3KiB","numFiles":12,"maxRepeatCount":2})") << true;
        QTest::newRow("large") << QByteArray(R"({"action":"download","fileSize":"40MiB","maxRepeatCount":2})") << false;
        QTest::newRow("checksum")
            << QByteArray(R"({"action":"download","fileSize":"20MiB","numFiles":2,"checksum":"CRC32C","maxRepeatCount":1})") << false;
        QTest::newRow("in memory")
            << QByteArray(R"({"action":"download","fileSize":"20MiB","numFiles":3,"filesOnDisk":false,"maxRepeatCount":2})") << false;
    }

    void downloads()
    {
        QFETCH(QByteArray, recipe);
        QFETCH(bool, foreign);
        Bench bench;
        const Workload work = workload(recipe);
        QVERIFY(!work.tasks.isEmpty());
        const CliResult prepared = bench.prepare(work);
        QVERIFY2(prepared.code == 0, prepared.err.constData());
        const QString other = QFileInfo(work.tasks.first().key).path() + u"/other"_s;
        if (foreign)
            bench.endpoint.put(other, "x");
        verifyLines(bench.runner(u"millrace"_s, work), work.maxRepeatCount);
        QVERIFY(!QFileInfo::exists(bench.folder + u'/' + other));
        for (const WorkloadTask &task : work.tasks) {
            const QString file = bench.folder + u'/' + task.key;
            if (!work.filesOnDisk)
                QVERIFY(!QFileInfo::exists(file));
            else
                QCOMPARE(sha256OfFile(file), sha256OfFile(bench.endpoint.bucketFolder() + u'/' + task.key));
        }
    }

    void uploads_data()
    {
        QTest::addColumn<QByteArray>("recipe");
        QTest::newRow("many") << QByteArray(R"({"action":"upload","fileSize":"64KiB","numFiles":30,"maxRepeatCount":2})");
        QTest::newRow("large") << QByteArray(R"({"action":"upload","fileSize":"40MiB","checksum":"SHA256","maxRepeatCount":2})");
        QTest::newRow("in memory")
            << QByteArray(R"({"action":"upload","fileSize":"20MiB","numFiles":3,"filesOnDisk":false,"maxRepeatCount":1})");
    }

    void uploads()
    {
        QFETCH(QByteArray, recipe);
        Bench bench;
        const Workload work = workload(recipe);
        QVERIFY(!work.tasks.isEmpty());
        const CliResult prepared = bench.prepare(work);
        QVERIFY2(prepared.code == 0, prepared.err.constData());
        verifyLines(bench.runner(u"millrace"_s, work), work.maxRepeatCount);
        QSet<QByteArray> contents;
        for (const WorkloadTask &task : work.tasks) {
            const QString object = bench.endpoint.bucketFolder() + u'/' + task.key;
            QCOMPARE(QFileInfo(object).size(), task.size);
            if (work.filesOnDisk)
                QCOMPARE(sha256OfFile(object), sha256OfFile(bench.folder + u'/' + task.key));
            else
                QVERIFY(!QFileInfo::exists(bench.folder + u'/' + task.key));
            contents.insert(sha256OfFile(object));
        }
        QCOMPARE(contents.size(), work.tasks.size());
    }

    void preparesSparseFiles()
    {
        Bench bench;
        const Workload work = workload(R"({"action":"upload","fileSize":"64MiB","maxRepeatCount":1})");
        QCOMPARE(bench.prepare(work, {u"--sparse"_s}).code, 0);
        QFile file(bench.folder + u"/upload/64MiB-1x/1"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.size(), 64 * MiB);
        QCOMPARE(file.read(4096), QByteArray(4096, '\0'));
    }

    void preparesOnlyWhatIsMissing()
    {
        Bench bench;
        const Workload work = workload(R"({"action":"download","fileSize":"1KiB","numFiles":5,"maxRepeatCount":1})");
        bench.endpoint.put(work.tasks.at(1).key, QByteArray(1024, 'k')); // is kept
        bench.endpoint.put(work.tasks.at(2).key, QByteArray(9, 'k'));    // has another size
        const CliResult refused = bench.prepare(work);
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("--overwrite") && refused.err.contains(work.tasks.at(2).key.toUtf8()), refused.err.constData());
        QCOMPARE(fileContents(bench.endpoint.bucketFolder() + u'/' + work.tasks.at(2).key), QByteArray(9, 'k'));
        const CliResult prepared = bench.prepare(work, {u"--overwrite"_s});
        QVERIFY2(prepared.err.contains("uploading 4 objects"), prepared.err.constData());
        QCOMPARE(fileContents(bench.endpoint.bucketFolder() + u'/' + work.tasks.at(1).key), QByteArray(1024, 'k'));
        QVERIFY(bench.prepare(work).err.contains("all 5 objects"));
        verifyLines(bench.runner(u"millrace"_s, work), 1);
    }

    void preparesOverNoFileOfTheUsers()
    {
        Bench bench;
        const Workload work = workload(R"({"action":"upload","fileSize":"1KiB","numFiles":2,"maxRepeatCount":1})");
        const QString mine = bench.folder + u'/' + work.tasks.at(1).key;
        QVERIFY(QDir().mkpath(QFileInfo(mine).path()));
        QFile file(mine);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        const CliResult refused = bench.prepare(work);
        QCOMPARE(refused.code, 6);
        QVERIFY2(refused.err.contains("--overwrite") && refused.err.contains(mine.toUtf8()), refused.err.constData());
        QCOMPARE(fileContents(mine), QByteArray("mine"));
        QCOMPARE(bench.prepare(work, {u"--overwrite"_s}).code, 0);
        QCOMPARE(QFileInfo(mine).size(), 1024);
    }

    /// Between the first run and the last there is time for more than one, but the seconds are up after the first.
    void stopsWhenTheSecondsArePast()
    {
        Bench bench;
        const Workload work = workload(
            R"({"action":"upload","fileSize":"1KiB","filesOnDisk":false,"maxRepeatCount":50,"maxRepeatSecs":0})");
        verifyLines(bench.runner(u"millrace"_s, work), 1);
    }

    void failsAndSkips()
    {
        Bench bench;
        Workload work = workload(R"({"action":"download","fileSize":"1KiB","numFiles":2,"maxRepeatCount":1})");
        CliResult result = bench.runner(u"millrace"_s, work);
        QCOMPARE(result.code, 255);
        QVERIFY2(result.err.startsWith("FAIL - "), result.err.constData());
        QVERIFY2(result.err.contains("workload prepare"), result.err.constData());
        QCOMPARE(result.out, QByteArray());

        result = bench.runner(u"millrace"_s, workload(R"({"action":"upload","fileSize":"1KiB","maxRepeatCount":1})"));
        QCOMPARE(result.code, 255);
        QVERIFY2(result.err.startsWith("FAIL - "), result.err.constData());

        work.version = 1;
        result = bench.runner(u"millrace"_s, work);
        QCOMPARE(result.code, 123);
        QVERIFY2(result.err.startsWith("Skipping benchmark - "), result.err.constData());

        result = bench.runner(u"nothing"_s, work);
        QCOMPARE(result.code, 255);
        QVERIFY2(result.err.startsWith("FAIL - "), result.err.constData());
        QCOMPARE(bench.run(u"millrace-benchrunner"_s, {u"millrace"_s}).code, 255);
        QCOMPARE(bench.run(u"millrace-benchrunner"_s, {u"--help"_s}).code, 0);
    }

    void peers_data()
    {
        QTest::addColumn<QString>("client");
        for (const auto &client : {u"boto3-python"_s, u"boto3-crt"_s, u"cli-python"_s, u"cli-crt"_s, u"crt"_s, u"s5cmd"_s, u"rclone"_s})
            QTest::newRow(qPrintable(client)) << client;
    }

    /// Every peer moves the bytes, or says why it cannot and leaves 123.
    void peers()
    {
        QFETCH(QString, client);
        Bench bench;
        int done = 0;
        QByteArray why;
        for (const QByteArray &recipe : {QByteArray(R"({"action":"download","fileSize":"64KiB","numFiles":5,"maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"upload","fileSize":"64KiB","numFiles":5,"maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"download","fileSize":"20MiB","filesOnDisk":false,"maxRepeatCount":1})"),
                                         QByteArray(R"({"action":"upload","fileSize":"64KiB","numFiles":3,"filesOnDisk":false,"maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"upload","fileSize":"20MiB","filesOnDisk":false,"maxRepeatCount":1})")}) {
            const Workload work = workload(recipe);
            QCOMPARE(bench.prepare(work).code, 0);
            const CliResult result = bench.runner(client, work);
            if (result.code == 123) {
                QVERIFY2(result.err.startsWith("Skipping benchmark - "), result.err.constData());
                why = result.err;
                continue;
            }
            ++done;
            verifyLines(result, work.maxRepeatCount);
            if (QTest::currentTestFailed())
                return;
            for (const WorkloadTask &task : work.tasks) {
                const QString object = bench.endpoint.bucketFolder() + u'/' + task.key;
                QCOMPARE(QFileInfo(object).size(), task.size);
                if (work.filesOnDisk)
                    QCOMPARE(sha256OfFile(bench.folder + u'/' + task.key), sha256OfFile(object));
            }
        }
        if (done == 0)
            QSKIP(why.constData());
    }

    void peersThatMoveNothing_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("program");
        QTest::newRow("cli-python") << u"cli-python"_s << u"aws"_s;
        QTest::newRow("s5cmd") << u"s5cmd"_s << u"s5cmd"_s;
        QTest::newRow("rclone") << u"rclone"_s << u"rclone"_s;
    }

    /// A program that ends well and moved nothing, or not all, gets no figure: not even where objects of the right size are
    /// there from before.
    void peersThatMoveNothing()
    {
        QFETCH(QString, client);
        QFETCH(QString, program);
        Bench bench;
        const QString path = bench.endpoint.scratch() + u"/bin"_s;
        QVERIFY(QDir().mkpath(path));
        QFile script(path + u'/' + program);
        bench.environment.insert(u"PATH"_s, path + u':' + bench.environment.value(u"PATH"_s));
        for (const QByteArray &body : {QByteArray("cat >/dev/null\n"), QByteArray("cat >/dev/null; head -c 1048575 /dev/zero\n")}) {
            QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
            script.write("#!/bin/sh\n" + body);
            script.close();
            QVERIFY(script.setPermissions(script.permissions() | QFileDevice::ExeOwner));
            for (const QByteArray &recipe : {QByteArray(R"({"action":"download","fileSize":"1MiB","filesOnDisk":false,"maxRepeatCount":1})"),
                                             QByteArray(R"({"action":"download","fileSize":"1MiB","numFiles":2,"maxRepeatCount":1})"),
                                             QByteArray(R"({"action":"upload","fileSize":"1MiB","filesOnDisk":false,"maxRepeatCount":1})"),
                                             QByteArray(R"({"action":"upload","fileSize":"1MiB","numFiles":2,"maxRepeatCount":1})")}) {
                const Workload work = workload(recipe);
                QCOMPARE(bench.prepare(work).code, 0);
                if (work.has(WorkloadAction::Upload))
                    for (const WorkloadTask &task : work.tasks)
                        bench.endpoint.put(task.key, testBytes(task.size));
                const CliResult result = bench.runner(client, work);
                QCOMPARE(result.code, 255);
                QCOMPARE(result.out, QByteArray());
                QVERIFY2(result.err.startsWith("FAIL - "), result.err.constData());
            }
        }
        // And one that moves all of it does.
        QVERIFY(script.open(QIODevice::WriteOnly | QIODevice::Truncate));
        script.write("#!/bin/sh\nhead -c 1048576 /dev/zero\n");
        script.close();
        verifyLines(bench.runner(client, workload(R"({"action":"download","fileSize":"1MiB","filesOnDisk":false,"maxRepeatCount":3})")), 3);
    }

    void objectsOfAnotherSizeGetNoFigure_data()
    {
        peers_data();
        QTest::newRow("millrace") << u"millrace"_s;
    }

    void objectsOfAnotherSizeGetNoFigure()
    {
        QFETCH(QString, client);
        Bench bench;
        const Workload work = workload(R"({"action":"download","fileSize":"9MiB","filesOnDisk":false,"maxRepeatCount":1})");
        bench.endpoint.put(work.tasks.first().key, testBytes(1 * MiB));
        const CliResult result = bench.runner(client, work);
        if (result.code == 123)
            QSKIP(result.err.constData());
        QCOMPARE(result.code, 255);
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(result.err.contains("1048576 bytes"), result.err.constData());
    }

    void figuresThatCannotBeWritten()
    {
        if (!QFileInfo::exists(u"/dev/full"_s))
            QSKIP("there is no /dev/full here");
        Bench bench;
        const Workload work = workload(R"({"action":"upload","fileSize":"1KiB","filesOnDisk":false,"maxRepeatCount":2})");
        for (const QStringList &words : {QStringList{u"millrace"_s, bench.write(work), bench.endpoint.bucket(), u"us-east-1"_s, u"10.0"_s},
                                         QStringList{u"--help"_s}}) {
            QProcess process;
            process.setProcessEnvironment(bench.environment);
            process.setWorkingDirectory(bench.folder);
            process.setStandardInputFile(QProcess::nullDevice());
            process.setStandardOutputFile(u"/dev/full"_s);
            process.start(QFileInfo(QStringLiteral(MILLRACE_CLI)).path() + u"/millrace-benchrunner"_s, words);
            const CliResult result = resultOf(process);
            QCOMPARE(result.code, 255);
            QVERIFY2(result.err.contains("standard output"), result.err.constData());
        }
    }

    /// An older awscrt knows no port but 80 and 443: there it moves the bytes, whole.
    void crtOnTheUsualPort()
    {
        Bench bench([](ServerOptions &options) {
            options.address = QHostAddress(u"127.77.0.1"_s);
            options.port = 80;
        });
        if (!bench.endpoint.isRunning())
            QSKIP("port 80 of a loopback address cannot be had here");
        for (const QByteArray &recipe : {QByteArray(R"({"action":"download","fileSize":"64KiB","numFiles":5,"maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"upload","fileSize":"64KiB","numFiles":5,"maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"download","fileSize":"20MiB","maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"upload","fileSize":"20MiB","maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"download","fileSize":"20MiB","filesOnDisk":false,"maxRepeatCount":2})"),
                                         QByteArray(R"({"action":"upload","fileSize":"20MiB","filesOnDisk":false,"maxRepeatCount":2})")}) {
            const Workload work = workload(recipe);
            QCOMPARE(bench.prepare(work).code, 0);
            const CliResult result = bench.runner(u"crt"_s, work);
            if (result.code == 123)
                QSKIP(result.err.constData());
            verifyLines(result, work.maxRepeatCount);
            if (QTest::currentTestFailed())
                return;
            for (const WorkloadTask &task : work.tasks) {
                const QString object = bench.endpoint.bucketFolder() + u'/' + task.key;
                QCOMPARE(QFileInfo(object).size(), task.size);
                if (work.filesOnDisk)
                    QCOMPARE(sha256OfFile(bench.folder + u'/' + task.key), sha256OfFile(object));
            }
        }
    }

    void peersSkipWhatOneCommandCannotDo()
    {
        Bench bench;
        const Workload work = workload(R"({"action":"upload","fileSize":"1KiB","numFiles":2,"filesOnDisk":false,"maxRepeatCount":1})");
        for (const auto &client : {u"cli-python"_s, u"cli-crt"_s, u"s5cmd"_s, u"rclone"_s}) {
            const CliResult result = bench.runner(client, work);
            QCOMPARE(result.code, 123);
            QVERIFY2(result.err.contains("not several"), result.err.constData());
        }
    }

    void makesWorkloads()
    {
        Bench bench;
        QFile source(bench.folder + u"/x.src.json"_s);
        QVERIFY(source.open(QIODevice::WriteOnly));
        source.write(R"({"action":"download","fileSize":"256KiB","numFiles":1000,"comment":"c"})");
        source.close();
        const CliResult made = bench.run(u"millrace-cli"_s, {u"workload"_s, u"make"_s, u"x.src.json"_s, u"upload-5GiB-1x-ram"_s});
        QVERIFY2(made.code == 0, made.err.constData());
        QCOMPARE(made.out, QByteArray("download-256KiB-1_000x.run.json\nupload-5GiB-1x-ram.run.json\n"));
        const Result<Workload> read = Workload::read(bench.folder + u"/download-256KiB-1_000x.run.json"_s);
        QVERIFY(read);
        QCOMPARE(read->tasks.size(), 1000);
        QCOMPARE(read->comment, u"c"_s);
        const CliResult all = bench.run(u"millrace-cli"_s, {u"workload"_s, u"make"_s, u"--standard"_s, u"--output-dir"_s, u"all"_s});
        QCOMPARE(all.code, 0);
        QCOMPARE(QDir(bench.folder + u"/all"_s).entryList(QDir::Files).size(), 22);
        QCOMPARE(bench.run(u"millrace-cli"_s, {u"workload"_s, u"make"_s, u"nothing"_s}).code, 6);
        QCOMPARE(bench.run(u"millrace-cli"_s, {u"workload"_s, u"make"_s}).code, 2);
        // A folder is told of as one, with either verb and by the runner.
        for (const CliResult &folder : {bench.run(u"millrace-cli"_s, {u"workload"_s, u"make"_s, u"."_s}),
                                        bench.run(u"millrace-cli"_s, {u"workload"_s, u"prepare"_s, u"."_s, u"s3://bucket"_s}),
                                        bench.run(u"millrace-benchrunner"_s, {u"millrace"_s, u"."_s, u"b"_s, u"r"_s, u"1"_s})}) {
            QVERIFY(folder.code == 6 || folder.code == 255);
            QVERIFY2(folder.err.contains("directory"), folder.err.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestBenchRunner)
#include "tst_benchrunner.moc"
