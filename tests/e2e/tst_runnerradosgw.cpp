// SPDX-License-Identifier: GPL-3.0-or-later
// millrace-benchrunner on the benchmark's own workloads against a Ceph RADOS Gateway, its lines read by the harness's
// regular expressions. The 256KiB workload runs with the first 1,000 of its objects and 5GiB objects are scaled down to
// 160 MiB, so that the test ends in a minute or two; with MILLRACE_FULL_WORKLOADS set the former is run whole, for which
// QTEST_FUNCTION_TIMEOUT (milliseconds) must allow more than Qt's five minutes on a slow machine.
#include "bench/workload.h"
#include "support/clirun.h"
#include "support/radosgw.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <memory>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestRunnerRadosgw : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void standardWorkloads_data();
    void standardWorkloads();
    void peersOnTheSameServer_data();
    void peersOnTheSameServer();

private:
    CliResult run(const QString &program, const QStringList &arguments) const;
    /// The workload of that name as "workload make" builds it, cut down to what a test has time for; its path.
    QString make(const QString &name, qsizetype mostTasks, ByteCount mostBytes, int repeats);

    std::unique_ptr<Radosgw> m_server;
    QTemporaryDir m_folder;
    Workload m_workload;
};

void TestRunnerRadosgw::initTestCase()
{
    QVERIFY2(QFile::exists(QStringLiteral(MILLRACE_CLI)), "millrace-cli is not built");
    QVERIFY2(QFile::exists(QFileInfo(QStringLiteral(MILLRACE_CLI)).path() + u"/millrace-benchrunner"_s), "millrace-benchrunner is not built");
    m_server = std::make_unique<Radosgw>();
    if (m_server->isMissing())
        QSKIP(qPrintable(u"MILLRACE-SKIP: "_s + m_server->whyNot()));
    QVERIFY2(m_server->isRunning(), qPrintable(m_server->whyNot()));
}

CliResult TestRunnerRadosgw::run(const QString &program, const QStringList &arguments) const
{
    QProcessEnvironment environment = m_server->environment();
    environment.insert(u"AWS_ENDPOINT_URL_S3"_s, m_server->endpoint());
    environment.insert(u"XDG_STATE_HOME"_s, m_folder.path() + u"/state"_s);
    return runProgram(program, environment, m_folder.path(), arguments, 300'000);
}

QString TestRunnerRadosgw::make(const QString &name, qsizetype mostTasks, ByteCount mostBytes, int repeats)
{
    if (run(u"millrace-cli"_s, {u"workload"_s, u"make"_s, name}).code != 0)
        return {};
    const QString path = m_folder.filePath(name + u".run.json"_s);
    auto workload = Workload::read(path);
    if (!workload)
        return {};
    if (workload->tasks.size() > mostTasks)
        workload->tasks.resize(mostTasks);
    for (WorkloadTask &task : workload->tasks)
        task.size = std::min(task.size, mostBytes);
    workload->maxRepeatCount = repeats;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(workload->toJson()) < 0)
        return {};
    m_workload = *workload;
    return path;
}

void TestRunnerRadosgw::standardWorkloads_data()
{
    QTest::addColumn<int>("tasks");
    QTest::addColumn<qint64>("bytes");
    const bool full = qEnvironmentVariableIsSet("MILLRACE_FULL_WORKLOADS");
    const int many = full ? 10'000 : 1000;
    for (const char *way : {"download", "upload"}) {
        const auto row = [way](const char *name, int tasks, qint64 bytes) {
            QTest::newRow(qPrintable(u"%1-%2"_s.arg(QLatin1StringView(way), QLatin1StringView(name)))) << tasks << bytes;
        };
        row("64KiB-1x", 1, 64 * KiB);
        row("64KiB-1_000x", 1000, 64 * KiB);
        row("256KiB-10_000x", many, 256 * KiB);
        row("5GiB-1x", 1, 160 * MiB);
        row("5GiB-1x-ram", 1, 160 * MiB);
    }
}

void TestRunnerRadosgw::standardWorkloads()
{
    QFETCH(int, tasks);
    QFETCH(qint64, bytes);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QString path = make(name, tasks, bytes, 2);
    QVERIFY(!path.isEmpty());
    QCOMPARE(m_workload.tasks.size(), tasks);
    const CliResult prepared = run(u"millrace-cli"_s, {u"workload"_s, u"prepare"_s, path, u"s3://"_s + m_server->bucket()});
    QVERIFY2(prepared.code == 0, prepared.err);

    const CliResult result = run(u"millrace-benchrunner"_s, {u"millrace"_s, path, m_server->bucket(), u"us-east-1"_s, u"10.0"_s});
    QVERIFY2(result.code == 0, result.err);
    // As the harness reads the lines.
    static const QRegularExpression rate(u"^Run:\\d+ .* Gb/s:(\\d+\\.\\d+)"_s);
    static const QRegularExpression time(u"^Run:\\d+ Secs:(\\d+\\.\\d+) .*"_s);
    int runs = 0;
    for (const QByteArray &line : result.out.split('\n')) {
        const QString text = QString::fromUtf8(line);
        if (!text.startsWith(u"Run:"))
            continue;
        ++runs;
        const double gigabits = rate.match(text).captured(1).toDouble(), seconds = time.match(text).captured(1).toDouble();
        QVERIFY2(gigabits > 0 && seconds > 0, line);
        // Both figures are printed to six decimals.
        const double moved = gigabits * 1e9 / 8 * seconds;
        QVERIFY2(std::abs(moved / double(m_workload.totalBytes()) - 1) < 0.01, line);
        qInfo("%s", line.constData());
    }
    QCOMPARE(runs, 2);
    for (const char *words : {"Overall Throughput (Gb/s) Median:", "Overall Duration (Secs) Median:", "Peak RSS:"})
        QVERIFY2(result.out.contains(words), result.out);
    for (const WorkloadTask &task : m_workload.tasks) {
        const QFileInfo file(m_folder.path() + u'/' + task.key);
        QCOMPARE(file.exists(), m_workload.filesOnDisk);
        if (m_workload.filesOnDisk)
            QCOMPARE(file.size(), task.size);
    }
    // What was uploaded is there, whole: the server's own listing says so.
    const QString folder = m_workload.tasks.first().key.section(u'/', 0, -2) + u'/';
    qint64 objects = 0, total = 0;
    for (const QJsonObject &line : run(u"millrace-cli"_s, {u"list"_s, u"s3://%1/%2"_s.arg(m_server->bucket(), folder), u"-r"_s, u"--json"_s,
                                                           u"--endpoint-url"_s, m_server->endpoint()}).json())
        if (line.value("type"_L1).toString() == u"object") {
            ++objects;
            total += line.value("size"_L1).toInteger();
        }
    QCOMPARE(objects, qint64(m_workload.tasks.size()));
    QCOMPARE(total, m_workload.totalBytes());
    QDir(m_folder.path() + u'/' + m_workload.tasks.first().key.section(u'/', 0, 0)).removeRecursively();
}

void TestRunnerRadosgw::peersOnTheSameServer_data()
{
    QTest::addColumn<QString>("client");
    QTest::addColumn<QString>("name");
    for (const auto &client : {u"boto3-python"_s, u"cli-python"_s, u"cli-crt"_s, u"crt"_s, u"s5cmd"_s, u"rclone"_s})
        for (const auto &name : {u"download-64KiB-1_000x"_s, u"upload-64KiB-1_000x"_s})
            QTest::newRow(qPrintable(client + u' ' + name)) << client << name;
}

/// The same workload by the other clients: lines as ours, or a reason and 123.
void TestRunnerRadosgw::peersOnTheSameServer()
{
    QFETCH(QString, client);
    QFETCH(QString, name);
    const QString path = make(name, 20, 64 * KiB, 1);
    QVERIFY(!path.isEmpty());
    QCOMPARE(run(u"millrace-cli"_s, {u"workload"_s, u"prepare"_s, path, u"s3://"_s + m_server->bucket()}).code, 0);
    const CliResult result = run(u"millrace-benchrunner"_s, {client, path, m_server->bucket(), u"us-east-1"_s, u"10.0"_s});
    if (result.code == 123) {
        QVERIFY2(result.err.startsWith("Skipping benchmark - "), result.err);
        QSKIP(result.err.constData());
    }
    QVERIFY2(result.code == 0, result.err);
    static const QRegularExpression form(u"^Run:1 Secs:(\\d+\\.\\d+) Gb/s:(\\d+\\.\\d+)"_s);
    QVERIFY2(form.match(QString::fromUtf8(result.out)).hasMatch(), result.out);
    for (const WorkloadTask &task : m_workload.tasks)
        QCOMPARE(QFileInfo(m_folder.path() + u'/' + task.key).size(), task.size);
}

QTEST_GUILESS_MAIN(TestRunnerRadosgw)
#include "tst_runnerradosgw.moc"
