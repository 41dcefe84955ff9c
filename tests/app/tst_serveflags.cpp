// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/argvscrub.h"
#include "cli/serveflags.h"
#include "cli/suggestion.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cstring>

using namespace millrace;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestServeFlags : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void folder();
    void everyFlag();
    void keys();
    void badValues_data();
    void badValues();
    void bucketNames();
    void synthetic();
    void scrubsSecrets();
    void suggests();
};

void TestServeFlags::init()
{
    qunsetenv("MILLRACE_SERVE_ACCESS_KEY");
    qunsetenv("MILLRACE_SERVE_SECRET_KEY");
}

void TestServeFlags::folder()
{
    QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"My Data!"_s));
    const auto request = parseServe({dir.filePath(u"My Data!"_s)});
    QVERIFY(request);
    QCOMPARE(request->bucket, u"my-data"_s);
    QCOMPARE(request->server.buckets.size(), 1);
    QCOMPARE(request->server.buckets.first().folder, dir.filePath(u"My Data!"_s));
    QCOMPARE(request->server.port, 9000);
    QVERIFY(request->server.address.isLoopback());
    QVERIFY(!request->server.tls && !request->server.readOnly && !request->server.anonymous);
}

void TestServeFlags::everyFlag()
{
    QTemporaryDir dir;
    QFile script(dir.filePath(u"f.json"_s));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write(R"({"latencyMs":5,"rules":[{"match":{"nth":2},"action":"status","status":503}]})");
    script.close();
    const auto request = parseServe({dir.path(), u"--bucket"_s, u"bkt"_s, u"--synthetic-keys"_s, u"s/:5x1KiB"_s,
                                     u"--read-only"_s, u"--port"_s, u"0"_s, u"--bind"_s, u"0.0.0.0"_s, u"--tls"_s,
                                     u"--tls-name"_s, u"host.test"_s, u"--ca-out"_s, u"ca.pem"_s, u"--anonymous"_s,
                                     u"--region"_s, u"eu-x1"_s, u"--threads"_s, u"3"_s, u"--faults"_s, script.fileName(),
                                     u"--rate-per-connection"_s, u"10MiB"_s, u"--throttle-above"_s, u"8"_s,
                                     u"--json"_s, u"--quiet"_s});
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    const ServerOptions &o = request->server;
    QCOMPARE(o.synthetic.size(), 1);
    QCOMPARE(o.port, 0);
    QCOMPARE(o.address, QHostAddress(u"0.0.0.0"_s));
    QVERIFY(o.readOnly && o.tls && o.anonymous);
    QCOMPARE(o.certificateNames, QStringList{u"host.test"_s});
    QCOMPARE(o.region, u"eu-x1"_s);
    QCOMPARE(o.threads, 3);
    QCOMPARE(o.faults.latency, 5ms);
    QCOMPARE(o.faults.rules.size(), 1);
    QCOMPARE(o.faults.connectionRate, 10.0 * MiB);
    QCOMPARE(o.faults.throttleAbove, 8);
    QCOMPARE(request->caFile, u"ca.pem"_s);
    QVERIFY(request->json && request->quiet);
    const auto roots = parseServe({dir.path(), u"--folders-as-buckets"_s});
    QVERIFY(roots);
    QCOMPARE(roots->server.bucketRoot, dir.path());
    QVERIFY(roots->server.buckets.isEmpty() && roots->bucket.isEmpty());
}

void TestServeFlags::keys()
{
    QTemporaryDir dir;
    const auto first = parseServe({dir.path()});
    const auto second = parseServe({dir.path()});
    QVERIFY(first && second);
    QVERIFY(first->secretIsGenerated);
    QCOMPARE(first->server.credentials.first().secretAccessKey.size(), 40);
    QVERIFY(first->server.credentials.first().secretAccessKey != second->server.credentials.first().secretAccessKey);
    qputenv("MILLRACE_SERVE_ACCESS_KEY", "ID");
    QVERIFY(!parseServe({dir.path()}));
    qputenv("MILLRACE_SERVE_SECRET_KEY", "hush");
    const auto given = parseServe({dir.path()});
    QVERIFY(given);
    QVERIFY(!given->secretIsGenerated);
    QCOMPARE(given->server.credentials.first().secretAccessKey, QByteArray("hush"));
}

void TestServeFlags::badValues_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("named");
    const QString here = QDir::tempPath();
    QTest::newRow("nothing") << QStringList{} << u"--synthetic-keys"_s;
    QTest::newRow("missing") << QStringList{u"/none/such"_s} << u"/none/such"_s;
    QTest::newRow("two") << QStringList{here, u"/other"_s} << u"/other"_s;
    QTest::newRow("port") << QStringList{here, u"--port"_s, u"70000"_s} << u"0 to 65535"_s;
    QTest::newRow("bind") << QStringList{here, u"--bind"_s, u"everywhere"_s} << u"everywhere"_s;
    QTest::newRow("cert") << QStringList{here, u"--cert-file"_s, u"x"_s} << u"--key-file"_s;
    QTest::newRow("faults") << QStringList{here, u"--faults"_s, u"/none.json"_s} << u"/none.json"_s;
    QTest::newRow("synthetic") << QStringList{u"--synthetic-keys"_s, u"12"_s} << u"\"12\""_s;
    QTest::newRow("unknown") << QStringList{here, u"--prot"_s, u"1"_s} << u"--port"_s;
    QTest::newRow("rate") << QStringList{here, u"--rate-per-connection"_s, u"1"_s} << u"--rate-per-connection"_s;
}

void TestServeFlags::badValues()
{
    QFETCH(QStringList, words);
    QFETCH(QString, named);
    const auto request = parseServe(words);
    QVERIFY(!request);
    QCOMPARE(request.error().kind, ErrorKind::Config);
    QVERIFY2(request.error().message.contains(named), qPrintable(request.error().message));
}

void TestServeFlags::bucketNames()
{
    QCOMPARE(bucketNameFor(u"/srv/Data_2024"_s), u"data-2024"_s);
    QCOMPARE(bucketNameFor(u"/x"_s), u"bucket"_s);
    QCOMPARE(bucketNameFor(u"/"_s), u"bucket"_s);
    QCOMPARE(bucketNameFor(u"/srv/--a.b--"_s), u"a-b"_s);
    QVERIFY(bucketNameFor(u"/srv/"_s + QString(200, u'x')).size() == 63);
}

void TestServeFlags::synthetic()
{
    const auto many = parseSynthetic(u"small/:5000x16KiB"_s, u"bkt"_s);
    QVERIFY(many);
    QCOMPARE(many->key, u"small/"_s);
    QCOMPARE(many->count, 5000);
    QCOMPARE(many->size, 16 * KiB);
    const auto one = parseSynthetic(u"big/:1x1GiB"_s, u"bkt"_s);
    QVERIFY(one);
    QCOMPARE(one->key, u"big/1"_s);
    QCOMPARE(parseSynthetic(u"1x1GiB"_s, u"bkt"_s)->key, u"1"_s);
    QCOMPARE(parseSynthetic(u"file.bin:1x0"_s, u"bkt"_s)->key, u"file.bin"_s);
    for (const QString &bad : {u"0x1"_s, u"5"_s, u"5x"_s, u"x5"_s, u"5xlots"_s})
        QVERIFY(!parseSynthetic(bad, u"bkt"_s));
}

void TestServeFlags::scrubsSecrets()
{
    char a0[] = "millrace-cli", a1[] = "--secret-access-key", a2[] = "hush", a3[] = "--session-token=tok",
         a4[] = "--secret-access-keys", a5[] = "stays", a6[] = "--secret-access-key";
    char *argv[] = {a0, a1, a2, a3, a4, a5, a6, nullptr};
    QVERIFY(scrubSecretArguments(7, argv));
    QCOMPARE(a2, "****");
    QCOMPARE(a3, "--session-token=***");
    QCOMPARE(a5, "stays");
    QCOMPARE(a6, "--secret-access-key");
    QVERIFY(!scrubSecretArguments(1, argv));
}

void TestServeFlags::suggests()
{
    QCOMPARE(editDistance(u"kitten", u"sitting"), 3);
    QCOMPARE(editDistance(u"prot", u"port"), 1);
    QCOMPARE(editDistance(u"", u"abc"), 3);
    QCOMPARE(nearest(u"downlaod"_s, {u"list"_s, u"download"_s}), u"download"_s);
    QCOMPARE(nearest(u"frobnicate"_s, {u"list"_s, u"download"_s}), QString());
}

QTEST_GUILESS_MAIN(TestServeFlags)
#include "tst_serveflags.moc"
