// SPDX-License-Identifier: GPL-3.0-or-later
// What an upload stores, when nothing goes wrong.
#include "s3/s3client.h"
#include "support/enginerun.h"
#include "support/testendpoint.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestUploadEngine : public QObject
{
    Q_OBJECT
private:
    static void writeFile(const QString &path, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    static UploadSpec specFor(const TestEndpoint &endpoint, const QStringList &paths, const QString &key)
    {
        UploadSpec spec;
        spec.connection = endpoint.connection();
        spec.bucket = endpoint.bucket();
        spec.paths = paths;
        spec.key = key;
        spec.stateFolder = endpoint.scratch() + u"/state"_s;
        return spec;
    }
    static HeaderList headersOf(const TestEndpoint &endpoint, const QString &key)
    {
        auto session = std::make_shared<S3Session>(endpoint.connection());
        S3Client client(session, *session->transportOptions());
        std::optional<Result<ObjectHead>> head;
        client.head(endpoint.bucket(), key, {}, 0, [&head](const Result<ObjectHead> &h) { head = h; });
        (void)QTest::qWaitFor([&head] { return head.has_value(); }, 10'000);
        return head && *head ? (*head)->headers : HeaderList();
    }
    static QByteArray headerOf(const HeaderList &headers, const QByteArray &name)
    {
        for (const auto &[key, value] : headers)
            if (key.toLower() == name)
                return value;
        return {};
    }

private slots:
    void oneFile_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("partSize");
        QTest::addColumn<int>("parts");
        QTest::addRow("empty") << 0LL << 0LL << 1;
        QTest::addRow("1 byte") << 1LL << 0LL << 1;
        QTest::addRow("threshold - 1") << 16 * MiB - 1 << 0LL << 1;
        QTest::addRow("threshold") << 16 * MiB << 0LL << 2;
        QTest::addRow("threshold + 1") << 16 * MiB + 1 << 0LL << 3;
        QTest::addRow("40 MiB, 5 MiB parts") << 40 * MiB << 5 * MiB << 8;
        QTest::addRow("40 MiB - 4095, default parts") << 40 * MiB - 4095 << 0LL << 5;
        QTest::addRow("parts too large for memory") << 70 * MiB + 3 << 33 * MiB << 3;
    }

    void oneFile()
    {
        QFETCH(qint64, size);
        QFETCH(qint64, partSize);
        QFETCH(int, parts);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size);
        const QString path = endpoint.scratch() + u"/source/file.json"_s;
        writeFile(path, bytes);
        UploadSpec spec = specFor(endpoint, {path}, u"dir/object.bin"_s);
        if (partSize) {
            spec.settings.partSize = partSize;
            spec.settings.memoryLimit = 96 * MiB;
        }
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(int(run.files.size()), 1);
        const FileResult file = run.only();
        QVERIFY2(file.outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/dir/object.bin"_s), sha256Of(bytes));
        QCOMPARE(file.key, u"dir/object.bin"_s);
        QCOMPARE(file.path, path);
        QCOMPARE(file.size, size);
        QCOMPARE(file.bytesMoved, size);
        QCOMPARE(file.parts, parts);
        QCOMPARE(file.retries, 0);
        QCOMPARE(file.verifiedBy, VerifiedBy::Crc64Nvme);
        QCOMPARE(file.checksum, Checksum::of(ChecksumAlgorithm::Crc64Nvme, bytes).toBase64());
        QCOMPARE(run.result.bytesDone, size);
        QVERIFY(!run.result.error);
        QCOMPARE(filesBelow(spec.stateFolder), QStringList()); // no journal is left over
    }

    void checksums_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("algorithm");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<int>("verifiedBy");
        using Mode = UploadChecksum::Mode;
        using A = ChecksumAlgorithm;
        for (const qint64 size : {qint64(70'000), 21 * MiB + 1}) {
            const QByteArray many = size > MiB ? " in parts" : "";
            QTest::newRow("crc32" + many) << int(Mode::Fixed) << int(A::Crc32) << size << int(VerifiedBy::Crc32);
            QTest::newRow("crc32c" + many) << int(Mode::Fixed) << int(A::Crc32c) << size << int(VerifiedBy::Crc32c);
            QTest::newRow("crc64nvme" + many) << int(Mode::Fixed) << int(A::Crc64Nvme) << size
                                              << int(VerifiedBy::Crc64Nvme);
            QTest::newRow("sha256" + many) << int(Mode::Fixed) << int(A::Sha256) << size
                                           << int(size > MiB ? VerifiedBy::MultipartEtag : VerifiedBy::Sha256);
            QTest::newRow("none" + many) << int(Mode::None) << int(A::Crc64Nvme) << size
                                         << int(size > MiB ? VerifiedBy::MultipartEtag : VerifiedBy::Md5Etag);
        }
    }

    void checksums()
    {
        QFETCH(int, mode);
        QFETCH(int, algorithm);
        QFETCH(qint64, size);
        QFETCH(int, verifiedBy);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size, 5);
        const QString path = endpoint.scratch() + u"/source/file"_s;
        writeFile(path, bytes);
        UploadSpec spec = specFor(endpoint, {path}, u"object"_s);
        spec.checksum.mode = UploadChecksum::Mode(mode);
        spec.checksum.algorithm = ChecksumAlgorithm(algorithm);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(name(run.only().verifiedBy), name(VerifiedBy(verifiedBy)));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
    }

    void headers_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addRow("one PUT") << 1000LL;
        QTest::addRow("parts") << 17 * MiB;
    }

    void headers()
    {
        QFETCH(qint64, size);
        TestEndpoint endpoint;
        const QString path = endpoint.scratch() + u"/source/page.html"_s;
        writeFile(path, testBytes(size));
        UploadSpec spec = specFor(endpoint, {path}, u"www/"_s);
        spec.metadata = {{"colour", "deep blue"}, {"n", "1"}};
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().key, u"www/page.html"_s);
        const HeaderList headers = headersOf(endpoint, u"www/page.html"_s);
        QCOMPARE(headerOf(headers, "content-type"), QByteArray("text/html"));
        QCOMPARE(headerOf(headers, "x-amz-meta-colour"), QByteArray("deep blue"));
        QCOMPARE(headerOf(headers, "x-amz-meta-n"), QByteArray("1"));
    }

    void tree()
    {
        TestEndpoint endpoint;
        const QString source = endpoint.scratch() + u"/source"_s;
        QHash<QString, QByteArray> files;
        for (int i = 0; i < 200; ++i)
            files.insert(u"d%1/sub %2/f+ä%3.txt"_s.arg(i % 3).arg(i % 7).arg(i), testBytes(i * 331, quint64(i)));
        files.insert(u"big"_s, testBytes(18 * MiB, 7));
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            writeFile(source + u'/' + it.key(), it.value());
        // A link to a file is followed; one back to the top would go round for ever.
        QVERIFY(QFile::link(source + u"/big"_s, source + u"/link"_s));
        files.insert(u"link"_s, files.value(u"big"_s));
        QVERIFY(QFile::link(source, source + u"/d1/loop"_s));

        EngineRun run(specFor(endpoint, {source}, u"up"_s));
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, qint64(files.size()));
        QCOMPARE(run.result.filesFailed, 1);
        QCOMPARE(run.file(u"up/d1/loop"_s).error->kind, ErrorKind::LocalFile);
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            QCOMPARE(fileContents(endpoint.bucketFolder() + u"/up/"_s + it.key()), it.value());
    }

    void filterAndDryRun()
    {
        TestEndpoint endpoint;
        const QString source = endpoint.scratch() + u"/source"_s;
        for (const auto &name : {u"a.txt"_s, u"b.tmp"_s, u"x/c.txt"_s, u"x/d.tmp"_s})
            writeFile(source + u'/' + name, "x");
        UploadSpec spec = specFor(endpoint, {source}, {});
        spec.exclude = {u"*.tmp"_s};
        spec.dryRun = true;
        EngineRun dry(spec);
        VERIFY_RUN(dry);
        QCOMPARE(int(dry.files.size()), 2);
        QCOMPARE(dry.only().outcome, FileOutcome::Failed); // only() has none: there are two
        QCOMPARE(dry.file(u"x/c.txt"_s).outcome, FileOutcome::Planned);
        QCOMPARE(filesBelow(endpoint.bucketFolder()), QStringList());
        spec.dryRun = false;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(filesBelow(endpoint.bucketFolder()).filter(u".txt"_s), (QStringList{u"a.txt"_s, u"x/c.txt"_s}));
    }

    void fromMemory()
    {
        TestEndpoint endpoint;
        UploadSpec spec = specFor(endpoint, {}, u"m"_s);
        spec.bytes = testBytes(20 * MiB + 5, 3);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/m"_s), sha256Of(*spec.bytes));
        spec.bytes.reset();
        spec.generated = GeneratedObject{17 * MiB + 1, 42};
        spec.key = u"g"_s;
        EngineRun generated(spec);
        VERIFY_RUN(generated);
        QVERIFY2(generated.only().outcome == FileOutcome::Done, qPrintable(generated.why()));
        QCOMPARE(QFileInfo(endpoint.bucketFolder() + u"/g"_s).size(), 17 * MiB + 1);
    }

    void refusedSettings()
    {
        TestEndpoint endpoint;
        UploadSpec spec = specFor(endpoint, {}, u"m"_s);
        spec.bytes = QByteArray("x");
        spec.settings.partSize = 4 * MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QCOMPARE(run.result.error->kind, ErrorKind::Config);
        QVERIFY(run.result.error->message.contains(u"5 MiB"_s));
        EngineRun missing(specFor(endpoint, {endpoint.scratch() + u"/nothing"_s}, {}));
        VERIFY_RUN(missing);
        QVERIFY(missing.result.error);
    }
};

QTEST_GUILESS_MAIN(TestUploadEngine)
#include "tst_uploadengine.moc"
