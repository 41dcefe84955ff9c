// SPDX-License-Identifier: GPL-3.0-or-later
// --on-file-done, --on-finished, --decompress and --max-rate of the built program, against the embedded endpoint.
#include "support/testendpoint.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTest>
#include <QTimer>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestHookCommands : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void everyFileIsTold();
    void secretsOfFlagsStayOut();
    void failingHookGivesOne();
    void unusableCommands_data();
    void unusableCommands();
    void onlyAFewAtATime();
    void slowOnesHoldFilesBack();
    void overdueOnesAreEnded();
    void waitingIsTold();
    void uploadsToo();
    void failedFilesAreTold();
    void decompress();
    void maxRate();
    void badRates_data();
    void badRates();

private:
    struct Outcome
    {
        int code = -1;
        QByteArray out, err;
    };
    Outcome run(const QStringList &args);
    QString at(const QString &name) const { return m_endpoint->scratch() + u'/' + name; }
    /// A program that appends what it is given to a file: the variables asked for, then standard input.
    QString script(const QString &name, const QByteArray &body);
    QStringList linesOf(const QString &name) const
    {
        return QString::fromUtf8(fileContents(at(name))).split(u'\n', Qt::SkipEmptyParts);
    }

    std::unique_ptr<TestEndpoint> m_endpoint;
};

void TestHookCommands::init()
{
    m_endpoint = std::make_unique<TestEndpoint>();
    QVERIFY(m_endpoint->isRunning());
}

QString TestHookCommands::script(const QString &name, const QByteArray &body)
{
    QFile file(at(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n" + body + '\n');
    file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
    return file.fileName();
}

TestHookCommands::Outcome TestHookCommands::run(const QStringList &args)
{
    const Connection connection = m_endpoint->connection();
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"HOME"_s, m_endpoint->scratch());
    environment.insert(u"AWS_ENDPOINT_URL"_s, connection.endpoint.toString());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_endpoint->scratch());
    QEventLoop loop; // so that a test may look on
    connect(&process, &QProcess::finished, &loop, &QEventLoop::quit);
    connect(&process, &QProcess::errorOccurred, &loop, &QEventLoop::quit);
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    process.start(QStringLiteral(MILLRACE_CLI),
                  args + QStringList{u"--access-key-aws-id"_s, QString::fromUtf8(connection.credentials.accessKeyId),
                                     u"--secret-access-key"_s, QString::fromUtf8(connection.credentials.secretAccessKey)});
    Outcome outcome;
    loop.exec();
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
        outcome.err = "did not end";
        return outcome;
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

void TestHookCommands::everyFileIsTold()
{
    for (int i = 0; i < 9; ++i)
        m_endpoint->put(u"d/file %1"_s.arg(i), QByteArray(i, 'x'));
    const QString each = script(u"each hook.sh"_s, "cat > \"json-$MILLRACE_SIZE\"\n"
                                                   "echo \"$MILLRACE_OUTCOME $MILLRACE_KEY $MILLRACE_PATH $1\" >> each");
    script(u"last.sh"_s, "wc -l < each | tr -d ' ' >> last; cat >> last; echo $MILLRACE_FILES_DONE >> last");
    const Outcome outcome = run({u"download"_s, u"s3://bucket/d/"_s, u"target"_s, u"--on-file-done"_s,
                                 u"\"%1\" \"one argument $HOME\""_s.arg(each), u"--on-finished"_s, u"./last.sh"_s});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QStringList lines = linesOf(u"each"_s);
    lines.sort();
    QCOMPARE(lines.size(), 9);
    // No shell: nothing was expanded.
    QCOMPARE(lines.first(), u"done d/file 0 %1/file 0 one argument $HOME"_s.arg(m_endpoint->target()));
    const QJsonObject json = QJsonDocument::fromJson(fileContents(at(u"json-7"_s))).object();
    QCOMPARE(json.value("event"_L1).toString(), u"file-done"_s);
    QCOMPARE(json.value("direction"_L1).toString(), u"download"_s);
    QCOMPARE(json.value("key"_L1).toString(), u"d/file 7"_s);
    QCOMPARE(json.value("size"_L1).toInt(), 7);
    QCOMPARE(json.value("outcome"_L1).toString(), u"done"_s);
    // The last one ran once, after all the others.
    const QStringList end = linesOf(u"last"_s);
    QCOMPARE(end.size(), 3);
    QCOMPARE(end.first(), u"9"_s);
    QCOMPARE(QJsonDocument::fromJson(end.at(1).toUtf8()).object().value("files_done"_L1).toInt(), 9);
    QCOMPARE(end.last(), u"9"_s);
}

void TestHookCommands::secretsOfFlagsStayOut()
{
    m_endpoint->put(u"a"_s, "a");
    const QString spy = script(u"spy.sh"_s, "env > env; cat > stdin; tr '\\0' '\\n' < /proc/$PPID/cmdline > argv");
    const Outcome outcome = run({u"download"_s, u"s3://bucket/a"_s, u"."_s, u"--on-file-done"_s, spy});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QByteArray secret = m_endpoint->connection().credentials.secretAccessKey;
    QVERIFY(fileContents(at(u"env"_s)).contains("MILLRACE_KEY=a"));
    for (const auto &name : {u"env"_s, u"stdin"_s, u"argv"_s}) {
        QVERIFY(!fileContents(at(name)).isEmpty());
        QVERIFY2(!fileContents(at(name)).contains(secret), qPrintable(name));
    }
}

void TestHookCommands::failingHookGivesOne()
{
    m_endpoint->put(u"a"_s, "a");
    const QString bad = script(u"bad.sh"_s, "echo first; echo the last word >&2; exit 3");
    Outcome outcome = run({u"download"_s, u"s3://bucket/a"_s, u"target/"_s, u"--on-file-done"_s, bad});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("--on-file-done ended with exit code 3 (a): the last word"), outcome.err.constData());
    QCOMPARE(fileContents(at(u"target/a"_s)), "a");
    outcome = run({u"download"_s, u"s3://bucket/a"_s, u"target/"_s, u"--on-finished"_s, bad, u"--quiet"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("--on-finished ended with exit code 3"), outcome.err.constData());
    const QString killed = script(u"killed.sh"_s, "kill -KILL $$");
    outcome = run({u"download"_s, u"s3://bucket/a"_s, u"target/"_s, u"--on-finished"_s, killed});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("was ended by a signal"), outcome.err.constData());
}

void TestHookCommands::unusableCommands_data()
{
    QTest::addColumn<QString>("command");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("empty") << u" "_s << QByteArray("needs a command");
    QTest::newRow("no program") << u"no-such-program-here x"_s << QByteArray("there is no program \"no-such-program-here\"");
}

void TestHookCommands::unusableCommands()
{
    QFETCH(QString, command);
    QFETCH(QByteArray, says);
    m_endpoint->put(u"a"_s, "a");
    const Outcome outcome = run({u"download"_s, u"s3://bucket/a"_s, u"target/"_s, u"--on-file-done"_s, command});
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(says), outcome.err.constData());
    QVERIFY(!QFileInfo::exists(at(u"target/a"_s)));
}

void TestHookCommands::onlyAFewAtATime()
{
    for (int i = 0; i < 20; ++i)
        m_endpoint->put(u"d/%1"_s.arg(i), "x");
    // Each counts how many are there, itself included.
    const QString busy = script(u"busy.sh"_s, "mkdir -p busy; touch busy/$$; ls busy | wc -l >> counts; sleep 0.1; rm busy/$$");
    const Outcome outcome = run({u"download"_s, u"s3://bucket/d/"_s, u"target"_s, u"--on-file-done"_s, busy});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    const QStringList counts = linesOf(u"counts"_s);
    QCOMPARE(counts.size(), 20);
    for (const QString &count : counts)
        QVERIFY2(count.trimmed().toInt() <= 4, qPrintable(count));
}

/// More files than may wait for their programs: all programs run, and the summary says what held the run up.
void TestHookCommands::slowOnesHoldFilesBack()
{
    constexpr int count = 1600;
    for (int i = 0; i < count; ++i)
        m_endpoint->put(u"d/%1"_s.arg(i), "x");
    // One in the way of all others until the run has come to a stop.
    const QString each = script(u"each.sh"_s, "while [ ! -e go ]; do sleep 0.1; done; echo $MILLRACE_KEY >> each");
    const QString target = m_endpoint->target();
    qsizetype held = -1;
    QTimer watch;
    qsizetype before = -1;
    int same = 0;
    watch.callOnTimeout([&] {
        const qsizetype now = QDir(target).entryList(QDir::Files).size();
        same = now > 0 && now == before ? same + 1 : 0;
        before = now;
        if (same == 10 && held < 0) { // nothing new for a second
            held = now;
            QFile go(at(u"go"_s));
            QVERIFY(go.open(QIODevice::WriteOnly));
        }
    });
    watch.start(100);
    const Outcome outcome = run({u"download"_s, u"s3://bucket/d/"_s, u"target"_s, u"--on-file-done"_s, each, u"--summary"_s,
                                 u"short"_s, u"--file-parallelism"_s, u"20"_s});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    // Four run, a thousand wait, and on top came those under way: 20 on the network, 256 at most on their way to disk.
    QVERIFY2(held >= 1000 && held <= 1000 + 4 + 20 + 256, qPrintable(QString::number(held)));
    QStringList lines = linesOf(u"each"_s);
    QCOMPARE(lines.size(), count);
    QCOMPARE(QSet<QString>(lines.begin(), lines.end()).size(), count);
    QVERIFY2(outcome.err.contains("hooks: "), outcome.err.constData());
}

void TestHookCommands::overdueOnesAreEnded()
{
    m_endpoint->put(u"d/a"_s, "1");
    // It would wait for ever for somebody to write into the FIFO.
    const Outcome outcome = run({u"download"_s, u"s3://bucket/d/"_s, u"target"_s, u"--on-file-done"_s,
                                 u"sh -c \"mkfifo '%1'; read line < '%1'\""_s.arg(at(u"fifo"_s)), u"--hook-timeout"_s, u"300ms"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("--on-file-done took longer than --hook-timeout and was ended (d/a)"),
             outcome.err.constData());
    QCOMPARE(fileContents(m_endpoint->target() + u"/a"_s), "1");

    const Outcome alone = run({u"download"_s, u"s3://bucket/d/"_s, u"target"_s, u"--hook-timeout"_s, u"1"_s});
    QCOMPARE(alone.code, 2);
    QVERIFY2(alone.err.contains("--hook-timeout is for --on-file-done"), alone.err.constData());
}

/// The program goes on once it sees that the user has been told.
void TestHookCommands::waitingIsTold()
{
    m_endpoint->put(u"d/a"_s, "1");
    const QString each = script(u"each.sh"_s, "mkfifo fifo; read line < fifo");
    const Connection connection = m_endpoint->connection();
    QProcess process;
    QProcessEnvironment environment;
    environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    environment.insert(u"HOME"_s, m_endpoint->scratch());
    environment.insert(u"AWS_ENDPOINT_URL"_s, connection.endpoint.toString());
    environment.insert(u"AWS_ACCESS_KEY_ID"_s, QString::fromUtf8(connection.credentials.accessKeyId));
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, QString::fromUtf8(connection.credentials.secretAccessKey));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_endpoint->scratch());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(MILLRACE_CLI),
                  {u"download"_s, u"s3://bucket/d/"_s, u"target"_s, u"--on-file-done"_s, each});
    QByteArray said;
    QVERIFY(QTest::qWaitFor([&] { return (said += process.readAll()).contains("waiting for one program of --on-file-done"); },
                            30'000));
    QFile fifo(at(u"fifo"_s));
    QVERIFY(fifo.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
    fifo.write("go\n");
    fifo.close();
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 0);
}

void TestHookCommands::uploadsToo()
{
    QDir().mkpath(at(u"src"_s));
    QFile file(at(u"src/a"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("abc");
    file.close();
    const QString each = script(u"each.sh"_s, "cat > json; echo $MILLRACE_DIRECTION $MILLRACE_KEY > each");
    const Outcome outcome = run({u"upload"_s, u"src"_s, u"s3://bucket/up/"_s, u"--on-file-done"_s, each, u"--max-rate"_s,
                                 u"100Mbit/s"_s, u"--on-finished"_s, u"touch finished"_s});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(linesOf(u"each"_s), QStringList{u"upload up/a"_s});
    QVERIFY(QFileInfo::exists(at(u"finished"_s)));
}

void TestHookCommands::failedFilesAreTold()
{
    m_endpoint->put(u"a"_s, "a");
    FaultRule rule;
    rule.operation = u"GetObject"_s;
    rule.times = 0;
    rule.httpStatus = 403;
    m_endpoint->setRules({rule});
    const QString each = script(u"each.sh"_s, "echo \"$MILLRACE_OUTCOME $MILLRACE_ERROR\" > each");
    const Outcome outcome = run({u"download"_s, u"s3://bucket/a"_s, u"target/"_s, u"--on-file-done"_s, each, u"--on-finished"_s,
                                 script(u"last.sh"_s, "echo $MILLRACE_EXIT_CODE $MILLRACE_OUTCOME > last")});
    QCOMPARE(outcome.code, 3);
    QVERIFY(linesOf(u"each"_s).value(0).startsWith(u"failed "_s));
    QCOMPARE(linesOf(u"last"_s), QStringList{u"3 failed"_s});
}

void TestHookCommands::decompress()
{
    // What gzip(1) and zstd(1) themselves make.
    QFile plain(at(u"plain"_s));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    plain.write(QByteArray(100'000, 'z'));
    plain.close();
    QProcess gzip;
    gzip.setStandardOutputFile(m_endpoint->bucketFolder() + u"/a.txt.gz"_s);
    gzip.start(u"gzip"_s, {u"-c"_s, plain.fileName()});
    QVERIFY(gzip.waitForFinished());
    Outcome outcome = run({u"download"_s, u"s3://bucket/a.txt.gz"_s, u"."_s, u"--decompress"_s});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QCOMPARE(fileContents(at(u"a.txt"_s)), QByteArray(100'000, 'z'));
    QVERIFY(!QFileInfo::exists(at(u"a.txt.gz"_s)));
    m_endpoint->put(u"bad.gz"_s, "no gzip");
    outcome = run({u"download"_s, u"s3://bucket/bad.gz"_s, u"."_s, u"--decompress"_s});
    QCOMPARE(outcome.code, 5);
    QVERIFY2(outcome.err.contains("is no gzip stream"), outcome.err.constData());
    QVERIFY(!QFileInfo::exists(at(u"bad"_s)));
}

void TestHookCommands::maxRate()
{
    m_endpoint->put(u"a"_s, testBytes(3 * MiB));
    QElapsedTimer clock;
    clock.start();
    const Outcome outcome = run({u"download"_s, u"s3://bucket/a"_s, u"target/"_s, u"--max-rate"_s, u"16Mibit/s"_s});
    QVERIFY2(outcome.code == 0, outcome.err.constData());
    QVERIFY2(clock.elapsed() > 1350, qPrintable(QString::number(clock.elapsed())));
    QVERIFY2(outcome.err.contains("bandwidth: 2.00 MiB/s at most"), outcome.err.constData());
}

void TestHookCommands::badRates_data()
{
    QTest::addColumn<QStringList>("flags");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nonsense") << QStringList{u"--max-rate"_s, u"fast"_s} << QByteArray("--max-rate: \"fast\" is no rate");
    QTest::newRow("zero") << QStringList{u"--max-rate"_s, u"0"_s} << QByteArray("--max-rate: \"0\" is no rate");
    QTest::newRow("timetable") << QStringList{u"--max-rate-schedule"_s, u"8-18=1M"_s} << QByteArray("--max-rate-schedule: \"8-18=1M\"");
    QTest::newRow("two elses") << QStringList{u"--max-rate-schedule"_s, u"else=1M"_s, u"--max-rate"_s, u"2M"_s}
                               << QByteArray("contradict");
}

void TestHookCommands::badRates()
{
    QFETCH(QStringList, flags);
    QFETCH(QByteArray, says);
    const Outcome outcome = run(QStringList{u"download"_s, u"s3://bucket/a"_s, u"target/"_s} + flags);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(says), outcome.err.constData());
}

QTEST_GUILESS_MAIN(TestHookCommands)
#include "tst_hookcommands.moc"
