// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that outlast their credentials.
#include "s3/credentialsupply.h"
#include "support/enginerun.h"
#include "support/rawserver.h"
#include "support/testendpoint.h"

#include <QTest>
#include <atomic>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

const QByteArray expiredToken =
    "<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>";

Credentials oldKeys()
{
    return {"AKIDOLD", "old secret", "OLDTOKEN", {}, false};
}

Credentials newKeys()
{
    return {"AKIDNEW", "new secret", "NEWTOKEN", {}, false};
}

} // namespace

class TestRenewedKeys : public QObject
{
    Q_OBJECT

    /// An endpoint to which the old keys are past their time, and that takes the new ones.
    static std::function<void(ServerOptions &)> afterTheEnd()
    {
        return [](ServerOptions &o) {
            Credentials past = oldKeys();
            past.expiration = QDateTime::currentDateTimeUtc().addSecs(-60);
            o.credentials.append(past);
            o.credentials.append(newKeys());
        };
    }
    /// @p connection with the old keys, and @p ask for others.
    static Connection withSupply(Connection connection, CredentialSupply::Ask ask)
    {
        connection.credentials = oldKeys();
        connection.supply = std::make_shared<CredentialSupply>(oldKeys(), std::move(ask));
        return connection;
    }

private slots:
    /// Every request of the run begins with keys the server calls expired; one renewal is enough for all of them.
    void download()
    {
        TestEndpoint endpoint(afterTheEnd());
        QStringList keys;
        for (int i = 0; i < 20; ++i) {
            keys += u"object%1"_s.arg(i);
            endpoint.put(keys.last(), testBytes(3 * MiB + i, quint64(i)));
        }
        std::atomic<int> asked = 0;
        DownloadSpec spec = endpoint.prefixSpec(u"object"_s);
        spec.settings.partSize = MiB;
        spec.connection = withSupply(endpoint.connection(), [&asked](const std::stop_token &) {
            ++asked;
            return newKeys();
        });
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(!run.result.error, qPrintable(run.why()));
        QCOMPARE(run.result.filesDone, 20);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(sha256OfFile(endpoint.target() + u'/' + keys.at(i)), sha256Of(testBytes(3 * MiB + i, quint64(i))));
        QCOMPARE(asked.load(), 1);
    }

    void upload_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::newRow("one PUT") << 1000LL;
        QTest::newRow("parts") << 40 * MiB;
    }

    void upload()
    {
        QFETCH(qint64, size);
        TestEndpoint endpoint(afterTheEnd());
        const QString file = endpoint.scratch() + u"/source"_s;
        const QByteArray bytes = testBytes(size);
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
        out.close();
        std::atomic<int> asked = 0;
        UploadSpec spec;
        spec.connection = withSupply(endpoint.connection(), [&asked](const std::stop_token &) {
            ++asked;
            return newKeys();
        });
        spec.settings.partSize = 5 * MiB;
        spec.paths = QStringList{file};
        spec.bucket = endpoint.bucket();
        spec.key = u"stored"_s;
        spec.stateFolder = endpoint.scratch() + u"/state"_s;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/stored"_s), sha256Of(bytes));
        QCOMPARE(asked.load(), 1);
    }

    void refusedOnTheWay_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<bool>("upload");
        for (const QString &operation : {u"CreateMultipartUpload"_s, u"UploadPart"_s, u"CompleteMultipartUpload"_s})
            QTest::newRow(qPrintable(operation)) << operation << true;
        for (const QString &operation : {u"ListObjectsV2"_s, u"HeadObject"_s, u"GetObject"_s})
            QTest::newRow(qPrintable(operation)) << operation << false;
    }

    /// Whichever request meets the end of the keys, it goes out once more, and nothing is lost.
    void refusedOnTheWay()
    {
        QFETCH(QString, operation);
        QFETCH(bool, upload);
        TestEndpoint endpoint([](ServerOptions &o) {
            o.credentials.append(oldKeys());
            o.credentials.append(newKeys());
        });
        const QByteArray bytes = testBytes(24 * MiB + 5);
        QFile source(endpoint.scratch() + u"/source"_s);
        QVERIFY(source.open(QIODevice::WriteOnly) && source.write(bytes) == bytes.size());
        source.close();
        if (!upload)
            QVERIFY(endpoint.store(u"stored"_s, bytes, 8 * MiB));
        FaultRule rule;
        rule.operation = operation;
        rule.httpStatus = 400;
        rule.s3Code = u"ExpiredToken"_s;
        endpoint.setRules({rule});
        std::atomic<int> asked = 0;
        const Connection connection = withSupply(endpoint.connection(), [&asked](const std::stop_token &) {
            ++asked;
            return newKeys();
        });
        if (upload) {
            UploadSpec spec;
            spec.connection = connection;
            spec.settings.partSize = 5 * MiB;
            spec.paths = QStringList{source.fileName()};
            spec.bucket = endpoint.bucket();
            spec.key = u"stored"_s;
            spec.stateFolder = endpoint.scratch() + u"/state"_s;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
            QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/stored"_s), sha256Of(bytes));
        } else {
            DownloadSpec spec = endpoint.prefixSpec(u"stored"_s);
            spec.settings.partSize = 5 * MiB;
            spec.connection = connection;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
            QCOMPARE(sha256OfFile(endpoint.target() + u"/stored"_s), sha256Of(bytes));
        }
        // The answer to a HEAD cannot say what is wrong; a request of one byte asks, and here is answered.
        QCOMPARE(asked.load(), operation == u"HeadObject" ? 0 : 1);
        QCOMPARE(endpoint.server().counters().faults, 1);
    }

    /// The keys end while parts are on their way: those that are here stay, the rest comes with the new keys.
    void midTransfer()
    {
        const QByteArray bytes = testBytes(16 * MiB);
        int withOld = 0, refused = 0, withNew = 0;
        RawServer server([&](QTcpSocket *s, const RawServer::Request &r) {
            const bool old = r.header("authorization").contains("Credential=AKIDOLD/");
            if (old && r.head.startsWith("GET") && withOld >= 5) {
                ++refused;
                s->write("HTTP/1.1 400 Bad Request\r\nContent-Length: " + QByteArray::number(expiredToken.size()) + "\r\n\r\n"
                         + expiredToken);
                return;
            }
            QByteArray body;
            const QByteArray head = rangeHead(r, bytes, "ETag: \"e\"\r\nAccept-Ranges: bytes\r\n", &body);
            s->write(head);
            if (r.head.startsWith("HEAD"))
                return;
            ++(old ? withOld : withNew);
            // The last that gets through breaks off: what has come of it is kept, and the rest asked for with other keys.
            if (old && withOld == 5) {
                s->write(body.first(body.size() / 2));
                s->disconnectFromHost();
            } else {
                s->write(body);
            }
        });
        QTemporaryDir folder;
        std::atomic<int> asked = 0;
        Connection connection;
        connection.endpoint = QUrl(QString::fromLatin1(server.url({})));
        connection.region = u"us-east-1"_s;
        DownloadSpec spec;
        spec.connection = withSupply(connection, [&asked](const std::stop_token &) {
            ++asked;
            return newKeys();
        });
        spec.settings.partSize = MiB;
        spec.settings.concurrency = 4;
        spec.bucket = u"bucket"_s;
        spec.keys = QStringList{u"object"_s};
        spec.targetFolder = folder.path();
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(sha256OfFile(folder.filePath(u"object"_s)), sha256Of(bytes));
        QVERIFY(refused > 0);
        QVERIFY(withNew > 0);
        QCOMPARE(asked.load(), 1);
        for (const RawServer::Request &r : std::as_const(server.requests))
            QCOMPARE(r.header("x-amz-security-token"),
                     r.header("authorization").contains("AKIDOLD/") ? QByteArray("OLDTOKEN") : QByteArray("NEWTOKEN"));
    }

    /// Some servers call it access denied; the time of the keys tells.
    void calledByAnotherName()
    {
        RawServer server([&](QTcpSocket *s, const RawServer::Request &r) {
            if (r.header("authorization").contains("Credential=AKIDOLD/")) {
                s->write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            QByteArray body;
            const QByteArray head = rangeHead(r, "content", "ETag: \"e\"\r\n", &body);
            s->write(r.head.startsWith("HEAD") ? head : head + body);
        });
        QTemporaryDir folder;
        DownloadSpec spec;
        spec.connection.endpoint = QUrl(QString::fromLatin1(server.url({})));
        spec.connection.region = u"us-east-1"_s;
        Credentials past = oldKeys();
        past.expiration = QDateTime::currentDateTimeUtc().addSecs(-1);
        spec.connection.credentials = past;
        spec.connection.supply = std::make_shared<CredentialSupply>(past, [](const std::stop_token &) { return newKeys(); });
        spec.bucket = u"bucket"_s;
        spec.keys = QStringList{u"object"_s};
        spec.targetFolder = folder.path();
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(fileContents(folder.filePath(u"object"_s)), QByteArray("content"));
    }

    /// No other keys to be had, or others that are no better: the run ends, and says why.
    void noOthers_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("the source fails") << 0;
        QTest::newRow("the source gives the same") << 1;
        QTest::newRow("the new ones have expired too") << 2;
    }

    void noOthers()
    {
        QFETCH(int, what);
        TestEndpoint endpoint([](ServerOptions &o) {
            for (Credentials past : {oldKeys(), newKeys()}) {
                past.expiration = QDateTime::currentDateTimeUtc().addSecs(-60);
                o.credentials.append(past);
            }
        });
        endpoint.put(u"object"_s, testBytes(5 * MiB));
        std::atomic<int> asked = 0;
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.settings.partSize = MiB;
        spec.connection = withSupply(endpoint.connection(), [&asked, what](const std::stop_token &) -> Result<Credentials> {
            ++asked;
            if (what == 0)
                return fail(ErrorKind::Network, ErrorCause::None, u"the source is away"_s);
            return what == 1 ? oldKeys() : newKeys();
        });
        EngineRun run(spec);
        VERIFY_RUN(run);
        const FileResult file = run.only();
        QVERIFY(file.outcome == FileOutcome::Failed);
        QVERIFY(file.error);
        QCOMPARE(file.error->kind, ErrorKind::Auth);
        QCOMPARE(file.error->cause, ErrorCause::TokenExpired);
        if (what == 0)
            QVERIFY2(file.error->message.contains(u"the source is away"_s), qPrintable(file.error->message));
        for (const QByteArray &secret : {oldKeys().secretAccessKey, oldKeys().sessionToken, newKeys().sessionToken})
            QVERIFY(!file.error->message.toUtf8().contains(secret));
        QVERIFY(asked.load() >= 1);
        QVERIFY2(asked.load() <= 2, qPrintable(QString::number(asked.load())));
        QVERIFY(filesBelow(endpoint.target()).filter(u"object"_s).size() <= 2); // at most what a resume needs
        QVERIFY(!filesBelow(endpoint.target()).contains(u"object"_s));
    }
};

QTEST_GUILESS_MAIN(TestRenewedKeys)
#include "tst_renewedkeys.moc"
