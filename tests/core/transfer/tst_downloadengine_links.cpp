// SPDX-License-Identifier: GPL-3.0-or-later
// Presigned and public links: no listing, no HEAD, no S3 to ask again.
#include "s3/s3session.h"
#include "support/enginerun.h"
#include "support/rawserver.h"
#include "support/testendpoint.h"

#include <QFileInfo>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestDownloadEngineLinks : public QObject
{
    Q_OBJECT

    static QString presigned(const Connection &connection, const QString &key, std::chrono::seconds expires)
    {
        const S3Session session(connection);
        S3Signer signer(session);
        S3Request request;
        request.bucket = u"bucket"_s;
        request.key = key;
        return QString::fromUtf8(signer.presign(request, expires));
    }
    /// A run that knows nothing but the link.
    static DownloadSpec link(TestEndpoint &endpoint, const QString &key = u"dir/object.bin"_s)
    {
        DownloadSpec spec;
        spec.connection.region = u"us-east-1"_s;
        spec.connection.caBundle = endpoint.connection().caBundle;
        spec.httpUrl = presigned(endpoint.connection(), key, std::chrono::hours(1));
        spec.targetFolder = endpoint.target();
        return spec;
    }
    static FaultRule rule(FaultAction action, int times)
    {
        FaultRule r;
        r.operation = u"GetObject"_s;
        r.action = action;
        r.times = times;
        return r;
    }

private slots:
    void aPresignedLink_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<bool>("tls");
        for (const bool tls : {false, true})
            for (const qint64 size : {0LL, 1LL, 3 * MiB + 1, 9 * MiB})
                QTest::addRow("%lld %s", size, tls ? "https" : "http") << size << tls;
    }

    void aPresignedLink()
    {
        QFETCH(qint64, size);
        QFETCH(bool, tls);
        TestEndpoint endpoint([tls](ServerOptions &o) { o.tls = tls; });
        const QByteArray bytes = testBytes(size);
        endpoint.put(u"dir/object.bin"_s, bytes);
        DownloadSpec spec = link(endpoint);
        spec.settings.partSize = MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().path, endpoint.target() + u"/object.bin"_s);
        QCOMPARE(fileContents(run.only().path), bytes);
        QCOMPARE(run.only().parts, std::max(1, int((size + MiB - 1) / MiB)));
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object.bin"_s});
        // Where a link is shown or kept, its signature is not.
        for (const QString &text : {run.only().path, run.only().key, run.only().note, run.only().bucket})
            QVERIFY(!text.contains(u"Signature"_s));
    }

    void resumedWithAnotherSignature()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(6 * MiB);
        QVERIFY(endpoint.store(u"dir/object.bin"_s, bytes));
        FaultRule gone = rule(FaultAction::Status, 0);
        gone.httpStatus = 404;
        gone.rangeStart = 4 * MiB;
        endpoint.setRules({gone});
        DownloadSpec spec = link(endpoint);
        spec.settings.partSize = MiB;
        spec.settings.concurrency = 1;
        EngineRun first(spec);
        VERIFY_RUN(first);
        QCOMPARE(first.only().outcome, FileOutcome::Failed);
        const QStringList left = filesBelow(endpoint.target());
        QCOMPARE(int(left.size()), 2);
        for (const QString &file : left)
            QVERIFY(!fileContents(endpoint.target() + u'/' + file).contains("X-Amz-"));
        endpoint.setRules({});
        spec.httpUrl = presigned(endpoint.connection(), u"dir/object.bin"_s, std::chrono::hours(2));
        EngineRun second(spec);
        VERIFY_RUN(second);
        QVERIFY2(second.only().outcome == FileOutcome::Done, qPrintable(second.why()));
        QCOMPARE(second.only().bytesResumed, 4 * MiB);
        QCOMPARE(second.only().bytesMoved, 2 * MiB);
        QCOMPARE(sha256OfFile(second.only().path), sha256Of(bytes));
    }

    void withoutRanges_data()
    {
        QTest::addColumn<bool>("chunked");
        QTest::addRow("with a length") << false;
        QTest::addRow("in chunks") << true;
    }

    void withoutRanges()
    {
        QFETCH(bool, chunked);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB + 5);
        // A web server that serves no ranges, and may not tell a length either.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        int requests = 0;
        connect(&server, &QTcpServer::newConnection, this, [&] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QTcpSocket::readyRead, this, [&, socket] {
                if (!socket->readAll().contains("GET "))
                    return;
                ++requests;
                socket->write("HTTP/1.1 200 OK\r\nETag: W/\"weak\"\r\n");
                if (!chunked) {
                    socket->write("Content-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n" + bytes);
                    return;
                }
                socket->write("Transfer-Encoding: chunked\r\n\r\n");
                for (ByteCount at = 0; at < bytes.size(); at += 100'000) {
                    const QByteArray piece = bytes.mid(at, 100'000);
                    socket->write(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n");
                }
                socket->write("0\r\n\r\n");
            });
        });
        DownloadSpec spec = link(endpoint);
        spec.httpUrl = u"http://127.0.0.1:%1/files/name.iso?token=secret"_s.arg(server.serverPort());
        spec.settings.partSize = MiB;
        for (const bool keep : {true, false}) {
            if (!keep)
                spec.targetFolder.clear();
            EngineRun run(spec);
            VERIFY_RUN(run);
            QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
            QCOMPARE(run.only().parts, 1);
            QCOMPARE(run.only().size, ByteCount(bytes.size()));
            QCOMPARE(run.result.bytesDone, ByteCount(bytes.size()));
            QCOMPARE(run.only().verifiedBy, VerifiedBy::SizeOnly);
            if (keep)
                QCOMPARE(fileContents(endpoint.target() + u"/name.iso"_s), bytes);
        }
        QCOMPARE(requests, 4);
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"name.iso"_s});
    }

    /// Parts of two versions must never be put together, and a weak ETag or a time is all that many web servers tell.
    void replacedBehindAWeakValidator_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<bool>("fails");
        const QByteArray monday = "Last-Modified: Mon, 02 Mar 2026 10:00:00 GMT\r\n";
        const QByteArray tuesday = "Last-Modified: Tue, 03 Mar 2026 10:00:00 GMT\r\n";
        QTest::addRow("weak ETag") << QByteArray("ETag: W/\"1\"\r\n") << QByteArray("ETag: W/\"2\"\r\n") << true;
        QTest::addRow("time") << monday << tuesday << true;
        QTest::addRow("the same weak ETag") << QByteArray("ETag: W/\"1\"\r\n") << QByteArray("ETag: W/\"1\"\r\n") << false;
        QTest::addRow("the same time") << monday << monday << false;
        QTest::addRow("nothing") << QByteArray() << QByteArray() << false;
    }
    void replacedBehindAWeakValidator()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(bool, fails);
        const QByteArray bytes = testBytes(3 * MiB);
        RawServer server([&](QTcpSocket *s, const RawServer::Request &r) {
            if (!r.header("if-match").isEmpty()) { // a weak one never matches
                s->write("HTTP/1.1 412 No\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            QByteArray body;
            const bool last = r.header("range").startsWith("bytes=2097152-");
            const QByteArray head = rangeHead(r, bytes, last ? after : before, &body);
            s->write(head + body);
        });
        TestEndpoint endpoint;
        DownloadSpec spec = link(endpoint);
        spec.httpUrl = QString::fromLatin1(server.url("/file.bin"));
        spec.settings.partSize = MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, fails ? FileOutcome::Failed : FileOutcome::Done);
        if (fails) {
            QCOMPARE(name(run.only().error->cause), name(ErrorCause::ObjectChanged));
            QVERIFY(!QFileInfo::exists(endpoint.target() + u"/file.bin"_s));
        } else {
            QCOMPARE(fileContents(endpoint.target() + u"/file.bin"_s), bytes);
            QCOMPARE(run.only().parts, before.isEmpty() ? 1 : 3); // parts that nothing tells the version of are not asked for
        }
    }

    /// A page made anew for each request has another time each time; in one piece that does no harm.
    void anotherTimeForEachRequest()
    {
        int requests = 0;
        RawServer server([&](QTcpSocket *s, const auto &) {
            s->write("HTTP/1.1 200 OK\r\nLast-Modified: Mon, 02 Mar 2026 10:00:0" + QByteArray::number(++requests)
                     + " GMT\r\nContent-Length: 4\r\n\r\npage");
        });
        TestEndpoint endpoint;
        DownloadSpec spec = link(endpoint);
        spec.httpUrl = QString::fromLatin1(server.url("/page.html"));
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(fileContents(endpoint.target() + u"/page.html"_s), QByteArray("page"));
    }

    void aRefusalWithoutEnd()
    {
        RawServer server([](QTcpSocket *s, const auto &) {
            s->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 1000000000\r\n\r\n" + QByteArray(1'000'000, 'x'));
        });
        TestEndpoint endpoint;
        DownloadSpec spec = link(endpoint);
        spec.httpUrl = QString::fromLatin1(server.url("/file.bin"));
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QCOMPARE(name(run.result.error->kind), name(ErrorKind::Auth));
    }

    /// After a cut such a server sends all of it again: what is here is passed over.
    void withoutRangesCutShort()
    {
        const QByteArray bytes = testBytes(3 * MiB + 5);
        int requests = 0;
        RawServer server([&](QTcpSocket *s, const auto &) {
            const bool cut = ++requests == 2; // the first is the look at the link
            s->write("HTTP/1.1 200 OK\r\nETag: \"strong\"\r\nContent-Length: " + QByteArray::number(bytes.size()) + "\r\n\r\n"
                     + (cut ? bytes.first(MiB + 77) : bytes));
            if (cut)
                s->disconnectFromHost();
        });
        TestEndpoint endpoint;
        DownloadSpec spec = link(endpoint);
        spec.httpUrl = QString::fromLatin1(server.url("/file.bin"));
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(fileContents(endpoint.target() + u"/file.bin"_s), bytes);
        QCOMPARE(run.only().retries, 1);
    }

    void rangesWithoutALength()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB + 5);
        endpoint.put(u"dir/object.bin"_s, bytes);
        endpoint.setRules({rule(FaultAction::OmitLength, 0)});
        DownloadSpec spec = link(endpoint);
        spec.settings.partSize = MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().parts, 4);
        QCOMPARE(fileContents(endpoint.target() + u"/object.bin"_s), bytes);
    }

    void damageStartsOverAsALink()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB + 5);
        endpoint.put(u"dir/object.bin"_s, bytes);
        FaultRule flip = rule(FaultAction::FlipByte, 1);
        flip.bytes = 2 * MiB + 1;
        flip.rangeStart = 2 * MiB;
        endpoint.setRules({flip});
        DownloadSpec spec = link(endpoint);
        spec.settings.partSize = MiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(int(run.notices.size()), 1);
        QCOMPARE(fileContents(endpoint.target() + u"/object.bin"_s), bytes);
        flip.times = 0;
        endpoint.setRules({flip});
        spec.overwrite = OverwritePolicy::Always;
        spec.targetFolder = endpoint.scratch() + u"/other"_s;
        EngineRun twice(spec);
        VERIFY_RUN(twice);
        QCOMPARE(twice.only().outcome, FileOutcome::Failed);
        QCOMPARE(twice.only().error->kind, ErrorKind::Integrity);
        QCOMPARE(filesBelow(spec.targetFolder), QStringList());
    }

    void failuresOfALink_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<ErrorCause>("cause");
        QTest::addRow("403") << 403 << ErrorCause::AccessDenied;
        QTest::addRow("404") << 404 << ErrorCause::NoSuchKey;
    }

    void failuresOfALink()
    {
        QFETCH(int, status);
        QFETCH(ErrorCause, cause);
        TestEndpoint endpoint;
        endpoint.put(u"dir/object.bin"_s, "x");
        FaultRule refuse = rule(FaultAction::Status, 0);
        refuse.httpStatus = status;
        endpoint.setRules({refuse});
        EngineRun run(link(endpoint));
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QCOMPARE(run.result.error->cause, cause);
        QCOMPARE(endpoint.server().counters().faults, 1);
        QVERIFY(!run.result.error->message.contains(u"Signature"_s));
        QVERIFY(!QFileInfo::exists(endpoint.target()));
    }

    /// What is retried for a part is retried for the first look at the link as well.
    void theFirstLookIsTriedAgain()
    {
        TestEndpoint endpoint;
        endpoint.put(u"dir/object.bin"_s, "content");
        FaultRule busy = rule(FaultAction::Status, 2);
        busy.httpStatus = 503;
        endpoint.setRules({busy});
        EngineRun run(link(endpoint));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(endpoint.server().counters().faults, 2);
        busy.times = 0;
        endpoint.setRules({busy});
        DownloadSpec spec = link(endpoint);
        spec.settings.maxAttempts = 3;
        EngineRun outage(spec);
        VERIFY_RUN(outage);
        QVERIFY(outage.result.error);
        QCOMPARE(outage.result.error->kind, ErrorKind::Throttled);
        QCOMPARE(endpoint.server().counters().faults, 2 + 3);
    }

    void redirectsAreFollowedButNotForEver()
    {
        TestEndpoint endpoint;
        endpoint.put(u"dir/object.bin"_s, "content");
        DownloadSpec spec = link(endpoint);
        FaultRule moved = rule(FaultAction::Redirect, 1);
        moved.httpStatus = 307;
        moved.location = spec.httpUrl;
        endpoint.setRules({moved});
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        moved.times = 0;
        endpoint.setRules({moved});
        EngineRun circle(spec);
        VERIFY_RUN(circle);
        QVERIFY(circle.result.error);
        QVERIFY(circle.result.error->message.contains(u"circles"_s));
    }

    void cancelledAtTheFirstLook()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.latency = std::chrono::seconds(20); });
        endpoint.put(u"dir/object.bin"_s, "content");
        EngineRun run(link(endpoint));
        QMetaObject::invokeMethod(&run, [&] { run.cancel(); }, Qt::QueuedConnection);
        QVERIFY(run.run(std::chrono::seconds(10)));
        QVERIFY(run.result.cancelled);
    }

    void nobodyAnswers()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.latency = std::chrono::seconds(20); });
        endpoint.put(u"dir/object.bin"_s, "content");
        DownloadSpec spec = link(endpoint);
        spec.settings.stallTimeout = std::chrono::milliseconds(200);
        spec.settings.maxAttempts = 2;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QCOMPARE(run.result.error->kind, ErrorKind::Timeout);
    }
};

QTEST_GUILESS_MAIN(TestDownloadEngineLinks)
#include "tst_downloadengine_links.moc"
