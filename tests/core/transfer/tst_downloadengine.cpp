// SPDX-License-Identifier: GPL-3.0-or-later
// What a run downloads and where it puts it, when nothing goes wrong.
#include "s3/s3session.h"
#include "support/enginerun.h"
#include "support/testendpoint.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>
#include <sys/stat.h>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestDownloadEngine : public QObject
{
    Q_OBJECT
private slots:
    /// The bucket in the host's name, as AWS has it. libcurl finds all names below localhost on this machine.
    void virtualHostedAddressing_data()
    {
        QTest::addColumn<bool>("virtualHosted");
        QTest::addRow("virtual") << true;
        QTest::addRow("path") << false;
    }
    void virtualHostedAddressing()
    {
        QFETCH(bool, virtualHosted);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB + 5);
        endpoint.put(u"dir/a + b.bin"_s, bytes);
        DownloadSpec spec = endpoint.spec({u"dir/a + b.bin"_s});
        spec.connection.endpoint.setHost(u"localhost"_s);
        spec.connection.addressing = virtualHosted ? Addressing::Virtual : Addressing::Path;
        spec.settings.partSize = MiB;
        const S3Session session(spec.connection);
        QCOMPARE(session.address(spec.bucket, spec.keys.first()).host.startsWith(spec.bucket.toLatin1() + '.'), virtualHosted);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().parts, 4);
        QCOMPARE(fileContents(run.only().path), bytes);
    }

    void oneObject_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("partSize");
        QTest::addColumn<int>("parts");
        QTest::addRow("empty") << 0LL << 0LL << 1;
        QTest::addRow("1 byte") << 1LL << 0LL << 1;
        QTest::addRow("one GET") << 3 * MiB + 17 << 0LL << 1;
        QTest::addRow("part - 1") << MiB - 1 << MiB << 1;
        QTest::addRow("part") << qint64(MiB) << MiB << 1;
        QTest::addRow("part + 1") << MiB + 1 << MiB << 2;
        QTest::addRow("many parts") << 7 * MiB + 4097 << MiB << 8;
        QTest::addRow("unaligned parts") << 2 * MiB + 5 << qint64(300'001) << 7;
        QTest::addRow("default parts") << 40 * MiB + 1 << 0LL << 3;
    }

    void oneObject()
    {
        QFETCH(qint64, size);
        QFETCH(qint64, partSize);
        QFETCH(int, parts);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        endpoint.put(u"dir/object.bin"_s, bytes);
        DownloadSpec spec = endpoint.spec({u"dir/object.bin"_s});
        if (partSize)
            spec.settings.partSize = partSize;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(int(run.files.size()), 1);
        const FileResult file = run.only();
        QVERIFY2(file.outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(file.path, endpoint.target() + u"/object.bin"_s);
        QCOMPARE(fileContents(file.path), bytes);
        QCOMPARE(QFileInfo(file.path).lastModified().toSecsSinceEpoch(),
                 QFileInfo(endpoint.bucketFolder() + u"/dir/object.bin"_s).lastModified().toSecsSinceEpoch());
        QCOMPARE(file.size, size);
        QCOMPARE(file.bytesMoved, size);
        QCOMPARE(file.bytesResumed, ByteCount(0));
        QCOMPARE(file.parts, parts);
        QCOMPARE(file.retries, 0);
        // The endpoint tells MD5s of small files only.
        QCOMPARE(file.verifiedBy, size <= 8 * MiB ? VerifiedBy::Md5Etag : VerifiedBy::SizeOnly);
        if (size > 8 * MiB)
            QVERIFY(!file.note.isEmpty());
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object.bin"_s}); // nothing is left over
        QCOMPARE(run.result.filesDone, 1);
        QCOMPARE(run.result.bytesDone, size);
        QCOMPARE(run.result.bytesMoved, size);
        QVERIFY(!run.result.error);
        QVERIFY(!run.result.cancelled);
        QCOMPARE(run.last.filesDone, 1);
    }

    /// Every kind of checksum S3 knows, over one GET and over parts that do and do not fit its segments.
    void checksums_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<qint64>("uploadPart");
        QTest::addColumn<qint64>("downloadPart");
        QTest::addColumn<VerifiedBy>("by");
        const std::pair<const char *, VerifiedBy> algorithms[] = {
            {"crc32", VerifiedBy::Crc32},   {"crc32c", VerifiedBy::Crc32c}, {"crc64nvme", VerifiedBy::Crc64Nvme},
            {"sha1", VerifiedBy::Sha1},     {"sha256", VerifiedBy::Sha256},
        };
        for (const auto &[algorithm, by] : algorithms)
            for (const qint64 uploadPart : {0LL, 1LL << 20})
                for (const qint64 downloadPart : {0LL, 1LL << 20, 2LL << 20, 700'000LL})
                    QTest::addRow("%s, uploaded in %lld, fetched in %lld", algorithm, uploadPart, downloadPart)
                        << QString::fromLatin1(algorithm) << uploadPart << downloadPart << by;
    }

    void checksums()
    {
        QFETCH(QString, algorithm);
        QFETCH(qint64, uploadPart);
        QFETCH(qint64, downloadPart);
        QFETCH(VerifiedBy, by);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(5 * MiB + 321);
        QVERIFY(endpoint.store(u"object"_s, bytes, uploadPart, algorithm));
        DownloadSpec spec = endpoint.spec({u"object"_s});
        if (downloadPart)
            spec.settings.partSize = downloadPart;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().verifiedBy, by);
        QVERIFY(!run.only().checksum.isEmpty());
        QCOMPARE(run.only().composite, uploadPart > 0 && algorithm != u"crc64nvme"_s);
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));
    }

    void toMemory_data() { oneObject_data(); }

    void toMemory()
    {
        QFETCH(qint64, size);
        QFETCH(qint64, partSize);
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(size));
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.targetFolder.clear();
        if (partSize)
            spec.settings.partSize = partSize;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().path, QString());
        QCOMPARE(run.result.bytesMoved, size);
        QVERIFY(!QFileInfo::exists(endpoint.target()));
    }

    void repeatedToMemory()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(MiB));
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.targetFolder.clear();
        spec.repeat = 5;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 5);
        QCOMPARE(run.result.bytesMoved, 5 * MiB);
        QList<quint64> ids;
        for (const FileResult &file : run.files)
            ids.append(file.id);
        std::sort(ids.begin(), ids.end());
        QCOMPARE(ids, (QList<quint64>{1, 2, 3, 4, 5}));
    }

    void withoutStreaming()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(9 * MiB + 1);
        endpoint.put(u"object"_s, bytes);
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.settings.streaming = false;
        spec.settings.partSize = 2 * MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
    }

    void aWholePrefix()
    {
        TestEndpoint endpoint;
        QStringList keys;
        for (int i = 0; i < 2500; ++i) {
            const QString key = u"data/%1/%2"_s.arg(i % 7).arg(i, 5, 10, QChar(u'0'));
            keys.append(key);
            endpoint.put(key, "content of " + key.toUtf8());
        }
        endpoint.put(u"database"_s, "has the letters of the prefix only");
        EngineRun run(endpoint.prefixSpec(u"data/"_s));
        VERIFY_RUN(run);
        QVERIFY2(run.result.filesDone == 2500, qPrintable(run.why()));
        QCOMPARE(run.result.filesTotal, 2500);
        QCOMPARE(run.started, 2500);
        QCOMPARE(int(run.files.size()), 2500);
        for (const QString &key : std::as_const(keys))
            QCOMPARE(fileContents(endpoint.target() + key.mid(4)), "content of " + key.toUtf8());
        QCOMPARE(int(filesBelow(endpoint.target()).size()), 2500);

        // Again: everything is there, and no object is asked for. Three pages and no more.
        const qint64 before = endpoint.server().counters().requests;
        EngineRun again(endpoint.prefixSpec(u"data/"_s));
        VERIFY_RUN(again);
        QCOMPARE(again.result.filesSkipped, 2500);
        QCOMPARE(again.result.bytesMoved, ByteCount(0));
        QCOMPARE(endpoint.server().counters().requests - before, 3);
    }

    void filtersAndLimits()
    {
        TestEndpoint endpoint;
        for (const auto &key : {u"p/a.txt"_s, u"p/b.bin"_s, u"p/c.txt"_s, u"p/d/e.txt"_s, u"p/d/f.log"_s})
            endpoint.put(key, key.toUtf8());
        const auto fetched = [&](DownloadSpec spec) {
            QDir(endpoint.target()).removeRecursively();
            EngineRun run(spec);
            return run.run() && !run.result.error ? filesBelow(endpoint.target()) : QStringList{u"failed"_s};
        };
        DownloadSpec spec = endpoint.prefixSpec(u"p/"_s);
        QCOMPARE(fetched(spec), (QStringList{u"a.txt"_s, u"b.bin"_s, u"c.txt"_s, u"d/e.txt"_s, u"d/f.log"_s}));
        spec.include = {u"*.txt"_s};
        QCOMPARE(fetched(spec), (QStringList{u"a.txt"_s, u"c.txt"_s, u"d/e.txt"_s}));
        spec.exclude = {u"*/d/*"_s};
        QCOMPARE(fetched(spec), (QStringList{u"a.txt"_s, u"c.txt"_s}));
        spec.maxFiles = 1;
        QCOMPARE(fetched(spec), (QStringList{u"a.txt"_s}));
        spec.maxFiles = 0;
        QCOMPARE(fetched(spec), QStringList());
        spec = endpoint.prefixSpec(u"p/d"_s); // no slash: the folder part of the prefix goes
        QCOMPARE(fetched(spec), (QStringList{u"d/e.txt"_s, u"d/f.log"_s}));
        spec.stripPrefix = QString();
        QCOMPARE(fetched(spec), (QStringList{u"p/d/e.txt"_s, u"p/d/f.log"_s}));
        spec.include = {u"[unclosed"_s};
        EngineRun bad(spec);
        QVERIFY(bad.run());
        QVERIFY(bad.result.error || bad.result.filesTotal == 0);
    }

    void namedKeysKeepTheirOrder()
    {
        TestEndpoint endpoint;
        QStringList keys;
        for (int i = 0; i < 40; ++i) {
            keys.append(u"key %1"_s.arg(i));
            endpoint.put(keys.last(), keys.last().toUtf8());
        }
        keys.insert(20, u"missing"_s);
        // The first answer is the last to come.
        FaultRule slow;
        slow.method = u"HEAD"_s;
        slow.key = u"key 0"_s;
        slow.httpStatus = 503;
        slow.times = 2;
        endpoint.setRules({slow});
        EngineRun run(endpoint.spec(keys));
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 40);
        QCOMPARE(run.result.filesFailed, 1);
        for (const FileResult &file : std::as_const(run.files))
            QCOMPARE(file.id, quint64(keys.indexOf(file.key) + 1));
        QCOMPARE(run.file(u"missing"_s).error->cause, ErrorCause::NoSuchKey);

        DownloadSpec few = endpoint.spec(keys);
        few.maxFiles = 3;
        const qint64 before = endpoint.server().counters().requests;
        EngineRun limited(few);
        VERIFY_RUN(limited);
        QCOMPARE(limited.result.filesSkipped, 3);
        QVERIFY(endpoint.server().counters().requests - before < 20); // not all 41 were asked about
    }

    void oddKeysAndFolderMarkers()
    {
        TestEndpoint endpoint;
        const QStringList keys{u"odd/plain"_s,      u"odd/with space"_s,  u"odd/pl+us & 100%"_s, u"odd/\u00fcn\u00ef\u4f60"_s,
                               u"odd//two"_s,       u"odd/..up"_s,        u"odd/a"_s,            u"odd/a/b"_s,
                               u"odd/folder/"_s,    u"odd/bytes/"_s,      u"odd/tab\there"_s,    u"odd/x.millrace-part"_s,
                               u"odd/q?a=b#c"_s,    u"odd/"_s + QString(300, u'n')};
        for (const QString &key : keys)
            QVERIFY(endpoint.store(key, key.endsWith(u"folder/"_s) ? QByteArray() : "is " + key.toUtf8()));
        EngineRun run(endpoint.prefixSpec(u"odd/"_s));
        VERIFY_RUN(run);
        QVERIFY2(run.result.filesDone == keys.size(), qPrintable(run.why()));
        QSet<QString> paths;
        for (const FileResult &file : std::as_const(run.files)) {
            QVERIFY(file.path.startsWith(endpoint.target() + u'/'));
            QVERIFY(!paths.contains(file.path));
            paths.insert(file.path);
            QVERIFY2(QFileInfo(file.path).canonicalFilePath().startsWith(endpoint.target()), qPrintable(file.path));
            if (file.key.endsWith(u"folder/"_s))
                QVERIFY(QFileInfo(file.path).isDir());
            else
                QCOMPARE(fileContents(file.path), "is " + file.key.toUtf8());
        }
        QCOMPARE(fileContents(endpoint.target() + u"/with space"_s), QByteArray("is odd/with space"));
        QVERIFY(run.result.filesRenamed >= 5);

        // The same again finds all of them under their names; a dry run does not stumble over the folder.
        EngineRun again(endpoint.prefixSpec(u"odd/"_s));
        VERIFY_RUN(again);
        QCOMPARE(again.result.filesFailed, 0);
        QCOMPARE(again.result.bytesMoved, ByteCount(0));
        DownloadSpec dry = endpoint.prefixSpec(u"odd/"_s);
        dry.dryRun = true;
        EngineRun planned(dry);
        VERIFY_RUN(planned);
        QVERIFY2(planned.result.filesFailed == 0, qPrintable(planned.why()));
    }

    /// "a/../b" is a key of its own; folded into "b" it would bring another object.
    void dotSegmentsAreNotFolded()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.anonymous = true; });
        endpoint.put(u"secret"_s, "not what was asked for");
        for (const QString &key : {u"dir/../secret"_s, u"./secret"_s}) {
            DownloadSpec spec = endpoint.spec({key});
            spec.connection.credentials = {};
            spec.connection.credentials.anonymous = true;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QCOMPARE(run.only().outcome, FileOutcome::Failed);
            QVERIFY(run.only().error->cause == ErrorCause::NoSuchKey || run.only().error->cause == ErrorCause::BadPath);
            QCOMPARE(filesBelow(endpoint.target()), QStringList());
        }
    }

    void dryRunsMoveNothing()
    {
        TestEndpoint endpoint;
        endpoint.put(u"p/a"_s, "a");
        QVERIFY(endpoint.store(u"p/folder/"_s, {}));
        DownloadSpec spec = endpoint.prefixSpec(u"p/"_s);
        spec.dryRun = true;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(int(run.files.size()), 2);
        for (const FileResult &file : std::as_const(run.files))
            QCOMPARE(file.outcome, FileOutcome::Planned);
        QCOMPARE(run.result.bytesMoved, ByteCount(0));
        QVERIFY(!QFileInfo::exists(endpoint.target()));
        QCOMPARE(endpoint.server().counters().requests, 2); // the marker's PUT and one listing
    }

    void overwritePolicies()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(100'000);
        endpoint.put(u"object"_s, bytes);
        const QString path = endpoint.target() + u"/object"_s;
        QDir().mkpath(endpoint.target());
        const auto write = [&](const QByteArray &local) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(local);
        };
        const auto outcome = [&](OverwritePolicy policy, bool validate = true) {
            DownloadSpec spec = endpoint.spec({u"object"_s});
            spec.overwrite = policy;
            spec.settings.validate = validate;
            EngineRun run(spec);
            return run.run() ? run.only() : FileResult();
        };
        // Never: whatever is there stays.
        write("something else");
        QCOMPARE(outcome(OverwritePolicy::Never).outcome, FileOutcome::Skipped);
        QCOMPARE(fileContents(path), QByteArray("something else"));
        // If different: another size.
        QCOMPARE(outcome(OverwritePolicy::IfDifferent).outcome, FileOutcome::Done);
        QCOMPARE(fileContents(path), bytes);
        // Same size and time: left alone without a look inside.
        FileResult file = outcome(OverwritePolicy::IfDifferent);
        QCOMPARE(file.outcome, FileOutcome::Skipped);
        QCOMPARE(file.bytesMoved, ByteCount(0));
        // Same size, other time, same bytes: the checksum says so.
        write(bytes);
        file = outcome(OverwritePolicy::IfDifferent);
        QCOMPARE(file.outcome, FileOutcome::Skipped);
        QCOMPARE(file.verifiedBy, VerifiedBy::Md5Etag);
        // Same size, other bytes.
        QByteArray other = bytes;
        other[50'000] = char(~other[50'000]);
        write(other);
        QCOMPARE(outcome(OverwritePolicy::IfDifferent).outcome, FileOutcome::Done);
        QCOMPARE(fileContents(path), bytes);
        // Same size, other time, nothing to compare by.
        write(other);
        QCOMPARE(outcome(OverwritePolicy::IfDifferent, false).outcome, FileOutcome::Done);
        QCOMPARE(fileContents(path), bytes);
        // Always: even what is current.
        file = outcome(OverwritePolicy::Always);
        QCOMPARE(file.outcome, FileOutcome::Done);
        QCOMPARE(file.bytesMoved, ByteCount(bytes.size()));
    }

    void withoutValidation()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB);
        endpoint.put(u"object"_s, bytes);
        for (const ByteCount part : {ByteCount(0), ByteCount(MiB)}) {
            DownloadSpec spec = endpoint.spec({u"object"_s});
            spec.settings.validate = false;
            spec.overwrite = OverwritePolicy::Always;
            if (part)
                spec.settings.partSize = part;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
            QCOMPARE(run.only().verifiedBy, VerifiedBy::SizeOnly);
            QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
        }
    }

    void deviceIsNotReplaced()
    {
        TestEndpoint endpoint;
        endpoint.put(u"a.txt"_s, "content");
        DownloadSpec spec = endpoint.spec({u"a.txt"_s});
        spec.overwrite = OverwritePolicy::Always;
        spec.targetFile = endpoint.scratch() + u"/pipe"_s;
        QCOMPARE(::mkfifo(QFile::encodeName(spec.targetFile).constData(), 0600), 0);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesFailed, 1);
        QVERIFY(run.only().error);
        QCOMPARE(run.only().error->cause, ErrorCause::BadPath);
        struct stat status = {};
        QCOMPARE(::stat(QFile::encodeName(spec.targetFile).constData(), &status), 0);
        QVERIFY(S_ISFIFO(status.st_mode));
    }

    void toANamedFile()
    {
        TestEndpoint endpoint;
        endpoint.put(u"a/b"_s, "content");
        DownloadSpec spec = endpoint.spec({u"a/b"_s});
        spec.targetFile = endpoint.scratch() + u"/new/folder/name.txt"_s;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(fileContents(spec.targetFile), QByteArray("content"));
        QVERIFY(!QFileInfo::exists(endpoint.target()));
    }

    void overTls()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.tls = true; });
        QVERIFY(endpoint.isRunning());
        const QByteArray bytes = testBytes(20 * MiB + 3);
        endpoint.put(u"object"_s, bytes);
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.settings.partSize = 2 * MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(bytes));

        // Without the bundle nobody vouches for the endpoint.
        spec.connection.caBundle.clear();
        spec.overwrite = OverwritePolicy::Always;
        EngineRun distrusting(spec);
        VERIFY_RUN(distrusting);
        QCOMPARE(distrusting.only().outcome, FileOutcome::Failed);
        QCOMPARE(distrusting.only().error->cause, ErrorCause::TlsFailed);
        spec.connection.caBundle = endpoint.scratch() + u"/nothing.pem"_s;
        EngineRun mistyped(spec);
        VERIFY_RUN(mistyped);
        QVERIFY(mistyped.result.error);
        QCOMPARE(mistyped.result.error->kind, ErrorKind::Config);
    }

    /// 16 files of 16 parts over few connections, with far fewer buffers than connections.
    void manyFilesOfManyParts_data()
    {
        QTest::addColumn<qint64>("memory");
        QTest::addColumn<qint64>("chunk");
        QTest::addColumn<int>("connections");
        QTest::addColumn<int>("ioThreads");
        QTest::addRow("defaults") << 256 * MiB << qint64(MiB) << 0 << 8;
        QTest::addRow("two buffers") << 256 * KiB << 64 * KiB << 32 << 2;
        QTest::addRow("one buffer") << 128 * KiB << 64 * KiB << 32 << 1;
        QTest::addRow("one connection") << 256 * MiB << qint64(MiB) << 1 << 1;
        QTest::addRow("no connection is one") << 256 * MiB << qint64(MiB) << -1 << 1;
    }

    void manyFilesOfManyParts()
    {
        QFETCH(qint64, memory);
        QFETCH(qint64, chunk);
        QFETCH(int, connections);
        QFETCH(int, ioThreads);
        TestEndpoint endpoint;
        QList<QByteArray> sums;
        for (int i = 0; i < 16; ++i) {
            const QByteArray bytes = testBytes(4 * MiB - i, quint64(i) + 1);
            sums.append(sha256Of(bytes));
            endpoint.put(u"many/%1"_s.arg(i), bytes);
        }
        DownloadSpec spec = endpoint.prefixSpec(u"many/"_s);
        spec.settings.partSize = 256 * KiB;
        spec.settings.memoryLimit = memory;
        spec.settings.chunkSize = chunk;
        spec.settings.ioThreads = ioThreads;
        if (connections)
            spec.settings.maxConnections = std::max(0, connections);
        if (connections > 1) {
            spec.settings.fileParallelism = 16;
            spec.settings.concurrency = 16;
        }
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.result.filesDone == 16, qPrintable(run.why()));
        QCOMPARE(run.result.bytesMoved, 64 * MiB - 120);
        for (int i = 0; i < 16; ++i)
            QCOMPARE(sha256OfFile(endpoint.target() + u"/%1"_s.arg(i)), sums[i]);
        QCOMPARE(int(filesBelow(endpoint.target()).size()), 16);
        if (connections > 0)
            QVERIFY(endpoint.server().counters().peakRequests <= connections + 1); // and a listing
    }

    void aMemoryLimitBelowOneChunkIsRefused()
    {
        TestEndpoint endpoint;
        DownloadSpec spec = endpoint.prefixSpec({});
        spec.settings.memoryLimit = 100 * KiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QCOMPARE(run.result.error->kind, ErrorKind::Config);
    }

    void anEngineThatIsNeverStartedOrLeftAlone()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(MiB));
        {
            DownloadEngine never(endpoint.spec({u"object"_s}));
            never.cancel();
        }
        for (int i = 0; i < 5; ++i) {
            DownloadEngine engine(endpoint.spec({u"object"_s}));
            engine.start();
            engine.start(); // the second call changes nothing
            // Destroyed in whatever it is doing by now.
            if (i > 2)
                QTest::qWait(i);
        }
        QVERIFY(endpoint.isRunning());
    }
};

QTEST_GUILESS_MAIN(TestDownloadEngine)
#include "tst_downloadengine.moc"
