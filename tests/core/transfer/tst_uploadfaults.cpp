// SPDX-License-Identifier: GPL-3.0-or-later
// Uploads when things go wrong: retries, refusals, damage, cancels, and going on afterwards.
#include "s3/multipartreplies.h"
#include "s3/s3client.h"
#include "support/enginerun.h"
#include "support/rawserver.h"
#include "support/testendpoint.h"

#include <QDir>
#include <QFile>
#include <QTest>
#include <QTimer>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestUploadFaults : public QObject
{
    Q_OBJECT
private:
    static UploadSpec specFor(const TestEndpoint &endpoint, const QByteArray &bytes)
    {
        const QString path = endpoint.scratch() + u"/source.bin"_s;
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write the source");
        UploadSpec spec;
        spec.connection = endpoint.connection();
        spec.bucket = endpoint.bucket();
        spec.paths = QStringList{path};
        spec.key = u"object"_s;
        spec.stateFolder = endpoint.scratch() + u"/state"_s;
        spec.settings.partSize = 5 * MiB;
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
        if (!answer || !*answer)
            return -1;
        const auto page = parseListMultipartUploads((*answer)->body);
        return page ? page->uploads.size() : -1;
    }
    static FaultRule rule(FaultAction action, const QString &operation, int nth = 1, int times = 1)
    {
        FaultRule r;
        r.operation = operation;
        r.action = action;
        r.nth = nth;
        r.times = times;
        return r;
    }

private slots:
    void recovers_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("action");
        QTest::addColumn<int>("times");
        for (const QString &operation : {u"PutObject"_s, u"UploadPart"_s}) {
            QTest::addRow("503 %s", qPrintable(operation)) << operation << int(FaultAction::Status) << 2;
            QTest::addRow("closed %s", qPrintable(operation)) << operation << int(FaultAction::CloseBefore) << 2;
            QTest::addRow("flipped byte %s", qPrintable(operation)) << operation << int(FaultAction::FlipByte) << 1;
            QTest::addRow("no ETag %s", qPrintable(operation)) << operation << int(FaultAction::OmitEtag) << 1;
        }
        QTest::addRow("503 create") << u"CreateMultipartUpload"_s << int(FaultAction::Status) << 1;
        QTest::addRow("503 complete") << u"CompleteMultipartUpload"_s << int(FaultAction::Status) << 1;
        QTest::addRow("error in 200") << u"CompleteMultipartUpload"_s << int(FaultAction::ErrorIn200) << 1;
    }

    void recovers()
    {
        QFETCH(QString, operation);
        QFETCH(int, action);
        QFETCH(int, times);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(operation == u"PutObject" ? 300'000 : 22 * MiB);
        FaultRule fault = rule(FaultAction(action), operation, 1, times);
        fault.bytes = 1234;
        endpoint.setRules({fault});
        EngineRun run(specFor(endpoint, bytes));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(endpoint.server().counters().faults, times);
        QCOMPARE(run.only().verifiedBy, VerifiedBy::Crc64Nvme);
        if (operation == u"PutObject" || operation == u"UploadPart")
            QVERIFY(run.only().retries >= 1);
    }

    /// Damage that never ends is a failure, and nothing is left behind.
    void damagedForGood()
    {
        TestEndpoint endpoint;
        FaultRule fault = rule(FaultAction::FlipByte, u"UploadPart"_s, 1, 0);
        fault.partNumber = 2;
        fault.bytes = 100'000; // beyond the end of the answer, which the rule would damage as well
        endpoint.setRules({fault});
        EngineRun run(specFor(endpoint, testBytes(22 * MiB)));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Integrity);
        QVERIFY(!QFile::exists(endpoint.bucketFolder() + u"/object"_s));
        QCOMPARE(unfinishedUploads(endpoint), 0);
        QCOMPARE(filesBelow(run.only().path.isEmpty() ? QString() : endpoint.scratch() + u"/state"_s), QStringList());
    }

    /// The ETag is compared where no checksum is sent.
    void wrongEtag()
    {
        TestEndpoint endpoint;
        endpoint.setRules({rule(FaultAction::ChangeEtag, u"UploadPart"_s, 1, 1)});
        UploadSpec spec = specFor(endpoint, testBytes(22 * MiB));
        spec.checksum.mode = UploadChecksum::Mode::None;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().verifiedBy, VerifiedBy::MultipartEtag);
    }

    void completedButNotHeardOf_data()
    {
        QTest::addColumn<bool>("replaced");
        QTest::addColumn<int>("mode");
        for (const auto mode : {UploadChecksum::Mode::Auto, UploadChecksum::Mode::None}) {
            QTest::addRow("still there, %d", int(mode)) << false << int(mode);
            QTest::addRow("replaced by another of its size, %d", int(mode)) << true << int(mode);
        }
    }

    /// The process died between the server putting the object together and hearing of it: its journal names an upload that
    /// is gone. What is there is compared, and sent again only if it is something else.
    void completedButNotHeardOf()
    {
        QFETCH(bool, replaced);
        QFETCH(int, mode);
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.latency = std::chrono::milliseconds(60); });
        const QByteArray bytes = testBytes(22 * MiB);
        UploadSpec spec = specFor(endpoint, bytes);
        spec.checksum.mode = UploadChecksum::Mode(mode);
        EngineRun first(spec);
        QString path;
        QByteArray journal;
        first.onProgress = [&](const Snapshot &) {
            for (const QString &name : filesBelow(spec.stateFolder)) {
                if (name.endsWith(u".json"_s)) {
                    path = spec.stateFolder + u'/' + name;
                    journal = fileContents(path);
                }
            }
        };
        VERIFY_RUN(first);
        QCOMPARE(first.only().outcome, FileOutcome::Done);
        QVERIFY(!path.isEmpty() && !QFile::exists(path));
        QFile left(path);
        QVERIFY(left.open(QIODevice::WriteOnly) && left.write(journal) == journal.size());
        left.close();
        if (replaced)
            QVERIFY(endpoint.store(u"object"_s, testBytes(22 * MiB, 9), 5 * MiB, u"crc64nvme"_s));
        EngineRun second(spec);
        VERIFY_RUN(second);
        QVERIFY2(second.only().outcome == FileOutcome::Done, qPrintable(second.why()));
        QCOMPARE(second.only().bytesMoved, replaced ? ByteCount(bytes.size()) : ByteCount(0));
        QCOMPARE(second.only().verifiedBy, first.only().verifiedBy);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(spec.stateFolder), QStringList());
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("kind");
        QTest::addRow("no access to create") << u"CreateMultipartUpload"_s << 403 << u"AccessDenied"_s
                                             << int(ErrorKind::Auth);
        QTest::addRow("no access to a part") << u"UploadPart"_s << 403 << u"AccessDenied"_s << int(ErrorKind::Auth);
        QTest::addRow("too small") << u"CompleteMultipartUpload"_s << 400 << u"EntityTooSmall"_s
                                   << int(ErrorKind::Protocol);
    }

    void refusals()
    {
        QFETCH(QString, operation);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(int, kind);
        TestEndpoint endpoint;
        FaultRule fault = rule(FaultAction::Status, operation, 1, 0);
        fault.httpStatus = status;
        fault.s3Code = code;
        endpoint.setRules({fault});
        EngineRun run(specFor(endpoint, testBytes(22 * MiB)));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(name(run.only().error->kind), name(ErrorKind(kind)));
        QCOMPARE(run.only().error->s3Code, code);
        QCOMPARE(unfinishedUploads(endpoint), 0);
        if (code == u"EntityTooSmall")
            QVERIFY(run.only().error->message.contains(u"larger parts"_s));
    }

    /// A server that knows no checksums: they are left out, and the ETags are compared.
    void checksumsRefused_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<qint64>("size");
        QTest::addRow("create") << u"CreateMultipartUpload"_s << 22 * MiB;
        QTest::addRow("put") << u"PutObject"_s << 1000LL;
    }

    void checksumsRefused()
    {
        QFETCH(QString, operation);
        QFETCH(qint64, size);
        TestEndpoint endpoint;
        FaultRule fault = rule(FaultAction::Status, operation, 1, 1);
        fault.httpStatus = 501;
        fault.s3Code = u"NotImplemented"_s;
        endpoint.setRules({fault});
        const QByteArray bytes = testBytes(size);
        EngineRun run(specFor(endpoint, bytes));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().verifiedBy, size > MiB ? VerifiedBy::MultipartEtag : VerifiedBy::Md5Etag);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
    }

    void cancelAborts()
    {
        TestEndpoint endpoint;
        // No part is answered at once, so that the cancel comes in the middle whatever the machine's speed.
        FaultOptions slow;
        slow.latency = std::chrono::milliseconds(1500);
        endpoint.server().setFaults(slow);
        EngineRun run(specFor(endpoint, testBytes(22 * MiB)));
        run.onProgress = [&run](const Snapshot &s) {
            if (s.bytesDone > 0)
                run.cancel();
        };
        VERIFY_RUN(run);
        QVERIFY(run.result.cancelled);
        QCOMPARE(run.only().outcome, FileOutcome::Cancelled);
        QCOMPARE(unfinishedUploads(endpoint), 0);
        QVERIFY(!QFile::exists(endpoint.bucketFolder() + u"/object"_s));
        QCOMPARE(filesBelow(endpoint.scratch() + u"/state"_s), QStringList());
    }

    /// A run that failed in part 4 leaves parts, and the next sends only what is missing.
    void resumes()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(22 * MiB);
        UploadSpec spec = specFor(endpoint, bytes);
        spec.keepPartial = true;
        spec.settings.concurrency = 1;
        FaultRule fault = rule(FaultAction::Status, u"UploadPart"_s, 1, 0);
        fault.partNumber = 4;
        fault.httpStatus = 403;
        endpoint.setRules({fault});
        EngineRun first(spec);
        VERIFY_RUN(first);
        QCOMPARE(first.only().outcome, FileOutcome::Failed);
        QCOMPARE(unfinishedUploads(endpoint), 1);
        QCOMPARE(int(filesBelow(spec.stateFolder).size()), 1);
        endpoint.setRules({});
        EngineRun second(spec);
        VERIFY_RUN(second);
        QVERIFY2(second.only().outcome == FileOutcome::Done, qPrintable(second.why()));
        QCOMPARE(second.only().bytesResumed, 15 * MiB);
        QCOMPARE(second.only().bytesMoved, 7 * MiB);
        QCOMPARE(second.only().verifiedBy, VerifiedBy::Crc64Nvme);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(unfinishedUploads(endpoint), 0);
        QCOMPARE(filesBelow(spec.stateFolder), QStringList());
    }

    /// A part that the last run sent and never compared is not taken on trust.
    void resumeComparesParts()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(22 * MiB);
        UploadSpec spec = specFor(endpoint, bytes);
        spec.keepPartial = true;
        spec.settings.concurrency = 1;
        spec.settings.validate = false;
        spec.checksum.mode = UploadChecksum::Mode::None;
        FaultRule damage = rule(FaultAction::FlipByte, u"UploadPart"_s);
        damage.partNumber = 2;
        damage.bytes = 1234;
        FaultRule fault = rule(FaultAction::Status, u"UploadPart"_s, 1, 0);
        fault.partNumber = 4;
        fault.httpStatus = 403;
        endpoint.setRules({damage, fault});
        EngineRun first(spec);
        VERIFY_RUN(first);
        QCOMPARE(first.only().outcome, FileOutcome::Failed);
        endpoint.setRules({});
        spec.settings.validate = true;
        EngineRun second(spec);
        VERIFY_RUN(second);
        QVERIFY2(second.only().outcome == FileOutcome::Done, qPrintable(second.why()));
        QCOMPARE(second.only().bytesResumed, 10 * MiB);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
    }

    /// The source changed between two runs, or the upload is gone: the next run starts over and says so.
    void startsOver_data()
    {
        QTest::addColumn<QString>("why");
        for (const char *why : {"file changed", "upload gone", "small now", "as asked", "impossible parts"})
            QTest::addRow("%s", why) << QString::fromLatin1(why);
    }

    void startsOver()
    {
        QFETCH(QString, why);
        TestEndpoint endpoint;
        QByteArray bytes = testBytes(22 * MiB);
        UploadSpec spec = specFor(endpoint, bytes);
        spec.keepPartial = true;
        spec.settings.concurrency = 1;
        FaultRule fault = rule(FaultAction::Status, u"UploadPart"_s, 1, 0);
        fault.partNumber = 4;
        fault.httpStatus = 403;
        endpoint.setRules({fault});
        EngineRun first(spec);
        VERIFY_RUN(first);
        QCOMPARE(unfinishedUploads(endpoint), 1);
        endpoint.setRules({});
        if (why == u"file changed" || why == u"small now") {
            bytes = testBytes(why == u"small now" ? 1000 : 23 * MiB, 9);
            specFor(endpoint, bytes);
        } else if (why == u"as asked") {
            spec.resume = false;
        } else if (why == u"impossible parts") { // more of them than an upload can have
            const QString path = spec.stateFolder + u'/' + filesBelow(spec.stateFolder).value(0);
            QByteArray text = fileContents(path);
            text.replace("\"part_size\": 5242880", "\"part_size\": 1");
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
            spec.settings.partSize.reset();
        } else {
            FaultRule gone = rule(FaultAction::Status, u"ListParts"_s);
            gone.httpStatus = 404;
            gone.s3Code = u"NoSuchUpload"_s;
            endpoint.setRules({gone});
        }
        EngineRun second(spec);
        VERIFY_RUN(second);
        QVERIFY2(second.only().outcome == FileOutcome::Done, qPrintable(second.why()));
        QVERIFY(second.only().note.contains(u"started over"_s));
        QCOMPARE(second.only().bytesResumed, 0);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
        if (why != u"upload gone")
            QCOMPARE(unfinishedUploads(endpoint), 0);
        QCOMPARE(filesBelow(spec.stateFolder), QStringList());
    }

    void sourceChangesMeanwhile()
    {
        TestEndpoint endpoint;
        UploadSpec spec = specFor(endpoint, testBytes(22 * MiB));
        const QString path = spec.paths.first();
        FaultRule hang = rule(FaultAction::Status, u"UploadPart"_s, 1, 2);
        hang.partNumber = 5;
        hang.retryAfterSeconds = 1; // holds the last part back while the file grows
        endpoint.setRules({hang});
        EngineRun run(spec);
        bool grown = false;
        run.onProgress = [&](const Snapshot &s) {
            if (grown || s.bytesDone < 10 * MiB)
                return;
            QFile file(path);
            grown = file.open(QIODevice::Append) && file.write("more") == 4;
        };
        VERIFY_RUN(run);
        QVERIFY(grown);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(name(run.only().error->kind), name(ErrorKind::Conflict));
        QVERIFY(!QFile::exists(endpoint.bucketFolder() + u"/object"_s));
        QCOMPARE(unfinishedUploads(endpoint), 0);
    }

    /// The object was put together, but the answer was lost: the next try finds no upload, and the object itself tells.
    void completionAnswerLost()
    {
        TestEndpoint endpoint;
        endpoint.setRules({rule(FaultAction::CloseAfter, u"CompleteMultipartUpload"_s)});
        const QByteArray bytes = testBytes(22 * MiB);
        EngineRun run(specFor(endpoint, bytes));
        VERIFY_RUN(run);
        QCOMPARE(endpoint.server().counters().faults, 1);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().verifiedBy, VerifiedBy::MultipartEtag);
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/object"_s), sha256Of(bytes));
        QCOMPARE(filesBelow(endpoint.scratch() + u"/state"_s), QStringList());
    }

    /// What the system has taken in is not there yet: a line that needs minutes for it has not stalled.
    void slowButSteady()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const int window = 32 * KiB; // accepted connections have it too
        ::setsockopt(int(server.socketDescriptor()), SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
        const QByteArray bytes = testBytes(8 * MiB);
        QByteArray taken;
        QTimer clock;
        clock.setInterval(20);
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            socket->setReadBufferSize(32 * KiB);
            connect(&clock, &QTimer::timeout, socket, [&, socket] {
                taken += socket->read(32 * KiB);
                if (taken.endsWith(bytes.right(100)) && clock.isActive()) {
                    clock.stop();
                    socket->write("HTTP/1.1 200 OK\r\nETag: \"" + Checksum::of(ChecksumAlgorithm::Md5, bytes).toHex()
                                  + "\"\r\nContent-Length: 0\r\n\r\n");
                }
            });
            clock.start();
        });
        TestEndpoint endpoint;
        UploadSpec spec = specFor(endpoint, bytes);
        spec.connection.endpoint.setPort(server.serverPort());
        spec.settings.stallTimeout = std::chrono::seconds(2); // of some five that it takes
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().retries, 0);
        QVERIFY(taken.endsWith(bytes));
    }

    /// A refusal that does not come to an end is read as far as it helps.
    void refusedWithoutEnd()
    {
        RawServer server([](QTcpSocket *s, const auto &) {
            s->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000000\r\n\r\n" + QByteArray(1'000'000, 'x'));
        });
        TestEndpoint endpoint;
        UploadSpec spec = specFor(endpoint, testBytes(100'000));
        spec.connection.endpoint.setPort(server.serverPort());
        for (const auto kind : {TransportKind::Builtin, TransportKind::Curl, TransportKind::Qt}) {
            spec.settings.transport = kind;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QCOMPARE(run.only().outcome, FileOutcome::Failed);
            QCOMPARE(name(run.only().error->kind), name(ErrorKind::Auth));
            QCOMPARE(run.only().retries, 0);
        }
    }

    void stalledServer()
    {
        TestEndpoint endpoint;
        FaultOptions slow;
        slow.latency = std::chrono::seconds(20);
        endpoint.server().setFaults(slow);
        UploadSpec spec = specFor(endpoint, testBytes(100'000));
        spec.settings.stallTimeout = std::chrono::milliseconds(400);
        spec.settings.maxAttempts = 2;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(name(run.only().error->kind), name(ErrorKind::Timeout));
        QCOMPARE(run.only().retries, 1);
    }
};

QTEST_GUILESS_MAIN(TestUploadFaults)
#include "tst_uploadfaults.moc"
