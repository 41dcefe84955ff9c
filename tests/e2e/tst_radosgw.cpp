// SPDX-License-Identifier: GPL-3.0-or-later
// Objects stored by boto3 in a Ceph RADOS Gateway come out through millrace-cli and are compared by SHA-256.
#include "support/radosgw.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <signal.h>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

namespace {

constexpr qint64 mib = 1024 * 1024;
constexpr qint64 part = 8 * mib; // what the downloads ask for
constexpr int patience = 300'000;
const QString big = u"big/one-gibibyte"_s;

struct Run
{
    int exitCode = -1;
    QString output; // both channels
    QJsonObject report;
    QHash<QString, QJsonObject> files; // of the report, by key
};

QByteArray sha256(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return "unreadable";
    return hash.result().toHex();
}

QStringList filesUnder(const QString &folder)
{
    QStringList found;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (walk.hasNext())
        found << walk.next();
    return found;
}

} // namespace

class TestRadosgw : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }

    void sizes_data();
    void sizes();
    void manyKeys();
    void oddKeys_data();
    void oddKeys();
    void oddKeyAlone_data();
    void oddKeyAlone();
    void tls();
    void presignedUrl();
    void secondRunSkips();
    void failures_data();
    void failures();
    void diskFull();
    void resumesAfterKill();
    void startsOverWhenTheObjectChanged();

private:
    QStringList commandLine(const QStringList &arguments, const QString &report) const;
    Run run(const QStringList &arguments, const QProcessEnvironment &environment) const;
    Run run(const QStringList &arguments) const { return run(arguments, m_server->environment()); }
    QString url(const QString &key) const { return u"s3://"_s + m_server->bucket() + u'/' + key; }
    bool killInTheMiddle(const QString &folder) const;

    std::unique_ptr<Radosgw> m_server;
    QHash<QString, Radosgw::Object> m_stored;
};

void TestRadosgw::initTestCase()
{
    QVERIFY2(QFile::exists(QStringLiteral(MILLRACE_CLI)), "millrace-cli is not built");
    m_server = std::make_unique<Radosgw>();
    if (m_server->isMissing())
        QSKIP(qPrintable(u"MILLRACE-SKIP: "_s + m_server->whyNot()));
    QVERIFY2(m_server->isRunning(), qPrintable(m_server->whyNot()));

    QList<Radosgw::Object> objects;
    for (const qint64 size : {qint64(0), qint64(1), part - 1, part, part + 1, 5 * mib + 1, 3 * part + 17}) {
        objects.append({u"sizes/put-%1"_s.arg(size), size});
        if (size > 0)
            objects.append({u"sizes/multipart-%1"_s.arg(size), size, 5 * mib});
    }
    objects.append({big, 1024 * mib, 16 * mib});
    for (int i = 0; i < 2500; ++i)
        objects.append({u"many/%1/%2.dat"_s.arg(i % 7).arg(i, 5, 10, QChar(u'0')), 50 + i});
    for (const QString &name : {u"with space"_s, u"plus+plus"_s, u"percent%41"_s, u"percent%2Fslash"_s, u"üñí/çødé/文字"_s,
                                u"emoji \U0001F30A"_s, u"twice//slashed"_s, u"folder/"_s, u"a"_s, u"a/b"_s, u"/leading"_s, u"Case"_s, u"case"_s, u"colon:name"_s, u"back\\slash"_s, u"quote'\"`$&<>"_s,
                                u"tab\tnewline\nreturn\r"_s, u"control\u0001\u001f\u007f"_s, u"-dash"_s, u"~tilde"_s, u"trailing. "_s,
                                u"long-"_s + QString(300, u'n'), u"name.millrace-part"_s, u"question?mark#hash=1&b"_s})
        objects.append({u"odd/"_s + name, 100 + objects.size()});
    for (const QString &name : {u"../up"_s, u"x/../../../up"_s, u"./dot"_s, u".."_s})
        objects.append({u"dots/"_s + name, 100 + objects.size()});

    QString error;
    QVERIFY2(m_server->store(objects, &error), qPrintable(error));
    for (const Radosgw::Object &object : objects)
        m_stored.insert(object.key, object);
    QCOMPARE(m_stored.size(), objects.size());
}

QStringList TestRadosgw::commandLine(const QStringList &arguments, const QString &report) const
{
    return QStringList{u"download"_s} + arguments + QStringList{u"--report"_s, report};
}

Run TestRadosgw::run(const QStringList &arguments, const QProcessEnvironment &environment) const
{
    QTemporaryDir scratch;
    const QString reportPath = scratch.filePath(u"report.json"_s);
    QStringList whole = commandLine(arguments, reportPath);
    if (!arguments.contains("--endpoint-url"_L1) && !arguments.first().startsWith("http"_L1))
        whole << u"--endpoint-url"_s << m_server->endpoint();

    QProcess cli;
    cli.setProcessEnvironment(environment);
    cli.setProcessChannelMode(QProcess::MergedChannels);
    cli.setStandardInputFile(QProcess::nullDevice());
    cli.start(QStringLiteral(MILLRACE_CLI), whole);
    Run result;
    if (!cli.waitForFinished(patience)) {
        result.output = u"did not end: "_s + cli.errorString();
        return result;
    }
    result.output = QString::fromUtf8(cli.readAll());
    result.exitCode = cli.exitStatus() == QProcess::NormalExit ? cli.exitCode() : -2;
    QFile file(reportPath);
    QByteArray json;
    if (file.open(QIODevice::ReadOnly))
        json = file.readAll();
    result.report = QJsonDocument::fromJson(json).object();
    const QJsonArray files = result.report["files"_L1].toArray();
    for (const QJsonValue &entry : files)
        result.files.insert(entry["key"_L1].toString(), entry.toObject());

    // Whatever happened, no secret may have come out.
    const QString secret = environment.value(u"AWS_SECRET_ACCESS_KEY"_s);
    if (!secret.isEmpty() && (result.output.contains(secret) || json.contains(secret.toUtf8())))
        result.exitCode = -3;
    return result;
}

void TestRadosgw::sizes_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("verifiedBy");
    for (const qint64 size : {qint64(0), qint64(1), part - 1, part, part + 1, 5 * mib + 1, 3 * part + 17}) {
        for (const char *how : {"put", "multipart"}) {
            if (size == 0 && how[0] == 'm')
                continue; // a multipart upload has no empty part
            const QString key = u"sizes/%1-%2"_s.arg(QLatin1StringView(how)).arg(size);
            QTest::newRow(qPrintable(key)) << key << (how[0] == 'p' ? u"md5 etag"_s : u"multipart etag"_s);
        }
    }
    QTest::newRow("1 GiB") << big << u"multipart etag"_s;
}

void TestRadosgw::sizes()
{
    QFETCH(QString, key);
    QFETCH(QString, verifiedBy);
    const Radosgw::Object stored = m_stored.value(key);
    QTemporaryDir target;
    const Run result = run({url(key), target.path(), u"--multipart-size-mb"_s, QString::number(part / mib)});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));
    const QStringList found = filesUnder(target.path());
    QCOMPARE(found.size(), 1);
    QCOMPARE(QFileInfo(found.first()).fileName(), key.section(u'/', -1));
    QCOMPARE(QFileInfo(found.first()).size(), stored.size);
    QCOMPARE(sha256(found.first()), stored.sha256);
    const QJsonObject file = result.files.value(key);
    QCOMPARE(file["size"_L1].toInteger(), stored.size);
    QCOMPARE(file["bytes_moved"_L1].toInteger(), stored.size);
    QCOMPARE(file["verified_by"_L1].toString(), verifiedBy);
}

void TestRadosgw::manyKeys()
{
    QTemporaryDir target;
    const Run result = run({u"--bucket-name"_s, m_server->bucket(), u"--prefix"_s, u"many/"_s, u"--save-to-disk"_s, target.path()});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));
    QCOMPARE(result.files.size(), 2500);
    QCOMPARE(filesUnder(target.path()).size(), 2500);
    for (const QJsonObject &file : result.files) {
        const QString key = file["key"_L1].toString();
        QVERIFY2(file["path"_L1].toString().endsWith(key.mid(5)), qPrintable(file["path"_L1].toString()));
        QCOMPARE(sha256(file["path"_L1].toString()), m_stored.value(key).sha256);
    }
}

void TestRadosgw::oddKeys_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::newRow("odd names") << u"odd/"_s;
    QTest::newRow("dot segments") << u"dots/"_s;
}

void TestRadosgw::oddKeys()
{
    QFETCH(QString, prefix);
    QTemporaryDir outer;
    const QString target = outer.filePath(u"one/two/target"_s);
    QVERIFY(QDir().mkpath(target));
    const Run result = run({u"--bucket-name"_s, m_server->bucket(), u"--prefix"_s, prefix, u"--save-to-disk"_s, target});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));

    QSet<QString> paths;
    int expected = 0;
    for (const Radosgw::Object &stored : std::as_const(m_stored)) {
        if (!stored.key.startsWith(prefix))
            continue;
        ++expected;
        QVERIFY2(result.files.contains(stored.key), qPrintable(u"lost: "_s + stored.key));
        const QJsonObject file = result.files.value(stored.key);
        const QString path = QFileInfo(file["path"_L1].toString()).canonicalFilePath();
        QVERIFY2(path.startsWith(QFileInfo(target).canonicalFilePath() + u'/'), qPrintable(stored.key + u" -> "_s + path));
        QVERIFY2(!paths.contains(path), qPrintable(stored.key + u" shares "_s + path));
        paths.insert(path);
        QVERIFY2(sha256(path) == stored.sha256, qPrintable(stored.key + u" differs in "_s + path));
        // A key may change its name on the way to disk only if the report says why.
        if (file["renamed_because"_L1].toString().isEmpty())
            QVERIFY2(path.endsWith(stored.key.mid(prefix.size())), qPrintable(stored.key + u" -> "_s + path));
    }
    QCOMPARE(result.files.size(), expected);
    QCOMPARE(filesUnder(outer.path()).size(), expected); // and nothing outside the target either
}

void TestRadosgw::oddKeyAlone_data()
{
    QTest::addColumn<QString>("name");
    for (const char16_t *name : {u"with space", u"plus+plus", u"percent%41", u"percent%2Fslash", u"üñí/çødé/文字", u"twice//slashed", u"/leading",
                                 u"back\\slash", u"control\u0001\u001f\u007f"})
        QTest::newRow(qPrintable(QString::fromUtf16(name))) << QString::fromUtf16(name);
}

void TestRadosgw::oddKeyAlone()
{
    QFETCH(QString, name);
    const QString key = u"odd/"_s + name;
    QTemporaryDir target;
    const Run result = run({url(key), target.path()});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));
    const QStringList found = filesUnder(target.path());
    QCOMPARE(found.size(), 1);
    QCOMPARE(sha256(found.first()), m_stored.value(key).sha256);
}

void TestRadosgw::tls()
{
    const QString key = u"sizes/multipart-%1"_s.arg(3 * part + 17);
    QTemporaryDir target;
    const QStringList arguments{url(key), target.path(), u"--endpoint-url"_s, m_server->tlsEndpoint()};
    const Run trusted = run(arguments + QStringList{u"--ca-bundle"_s, m_server->caBundle()});
    QVERIFY2(trusted.exitCode == 0, qPrintable(trusted.output));
    QCOMPARE(sha256(filesUnder(target.path()).value(0)), m_stored.value(key).sha256);

    QTemporaryDir other;
    const Run stranger = run({url(key), other.path(), u"--endpoint-url"_s, m_server->tlsEndpoint()});
    QCOMPARE(stranger.exitCode, 1);
    QVERIFY2(stranger.output.contains("certificate"_L1, Qt::CaseInsensitive), qPrintable(stranger.output));
    QCOMPARE(filesUnder(other.path()), QStringList());
}

void TestRadosgw::presignedUrl()
{
    const QString key = u"sizes/multipart-%1"_s.arg(3 * part + 17);
    QString error;
    const QString source = m_server->presign(key, &error);
    QVERIFY2(!source.isEmpty(), qPrintable(error));
    const QString signature = source.section(u"Signature="_s, 1).section(u'&', 0, 0);
    QVERIFY(signature.size() > 20);

    QProcessEnvironment keyless = m_server->environment();
    keyless.remove(u"AWS_ACCESS_KEY_ID"_s);
    keyless.remove(u"AWS_SECRET_ACCESS_KEY"_s);
    QTemporaryDir target;
    const Run result = run({source, target.path()}, keyless);
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));
    const QStringList found = filesUnder(target.path());
    QCOMPARE(found.size(), 1);
    QCOMPARE(QFileInfo(found.first()).fileName(), key.section(u'/', -1));
    QCOMPARE(sha256(found.first()), m_stored.value(key).sha256);
    QVERIFY2(!result.output.contains(signature), qPrintable(result.output));
    QVERIFY(!QJsonDocument(result.report).toJson().contains(signature.toUtf8()));
}

void TestRadosgw::secondRunSkips()
{
    const QString key = u"sizes/put-%1"_s.arg(part + 1);
    QTemporaryDir target;
    QCOMPARE(run({url(key), target.path()}).exitCode, 0);
    const Run again = run({url(key), target.path()});
    QVERIFY2(again.exitCode == 0, qPrintable(again.output));
    QCOMPARE(again.files.value(key)["outcome"_L1].toString(), u"skipped"_s);
    QCOMPARE(again.files.value(key)["bytes_moved"_L1].toInteger(), 0);

    // The same size with other bytes and another time is another file.
    QFile file(filesUnder(target.path()).value(0));
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("changed");
    file.close();
    const Run mended = run({url(key), target.path()});
    QVERIFY2(mended.exitCode == 0, qPrintable(mended.output));
    QCOMPARE(sha256(file.fileName()), m_stored.value(key).sha256);
}

void TestRadosgw::failures_data()
{
    QTest::addColumn<QStringList>("arguments"); // TARGET is replaced by a folder
    QTest::addColumn<QString>("accessKey");
    QTest::addColumn<QString>("secretKey");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says");
    const QString bucket = m_server->bucket();
    const QString object = u"s3://%1/sizes/put-1"_s.arg(bucket);
    const QString none;
    QTest::newRow("wrong access key") << QStringList{object, u"TARGET"_s} << u"AKIANOBODYKNOWSTHIS1"_s << none << 3 << u"access key"_s;
    QTest::newRow("wrong secret") << QStringList{object, u"TARGET"_s} << none << u"notTheSecretOfThisKeyAtAll0123456789abcd"_s << 3 << u"secret"_s;
    QTest::newRow("no such bucket") << QStringList{u"s3://no-such-bucket-here/key"_s, u"TARGET"_s} << none << none << 4 << u"bucket|no-such-bucket-here"_s;
    QTest::newRow("no such bucket, listed") << QStringList{u"s3://no-such-bucket-here/prefix/"_s, u"TARGET"_s} << none << none << 4 << u"no-such-bucket-here"_s;
    QTest::newRow("no such key") << QStringList{u"s3://%1/sizes/none-such"_s.arg(bucket), u"TARGET"_s} << none << none << 4 << u"sizes/none-such"_s;
    QTest::newRow("refused") << QStringList{object, u"TARGET"_s, u"--endpoint-url"_s, u"http://127.0.0.1:1"_s} << none << none << 1 << u"refused"_s;
    QTest::newRow("no such host") << QStringList{object, u"TARGET"_s, u"--endpoint-url"_s, u"http://no-such-host.invalid"_s} << none << none << 1
                                  << u"no-such-host\\.invalid"_s;
    QTest::newRow("folder below a file") << QStringList{object, u"TARGET/file/below"_s} << none << none << 6 << u"file"_s;
    QTest::newRow("folder that cannot be made") << QStringList{object, u"/proc/millrace"_s} << none << none << 6 << u"/proc/millrace"_s;
    QTest::newRow("no source") << QStringList{u"--save-to-disk"_s, u"TARGET"_s} << none << none << 2 << u"bucket|source"_s;
}

void TestRadosgw::failures()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, accessKey);
    QFETCH(QString, secretKey);
    QFETCH(int, exitCode);
    QFETCH(QString, says);
    QTemporaryDir target;
    QFile obstacle(target.filePath(u"file"_s));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    arguments.replaceInStrings(u"TARGET"_s, target.path());
    QProcessEnvironment environment = m_server->environment();
    if (!accessKey.isEmpty())
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, accessKey);
    if (!secretKey.isEmpty())
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, secretKey);

    const Run result = run(arguments, environment);
    QVERIFY2(result.exitCode == exitCode, qPrintable(u"exit %1: %2"_s.arg(result.exitCode).arg(result.output)));
    QVERIFY2(result.output.contains(QRegularExpression(says, QRegularExpression::CaseInsensitiveOption)), qPrintable(result.output));
    QCOMPARE(filesUnder(target.path()), QStringList{obstacle.fileName()}); // nothing half-made is left
}

void TestRadosgw::diskFull()
{
    QTemporaryDir small;
    if (QProcess::execute(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=16m"_s, u"tmpfs"_s, small.path()}) != 0)
        QSKIP("mounting a small file system is not permitted here");
    const Run result = run({url(u"sizes/put-%1"_s.arg(3 * part + 17)), small.path()});
    const QStringList left = filesUnder(small.path());
    QProcess::execute(u"umount"_s, {small.path()});
    QVERIFY2(result.exitCode == 6, qPrintable(u"exit %1: %2"_s.arg(result.exitCode).arg(result.output)));
    QVERIFY2(result.output.contains("space"_L1), qPrintable(result.output));
    QCOMPARE(left, QStringList());
    // Found out before a byte moved.
    for (const QJsonObject &file : result.files)
        QCOMPARE(file["bytes_moved"_L1].toInteger(), 0);
}

// Starts the download of `big`, kills it with SIGKILL once its journal has grown, and says whether that was in time.
bool TestRadosgw::killInTheMiddle(const QString &folder) const
{
    QProcess cli;
    cli.setProcessEnvironment(m_server->environment());
    cli.setProcessChannelMode(QProcess::MergedChannels);
    cli.setStandardInputFile(QProcess::nullDevice());
    cli.start(QStringLiteral(MILLRACE_CLI),
              {u"download"_s, url(big), folder, u"--endpoint-url"_s, m_server->endpoint(), u"--multipart-size-mb"_s, u"5"_s, u"--concurrency"_s, u"2"_s});
    if (!cli.waitForStarted())
        return false;
    // The part file has its full size from the start, so only the journal beside it tells of progress.
    const auto journalSize = [&folder] {
        qint64 size = 0;
        const QStringList found = filesUnder(folder);
        for (const QString &path : found) {
            if (!path.endsWith(".millrace-part"_L1))
                size += QFileInfo(path).size();
        }
        return size;
    };
    qint64 first = 0;
    while (!cli.waitForFinished(2)) {
        const qint64 size = journalSize();
        if (first == 0)
            first = size;
        else if (size > first + 200)
            break;
    }
    if (cli.state() != QProcess::Running)
        return false;
    ::kill(pid_t(cli.processId()), SIGKILL);
    return cli.waitForFinished(patience) && cli.exitStatus() == QProcess::CrashExit;
}

void TestRadosgw::resumesAfterKill()
{
    const Radosgw::Object stored = m_stored.value(big);
    QTemporaryDir target;
    QVERIFY2(killInTheMiddle(target.path()), "the download ended before it could be killed");
    const QString done = target.filePath(big.section(u'/', -1));
    QVERIFY(!QFile::exists(done)); // a half file never bears the name

    const Run result = run({url(big), target.path()});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));
    QCOMPARE(filesUnder(target.path()), QStringList{done});
    QCOMPARE(sha256(done), stored.sha256);
    const QJsonObject file = result.files.value(big);
    const qint64 moved = file["bytes_moved"_L1].toInteger();
    const qint64 resumed = file["bytes_resumed"_L1].toInteger();
    qInfo("resumed %lld MiB, moved %lld MiB", resumed / mib, moved / mib);
    QVERIFY(resumed > 0);
    QCOMPARE(moved + resumed, stored.size);
}

void TestRadosgw::startsOverWhenTheObjectChanged()
{
    QTemporaryDir target;
    QVERIFY2(killInTheMiddle(target.path()), "the download ended before it could be killed");

    QList<Radosgw::Object> changed{{u"filler"_s, 1}, {big, 64 * mib, 16 * mib}}; // another seed, so other bytes
    QString error;
    QVERIFY2(m_server->store(changed, &error), qPrintable(error));
    const Run result = run({url(big), target.path()});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));
    QCOMPARE(sha256(target.filePath(big.section(u'/', -1))), changed.last().sha256);
    const QJsonObject file = result.files.value(big);
    QCOMPARE(file["bytes_resumed"_L1].toInteger(), 0);
    QVERIFY2(!file["note"_L1].toString().isEmpty(), "it does not say that it started over");
}

QTEST_GUILESS_MAIN(TestRadosgw)
#include "tst_radosgw.moc"
