// SPDX-License-Identifier: GPL-3.0-or-later
// The built program against the embedded endpoint: exit codes, what goes to which stream, signals, secrets.
#include "server/embeddedserver.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestCommandLine : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void helpAndVersion();
    void wrongUse();
    void downloadsATree();
    void seedSummaryOnStdout();
    void jsonEvents();
    void reportOfARun();
    void exitCodes_data();
    void exitCodes();
    void benchmarkToMemory();
    void dryRunMovesNothing();
    void presignedLinkDownloads();
    void listsAndStopsForHead();
    void unwritableReportIsSaidFirst();
    void interruptKeepsTheJournal();
    void secondInterruptEndsAtOnce();
    void secretIsScrubbedFromArgv();
    void servesAFolder();

private:
    struct Outcome
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    Outcome run(const QStringList &args, const QProcessEnvironment &environment);
    Outcome run(const QStringList &args) { return run(args, m_environment); }
    QString at(const QString &name) const { return m_dir->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<EmbeddedServer> m_server;
    QProcessEnvironment m_environment;
};

void TestCommandLine::initTestCase()
{
    QVERIFY2(QFile::exists(QStringLiteral(MILLRACE_CLI)), "millrace-cli is not built");
}

static void put(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QFileInfo(path).dir().mkpath(u"."_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

static QByteArray get(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot open " + path.toUtf8());
}

void TestCommandLine::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    put(at(u"src/a.txt"_s), "alpha");
    put(at(u"src/sub/b.txt"_s), QByteArray(100'000, 'b'));
    put(at(u"src/sub/empty"_s), "");
    ServerOptions options;
    options.buckets = {{u"bkt"_s, at(u"src"_s)}};
    options.synthetic = {{u"bkt"_s, u"gen/"_s, {}, 3, 12 * MiB, 7}, {u"big"_s, u"big"_s, {}, 1, 64 * MiB, 8}};
    Credentials keys;
    keys.accessKeyId = "ID";
    keys.secretAccessKey = "hush-hush";
    options.credentials = {keys};
    options.region.clear();
    m_server = std::make_unique<EmbeddedServer>(options);
    const Result<> started = m_server->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().message));

    m_environment = QProcessEnvironment();
    m_environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    m_environment.insert(u"HOME"_s, m_dir->path());
    m_environment.insert(u"AWS_ACCESS_KEY_ID"_s, u"ID"_s);
    m_environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, u"hush-hush"_s);
    m_environment.insert(u"AWS_ENDPOINT_URL"_s, m_server->url().toString());
}

void TestCommandLine::cleanup()
{
    m_server.reset();
    m_dir.reset();
}

TestCommandLine::Outcome TestCommandLine::run(const QStringList &args, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_dir->path());
    process.start(QStringLiteral(MILLRACE_CLI), args);
    Outcome outcome;
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        outcome.err = "did not end";
        return outcome;
    }
    outcome.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
}

void TestCommandLine::helpAndVersion()
{
    const Outcome help = run({u"--help"_s});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("millrace-cli download SOURCE"));
    // A bare container has no locale; Qt's complaint about that is nothing a user can do something about.
    QCOMPARE(help.err, QByteArray());
    for (const QString &verb : {u"download"_s, u"list"_s, u"presign"_s, u"serve"_s}) {
        const Outcome of = run({verb, u"--help"_s});
        QCOMPARE(of.code, 0);
        QVERIFY2(of.out.startsWith("Usage: millrace-cli " + verb.toUtf8()), of.out.constData());
        QCOMPARE(run({u"help"_s, verb}).out, of.out);
    }
    QVERIFY(run({u"--version"_s}).out.startsWith("millrace-cli "));
}

void TestCommandLine::wrongUse()
{
    const Outcome none = run({});
    QCOMPARE(none.code, 2);
    QVERIFY(none.err.contains("Usage:"));
    const Outcome verb = run({u"donwload"_s});
    QCOMPARE(verb.code, 2);
    QVERIFY(verb.err.contains("did you mean \"download\"?"));
    const Outcome flag = run({u"download"_s, u"s3://bkt/a.txt"_s, u"--concurency"_s, u"2"_s});
    QCOMPARE(flag.code, 2);
    QVERIFY(flag.err.contains("did you mean --concurrency?"));
    QCOMPARE(flag.out, QByteArray());
}

void TestCommandLine::downloadsATree()
{
    const Outcome o = run({u"download"_s, u"s3://bkt/"_s, u"out"_s});
    QVERIFY2(o.code == 0, o.err.constData());
    QCOMPARE(get(at(u"out/a.txt"_s)), QByteArray("alpha"));
    QCOMPARE(get(at(u"out/sub/b.txt"_s)), QByteArray(100'000, 'b'));
    QCOMPARE(get(at(u"out/sub/empty"_s)), QByteArray());
    QCOMPARE(QFileInfo(at(u"out/gen/3"_s)).size(), 12 * MiB);
    QVERIFY2(o.err.contains("Downloaded 6 files"), o.err.constData());
    QVERIFY(!o.err.contains("\x1b") && !o.out.contains("\x1b"));
    const Outcome again = run({u"download"_s, u"s3://bkt/"_s, u"out"_s});
    QCOMPARE(again.code, 0);
    QVERIFY2(again.err.contains("all is here already"), again.err.constData());
}

void TestCommandLine::seedSummaryOnStdout()
{
    const Outcome o = run({u"--bucket-name"_s, u"bkt"_s, u"--prefix"_s, u"sub/"_s, u"--save-to-disk"_s, u"out"_s,
                           u"--file-parallelism"_s, u"2"_s, u"--color"_s, u"always"_s});
    QVERIFY2(o.code == 0, o.err.constData());
    QVERIFY(o.out.contains("\x1b[32m"));
    QByteArray plain = o.out;
    plain.replace("\x1b[32m", "").replace("\x1b[0m", "");
    static const QRegularExpression line(
        u"^sub/b\\.txt: size=0\\.10MB, duration=\\d+\\.\\d\\ds, throughput=\\d+\\.\\d\\d MiB/sec$"_s,
        QRegularExpression::MultilineOption);
    QVERIFY2(line.match(QString::fromUtf8(plain)).hasMatch(), plain.constData());
    const qsizetype json = plain.indexOf("\nJSON Summary:\n{\n  \"mode\": \"download\",\n");
    const qsizetype total = plain.indexOf("\nTotal Combined Throughput: ");
    const qsizetype duration = plain.indexOf("\nTotal Duration: ");
    QVERIFY2(json > 0 && total > json && duration > total, plain.constData());
    const qsizetype brace = plain.indexOf('{', json);
    const QJsonObject summary = QJsonDocument::fromJson(plain.mid(brace, total - brace)).object();
    QCOMPARE(summary[u"validation_summary"].toObject()[u"successful_downloads"].toInt(), 2);
    QCOMPARE(summary[u"machine_info"].toObject()[u"requested_file_parallelism"].toInt(), 2);
    QCOMPARE(summary[u"save_to_disk"].toString(), u"out"_s);
}

void TestCommandLine::jsonEvents()
{
    const Outcome o = run({u"download"_s, u"s3://bkt/"_s, u"out"_s, u"--json"_s, u"--monitor-interval"_s, u"0.1"_s});
    QVERIFY2(o.code == 0, o.err.constData());
    QStringList events;
    int finished = 0;
    for (const QByteArray &line : o.out.trimmed().split('\n')) {
        QJsonParseError parse;
        const QJsonObject json = QJsonDocument::fromJson(line, &parse).object();
        QVERIFY2(parse.error == QJsonParseError::NoError, line.constData());
        events += json[u"event"].toString();
        finished += json[u"event"].toString() == u"file_finished"_s && json[u"outcome"].toString() == u"done"_s;
    }
    QCOMPARE(events.first(), u"start"_s);
    QCOMPARE(events.last(), u"summary"_s);
    QCOMPARE(finished, 6);
    QCOMPARE(o.err, QByteArray());
}

void TestCommandLine::reportOfARun()
{
    const Outcome o = run({u"download"_s, u"s3://bkt/gen/"_s, u"out"_s, u"--report"_s, u"r.json"_s, u"--quiet"_s});
    QVERIFY2(o.code == 0, o.err.constData());
    QCOMPARE(o.out, QByteArray());
    QCOMPARE(o.err, QByteArray());
    const QByteArray text = get(at(u"r.json"_s));
    QVERIFY(!text.contains("hush"));
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    QCOMPARE(json[u"files"].toArray().size(), 3);
    const QJsonObject file = json[u"files"].toArray().at(0).toObject();
    QVERIFY(file[u"key"].toString().startsWith(u"gen/"_s));
    QCOMPARE(file[u"size"].toInt(), int(12 * MiB));
    QVERIFY(file[u"parts"].toInt() >= 1);
    QVERIFY(file[u"duration_seconds"].toDouble() > 0);
    QCOMPARE(json[u"settings"].toObject()[u"endpoint"].toString(), m_server->url().toString());
}

void TestCommandLine::exitCodes_data()
{
    QTest::addColumn<QStringList>("args");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const QString good = u"hush-hush"_s;
    QTest::newRow("no key") << QStringList{u"s3://bkt/none"_s, u"out"_s} << good << 4 << QByteArray("no such object");
    QTest::newRow("no bucket") << QStringList{u"s3://none/x"_s, u"out"_s} << good << 4 << QByteArray("no such bucket");
    QTest::newRow("bucket of a prefix") << QStringList{u"s3://none/x/"_s, u"out"_s} << good << 4
                                        << QByteArray("no such bucket");
    QTest::newRow("wrong secret") << QStringList{u"s3://bkt/a.txt"_s, u"out"_s} << u"wrong"_s << 3
                                  << QByteArray("AWS_SECRET_ACCESS_KEY");
    QTest::newRow("no credentials") << QStringList{u"s3://bkt/a.txt"_s, u"out"_s} << QString() << 3
                                    << QByteArray("--no-sign-request");
    QTest::newRow("anonymous") << QStringList{u"s3://bkt/a.txt"_s, u"out"_s, u"--no-sign-request"_s} << good << 3
                               << QByteArray("access denied");
    QTest::newRow("refused") << QStringList{u"s3://bkt/a.txt"_s, u"out"_s, u"--endpoint-url"_s, u"http://127.0.0.1:1"_s,
                                            u"--max-attempts"_s, u"1"_s}
                             << good << 1 << QByteArray("connection refused");
    QTest::newRow("dns") << QStringList{u"s3://bkt/a.txt"_s, u"out"_s, u"--endpoint-url"_s, u"http://no.such.invalid"_s,
                                        u"--max-attempts"_s, u"1"_s}
                         << good << 1 << QByteArray("could not be resolved");
    QTest::newRow("target is below a file") << QStringList{u"s3://bkt/a.txt"_s, u"src/a.txt/out/"_s} << good << 6
                                            << QByteArray("src/a.txt");
    QTest::newRow("empty prefix") << QStringList{u"s3://bkt/none/"_s, u"out"_s} << good << 4
                                  << QByteArray("s3://bkt/none/: nothing is under this prefix");
    QTest::newRow("empty pattern") << QStringList{u"s3://bkt/*.none"_s, u"out"_s} << good << 4 << QByteArray("matches");
    QTest::newRow("unknown profile") << QStringList{u"s3://bkt/a.txt"_s, u"--profile"_s, u"nobody"_s} << good << 2
                                     << QByteArray("nobody");
}

void TestCommandLine::exitCodes()
{
    QFETCH(QStringList, args);
    QFETCH(QString, secret);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    QProcessEnvironment environment = m_environment;
    if (secret.isEmpty()) {
        environment.remove(u"AWS_ACCESS_KEY_ID"_s);
        environment.remove(u"AWS_SECRET_ACCESS_KEY"_s);
    } else {
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, secret);
    }
    const Outcome o = run(QStringList{u"download"_s} + args, environment);
    QVERIFY2(o.code == code, (QByteArray::number(o.code) + ": " + o.err).constData());
    QVERIFY2(o.err.contains(words), o.err.constData());
    QVERIFY2(!o.err.contains("hush-hush"), o.err.constData());
    QVERIFY(!QFile::exists(at(u"out/a.txt"_s)));
}

void TestCommandLine::benchmarkToMemory()
{
    const QStringList before = QDir(m_dir->path()).entryList();
    const Outcome o = run({u"--bucket-name"_s, u"bkt"_s, u"--key"_s, u"gen/1"_s, u"--iteration-number"_s, u"4"_s});
    QVERIFY2(o.code == 0, o.err.constData());
    QCOMPARE(o.out.count("gen/1: size=12.00MB"), 4);
    QVERIFY(o.out.contains("\"num_iterations\": 4"));
    QVERIFY(o.out.contains("\"save_to_disk\": null"));
    QCOMPARE(QDir(m_dir->path()).entryList(), before);
}

void TestCommandLine::dryRunMovesNothing()
{
    const Outcome o = run({u"download"_s, u"s3://bkt/"_s, u"out"_s, u"--dry-run"_s, u"--exclude"_s, u"gen/*"_s});
    QVERIFY2(o.code == 0, o.err.constData());
    QVERIFY2(o.out.contains("sub/b.txt -> ") && !o.out.contains("gen/"), o.out.constData());
    QVERIFY2(o.err.contains("Would download 3 files"), o.err.constData());
    QVERIFY(!QFile::exists(at(u"out"_s)));
}

void TestCommandLine::presignedLinkDownloads()
{
    const Outcome link = run({u"presign"_s, u"s3://bkt/sub/b.txt"_s, u"--expires"_s, u"5m"_s});
    QVERIFY2(link.code == 0, link.err.constData());
    QVERIFY(link.out.contains("X-Amz-Expires=300"));
    QProcessEnvironment bare = m_environment;
    bare.remove(u"AWS_ACCESS_KEY_ID"_s);
    bare.remove(u"AWS_SECRET_ACCESS_KEY"_s);
    const Outcome o = run({u"download"_s, QString::fromUtf8(link.out.trimmed()), u"copy.txt"_s, u"--report"_s,
                           u"r.json"_s}, bare);
    QVERIFY2(o.code == 0, o.err.constData());
    QCOMPARE(get(at(u"copy.txt"_s)), QByteArray(100'000, 'b'));
    // A presigned query is as good as a credential: it stays out of what is kept and shown.
    QVERIFY(!o.out.contains("Signature") && !o.err.contains("Signature"));
    QVERIFY(!get(at(u"r.json"_s)).contains("X-Amz-Signature"));
    QCOMPARE(run({u"presign"_s, u"s3://bkt/k"_s, u"--expires"_s, u"8d"_s}).code, 2);
    QCOMPARE(run({u"presign"_s, u"s3://bkt/k"_s}, bare).code, 3);
}

void TestCommandLine::listsAndStopsForHead()
{
    QCOMPARE(run({u"list"_s}).out, QByteArray("s3://big/\ns3://bkt/\n"));
    const Outcome plain = run({u"list"_s, u"s3://bkt/"_s, u"--format"_s, u"plain"_s});
    QCOMPARE(plain.out, QByteArray("a.txt\ngen/\nsub/\n"));
    const Outcome glob = run({u"list"_s, u"s3://bkt/*.txt"_s, u"--format"_s, u"plain"_s, u"--quiet"_s});
    QCOMPARE(glob.out, QByteArray("a.txt\nsub/b.txt\n"));
    QCOMPARE(glob.err, QByteArray());
    QCOMPARE(run({u"list"_s, u"s3://bkt/none/"_s}).code, 4);
    QCOMPARE(run({u"list"_s, u"s3://none/"_s}).code, 4);

    QProcess head;
    head.setProcessEnvironment(m_environment);
    head.start(u"/bin/sh"_s, {u"-c"_s, u"\"$0\" list s3://bkt/ -r --format plain --quiet | head -n 1"_s,
                              QStringLiteral(MILLRACE_CLI)});
    QVERIFY(head.waitForFinished(30'000));
    QCOMPARE(head.readAllStandardOutput(), QByteArray("a.txt\n"));
    QCOMPARE(head.readAllStandardError(), QByteArray());
}

void TestCommandLine::unwritableReportIsSaidFirst()
{
    const Outcome o = run({u"download"_s, u"s3://bkt/a.txt"_s, u"out/"_s, u"--report"_s, u"none/r.json"_s});
    QCOMPARE(o.code, 6);
    QVERIFY2(o.err.contains("none/r.json"), o.err.constData());
    QVERIFY(!QFile::exists(at(u"out"_s)));
}

/// Starts a download of 64 MiB that takes 8 s and waits until some of its parts of 2 MiB are there.
static void startSlow(QProcess &process, EmbeddedServer &server)
{
    FaultOptions slow;
    slow.connectionRate = 4.0 * MiB;
    server.setFaults(slow);
    process.start(QStringLiteral(MILLRACE_CLI), {u"download"_s, u"s3://big/big"_s, u"slow.bin"_s, u"--json"_s,
                                                 u"--monitor-interval"_s, u"0.1"_s, u"--concurrency"_s, u"2"_s,
                                                 u"--multipart-size-mb"_s, u"2"_s});
    QVERIFY(process.waitForStarted());
    qint64 done = 0;
    while (done < 8 * MiB) {
        QVERIFY2(process.canReadLine() || process.waitForReadyRead(30'000), "no progress is told");
        while (process.canReadLine()) {
            const QJsonObject event = QJsonDocument::fromJson(process.readLine()).object();
            done = std::max(done, event[u"bytes_done"].toInteger());
        }
    }
}

void TestCommandLine::interruptKeepsTheJournal()
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_dir->path());
    startSlow(process, *m_server);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(30'000));
    QCOMPARE(process.exitCode(), 130);
    const QByteArray last = process.readAllStandardOutput().trimmed().split('\n').constLast();
    const QJsonObject summary = QJsonDocument::fromJson(last).object();
    QCOMPARE(summary[u"event"].toString(), u"summary"_s);
    QCOMPARE(summary[u"exit_code"].toInt(), 130);
    QVERIFY(summary[u"cancelled"].toBool());
    QVERIFY(!QFile::exists(at(u"slow.bin"_s)));
    QVERIFY(!QDir(m_dir->path()).entryList({u"slow.bin.millrace-*"_s}).isEmpty());

    m_server->setFaults(FaultOptions());
    const Outcome rest = run({u"download"_s, u"s3://big/big"_s, u"slow.bin"_s, u"--report"_s, u"r.json"_s});
    QVERIFY2(rest.code == 0, rest.err.constData());
    const QJsonObject file = QJsonDocument::fromJson(get(at(u"r.json"_s))).object()[u"files"].toArray().at(0).toObject();
    QVERIFY(file[u"bytes_resumed"].toInt() > 0);
    QVERIFY2(rest.err.contains("Went on from an earlier run"), rest.err.constData());
    QVERIFY(QDir(m_dir->path()).entryList({u"slow.bin.millrace-*"_s}).isEmpty());
}

void TestCommandLine::secondInterruptEndsAtOnce()
{
    QProcess process;
    process.setProcessEnvironment(m_environment);
    process.setWorkingDirectory(m_dir->path());
    startSlow(process, *m_server);
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QCOMPARE(::kill(pid_t(process.processId()), SIGTERM), 0);
    QVERIFY(process.waitForFinished(10'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
}

void TestCommandLine::secretIsScrubbedFromArgv()
{
    QProcessEnvironment bare = m_environment;
    bare.remove(u"AWS_SECRET_ACCESS_KEY"_s);
    FaultOptions slow;
    slow.connectionRate = 256.0 * KiB;
    m_server->setFaults(slow);
    QProcess process;
    process.setProcessEnvironment(bare);
    process.setWorkingDirectory(m_dir->path());
    process.start(QStringLiteral(MILLRACE_CLI), {u"download"_s, u"s3://bkt/gen/1"_s, u"slow.bin"_s, u"--json"_s,
                                                 u"--access-key-aws-id"_s, u"ID"_s, u"--secret-access-key"_s,
                                                 u"hush-hush"_s});
    QVERIFY(process.waitForReadyRead(30'000));
    const QByteArray cmdline = get(u"/proc/%1/cmdline"_s.arg(process.processId()));
    QVERIFY(cmdline.contains("--secret-access-key"));
    QVERIFY(!cmdline.contains("hush-hush"));
    process.terminate();
    QVERIFY(process.waitForFinished(30'000));
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("can be seen by other users") && said.contains("AWS_SECRET_ACCESS_KEY"), said.constData());
    QVERIFY(!said.contains("hush-hush"));
}

void TestCommandLine::servesAFolder()
{
    QProcess server;
    QProcessEnvironment environment = m_environment;
    environment.remove(u"AWS_ENDPOINT_URL"_s);
    server.setProcessEnvironment(environment);
    server.start(QStringLiteral(MILLRACE_CLI), {u"serve"_s, at(u"src"_s), u"--port"_s, u"0"_s, u"--tls"_s, u"--json"_s});
    QVERIFY(server.waitForReadyRead(30'000));
    const QJsonObject listening = QJsonDocument::fromJson(server.readLine()).object();
    QCOMPARE(listening[u"event"].toString(), u"listening"_s);
    QCOMPARE(listening[u"bucket"].toString(), u"src"_s);
    QVERIFY(listening[u"endpoint"].toString().startsWith(u"https://"_s));

    QProcessEnvironment client = environment;
    client.insert(u"AWS_ENDPOINT_URL"_s, listening[u"endpoint"].toString());
    client.insert(u"AWS_ACCESS_KEY_ID"_s, listening[u"access_key"].toString());
    client.insert(u"AWS_SECRET_ACCESS_KEY"_s, listening[u"secret_key"].toString());
    const Outcome untrusted = run({u"list"_s, u"s3://src/"_s}, client);
    QCOMPARE(untrusted.code, 1);
    QVERIFY2(untrusted.err.contains("--ca-bundle"), untrusted.err.constData());
    const QString bundle = listening[u"ca_bundle"].toString();
    const Outcome trusted = run({u"list"_s, u"s3://src/"_s, u"--format"_s, u"plain"_s, u"--ca-bundle"_s, bundle}, client);
    QVERIFY2(trusted.code == 0, trusted.err.constData());
    QCOMPARE(trusted.out, QByteArray("a.txt\nsub/\n"));
    server.terminate();
    QVERIFY(server.waitForFinished(30'000));
    QCOMPARE(server.exitCode(), 0);
    QVERIFY(!QFile::exists(bundle));
}

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
