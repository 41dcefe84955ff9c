// SPDX-License-Identifier: GPL-3.0-or-later
// The verbs on stored objects, as a shell sees them: output, exit codes, questions.
#include "s3/objectrequests.h"
#include "s3/s3client.h"
#include "support/clirun.h"

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

class tst_ObjectVerbs : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void removeRefusesWithoutTerminal();
    void removeAsks_data();
    void removeAsks();
    void removeNeedsRecursive();
    void otherEncodingsAreRefused();
    void removeExitCodes();
    void removeDryRunAsJson();
    void uploadsListAndAbort();
    void abortIsRepeated();
    void makeAndRemoveBucket();
    void statObject();
    void statBucket();
    void uploadOptions_data();
    void uploadOptions();
    void helpOfEveryVerb_data();
    void helpOfEveryVerb();

private:
    CliResult cli(const QStringList &arguments, const QString &terminal = {}) const
    {
        return runCli(cliEnvironment(m_endpoint->connection(), m_endpoint->scratch()), arguments, terminal);
    }
    QString begin(const QString &key);
    QByteArray send(S3Request request);

    std::unique_ptr<TestEndpoint> m_endpoint;
};

void tst_ObjectVerbs::init()
{
    m_endpoint = std::make_unique<TestEndpoint>([](ServerOptions &options) {
        options.bucketRoot = QFileInfo(options.buckets.first().folder).path() + u"/root"_s;
        QDir().mkpath(options.bucketRoot);
    });
    QVERIFY(m_endpoint->isRunning());
}

void tst_ObjectVerbs::removeRefusesWithoutTerminal()
{
    m_endpoint->put(u"a"_s, "x");
    const CliResult result = cli({u"remove"_s, u"s3://bucket/a"_s});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains("--yes"), result.err);
    QCOMPARE(filesBelow(m_endpoint->bucketFolder()), QStringList{u"a"_s});
}

void tst_ObjectVerbs::removeAsks_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("removed");
    QTest::newRow("y") << QByteArray("y\n") << true;
    QTest::newRow("yes") << QByteArray("YES\n") << true;
    QTest::newRow("n") << QByteArray("n\n") << false;
    QTest::newRow("only return") << QByteArray("\n") << false;
    QTest::newRow("end of input") << QByteArray("\x04") << false;
}

void tst_ObjectVerbs::removeAsks()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, removed);
    m_endpoint->put(u"d/a"_s, "abc");
    m_endpoint->put(u"d/b"_s, "abc");
    const int terminal = ::posix_openpt(O_RDWR | O_NOCTTY);
    QVERIFY(terminal >= 0 && ::grantpt(terminal) == 0 && ::unlockpt(terminal) == 0);
    const QString name = QString::fromLocal8Bit(::ptsname(terminal));
    // What is typed ahead waits in the terminal; it must stay open on this side until it was read.
    QCOMPARE(::write(terminal, answer.constData(), size_t(answer.size())), answer.size());
    const CliResult result = cli({u"remove"_s, u"s3://bucket/d/"_s, u"--recursive"_s}, name);
    ::close(terminal);
    QCOMPARE(result.code, 0);
    QVERIFY2(result.err.contains("Remove 2 objects, s3://bucket/d/a the first of them (6 B)? [y/N]"), result.err);
    QCOMPARE(filesBelow(m_endpoint->bucketFolder()).isEmpty(), removed);
}

/// Read as U+FFFD, such a byte would name another object.
void tst_ObjectVerbs::otherEncodingsAreRefused()
{
    m_endpoint->put(u"k\uFFFD"_s, "x");
    QProcess shell;
    shell.setProcessEnvironment(cliEnvironment(m_endpoint->connection(), m_endpoint->scratch()));
    shell.start(u"sh"_s, {u"-c"_s, u"exec \"$0\" remove \"s3://bucket/k$(printf '\\377')\" --yes"_s, QStringLiteral(MILLRACE_CLI)});
    QVERIFY(shell.waitForFinished());
    const QByteArray said = shell.readAllStandardError();
    QCOMPARE(shell.exitCode(), 2);
    QVERIFY2(said.contains("argument 2 is not UTF-8"), said.constData());
    QCOMPARE(fileContents(m_endpoint->bucketFolder() + u"/k\uFFFD"_s), "x");

    QFile list(m_endpoint->scratch() + u"/list"_s);
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("s3://bucket/k\xff\n");
    list.close();
    const CliResult listed = cli({u"download"_s, u"--from-file"_s, list.fileName(), m_endpoint->scratch() + u"/t"_s});
    QCOMPARE(listed.code, 2);
    QVERIFY2(listed.err.contains("line 1 of the list is not UTF-8"), listed.err);
}

void tst_ObjectVerbs::removeNeedsRecursive()
{
    m_endpoint->put(u"d/a"_s, "x");
    m_endpoint->put(u"dd"_s, "x");
    QCOMPARE(cli({u"remove"_s, u"s3://bucket/d/"_s, u"--yes"_s}).code, 2);
    QCOMPARE(cli({u"remove"_s, u"s3://bucket"_s, u"--yes"_s}).code, 2);
    QCOMPARE(filesBelow(m_endpoint->bucketFolder()).size(), 2);
    // A folder without its slash is still only that folder.
    QCOMPARE(cli({u"remove"_s, u"s3://bucket/d"_s, u"-r"_s, u"-y"_s}).code, 0);
    QCOMPARE(filesBelow(m_endpoint->bucketFolder()), QStringList{u"dd"_s});
}

void tst_ObjectVerbs::removeExitCodes()
{
    QCOMPARE(cli({u"remove"_s, u"s3://bucket/none"_s, u"-y"_s}).code, 4);
    QCOMPARE(cli({u"remove"_s, u"s3://bucket/none/"_s, u"-r"_s, u"-y"_s}).code, 4);
    QCOMPARE(cli({u"remove"_s, u"s3://nobucket/"_s, u"-r"_s, u"-y"_s}).code, 4);
    QCOMPARE(cli({u"remove"_s}).code, 2);
    QCOMPARE(cli({u"remove"_s, u"s3://bucket/a"_s, u"--bogus"_s}).code, 2);
    m_endpoint->put(u"a"_s, "x");
    FaultRule rule;
    rule.operation = u"DeleteObjects"_s;
    rule.action = FaultAction::RefuseKeys;
    rule.keys = u"*"_s;
    rule.times = 0;
    m_endpoint->setRules({rule});
    const CliResult refused = cli({u"remove"_s, u"s3://bucket/a"_s, u"-y"_s});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("s3://bucket/a"), refused.err);
}

void tst_ObjectVerbs::removeDryRunAsJson()
{
    m_endpoint->put(u"d/a.tmp"_s, "abc");
    m_endpoint->put(u"d/b"_s, "abc");
    const CliResult result = cli({u"remove"_s, u"s3://bucket/*.tmp"_s, u"--dry-run"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.events(u"would_remove"_s).size(), 1);
    QCOMPARE(result.events(u"would_remove"_s).first().value("key"_L1).toString(), u"d/a.tmp"_s);
    QCOMPARE(result.events(u"summary"_s).first().value("objects"_L1).toInt(), 1);
    QCOMPARE(filesBelow(m_endpoint->bucketFolder()).size(), 2);
}

QByteArray tst_ObjectVerbs::send(S3Request request)
{
    auto session = std::make_shared<S3Session>(m_endpoint->connection());
    S3Client client(session, *session->transportOptions());
    QByteArray body = "none";
    QEventLoop loop;
    client.send(request, [&](const Result<S3Response> &response) {
        if (response)
            body = response->body;
        loop.quit();
    });
    loop.exec();
    return body;
}

QString tst_ObjectVerbs::begin(const QString &key)
{
    return parseInitiateMultipartUpload(send(createUploadRequest(u"bucket"_s, key, {}))).value_or(QString());
}

void tst_ObjectVerbs::uploadsListAndAbort()
{
    const QString odd = u"a/ä b&+%.bin"_s;
    const QString id = begin(odd);
    QVERIFY(!id.isEmpty());
    QVERIFY(!begin(u"b/other"_s).isEmpty());
    CliResult list = cli({u"uploads"_s, u"list"_s, u"s3://bucket"_s, u"--json"_s});
    QCOMPARE(list.code, 0);
    QCOMPARE(list.events(u"upload"_s).size(), 2);
    QCOMPARE(list.events(u"upload"_s).first().value("key"_L1).toString(), odd);
    QCOMPARE(list.events(u"upload"_s).first().value("upload_id"_L1).toString(), id);
    list = cli({u"uploads"_s, u"list"_s, u"s3://bucket/a/"_s});
    QVERIFY2(list.out.contains(id.toUtf8()) && list.out.contains(odd.toUtf8()) && !list.out.contains("b/other"), list.out);

    // Both were begun just now.
    QCOMPARE(cli({u"uploads"_s, u"abort"_s, u"s3://bucket"_s, u"--older-than"_s, u"1h"_s, u"--yes"_s}).code, 0);
    QCOMPARE(cli({u"uploads"_s, u"abort"_s, u"s3://bucket"_s, u"--dry-run"_s}).code, 0);
    QCOMPARE(cli({u"uploads"_s, u"abort"_s, u"s3://bucket"_s}).code, 2);
    QCOMPARE(cli({u"uploads"_s, u"list"_s, u"s3://bucket"_s, u"--json"_s}).events(u"upload"_s).size(), 2);
    const CliResult aborted = cli({u"uploads"_s, u"abort"_s, u"s3://bucket/a/"_s, u"--yes"_s, u"--json"_s});
    QCOMPARE(aborted.code, 0);
    QCOMPARE(aborted.events(u"aborted"_s).size(), 1);
    list = cli({u"uploads"_s, u"list"_s, u"s3://bucket"_s, u"--json"_s});
    QCOMPARE(list.events(u"upload"_s).size(), 1);
    QCOMPARE(list.events(u"upload"_s).first().value("key"_L1).toString(), u"b/other"_s);
    QCOMPARE(cli({u"uploads"_s, u"list"_s, u"s3://nobucket"_s}).code, 4);
    QCOMPARE(cli({u"uploads"_s, u"clear"_s, u"s3://bucket"_s}).code, 2);
}

void tst_ObjectVerbs::abortIsRepeated()
{
    QVERIFY(!begin(u"x"_s).isEmpty());
    FaultRule rule;
    rule.operation = u"AbortMultipartUpload"_s;
    rule.action = FaultAction::PretendDone;
    rule.times = 2;
    m_endpoint->setRules({rule});
    QCOMPARE(cli({u"uploads"_s, u"abort"_s, u"s3://bucket"_s, u"--yes"_s}).code, 0);
    QVERIFY(cli({u"uploads"_s, u"list"_s, u"s3://bucket"_s, u"--json"_s}).events(u"upload"_s).isEmpty());

    QVERIFY(!begin(u"x"_s).isEmpty());
    rule.times = 0;
    m_endpoint->setRules({rule});
    const CliResult stuck = cli({u"uploads"_s, u"abort"_s, u"s3://bucket"_s, u"--yes"_s});
    QCOMPARE(stuck.code, 1);
    QVERIFY2(stuck.err.contains("still holds parts"), stuck.err);
}

void tst_ObjectVerbs::makeAndRemoveBucket()
{
    CliResult made = cli({u"make-bucket"_s, u"s3://new-one"_s});
    QCOMPARE(made.code, 0);
    QVERIFY2(made.err.contains("Made s3://new-one"), made.err);
    made = cli({u"make-bucket"_s, u"s3://new-one"_s, u"--json"_s});
    QCOMPARE(made.code, 0);
    QCOMPARE(made.events(u"exists"_s).size(), 1);
    const CliResult elsewhere = cli({u"make-bucket"_s, u"s3://new-two"_s, u"--region"_s, u"us-east-1"_s});
    QCOMPARE(elsewhere.code, 0);
    QCOMPARE(elsewhere.err, QByteArray("Made s3://new-two.\n"));
    QCOMPARE(cli({u"make-bucket"_s, u"s3://new-one/key"_s}).code, 2);
    QCOMPARE(cli({u"remove-bucket"_s, u"s3://new-one"_s}).code, 2);
    QCOMPARE(cli({u"remove-bucket"_s, u"s3://new-one"_s, u"--yes"_s}).code, 0);
    QCOMPARE(cli({u"remove-bucket"_s, u"s3://new-one"_s, u"--yes"_s}).code, 4);
}

void tst_ObjectVerbs::statObject()
{
    const QByteArray bytes = testBytes(300'000);
    QFile file(m_endpoint->scratch() + u"/source"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    QCOMPARE(cli({u"upload"_s, file.fileName(), u"s3://bucket/k.txt"_s, u"--metadata"_s, u"color=blue"_s, u"--tagging"_s,
                  u"team=a b"_s, u"--storage-class"_s, u"STANDARD_IA"_s}).code, 0);
    const CliResult json = cli({u"stat"_s, u"s3://bucket/k.txt"_s, u"--json"_s});
    QCOMPARE(json.code, 0);
    const QJsonObject object = json.json().value(0);
    QCOMPARE(object.value("size"_L1).toInteger(), bytes.size());
    QCOMPARE(object.value("content_type"_L1).toString(), u"text/plain"_s);
    QCOMPARE(object.value("metadata"_L1).toObject().value("color"_L1).toString(), u"blue"_s);
    QCOMPARE(object.value("tags"_L1).toObject().value("team"_L1).toString(), u"a b"_s);
    QCOMPARE(object.value("storage_class"_L1).toString(), u"STANDARD_IA"_s);
    QCOMPARE(object.value("checksum_type"_L1).toString(), u"FULL_OBJECT"_s);
    QVERIFY(!object.value("checksums"_L1).toObject().value("crc64nvme"_L1).toString().isEmpty());
    const CliResult table = cli({u"stat"_s, u"s3://bucket/k.txt"_s});
    QVERIFY2(table.out.contains("Metadata color      blue\n") && table.out.contains("Tag team            a b\n"), table.out);

    QVERIFY(m_endpoint->store(u"parts"_s, bytes, 100'000));
    QCOMPARE(cli({u"stat"_s, u"s3://bucket/parts"_s, u"--json"_s}).json().value(0).value("parts"_L1).toInt(), 3);
    QCOMPARE(cli({u"stat"_s, u"s3://bucket/none"_s}).code, 4);
    QCOMPARE(cli({u"stat"_s}).code, 2);
}

void tst_ObjectVerbs::statBucket()
{
    const CliResult json = cli({u"stat"_s, u"s3://bucket"_s, u"--json"_s});
    QCOMPARE(json.code, 0);
    QCOMPARE(json.json().value(0).value("region"_L1).toString(), u"us-east-1"_s);
    QCOMPARE(json.json().value(0).value("versioning"_L1).toString(), u"off"_s);
    QCOMPARE(cli({u"stat"_s, u"s3://nobucket"_s}).code, 4);
}

void tst_ObjectVerbs::uploadOptions_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addRow("sse") << QStringList{u"--sse"_s, u"AES256"_s} << 0;
    QTest::addRow("sse in small letters") << QStringList{u"--sse"_s, u"aes256"_s} << 0;
    QTest::addRow("kms") << QStringList{u"--sse"_s, u"aws:kms"_s} << 0;
    QTest::addRow("no such sse") << QStringList{u"--sse"_s, u"rot13"_s} << 2;
    QTest::addRow("metadata twice") << QStringList{u"--metadata"_s, u"a=1"_s, u"--metadata"_s, u"A=2"_s} << 2;
    QTest::addRow("tags twice") << QStringList{u"--tagging"_s, u"a=1"_s, u"--tagging"_s, u"a=2"_s} << 2;
    QTest::addRow("class and metadata") << QStringList{u"--storage-class"_s, u"STANDARD_IA"_s, u"--metadata"_s, u"a=b"_s,
                                                       u"--tagging"_s, u"c=d"_s, u"--acl"_s, u"private"_s} << 0;
}

void tst_ObjectVerbs::uploadOptions()
{
    QFETCH(QStringList, options);
    QFETCH(int, code);
    const QString path = m_endpoint->scratch() + u"/source"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("bytes") == 5);
    file.close();
    const CliResult result = cli(QStringList{u"upload"_s, path, u"s3://bucket/up"_s} + options);
    QVERIFY2(result.code == code, result.err.constData());
    QCOMPARE(QFileInfo::exists(m_endpoint->bucketFolder() + u"/up"_s), code == 0);
}

void tst_ObjectVerbs::helpOfEveryVerb_data()
{
    QTest::addColumn<QString>("verb");
    for (const char *verb : {"remove", "uploads", "make-bucket", "remove-bucket", "stat"})
        QTest::newRow(verb) << QString::fromLatin1(verb);
}

void tst_ObjectVerbs::helpOfEveryVerb()
{
    QFETCH(QString, verb);
    const CliResult help = cli({verb, u"--help"_s});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.startsWith("Usage: millrace-cli " + verb.toUtf8()));
    QVERIFY(help.out.contains("--json"));
    QVERIFY(cli({u"--help"_s}).out.contains(verb.toUtf8()));
}

QTEST_GUILESS_MAIN(tst_ObjectVerbs)
#include "tst_objectverbs.moc"
