// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downloadoptions.h"
#include "cli/optiontable.h"
#include "transfer/firstguess.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace millrace;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDownloadOptions : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void seedForm();
    void seedDefaults();
    void everyFlagIsRead();
    void badValues_data();
    void badValues();
    void sources_data();
    void sources();
    void targets();
    void severalSources();
    void lists();
    void iterations();
    void unknownFlagsGetASuggestion();
    void secretsWarn();
    void autoOptimize();
    void helpNamesEveryFlag();
};

void TestDownloadOptions::init()
{
    for (const char *name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"})
        qunsetenv(name);
}

static Result<DownloadRequest> parse(const QString &line)
{
    return parseDownload(line.split(u' ', Qt::SkipEmptyParts));
}

static QString errorOf(const Result<DownloadRequest> &request)
{
    return request ? QString() : request.error().message;
}

void TestDownloadOptions::seedForm()
{
    const auto request = parse(
        u"--access-key-aws-id ID --secret-access-key S --region-name eu-west1 --endpoint-url https://s3.example.com "
        "--bucket-name bkt --iteration-number 7 --concurrency 9 --multipart-size-mb 32 --file-parallelism 3 "
        "--max-pool-connections 50 --prefix data/ --save-to-disk /tmp/d --no-streaming-mode --skip-validation "
        "--io-threads 5 --chunk-size-kb 2048"_s);
    QVERIFY2(request, qPrintable(errorOf(request)));
    QCOMPARE(request->connection.accessKeyId, QByteArray("ID"));
    QCOMPARE(request->connection.secretAccessKey, QByteArray("S"));
    QCOMPARE(request->connection.region, u"eu-west1"_s);
    QCOMPARE(request->connection.endpointUrl, u"https://s3.example.com"_s);
    QCOMPARE(request->specs.size(), 1);
    const DownloadSpec &spec = request->specs.first();
    QVERIFY(spec.wholePrefix);
    QCOMPARE(spec.bucket, u"bkt"_s);
    QCOMPARE(spec.prefix, u"data/"_s);
    QCOMPARE(spec.maxFiles, 7);
    QCOMPARE(spec.targetFolder, u"/tmp/d"_s);
    QCOMPARE(spec.settings.concurrency, 9);
    QCOMPARE(spec.settings.partSize, 32 * MiB);
    QCOMPARE(spec.settings.fileParallelism, 3);
    QCOMPARE(spec.settings.maxConnections, 50);
    QCOMPARE(spec.settings.ioThreads, 5);
    QCOMPARE(spec.settings.chunkSize, 2 * MiB);
    QVERIFY(!spec.settings.streaming);
    QVERIFY(!spec.settings.validate);
    QCOMPARE(request->facts.iterations, 7);
}

void TestDownloadOptions::seedDefaults()
{
    const auto request = parse(u"--bucket-name bkt --prefix data/"_s);
    QVERIFY2(request, qPrintable(errorOf(request)));
    const DownloadSpec &spec = request->specs.first();
    QVERIFY(spec.targetFolder.isEmpty() && spec.targetFile.isEmpty());
    QVERIFY(request->toMemory());
    QCOMPARE(spec.maxFiles, -1);
    QCOMPARE(spec.settings.maxConnections, 100);
    QCOMPARE(spec.settings.ioThreads, 8);
    QCOMPARE(spec.settings.chunkSize, 1 * MiB);
    QCOMPARE(spec.settings.memoryLimit, 256 * MiB);
    QVERIFY(spec.settings.streaming);
    QVERIFY(spec.settings.validate);
    QCOMPARE(request->connection.defaultRegion, u"eu-north1"_s);
    const auto modern = parse(u"s3://bkt/k"_s);
    QVERIFY(modern);
    QCOMPARE(modern->connection.defaultRegion, u"us-east-1"_s);
}

void TestDownloadOptions::everyFlagIsRead()
{
    QTemporaryDir dir;
    QFile ca(dir.filePath(u"ca.pem"_s));
    QVERIFY(ca.open(QIODevice::WriteOnly));
    const auto request = parse(
        u"s3://bkt/p/ %1/out --no-sign-request --addressing path --ca-bundle %2 --requester-pays --memory-limit 64MiB "
        "--direct-io off --transport curl --overwrite never --case-insensitive-names --include *.a --include *.b --exclude *.c --dry-run "
        "--stall-timeout 90s --max-attempts 3 --monitor files --monitor-interval 2.5 --json --report r.json --verbose "
        "--color never --summary short --streaming-mode"_s.arg(dir.path(), ca.fileName()));
    QVERIFY2(request, qPrintable(errorOf(request)));
    const DownloadSpec &spec = request->specs.first();
    QVERIFY(request->connection.noSignRequest);
    QCOMPARE(request->connection.addressing, Addressing::Path);
    QCOMPARE(request->connection.caBundle, ca.fileName());
    QVERIFY(request->connection.requesterPays);
    QCOMPARE(spec.settings.memoryLimit, 64 * MiB);
    QCOMPARE(spec.settings.directIo, DirectIo::Off);
    QVERIFY(spec.settings.transport == TransportKind::Curl);
    QCOMPARE(spec.overwrite, OverwritePolicy::Never);
    QVERIFY(spec.caseInsensitiveNames);
    QCOMPARE(spec.include, (QStringList{u"*.a"_s, u"*.b"_s}));
    QCOMPARE(spec.exclude, QStringList{u"*.c"_s});
    QVERIFY(spec.dryRun);
    QCOMPARE(spec.settings.stallTimeout, 90s);
    QCOMPARE(spec.settings.maxAttempts, 3);
    QCOMPARE(request->output.monitor, MonitorMode::Files);
    QCOMPARE(request->output.monitorInterval, 2500ms);
    QVERIFY(request->output.json);
    QVERIFY(request->output.verbose);
    QCOMPARE(request->output.reportFile, u"r.json"_s);
    QCOMPARE(request->output.colour, ColourMode::Never);
    QCOMPARE(request->output.summary, SummaryStyle::Short);
    const auto version = parse(u"s3://bkt/k --version-id v1 --quiet"_s);
    QVERIFY(version);
    QCOMPARE(version->specs.first().versionId, u"v1"_s);
    QVERIFY(version->output.quiet);
    const auto profile = parse(u"s3://bkt/k --profile work"_s);
    QVERIFY(profile);
    QCOMPARE(profile->connection.profile, u"work"_s);
    const auto test = parse(u"--bucket-name bkt --object-size-mb 5 --iteration-number 2 --keep-test-object"_s);
    QVERIFY2(test, qPrintable(errorOf(test)));
    QVERIFY(test->testObject);
    QVERIFY(test->keepTestObject);
    QCOMPARE(test->facts.objectSizeMb, 5);
}

void TestDownloadOptions::badValues_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("words"); ///< all of them in the message
    const auto row = [](const char *line, QStringList words) {
        QTest::newRow(line) << QString::fromLatin1(line) << words;
    };
    row("s3://bkt/k --concurrency 0", {u"--concurrency"_s, u"\"0\""_s, u"1 to 1000"_s});
    row("s3://bkt/k --concurrency 2.5", {u"--concurrency"_s, u"\"2.5\""_s, u"whole number"_s});
    row("s3://bkt/k --concurrency x", {u"--concurrency"_s, u"\"x\""_s});
    row("s3://bkt/k --multipart-size-mb 5121", {u"--multipart-size-mb"_s, u"1 to 5120"_s});
    row("s3://bkt/k --file-parallelism -1", {u"--file-parallelism"_s, u"\"-1\""_s});
    row("s3://bkt/k --max-pool-connections 0", {u"--max-pool-connections"_s, u"1 to 10000"_s});
    row("s3://bkt/k --io-threads 0", {u"--io-threads"_s, u"1 to 256"_s});
    row("s3://bkt/k --chunk-size-kb 1", {u"--chunk-size-kb"_s, u"4 to 65536"_s});
    row("s3://bkt/k --memory-limit 1MiB", {u"--memory-limit"_s, u"\"1MiB\""_s, u"16.0 MiB"_s});
    row("s3://bkt/k --memory-limit lots", {u"--memory-limit"_s, u"\"lots\""_s});
    row("s3://bkt/k --stall-timeout 0", {u"--stall-timeout"_s, u"1s"_s});
    row("s3://bkt/k --max-attempts 0", {u"--max-attempts"_s, u"1 to 1000"_s});
    row("s3://bkt/k --transport pigeon", {u"--transport"_s, u"\"pigeon\""_s, u"auto, qt, curl"_s});
    row("s3://bkt/k --direct-io maybe", {u"--direct-io"_s, u"\"maybe\""_s, u"auto, on, off"_s});
    row("s3://bkt/k --overwrite sometimes", {u"--overwrite"_s, u"always, never, if-different"_s});
    row("s3://bkt/k --addressing dns", {u"--addressing"_s, u"auto, path, virtual"_s});
    row("s3://bkt/k --monitor x", {u"--monitor"_s, u"parts, files, off"_s});
    row("s3://bkt/k --monitor-interval 0", {u"--monitor-interval"_s, u"0.1"_s});
    row("s3://bkt/k --color red", {u"--color"_s, u"auto, always, never"_s});
    row("s3://bkt/k --iteration-number 0", {u"--iteration-number"_s, u"at least 1"_s});
    row("s3://bkt/k --endpoint-url ftp://x", {u"--endpoint-url"_s, u"ftp://x"_s});
    row("s3://bkt/k --endpoint-url localhost:9000", {u"--endpoint-url"_s});
    row("s3://bkt/k --ca-bundle /none/ca.pem", {u"--ca-bundle"_s, u"/none/ca.pem"_s});
    row("s3://bkt/k --quiet --verbose", {u"--quiet"_s, u"--verbose"_s});
    row("s3://bkt/k --streaming-mode --no-streaming-mode", {u"--streaming-mode"_s});
    row("s3://bkt/k --profile p --access-key-aws-id a", {u"--profile"_s, u"--access-key-aws-id"_s});
    row("s3://bkt/k --secret-access-key s", {u"--access-key-aws-id"_s});
    row("s3://bkt/k --access-key-aws-id a", {u"AWS_SECRET_ACCESS_KEY"_s});
    row("s3://bkt/k --no-sign-request --profile p", {u"--no-sign-request"_s});
    row("s3://bkt/p/ --version-id v", {u"--version-id"_s, u"one object"_s});
    row("s3://bkt/k --keep-test-object", {u"--keep-test-object"_s});
    row("--prefix p", {u"--prefix"_s, u"--bucket-name"_s});
    row("--bucket-name bkt --prefix p --key k", {u"--prefix"_s, u"--key"_s});
    row("--bucket-name bkt s3://cup/k", {u"--bucket-name"_s, u"s3://cup/k"_s});
    row("s3://bkt/k out --save-to-disk d", {u"--save-to-disk"_s, u"twice"_s});
    row("s3://bkt/k out --discard", {u"--discard"_s, u"out"_s});
    row("s3://bkt/*.a --include *.b", {u"--include"_s});
    row("s3://bkt/k --include [z-a]", {u"--include"_s, u"[z-a]"_s});
    row("--dry-run", {u"nothing to download"_s});
    row("file.txt", {u"file.txt"_s, u"s3://bucket/key"_s});
    row("s3://bkt/k one two", {u"one"_s});
    row("--bucket-name s3://bkt", {u"--bucket-name"_s, u"s3://bkt"_s});
    row("--bucket-name a/b", {u"--bucket-name"_s, u"a/b"_s});
    row("s3:///k", {u"s3:///k"_s});
    row("--concurrency", {u"concurrency"_s});
}

void TestDownloadOptions::badValues()
{
    QFETCH(QString, line);
    QFETCH(QStringList, words);
    const auto request = parse(line);
    QVERIFY(!request);
    QCOMPARE(request.error().kind, ErrorKind::Config);
    for (const QString &word : words)
        QVERIFY2(request.error().message.contains(word), qPrintable(request.error().message));
}

void TestDownloadOptions::sources_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("whole");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QStringList>("keys");
    QTest::addColumn<QStringList>("include");
    const QStringList none;
    QTest::newRow("object") << u"s3://bkt/a/b.txt"_s << false << QString() << QStringList{u"a/b.txt"_s} << none;
    QTest::newRow("bucket") << u"s3://bkt"_s << true << QString() << none << none;
    QTest::newRow("bucket/") << u"s3://bkt/"_s << true << QString() << none << none;
    QTest::newRow("prefix") << u"s3://bkt/a/"_s << true << u"a/"_s << none << none;
    QTest::newRow("glob") << u"s3://bkt/a/x*.gz"_s << true << u"a/x"_s << none << QStringList{u"a/x*.gz"_s};
    QTest::newRow("no glob") << u"s3://bkt/a/x*.gz --no-glob"_s << false << QString() << QStringList{u"a/x*.gz"_s} << none;
    QTest::newRow("escaped") << u"s3://bkt/a/x\\*.gz"_s << false << QString() << QStringList{u"a/x*.gz"_s} << none;
    QTest::newRow("key flag") << u"--bucket-name bkt --key a* --key b"_s << false << QString()
                              << QStringList{u"a*"_s, u"b"_s} << none;
    QTest::newRow("two keys") << u"s3://bkt/a s3://bkt/b"_s << false << QString() << QStringList{u"a"_s, u"b"_s} << none;
}

void TestDownloadOptions::sources()
{
    QFETCH(QString, line);
    QFETCH(bool, whole);
    QFETCH(QString, prefix);
    QFETCH(QStringList, keys);
    QFETCH(QStringList, include);
    const auto request = parse(line);
    QVERIFY2(request, qPrintable(errorOf(request)));
    QCOMPARE(request->specs.size(), 1);
    const DownloadSpec &spec = request->specs.first();
    QCOMPARE(spec.bucket, u"bkt"_s);
    QCOMPARE(spec.wholePrefix, whole);
    QCOMPARE(spec.prefix, prefix);
    QCOMPARE(spec.keys, keys);
    QCOMPARE(spec.include, include);
    QVERIFY(request->needsConnection);
}

void TestDownloadOptions::targets()
{
    QTemporaryDir dir;
    const auto spec = [](const QString &line) {
        const auto request = parse(line);
        return request ? request->specs.first() : DownloadSpec();
    };
    QCOMPARE(spec(u"s3://bkt/k"_s).targetFolder, u"."_s);
    QCOMPARE(spec(u"s3://bkt/k ./name"_s).targetFile, u"./name"_s);
    QCOMPARE(spec(u"s3://bkt/k ./name/"_s).targetFolder, u"./name/"_s);
    QCOMPARE(spec(u"s3://bkt/k %1"_s.arg(dir.path())).targetFolder, dir.path());
    QCOMPARE(spec(u"s3://bkt/k .."_s).targetFolder, u".."_s);
    QCOMPARE(spec(u"s3://bkt/p/ ./name"_s).targetFolder, u"./name"_s);
    QCOMPARE(spec(u"s3://bkt/a s3://bkt/c ./name"_s).targetFolder, u"./name"_s);
    QCOMPARE(spec(u"s3://bkt/k --save-to-disk ./name"_s).targetFolder, u"./name"_s);
    QCOMPARE(spec(u"https://h/x/y.bin?sig=1 ./name"_s).targetFile, u"./name"_s);
    QCOMPARE(spec(u"--bucket-name bkt --prefix p out"_s).targetFolder, u"out"_s);
    const DownloadSpec dropped = spec(u"s3://bkt/k --discard"_s);
    QVERIFY(dropped.targetFolder.isEmpty() && dropped.targetFile.isEmpty());
    const auto url = parse(u"https://h/x/y.bin?X-Amz-Signature=abc"_s);
    QVERIFY(url);
    QVERIFY(!url->needsConnection);
    QCOMPARE(url->facts.sources, QStringList{u"https://h/x/y.bin"_s});
}

void TestDownloadOptions::severalSources()
{
    const auto prefixes = parse(u"s3://bkt/x/p1/ s3://bkt/x/p2/ out"_s);
    QVERIFY2(prefixes, qPrintable(errorOf(prefixes)));
    QCOMPARE(prefixes->specs.size(), 2);
    QCOMPARE(prefixes->specs.at(0).stripPrefix, u"x/"_s);
    QCOMPARE(prefixes->specs.at(1).stripPrefix, u"x/"_s);
    QCOMPARE(prefixes->specs.at(1).targetFolder, u"out"_s);
    const auto keys = parse(u"s3://bkt/x/1 s3://bkt/x/y/2 out"_s);
    QCOMPARE(keys->specs.size(), 1);
    QCOMPARE(keys->specs.at(0).stripPrefix, u"x/"_s);
    const auto buckets = parse(u"s3://bkt1/x/ s3://bkt2/x/ out"_s);
    QCOMPARE(buckets->specs.at(0).targetFolder, u"out/bkt1"_s);
    QCOMPARE(buckets->specs.at(1).targetFolder, u"out/bkt2"_s);
    QVERIFY(!parse(u"s3://bkt/x/ out"_s)->specs.at(0).stripPrefix);
    const auto urls = parse(u"https://h/1/f https://h/2/f out"_s);
    QVERIFY(!urls);
    QVERIFY(urls.error().message.contains(u"\"f\""_s));
}

void TestDownloadOptions::lists()
{
    const auto read = [](const QByteArray &text) {
        return [text](const QString &path) -> Result<QByteArray> {
            if (path != u"list")
                return fail(ErrorKind::LocalFile, ErrorCause::BadPath, u"no"_s);
            return text;
        };
    };
    const QStringList words{u"--from-file"_s, u"list"_s, u"--bucket-name"_s, u"bkt"_s, u"--save-to-disk"_s, u"out"_s};
    const auto request = parseDownload(words, read("a b\r\n\n#x*\ns3://cup/y?z\ns3://cup/w\nlast"));
    QVERIFY2(request, qPrintable(errorOf(request)));
    QCOMPARE(request->specs.size(), 3);
    QCOMPARE(request->specs.at(0).keys, (QStringList{u"a b"_s, u"#x*"_s}));
    QCOMPARE(request->specs.at(1).bucket, u"cup"_s);
    QCOMPARE(request->specs.at(1).keys, (QStringList{u"y?z"_s, u"w"_s}));
    QCOMPARE(request->specs.at(2).keys, QStringList{u"last"_s});
    QCOMPARE(request->specs.at(0).stripPrefix, u""_s);
    QCOMPARE(request->specs.at(1).targetFolder, u"out/cup"_s);

    const auto lonely = parseDownload({u"--from-file"_s, u"list"_s, u"out"_s}, read("key\n"));
    QVERIFY(!lonely);
    QVERIFY(lonely.error().message.contains(u"line 1"_s));
    QVERIFY(!parseDownload({u"--from-file"_s, u"list"_s}, read("\n")));
    const auto missing = parseDownload({u"--from-file"_s, u"other"_s}, read(""));
    QCOMPARE(missing.error().kind, ErrorKind::LocalFile);
}

void TestDownloadOptions::iterations()
{
    const auto memory = parse(u"--bucket-name bkt --key k --iteration-number 5"_s);
    QCOMPARE(memory->specs.size(), 1);
    QCOMPARE(memory->specs.first().repeat, 5);
    const auto disk = parse(u"--bucket-name bkt --key k --iteration-number 3 --save-to-disk d"_s);
    QCOMPARE(disk->specs.size(), 3);
    QCOMPARE(disk->specs.at(2).repeat, 1);
    QCOMPARE(disk->specs.at(2).overwrite, OverwritePolicy::Always);
}

void TestDownloadOptions::unknownFlagsGetASuggestion()
{
    QCOMPARE(errorOf(parse(u"s3://bkt/k --concurency 3"_s)),
             u"--concurency is no flag of \"download\"; did you mean --concurrency?"_s);
    QVERIFY(errorOf(parse(u"--bucket bkt"_s)).endsWith(u"did you mean --bucket-name?"_s));
    QVERIFY(errorOf(parse(u"s3://bkt/k --zzzzzzzzzzzz"_s)).endsWith(u"is no flag of \"download\""_s));
}

void TestDownloadOptions::secretsWarn()
{
    const auto request = parse(u"s3://bkt/k --access-key-aws-id a --secret-access-key hush"_s);
    QCOMPARE(request->warnings.size(), 1);
    QVERIFY(request->warnings.first().contains(u"AWS_SECRET_ACCESS_KEY"_s));
    QVERIFY(!request->warnings.first().contains(u"hush"_s));
    QVERIFY(parse(u"s3://bkt/k"_s)->warnings.isEmpty());
}

void TestDownloadOptions::autoOptimize()
{
    const FirstGuess big = FirstGuess::forMachine(128, 512 * GiB);
    QCOMPARE(big.fileParallelism, 96);
    QCOMPARE(big.concurrency, 5);
    QCOMPARE(big.ioThreads, 2);
    QCOMPARE(big.maxConnections, 960);
    QCOMPARE(big.chunkSize, 4 * MiB);
    const FirstGuess small = FirstGuess::forMachine(1, 4 * GiB);
    QCOMPARE(small.fileParallelism, 1);
    QCOMPARE(small.concurrency, 4);
    QCOMPARE(small.chunkSize, 1 * MiB);
    const auto request = parse(u"s3://bkt/k --auto-optimize --concurrency 3"_s);
    QVERIFY(request);
    QCOMPARE(request->specs.first().settings.concurrency, 3);
    const TransferSettings tuned = request->specs.first().settings;
    QVERIFY(tuned.autoOptimize);
    QVERIFY(!tuned.fileParallelism);
    QVERIFY(!tuned.partSize);
    QVERIFY(tuned.maxConnections > TransferSettings().maxConnections);
    QCOMPARE(parse(u"s3://bkt/k --auto-optimize --max-pool-connections 7"_s)->specs.first().settings.maxConnections, 7);
    QVERIFY(!parse(u"s3://bkt/k"_s)->specs.first().settings.autoOptimize);
    QCOMPARE(parse(u"s3://bkt/k --disk-rate 100MB/s"_s)->specs.first().settings.diskRate, 100e6);
    QVERIFY(!parse(u"s3://bkt/k --disk-rate slow"_s));
}

void TestDownloadOptions::helpNamesEveryFlag()
{
    const QString help = downloadOptions().help(downloadIntro(), 80);
    for (const QString &name : downloadOptions().longNames())
        QVERIFY2(help.contains(u"--"_s + name), qPrintable(name));
    for (const QString &line : help.split(u'\n'))
        QVERIFY2(line.size() <= 120, qPrintable(line));
}

QTEST_GUILESS_MAIN(TestDownloadOptions)
#include "tst_downloadoptions.moc"
