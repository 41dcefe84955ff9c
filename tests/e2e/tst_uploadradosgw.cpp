// SPDX-License-Identifier: GPL-3.0-or-later
// Files go into a Ceph RADOS Gateway through millrace-cli, and are read back by boto3 and compared by SHA-256.
#include "support/radosgw.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>
#include <memory>
#include <signal.h>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

namespace {

constexpr qint64 mib = 1024 * 1024;
constexpr int patience = 300'000;

QByteArray sha256(const QString &path)
{
    QProcess program; // seven times as fast as Qt's own
    program.start(u"sha256sum"_s, {path});
    return program.waitForFinished(patience) && program.exitCode() == 0 ? program.readAllStandardOutput().left(64)
                                                                          : QByteArray("unreadable");
}

void makeFile(const QString &path, qint64 size)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QRandomGenerator random(quint32(size) + 7);
    QByteArray block(int(mib), Qt::Uninitialized);
    for (qint64 done = 0; done < size; done += mib) {
        random.fillRange(reinterpret_cast<quint32 *>(block.data()), block.size() / 4);
        const qint64 n = std::min(mib, size - done);
        QCOMPARE(file.write(block.constData(), n), n);
    }
}

} // namespace

class TestUploadRadosgw : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase() { m_server.reset(); }
    void sizes();
    void manySmallFiles();
    void readBackByMillrace();
    void throughPipes();
    void interruptedRemovesParts();
    void killedGoesOn();
    void twoGiB();

private:
    QProcessEnvironment environment() const;
    QStringList upload(const QStringList &arguments) const;
    /// Exit code; what it said in @p said.
    int run(const QStringList &arguments, QByteArray *said) const;
    /// By key; the number of unfinished uploads under an empty key.
    QHash<QString, QJsonObject> stored(const QString &prefix) const;

    std::unique_ptr<Radosgw> m_server;
    QTemporaryDir m_folder;
};

void TestUploadRadosgw::initTestCase()
{
    QVERIFY2(QFile::exists(QStringLiteral(MILLRACE_CLI)), "millrace-cli is not built");
    m_server = std::make_unique<Radosgw>();
    if (m_server->isMissing())
        QSKIP(qPrintable(u"MILLRACE-SKIP: "_s + m_server->whyNot()));
    QVERIFY2(m_server->isRunning(), qPrintable(m_server->whyNot()));
}

QProcessEnvironment TestUploadRadosgw::environment() const
{
    QProcessEnvironment e = m_server->environment();
    e.insert(u"XDG_STATE_HOME"_s, m_folder.path() + u"/state"_s);
    return e;
}

QStringList TestUploadRadosgw::upload(const QStringList &arguments) const
{
    return QStringList{u"upload"_s} + arguments
        + QStringList{u"--endpoint-url"_s, m_server->endpoint(), u"--summary"_s, u"short"_s};
}

int TestUploadRadosgw::run(const QStringList &arguments, QByteArray *said) const
{
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(MILLRACE_CLI), arguments);
    if (!process.waitForFinished(patience))
        return -1;
    *said = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QHash<QString, QJsonObject> TestUploadRadosgw::stored(const QString &prefix) const
{
    QProcess process;
    process.setProcessEnvironment(m_server->environment());
    process.start(u"python3"_s, {QStringLiteral(TEST_SOURCE_DIR) + u"/support/s3digest.py"_s, u"--endpoint"_s,
                                 m_server->endpoint(), u"--bucket"_s, m_server->bucket(), u"--prefix"_s, prefix});
    QHash<QString, QJsonObject> objects;
    if (!process.waitForFinished(patience) || process.exitCode() != 0) {
        qWarning("%s", process.readAllStandardError().constData());
        return objects;
    }
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        if (!object.isEmpty())
            objects.insert(object["key"_L1].toString(), object);
    }
    return objects;
}

void TestUploadRadosgw::sizes()
{
    const QString source = m_folder.path() + u"/sizes"_s;
    QHash<QString, qint64> files;
    for (const qint64 size : {qint64(0), qint64(1), 5 * mib - 1, 5 * mib, 5 * mib + 1, 16 * mib - 1, 16 * mib,
                              16 * mib + 1, 100 * mib}) {
        const QString name = u"%1.json"_s.arg(size);
        makeFile(source + u'/' + name, size);
        files.insert(name, size);
    }
    makeFile(source + u"/odd/with space+plus%41 üñí 文字"_s, 77);
    files.insert(u"odd/with space+plus%41 üñí 文字"_s, 77);
    QByteArray said;
    const QString report = m_folder.path() + u"/report.json"_s;
    const int code = run(upload({source, u"s3://"_s + m_server->bucket() + u"/up/"_s, u"--metadata"_s, u"colour=blue"_s,
                                 u"--report"_s, report}), &said);
    QVERIFY2(code == 0, said.constData());
    const auto objects = stored(u"up/"_s);
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        const QJsonObject object = objects.value(u"up/"_s + it.key());
        QCOMPARE(object["size"_L1].toInteger(-1), it.value());
        QCOMPARE(object["sha256"_L1].toString().toLatin1(), sha256(source + u'/' + it.key()));
        QCOMPARE(object["metadata"_L1].toObject()["colour"_L1].toString(), u"blue"_s);
        if (it.key().endsWith(u".json"_s))
            QCOMPARE(object["content_type"_L1].toString(), u"application/json"_s);
    }
    QCOMPARE(objects.value({})["unfinished"_L1].toInt(-1), 0);
    // This server repeats no checksums, so that the MD5 ETags must have been compared.
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(json["mode"_L1].toString(), u"upload"_s);
    QCOMPARE(json["files"_L1].toArray().size(), files.size());
    for (const QJsonValue &entry : json["files"_L1].toArray()) {
        const QString by = entry["verified_by"_L1].toString();
        QVERIFY2(by == u"md5 etag" || by == u"multipart etag" || by.startsWith(u"crc"), qPrintable(by));
    }
}

void TestUploadRadosgw::manySmallFiles()
{
    const QString source = m_folder.path() + u"/many"_s;
    for (int i = 0; i < 1000; ++i)
        makeFile(source + u"/%1/%2"_s.arg(i % 7).arg(i), 50 + i);
    QByteArray said;
    QVERIFY2(run(upload({source, u"s3://"_s + m_server->bucket() + u"/many/"_s}), &said) == 0, said.constData());
    const auto objects = stored(u"many/"_s);
    QCOMPARE(objects.size(), 1001); // and the line on unfinished uploads
    for (int i = 0; i < 1000; ++i) {
        const QString name = u"/%1/%2"_s.arg(i % 7).arg(i);
        QCOMPARE(objects.value(u"many"_s + name)["sha256"_L1].toString().toLatin1(), sha256(source + name));
    }
}

void TestUploadRadosgw::readBackByMillrace()
{
    QByteArray said;
    const QString target = m_folder.path() + u"/back"_s;
    const int code = run({u"download"_s, u"s3://"_s + m_server->bucket() + u"/up/"_s, target, u"--endpoint-url"_s,
                          m_server->endpoint()}, &said);
    QVERIFY2(code == 0, said.constData());
    const QString name = u"/%1.json"_s.arg(100 * mib);
    QCOMPARE(sha256(target + name), sha256(m_folder.path() + u"/sizes"_s + name));
}

/// Ctrl-C in the middle leaves nothing on the server.
/// 300 MiB of standard input, read back by boto3 and by Millrace to standard output.
void TestUploadRadosgw::throughPipes()
{
    const QString path = m_folder.path() + u"/piped"_s, back = m_folder.path() + u"/piped-back"_s;
    makeFile(path, 300 * mib);
    QProcess cat, up;
    cat.setStandardOutputProcess(&up);
    up.setProcessEnvironment(environment());
    cat.start(u"cat"_s, {path});
    up.start(QStringLiteral(MILLRACE_CLI), upload({u"-"_s, u"s3://"_s + m_server->bucket() + u"/piped/stream"_s}));
    QVERIFY(cat.waitForFinished(patience));
    QVERIFY(up.state() == QProcess::NotRunning || up.waitForFinished(patience));
    QVERIFY2(up.exitCode() == 0, up.readAllStandardError().constData());
    const auto objects = stored(u"piped/"_s);
    QCOMPARE(objects.value(u"piped/stream"_s)["sha256"_L1].toString().toLatin1(), sha256(path));
    QCOMPARE(objects.value({})["unfinished"_L1].toInt(-1), 0);

    QProcess down;
    down.setProcessEnvironment(environment());
    down.setStandardOutputFile(back);
    down.start(QStringLiteral(MILLRACE_CLI), {u"download"_s, u"s3://"_s + m_server->bucket() + u"/piped/stream"_s, u"-"_s,
                                              u"--endpoint-url"_s, m_server->endpoint()});
    QVERIFY(down.waitForFinished(patience));
    QVERIFY2(down.exitCode() == 0, down.readAllStandardError().constData());
    QCOMPARE(sha256(back), sha256(path));
}

void TestUploadRadosgw::interruptedRemovesParts()
{
    const QString path = m_folder.path() + u"/interrupted"_s;
    makeFile(path, 256 * mib);
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(MILLRACE_CLI),
                  upload({path, u"s3://"_s + m_server->bucket() + u"/int/"_s, u"--json"_s, u"--monitor-interval"_s,
                          u"0.1"_s, u"--concurrency"_s, u"1"_s, u"--multipart-size-mb"_s, u"5"_s}));
    QByteArray events;
    while (!events.contains("\"event\":\"progress\"") && process.waitForReadyRead(patience))
        events += process.readAll();
    QCOMPARE(::kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.exitCode(), 130);
    const auto objects = stored(u"int/"_s);
    QCOMPARE(objects.size(), 1);
    QCOMPARE(objects.value({})["unfinished"_L1].toInt(-1), 0);
}

/// After kill -9 the same command sends only what is missing.
void TestUploadRadosgw::killedGoesOn()
{
    const QString path = m_folder.path() + u"/killed"_s;
    makeFile(path, 256 * mib);
    const QStringList arguments = upload({path, u"s3://"_s + m_server->bucket() + u"/killed/"_s, u"--json"_s,
                                          u"--monitor-interval"_s, u"0.1"_s, u"--concurrency"_s, u"2"_s,
                                          u"--multipart-size-mb"_s, u"5"_s});
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(MILLRACE_CLI), arguments);
    qint64 done = 0;
    while (done < 40 * mib && process.waitForReadyRead(patience)) {
        for (const QByteArray &line : process.readAll().split('\n')) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            if (event["event"_L1].toString() == u"progress")
                done = std::max(done, event["bytes_done"_L1].toInteger());
        }
    }
    process.kill();
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(stored(u"killed/"_s).value({})["unfinished"_L1].toInt(-1), 1);

    QByteArray said;
    const QString report = m_folder.path() + u"/killed.json"_s;
    QVERIFY2(run(arguments + QStringList{u"--report"_s, report}, &said) == 0, said.constData());
    const auto objects = stored(u"killed/"_s);
    QCOMPARE(objects.value(u"killed/killed"_s)["sha256"_L1].toString().toLatin1(), sha256(path));
    QCOMPARE(objects.value({})["unfinished"_L1].toInt(-1), 0);
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonValue entry = QJsonDocument::fromJson(file.readAll()).object()["files"_L1].toArray().at(0);
    // Parts that were under way count as progress; two of them may have to be sent again.
    QVERIFY(entry["bytes_resumed"_L1].toInteger() >= done - 3 * 5 * mib);
    QCOMPARE(entry["bytes_moved"_L1].toInteger() + entry["bytes_resumed"_L1].toInteger(), 256 * mib);
}

/// More than 31 bits tell, through both directions; boto3 reads it too.
void TestUploadRadosgw::twoGiB()
{
    if (QStorageInfo(m_folder.path()).bytesAvailable() < 6 * 1024 * mib)
        QSKIP("needs 6 GiB of disk");
    const QString source = m_folder.path() + u"/large"_s;
    makeFile(source, 2048 * mib + 1);
    const QByteArray expected = sha256(source);
    QByteArray said;
    int code = run(upload({source, u"s3://"_s + m_server->bucket() + u"/two/large"_s}), &said);
    QVERIFY2(code == 0, said.constData());
    QVERIFY(QFile::remove(source));
    const QJsonObject object = stored(u"two/"_s).value(u"two/large"_s);
    QCOMPARE(object["size"_L1].toInteger(-1), 2048 * mib + 1);
    QCOMPARE(object["sha256"_L1].toString().toLatin1(), expected);
    code = run({u"download"_s, u"s3://"_s + m_server->bucket() + u"/two/large"_s, source, u"--endpoint-url"_s,
                m_server->endpoint(), u"--summary"_s, u"short"_s}, &said);
    QVERIFY2(code == 0, said.constData());
    QCOMPARE(sha256(source), expected);
}

QTEST_GUILESS_MAIN(TestUploadRadosgw)
#include "tst_uploadradosgw.moc"
