// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/shellquoting.h"
#include "cli/downloadoptions.h"
#include "cli/uploadoptions.h"
#include "support/testendpoint.h"
#include "ui/text/commandline.h"

#include <QFile>
#include <QProcess>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// "Copy as command line": what the shell and the command line's own parser make of it is what was ordered.
class TestCommandLines : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { qputenv("AWS_SECRET_ACCESS_KEY", "secret"); }
    void downloads_data();
    void downloads();
    void settingsSurvive();
    void uploads();
    void connections();
    void theLineWorks();
    void noSecretIsInIt();
};

namespace {

/// As a POSIX shell splits it.
QStringList shellWords(const QString &line)
{
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"printf '%s\\0' "_s + line});
    shell.waitForFinished();
    QStringList words;
    for (const QByteArray &word : shell.readAllStandardOutput().split('\0'))
        words += QString::fromUtf8(word);
    words.removeLast();
    return words;
}

Result<DownloadRequest> parsed(const TransferOrder &order)
{
    const QStringList words = shellWords(commandLine(order));
    return words.mid(0, 2) == QStringList({u"millrace-cli"_s, u"download"_s})
        ? parseDownload(words.mid(2))
        : fail(ErrorKind::Config, ErrorCause::None, words.join(u' '));
}

TransferOrder orderOf(const std::variant<DownloadSpec, UploadSpec> &spec)
{
    TransferOrder order;
    order.spec = spec;
    std::visit([](auto &value) {
        value.connection.endpoint = QUrl(u"http://127.0.0.1:9000"_s);
        value.connection.region = u"eu-central-1"_s;
        value.connection.addressing = Addressing::Path;
        value.connection.credentials.accessKeyId = "AKIA1";
        value.connection.credentials.secretAccessKey = "never to be seen";
    }, order.spec);
    return order;
}

} // namespace

void TestCommandLines::downloads_data()
{
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("folder");
    QTest::newRow("object") << QStringList{u"folder/key.bin"_s} << QString() << u"/tmp/down"_s;
    QTest::newRow("objects") << QStringList{u"a/1"_s, u"a/2"_s} << QString() << u"/tmp/down"_s;
    QTest::newRow("odd key") << QStringList{u"it's \"odd\" $HOME `x`; rm -rf *?[1] \\ grün #1"_s} << QString() << u"/tmp/my files"_s;
    QTest::newRow("folder") << QStringList() << u"data/2024/"_s << u"/tmp/down"_s;
    QTest::newRow("bucket") << QStringList() << u""_s << u"/tmp/down"_s;
    QTest::newRow("odd folder") << QStringList() << u"a b/it's/"_s << u"/tmp/down"_s;
    QTest::newRow("dropped") << QStringList{u"key"_s} << QString() << QString();
}

void TestCommandLines::downloads()
{
    QFETCH(QStringList, keys);
    QFETCH(QString, prefix);
    QFETCH(QString, folder);
    DownloadSpec spec;
    spec.bucket = u"bucket"_s;
    spec.keys = keys;
    spec.wholePrefix = keys.isEmpty();
    spec.prefix = prefix;
    spec.targetFolder = folder;
    const auto request = parsed(orderOf(spec));
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    QStringList keysOut;
    for (const DownloadSpec &out : request->specs) {
        QCOMPARE(out.bucket, spec.bucket);
        QCOMPARE(out.wholePrefix, spec.wholePrefix);
        QCOMPARE(out.prefix, spec.prefix);
        QCOMPARE(out.targetFolder, spec.targetFolder);
        QCOMPARE(out.targetFile, QString());
        QVERIFY(out.include.isEmpty());
        keysOut += out.keys;
    }
    QCOMPARE(keysOut, keys);
    QCOMPARE(request->connection.endpointUrl, u"http://127.0.0.1:9000"_s);
    QCOMPARE(request->connection.region, u"eu-central-1"_s);
    QCOMPARE(request->connection.addressing, std::optional(Addressing::Path));
    QCOMPARE(request->connection.accessKeyId, QByteArray("AKIA1"));
}

void TestCommandLines::settingsSurvive()
{
    DownloadSpec spec;
    spec.bucket = u"bucket"_s;
    spec.keys = QStringList{u"key"_s};
    spec.targetFile = u"/tmp/a name.bin"_s;
    spec.versionId = u"v=1+2/3"_s;
    spec.overwrite = OverwritePolicy::Never;
    spec.settings.concurrency = 7;
    spec.settings.partSize = 24 * MiB;
    spec.settings.fileParallelism = 3;
    spec.settings.maxConnections = 55;
    spec.settings.ioThreads = 4;
    spec.settings.chunkSize = 2048 * KiB;
    spec.settings.maxAttempts = 6;
    spec.settings.memoryLimit = 512 * MiB;
    spec.settings.streaming = false;
    spec.settings.directIo = DirectIo::Off;
    spec.settings.stallTimeout = std::chrono::seconds(90);
    spec.settings.validate = false;
    const auto request = parsed(orderOf(spec));
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->specs.size(), 1);
    const DownloadSpec &out = request->specs.first();
    QCOMPARE(out.targetFile, spec.targetFile);
    QCOMPARE(out.versionId, spec.versionId);
    QCOMPARE(out.overwrite, spec.overwrite);
    QCOMPARE(out.settings.concurrency, spec.settings.concurrency);
    QCOMPARE(out.settings.partSize, spec.settings.partSize);
    QCOMPARE(out.settings.fileParallelism, spec.settings.fileParallelism);
    QCOMPARE(out.settings.maxConnections, spec.settings.maxConnections);
    QCOMPARE(out.settings.ioThreads, spec.settings.ioThreads);
    QCOMPARE(out.settings.chunkSize, spec.settings.chunkSize);
    QCOMPARE(out.settings.maxAttempts, spec.settings.maxAttempts);
    QCOMPARE(out.settings.memoryLimit, spec.settings.memoryLimit);
    QCOMPARE(out.settings.streaming, spec.settings.streaming);
    QCOMPARE(out.settings.directIo, spec.settings.directIo);
    QCOMPARE(out.settings.stallTimeout, spec.settings.stallTimeout);
    QCOMPARE(out.settings.validate, spec.settings.validate);
}

void TestCommandLines::uploads()
{
    UploadSpec spec;
    spec.paths = QStringList{u"/tmp/one file.bin"_s, u"/tmp/it's"_s};
    spec.bucket = u"bucket"_s;
    spec.key = u"into here/"_s;
    spec.storageClass = u"STANDARD_IA"_s;
    spec.checksum.mode = UploadChecksum::Mode::Fixed;
    spec.checksum.algorithm = ChecksumAlgorithm::Sha256;
    spec.settings.partSize = 16 * MiB;
    const QStringList words = shellWords(commandLine(orderOf(spec)));
    QCOMPARE(words.mid(0, 2), QStringList({u"millrace-cli"_s, u"upload"_s}));
    const auto request = parseUpload(words.mid(2));
    QVERIFY2(request, request ? "" : qPrintable(request.error().message));
    QCOMPARE(request->spec.paths, spec.paths);
    QCOMPARE(request->spec.bucket, spec.bucket);
    QCOMPARE(request->spec.key, spec.key);
    QCOMPARE(request->spec.storageClass, spec.storageClass);
    QCOMPARE(request->spec.checksum.mode, spec.checksum.mode);
    QCOMPARE(request->spec.checksum.algorithm, spec.checksum.algorithm);
    QCOMPARE(request->spec.settings.partSize, spec.settings.partSize);
}

void TestCommandLines::connections()
{
    DownloadSpec spec;
    spec.bucket = u"bucket"_s;
    spec.keys = QStringList{u"key"_s};
    spec.targetFolder = u"/tmp"_s;
    TransferOrder order;
    order.spec = spec;
    // Of a transfer in the queue the keys are not known; its connection's profile names them.
    ConnectionProfile profile;
    profile.credentials = CredentialKind::Keys;
    profile.accessKeyId = u"AKIA2"_s;
    profile.proxy = u"http://user:hidden@proxy:3128"_s;
    QString line = commandLine(order, &profile);
    QVERIFY2(line.startsWith(u"ALL_PROXY=http://proxy:3128 millrace-cli "_s), qPrintable(line));
    QCOMPARE(parseDownload(shellWords(line).mid(3))->connection.accessKeyId, QByteArray("AKIA2"));
    QVERIFY(!line.contains(u"hidden"_s));
    profile.proxy.clear();
    profile.credentials = CredentialKind::AwsProfile;
    profile.awsProfile = u"my work"_s;
    QCOMPARE(parseDownload(shellWords(commandLine(order, &profile)).mid(2))->connection.profile, u"my work"_s);
    profile.credentials = CredentialKind::Anonymous;
    QVERIFY(parseDownload(shellWords(commandLine(order, &profile)).mid(2))->connection.noSignRequest);
    profile.credentials = CredentialKind::Environment;
    const auto plain = parseDownload(shellWords(commandLine(order, &profile)).mid(2));
    QVERIFY(plain && plain->connection.accessKeyId.isEmpty() && plain->connection.profile.isEmpty());
}

void TestCommandLines::theLineWorks()
{
    const QString program = QStringLiteral(MILLRACE_GUI);
    if (!QFile::exists(program))
        QSKIP("millrace is not built");
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(3 * MiB);
    endpoint.put(u"folder/it's [1].bin"_s, bytes);
    DownloadSpec spec = endpoint.spec({u"folder/it's [1].bin"_s});
    TransferOrder order;
    order.spec = spec;
    QString line = commandLine(order);
    QVERIFY(line.startsWith(u"millrace-cli "_s));
    line = shellQuoted(program) + u" --cli "_s + line.mid(13);
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, QString::fromLatin1(spec.connection.credentials.secretAccessKey));
    shell.setProcessEnvironment(environment);
    shell.start(u"/bin/sh"_s, {u"-c"_s, line});
    QVERIFY(shell.waitForFinished(60000));
    QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
    QCOMPARE(sha256OfFile(endpoint.target() + u"/it's [1].bin"_s), sha256Of(bytes));
}

void TestCommandLines::noSecretIsInIt()
{
    DownloadSpec spec;
    spec.bucket = u"bucket"_s;
    spec.keys = QStringList{u"key"_s};
    TransferOrder order = orderOf(spec);
    std::get<DownloadSpec>(order.spec).connection.endpoint = QUrl(u"https://user:hidden@host:9000"_s);
    std::get<DownloadSpec>(order.spec).connection.credentials.sessionToken = "token never";
    const QString line = commandLine(order);
    QVERIFY(!line.contains(u"never"_s));
    QVERIFY(!line.contains(u"hidden"_s));
}

QTEST_GUILESS_MAIN(TestCommandLines)
#include "tst_commandlines.moc"
