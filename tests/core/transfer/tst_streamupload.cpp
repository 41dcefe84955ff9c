// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads of streams whose length nobody knows.
#include "io/bytefeed.h"
#include "s3/multipartreplies.h"
#include "s3/s3client.h"
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/uploadlayout.h"

#include <QTest>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// A pipe with a process's worth of bytes written into it by a thread, in uneven pieces.
class Producer
{
public:
    explicit Producer(QByteArray bytes, bool closes = true) : m_closes(closes)
    {
        if (::pipe2(m_ends, O_CLOEXEC) != 0)
            qFatal("no pipe");
        m_thread = std::thread([this, bytes = std::move(bytes)] {
            const char *data = bytes.constData();
            ByteCount left = bytes.size(), piece = 1;
            while (left > 0) {
                const ssize_t n = ::write(m_ends[1], data, size_t(std::min(left, piece)));
                if (n <= 0)
                    break; // the reader has gone
                data += n;
                left -= n;
                piece = piece * 7 % 99'991 + 1;
            }
            if (m_closes)
                ::close(m_ends[1]);
        });
    }
    ~Producer()
    {
        ::close(m_ends[0]);
        m_thread.join();
        if (!m_closes)
            ::close(m_ends[1]);
    }
    int fd() const { return m_ends[0]; }

private:
    const bool m_closes;
    int m_ends[2];
    std::thread m_thread;
};

/// Gives so many bytes, then fails as a broken disk does.
class FailingFeed final : public ByteFeed
{
public:
    explicit FailingFeed(ByteCount good) : m_left(good) {}
    void read(char *data, ByteCount size, Done done) override
    {
        if (size > m_left) {
            done(fail(localError(EIO, u"read"_s, u"standard input"_s)));
            return;
        }
        std::memset(data, 'x', size_t(size));
        m_left -= size;
        done(size);
    }
    void cancel() override {}

private:
    ByteCount m_left;
};

} // namespace

class TestStreamUpload : public QObject
{
    Q_OBJECT

    static UploadSpec specFor(const TestEndpoint &endpoint, std::shared_ptr<ByteFeed> feed)
    {
        UploadSpec spec;
        spec.connection = endpoint.connection();
        spec.bucket = endpoint.bucket();
        spec.key = u"dir/stream.txt"_s;
        spec.feed = std::move(feed);
        spec.stateFolder = endpoint.scratch() + u"/state"_s;
        return spec;
    }
    static qsizetype unfinishedUploads(const TestEndpoint &endpoint)
    {
        auto session = std::make_shared<S3Session>(endpoint.connection());
        S3Client client(session, *session->transportOptions());
        S3Request request;
        request.bucket = endpoint.bucket();
        request.query.emplaceBack("uploads", "");
        std::optional<Result<S3Response>> answer;
        client.send(request, [&answer](const Result<S3Response> &r) { answer = r; });
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000);
        const auto page = answer && *answer ? parseListMultipartUploads((*answer)->body) : fail(Error::cancelled());
        return page ? page->uploads.size() : -1;
    }
    static bool nothingStored(const TestEndpoint &endpoint)
    {
        return unfinishedUploads(endpoint) == 0 && !QFile::exists(endpoint.bucketFolder() + u"/dir/stream.txt"_s);
    }

private slots:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void sizes_data()
    {
        QTest::addColumn<ByteCount>("size");
        QTest::addColumn<ByteCount>("partSize");
        QTest::addColumn<ByteCount>("threshold");
        QTest::addColumn<int>("parts");
        QTest::newRow("empty") << ByteCount(0) << ByteCount(0) << 16 * MiB << 1;
        QTest::newRow("a byte") << ByteCount(1) << ByteCount(0) << 16 * MiB << 1;
        QTest::newRow("just below the threshold") << 16 * MiB - 1 << ByteCount(0) << 16 * MiB << 1;
        QTest::newRow("the threshold") << 16 * MiB << ByteCount(0) << 16 * MiB << 1;
        QTest::newRow("a byte more") << 16 * MiB + 1 << ByteCount(0) << 16 * MiB << 2;
        QTest::newRow("many parts") << 150 * MiB + 77 << ByteCount(0) << 16 * MiB << 10;
        QTest::newRow("small parts, above the threshold") << 23 * MiB << 5 * MiB << 16 * MiB << 5;
        QTest::newRow("small parts, below the threshold") << 15 * MiB << 5 * MiB << 16 * MiB << 1;
        QTest::newRow("small parts, exactly the first read") << 20 * MiB << 5 * MiB << 16 * MiB << 4;
        QTest::newRow("a threshold beyond memory") << 60 * MiB << 16 * MiB << 5 * GiB << 4;
    }
    void sizes()
    {
        QFETCH(ByteCount, size);
        QFETCH(ByteCount, partSize);
        QFETCH(ByteCount, threshold);
        QFETCH(int, parts);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(size, 3);
        Producer producer(bytes);
        UploadSpec spec = specFor(endpoint, std::make_shared<FdFeed>(producer.fd(), u"a pipe"_s));
        spec.multipartThreshold = threshold;
        if (partSize)
            spec.settings.partSize = partSize;
        spec.settings.memoryLimit = 96 * MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        const FileResult file = run.only();
        QVERIFY2(file.outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/dir/stream.txt"_s), sha256Of(bytes));
        QCOMPARE(file.size, size);
        QCOMPARE(file.bytesMoved, size);
        QCOMPARE(file.parts, parts);
        QCOMPARE(file.verifiedBy, VerifiedBy::Crc64Nvme);
        QCOMPARE(file.checksum, Checksum::of(ChecksumAlgorithm::Crc64Nvme, bytes).toBase64());
        QCOMPARE(run.result.bytesDone, size);
    }

    void recovers_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("action");
        QTest::newRow("503 create") << u"CreateMultipartUpload"_s << int(FaultAction::Status);
        QTest::newRow("503 part") << u"UploadPart"_s << int(FaultAction::Status);
        QTest::newRow("closed") << u"UploadPart"_s << int(FaultAction::CloseBefore);
        QTest::newRow("flipped byte") << u"UploadPart"_s << int(FaultAction::FlipByte);
        QTest::newRow("error in 200") << u"CompleteMultipartUpload"_s << int(FaultAction::ErrorIn200);
    }
    void recovers()
    {
        QFETCH(QString, operation);
        QFETCH(int, action);
        TestEndpoint endpoint;
        FaultRule rule;
        rule.operation = operation;
        rule.action = FaultAction(action);
        rule.bytes = 1234; // beyond the end of the answer, which the rule would damage as well
        endpoint.setRules({rule});
        const QByteArray bytes = testBytes(70 * MiB, 4);
        Producer producer(bytes);
        EngineRun run(specFor(endpoint, std::make_shared<FdFeed>(producer.fd(), u"a pipe"_s)));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(endpoint.server().counters().faults, 1);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/dir/stream.txt"_s), sha256Of(bytes));
    }

    /// Ctrl-C reaches the producer as well, and its end must not pass for that of the stream.
    void endOfAnInterruptedProducer_data()
    {
        QTest::addColumn<ByteCount>("size");
        QTest::newRow("one request") << 1 * MiB;
        QTest::newRow("parts") << 40 * MiB;
    }
    void endOfAnInterruptedProducer()
    {
        QFETCH(ByteCount, size);
        TestEndpoint endpoint;
        Producer producer(testBytes(size));
        EngineRun run(specFor(endpoint, std::make_shared<FdFeed>(producer.fd(), u"a pipe"_s, [] { return true; })));
        VERIFY_RUN(run);
        QVERIFY(run.only().outcome != FileOutcome::Done);
        QVERIFY(!QFile::exists(endpoint.bucketFolder() + u"/dir/stream.txt"_s));
    }

    void expectedSize_data()
    {
        QTest::addColumn<ByteCount>("size");
        QTest::addColumn<ByteCount>("expected");
        QTest::addColumn<bool>("good");
        for (const ByteCount size : {1 * MiB, 40 * MiB}) {
            QTest::addRow("%lld, right", size) << size << size << true;
            QTest::addRow("%lld, too short", size) << size << size + 1 << false;
            QTest::addRow("%lld, too long", size) << size << size - 1 << false;
        }
    }
    void expectedSize()
    {
        QFETCH(ByteCount, size);
        QFETCH(ByteCount, expected);
        QFETCH(bool, good);
        TestEndpoint endpoint;
        Producer producer(testBytes(size));
        UploadSpec spec = specFor(endpoint, std::make_shared<FdFeed>(producer.fd(), u"a pipe"_s));
        spec.expectedSize = expected;
        EngineRun run(spec);
        VERIFY_RUN(run);
        if (good) {
            QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
            return;
        }
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->cause, ErrorCause::SizeMismatch);
        QVERIFY(nothingStored(endpoint));
    }

    /// A read error is no end.
    void aReadErrorAborts_data()
    {
        QTest::addColumn<ByteCount>("good");
        QTest::newRow("at once") << ByteCount(0);
        QTest::newRow("between parts") << 48 * MiB;
    }
    void aReadErrorAborts()
    {
        QFETCH(ByteCount, good);
        TestEndpoint endpoint;
        EngineRun run(specFor(endpoint, std::make_shared<FailingFeed>(good)));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::LocalFile);
        QVERIFY(nothingStored(endpoint));
    }

    void aRefusalAborts()
    {
        TestEndpoint endpoint;
        FaultRule denied;
        denied.operation = u"UploadPart"_s;
        denied.httpStatus = 403;
        denied.nth = 3;
        denied.times = 0;
        endpoint.setRules({denied});
        Producer producer(testBytes(200 * MiB));
        EngineRun run(specFor(endpoint, std::make_shared<FdFeed>(producer.fd(), u"a pipe"_s)));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Auth);
        QVERIFY(nothingStored(endpoint));
    }

    /// While the producer keeps the pipe open and gives nothing.
    void cancelDoesNotWaitForTheProducer()
    {
        TestEndpoint endpoint;
        Producer producer(testBytes(40 * MiB), false);
        EngineRun run(specFor(endpoint, std::make_shared<FdFeed>(producer.fd(), u"a pipe"_s)));
        run.onProgress = [&run](const Snapshot &now) {
            if (now.bytesMoved >= 32 * MiB)
                run.cancel();
        };
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Cancelled);
        QVERIFY(nothingStored(endpoint));
    }

    void partsReachFarEnough()
    {
        for (const ByteCount first : {8 * MiB, 16 * MiB, 64 * MiB}) {
            UploadSpec spec;
            spec.settings.partSize = first;
            ByteCount total = 0;
            for (int i = 0; i < mostUploadParts; ++i) {
                const ByteCount part = feedPartSize(i, spec);
                QVERIFY(part >= smallestPart && part <= largestPart);
                total += part;
            }
            QVERIFY(total >= (first < 16 * MiB ? 3 : 5) * 1024 * GiB);
        }
        UploadSpec known;
        known.expectedSize = 5 * 1024 * GiB;
        QVERIFY(feedPartSize(0, known) * mostUploadParts >= *known.expectedSize);
        QVERIFY(feedPartSize(0, known) <= 525 * MiB);
        QCOMPARE(feedPartSize(0, known), feedPartSize(9'999, known));
        known.expectedSize = largestObject;
        QCOMPARE(feedPartSize(0, known), largestPart);
    }

    void readsAheadByMemory()
    {
        const UploadSpec spec;
        QCOMPARE(feedAhead(0, spec), 5);                        // 80 MiB
        QCOMPARE(feedAhead(3500, spec), 2);                     // parts of 64 MiB
        UploadSpec wide;
        wide.settings.concurrency = 8;
        wide.settings.memoryLimit = 1 * GiB;
        QCOMPARE(feedAhead(0, wide), 9);
    }
};

QTEST_GUILESS_MAIN(TestStreamUpload)
#include "tst_streamupload.moc"
