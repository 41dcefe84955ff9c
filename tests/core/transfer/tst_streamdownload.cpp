// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads whose bytes leave in order instead of going to a file.
#include "support/enginerun.h"
#include "support/streamreader.h"
#include "support/testendpoint.h"

#include <QSemaphore>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestStreamDownload : public QObject
{
    Q_OBJECT

    std::unique_ptr<TestEndpoint> m_endpoint;

    DownloadSpec streamed(const QStringList &keys)
    {
        DownloadSpec spec = m_endpoint->spec(keys);
        spec.targetFolder.clear();
        spec.stream = std::make_shared<OrderedStream>();
        return spec;
    }
    static FaultRule rule(FaultAction action, const QString &key, qint64 rangeStart = -1)
    {
        FaultRule r;
        r.method = u"GET"_s;
        r.operation = u"GetObject"_s;
        r.key = key;
        r.rangeStart = rangeStart;
        r.action = action;
        return r;
    }

private slots:
    void initTestCase()
    {
        m_endpoint = std::make_unique<TestEndpoint>([](ServerOptions &options) { options.etagMode = EtagMode::Md5; });
        QVERIFY(m_endpoint->isRunning());
    }
    void cleanup() { m_endpoint->setRules({}); }

    void sizes_data()
    {
        QTest::addColumn<ByteCount>("size");
        QTest::newRow("empty") << ByteCount(0);
        QTest::newRow("a byte") << ByteCount(1);
        QTest::newRow("a part") << 8 * MiB;
        QTest::newRow("a part and a byte") << 8 * MiB + 1;
        QTest::newRow("many parts") << 61 * MiB + 12'345;
    }
    void sizes()
    {
        QFETCH(ByteCount, size);
        const QByteArray bytes = testBytes(size, 3);
        m_endpoint->put(u"object"_s, bytes);
        const DownloadSpec spec = streamed({u"object"_s});
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QVERIFY(reader.bytes == bytes);
        QCOMPARE(run.only().size, size);
    }

    /// What the server can say of an object, and what that makes of a stream.
    void checksums_data()
    {
        QTest::addColumn<ByteCount>("partSize");
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<int>("verifiedBy");
        QTest::newRow("md5 of the whole, in order") << ByteCount(0) << QString() << int(VerifiedBy::Md5Etag);
        QTest::newRow("sha256 of the whole, in order") << ByteCount(0) << u"sha256"_s << int(VerifiedBy::Sha256);
        QTest::newRow("crc of the whole, combined") << ByteCount(0) << u"crc64nvme"_s << int(VerifiedBy::Crc64Nvme);
        QTest::newRow("parts larger than the window takes") << 36 * MiB << u"sha256"_s << int(VerifiedBy::Sha256);
        QTest::newRow("composite") << 7 * MiB << u"sha256"_s << int(VerifiedBy::Sha256);
    }
    void checksums()
    {
        QFETCH(ByteCount, partSize);
        QFETCH(QString, algorithm);
        QFETCH(int, verifiedBy);
        const QByteArray bytes = testBytes(41 * MiB + 7, 5);
        // What is put into the folder has no checksum but the MD5.
        if (algorithm.isEmpty())
            m_endpoint->put(u"stored"_s, bytes);
        else
            QVERIFY(m_endpoint->store(u"stored"_s, bytes, partSize, algorithm));
        const DownloadSpec spec = streamed({u"stored"_s});
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QVERIFY(reader.bytes == bytes);
        QCOMPARE(name(run.only().verifiedBy), name(VerifiedBy(verifiedBy)));
    }

    void damageIsFoundAtTheEnd_data()
    {
        QTest::addColumn<ByteCount>("size");
        QTest::newRow("one GET") << 1 * MiB;
        QTest::newRow("parts, checked in order") << 40 * MiB;
    }
    void damageIsFoundAtTheEnd()
    {
        QFETCH(ByteCount, size);
        const QByteArray bytes = testBytes(size, 6);
        QVERIFY(m_endpoint->store(u"damaged"_s, bytes, 0, u"sha256"_s));
        FaultRule flip = rule(FaultAction::FlipByte, u"damaged"_s, size > 8 * MiB ? 0 : -1);
        flip.bytes = 5;
        m_endpoint->setRules({flip});
        const DownloadSpec spec = streamed({u"damaged"_s});
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Integrity);
        QCOMPARE(reader.bytes.size(), size); // each byte once: no second try behind the first
        QVERIFY(!run.result.cancelled);
    }

    /// Resets in mid-part, answers with errors, and a first part that comes last.
    void faults()
    {
        const QByteArray bytes = testBytes(70 * MiB, 7);
        m_endpoint->put(u"hard"_s, bytes);
        QList<FaultRule> rules;
        for (const ByteCount start : {0 * MiB, 16 * MiB, 40 * MiB}) {
            FaultRule reset = rule(FaultAction::CloseAfter, u"hard"_s, start);
            reset.bytes = 3 * MiB + 17;
            rules += reset;
        }
        FaultRule busy = rule(FaultAction::Status, u"hard"_s, 8 * MiB);
        busy.httpStatus = 500;
        busy.times = 2;
        rules += busy;
        FaultRule head = rule(FaultAction::StallAfter, u"hard"_s, 3 * MiB + 17); // the first part's second try
        head.bytes = 100;
        rules += head;
        m_endpoint->setRules(rules);
        DownloadSpec spec = streamed({u"hard"_s});
        spec.settings.stallTimeout = std::chrono::seconds(2);
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QVERIFY(reader.bytes == bytes);
        QVERIFY(run.only().retries >= 5);
    }

    /// A reader that takes its time holds the download back rather than filling the memory.
    void aSlowReaderHoldsTheDownloadBack()
    {
        const QByteArray bytes = testBytes(80 * MiB, 8);
        m_endpoint->put(u"slow"_s, bytes);
        DownloadSpec spec = streamed({u"slow"_s});
        spec.settings.memoryLimit = 48 * MiB;
        QSemaphore go;
        StreamReader reader(spec.stream, [&go](ByteCount total) {
            if (total == MiB)
                go.acquire();
        });
        EngineRun run(spec);
        ByteCount moved = -1;
        int still = 0;
        run.onProgress = [&](const Snapshot &now) {
            still = now.bytesMoved > 0 && now.bytesMoved == moved ? still + 1 : 0;
            moved = now.bytesMoved;
            if (still == 10) { // for a second nothing came: the window is full
                QVERIFY2(moved <= 48 * MiB, qPrintable(QString::number(moved)));
                QVERIFY(moved >= 8 * MiB);
                go.release();
            }
        };
        VERIFY_RUN(run);
        reader.wait();
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QVERIFY(reader.bytes == bytes);
    }

    void anObjectThatChangesEndsTheStream()
    {
        const QByteArray bytes = testBytes(40 * MiB, 9);
        m_endpoint->put(u"changing"_s, bytes);
        m_endpoint->setRules({rule(FaultAction::ChangeEtag, u"changing"_s, 24 * MiB)});
        const DownloadSpec spec = streamed({u"changing"_s});
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->cause, ErrorCause::ObjectChanged);
        QVERIFY(bytes.startsWith(reader.bytes));
        QVERIFY(reader.bytes.size() <= 24 * MiB);
    }

    void manyObjectsInListOrder()
    {
        QByteArray all;
        for (int i = 0; i < 300; ++i) {
            const QByteArray bytes = testBytes(i % 50 == 0 ? 17 * MiB : i * 97, quint64(i));
            m_endpoint->put(u"many/%1"_s.arg(i, 4, 10, QChar(u'0')), bytes);
            all += bytes;
        }
        DownloadSpec spec = m_endpoint->prefixSpec(u"many/"_s);
        spec.targetFolder.clear();
        spec.stream = std::make_shared<OrderedStream>();
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QCOMPARE(run.result.filesDone, 300);
        QVERIFY(reader.bytes == all);
    }

    void theFirstFailureEndsTheRun()
    {
        for (int i = 0; i < 60; ++i)
            m_endpoint->put(u"some/%1"_s.arg(i, 4, 10, QChar(u'0')), QByteArray::number(i) + '\n');
        m_endpoint->setRules({[] {
            FaultRule denied = rule(FaultAction::Status, u"some/0010"_s);
            denied.httpStatus = 403;
            denied.times = 0;
            return denied;
        }()});
        DownloadSpec spec = m_endpoint->prefixSpec(u"some/"_s);
        spec.targetFolder.clear();
        spec.stream = std::make_shared<OrderedStream>();
        StreamReader reader(spec.stream);
        EngineRun run(spec);
        VERIFY_RUN(run);
        reader.wait();
        QCOMPARE(run.result.filesFailed, 1);
        QVERIFY(!run.result.cancelled);
        QVERIFY(QByteArray("0\n1\n2\n3\n4\n5\n6\n7\n8\n9\n").startsWith(reader.bytes)); // nothing of what follows the gap
    }

    /// Cancelled while nobody reads.
    void cancelDoesNotWaitForTheReader()
    {
        m_endpoint->put(u"big"_s, testBytes(200 * MiB, 11));
        const DownloadSpec spec = streamed({u"big"_s});
        EngineRun run(spec);
        run.onProgress = [&run](const Snapshot &now) {
            if (now.bytesMoved > 16 * MiB)
                run.cancel();
        };
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Cancelled);
        QCOMPARE(spec.stream->next().state, OrderedStream::Chunk::State::End);
    }
};

QTEST_GUILESS_MAIN(TestStreamDownload)
#include "tst_streamdownload.moc"
