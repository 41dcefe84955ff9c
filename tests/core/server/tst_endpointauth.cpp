// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/endpointclient.h"

#include <QDir>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;
using namespace millrace::test;
using namespace std::chrono_literals;

/// Who may come in, and what those who may not are told.
class tst_EndpointAuth : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void refusals_data();
    void refusals();
    void anonymous();
    void sessionToken();
    void clockSkew();
    void presigned();
    void presignedTooLate();
    void signedHeadersOnly();
    void signedChunks();
    void readOnly();
    void virtualHosts();
    void overTls();
    void badOptions_data();
    void badOptions();

private:
    std::unique_ptr<EmbeddedServer> start(ServerOptions options);
    ServerOptions m_options;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_EndpointAuth::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(m_folder->filePath(u"object"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("content");
    m_options = ServerOptions();
    m_options.buckets = {{u"data"_s, m_folder->path()}};
    m_options.credentials = {testCredentials()};
    m_options.region = u"eu-north-1"_s;
}

std::unique_ptr<EmbeddedServer> tst_EndpointAuth::start(ServerOptions options)
{
    auto server = std::make_unique<EmbeddedServer>(std::move(options));
    const auto started = server->start();
    if (!started)
        qFatal("%s", qPrintable(started.error().message));
    return server;
}

void tst_EndpointAuth::refusals_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("region");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    const Credentials good = testCredentials();
    QTest::newRow("right") << good.accessKeyId << good.secretAccessKey << QByteArray("eu-north-1") << 200 << QByteArray();
    QTest::newRow("wrong key") << QByteArray("AKIDOTHER") << good.secretAccessKey << QByteArray("eu-north-1") << 403
                               << QByteArray("InvalidAccessKeyId");
    QTest::newRow("wrong secret") << good.accessKeyId << QByteArray("other") << QByteArray("eu-north-1") << 403
                                  << QByteArray("SignatureDoesNotMatch");
    QTest::newRow("wrong region") << good.accessKeyId << good.secretAccessKey << QByteArray("us-east-1") << 400
                                  << QByteArray("AuthorizationHeaderMalformed");
}

void tst_EndpointAuth::refusals()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, region);
    QFETCH(int, status);
    QFETCH(QByteArray, code);
    const auto server = start(m_options);
    Credentials credentials;
    credentials.accessKeyId = key;
    credentials.secretAccessKey = secret;
    EndpointClient client(*server, credentials, region);
    const Answer answer = client.get("/data/object");
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.element(u"Code"_s), code);
    if (status == 400) {
        QCOMPARE(answer.element(u"Region"_s), QByteArray("eu-north-1"));
        QCOMPARE(client.send("HEAD", "/data").header("x-amz-bucket-region"), QByteArray("eu-north-1"));
    }
    QVERIFY(!answer.body.contains(testCredentials().secretAccessKey));
}

void tst_EndpointAuth::anonymous()
{
    const auto closed = start(m_options);
    EndpointClient client(*closed, testCredentials(), "eu-north-1");
    const Answer refused = client.sendRaw("GET", "/data/object");
    QCOMPARE(refused.status, 403);
    QCOMPARE(refused.element(u"Code"_s), QByteArray("AccessDenied"));
    m_options.anonymous = true;
    const auto open = start(m_options);
    EndpointClient visitor(*open, testCredentials(), "eu-north-1");
    QCOMPARE(visitor.sendRaw("GET", "/data/object").body, QByteArray("content"));
    // Open to all does not mean that a wrong signature passes.
    Credentials wrong = testCredentials();
    wrong.secretAccessKey = "other";
    EndpointClient liar(*open, wrong, "eu-north-1");
    QCOMPARE(liar.get("/data/object").element(u"Code"_s), QByteArray("SignatureDoesNotMatch"));
}

void tst_EndpointAuth::sessionToken()
{
    Credentials session = testCredentials();
    session.sessionToken = "token+of/session==";
    session.expiration = QDateTime::currentDateTimeUtc().addSecs(3600);
    m_options.credentials = {session};
    const auto server = start(m_options);
    EndpointClient good(*server, session, "eu-north-1");
    QCOMPARE(good.get("/data/object").body, QByteArray("content"));
    QCOMPARE(good.sendRaw("GET", good.presign("GET", "/data/object", 60s)).body, QByteArray("content"));
    EndpointClient without(*server, testCredentials(), "eu-north-1");
    QCOMPARE(without.get("/data/object").element(u"Code"_s), QByteArray("InvalidToken"));
    session.expiration = QDateTime::currentDateTimeUtc().addSecs(-1);
    m_options.credentials = {session};
    const auto later = start(m_options);
    EndpointClient expired(*later, session, "eu-north-1");
    QCOMPARE(expired.get("/data/object").element(u"Code"_s), QByteArray("ExpiredToken"));
}

void tst_EndpointAuth::clockSkew()
{
    m_options.faults.clockSkew = 3600s;
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    const Answer refused = client.get("/data/object");
    QCOMPARE(refused.element(u"Code"_s), QByteArray("RequestTimeTooSkewed"));
    const QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(refused.header("date")),
                                                   u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    QDateTime utc = date;
    utc.setTimeSpec(Qt::UTC);
    const qint64 ahead = QDateTime::currentDateTimeUtc().secsTo(utc);
    QVERIFY2(qAbs(ahead - 3600) < 10, refused.header("date"));
    client.clockOffset = std::chrono::seconds(ahead);
    QCOMPARE(client.get("/data/object").body, QByteArray("content"));
}

void tst_EndpointAuth::presigned()
{
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    QCOMPARE(client.sendRaw("GET", client.presign("GET", "/data/object", 60s)).body, QByteArray("content"));
    const QByteArray put = client.presign("PUT", "/data/uploaded with space", 60s);
    QCOMPARE(client.sendRaw("PUT", put, {}, "new").status, 200);
    QCOMPARE(client.get("/data/uploaded with space").body, QByteArray("new"));
    // For one method, one key and one query only.
    QCOMPARE(client.sendRaw("DELETE", client.presign("GET", "/data/object", 60s)).element(u"Code"_s),
             QByteArray("SignatureDoesNotMatch"));
    QByteArray other = client.presign("GET", "/data/object", 60s);
    QCOMPARE(client.sendRaw("GET", other + "&partNumber=1").element(u"Code"_s), QByteArray("SignatureDoesNotMatch"));
    QCOMPARE(client.sendRaw("GET", other.replace("object", "secret")).element(u"Code"_s),
             QByteArray("SignatureDoesNotMatch"));
}

void tst_EndpointAuth::presignedTooLate()
{
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    // Longer than the skew a header signature is allowed.
    QCOMPARE(client.sendRaw("GET", client.presign("GET", "/data/object", 7200s, now.addSecs(-3600))).status, 200);
    const Answer late = client.sendRaw("GET", client.presign("GET", "/data/object", 60s, now.addSecs(-90)));
    QCOMPARE(late.status, 403);
    QCOMPARE(late.element(u"Message"_s), QByteArray("Request has expired"));
    QByteArray forged = client.presign("GET", "/data/object", 60s, now.addSecs(-90));
    QCOMPARE(client.sendRaw("GET", forged.replace("Expires=60", "Expires=600")).element(u"Code"_s),
             QByteArray("SignatureDoesNotMatch"));
}

void tst_EndpointAuth::signedHeadersOnly()
{
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    SigV4Input input;
    input.method = "PUT";
    input.encodedPath = "/data/x";
    input.headers = {{"host", client.host()}};
    input.payloadHash = "UNSIGNED-PAYLOAD";
    SigV4Signer signer(testCredentials(), "eu-north-1");
    HeaderList headers = signer.sign(input, QDateTime::currentDateTimeUtc());
    headers.append({QByteArray("x-amz-meta-added"), QByteArray("later")});
    const Answer answer = client.sendRaw("PUT", "/data/x", headers, "body");
    QCOMPARE(answer.element(u"Code"_s), QByteArray("AccessDenied"));
    QCOMPARE(answer.element(u"HeadersNotSigned"_s), QByteArray("x-amz-meta-added"));
}

void tst_EndpointAuth::signedChunks()
{
    // The framing is right and the seed signature too, but nobody who knows the secret signed the chunk.
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    client.payloadHash = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    const QByteArray body = "4;chunk-signature=" + QByteArray(64, '0') + "\r\nbody\r\n0;chunk-signature="
        + QByteArray(64, '0') + "\r\n\r\n";
    QCOMPARE(client.put("/data/x", body, {{"x-amz-decoded-content-length", "4"}}).element(u"Code"_s),
             QByteArray("SignatureDoesNotMatch"));
    client.payloadHash = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    QCOMPARE(client.put("/data/x", "4\r\nbody\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                        {{"x-amz-trailer", "x-amz-checksum-crc32"}})
                 .element(u"Code"_s),
             QByteArray("BadDigest"));
    QCOMPARE(client.put("/data/x", "4\r\nbody\r\n").element(u"Code"_s), QByteArray("IncompleteBody"));
    QCOMPARE(client.put("/data/x", "zz\r\nbody\r\n0\r\n\r\n").element(u"Code"_s), QByteArray("InvalidRequest"));
    const Answer good = client.put("/data/x", "4\r\nbody\r\n5\r\n-more\r\n0\r\n\r\n");
    QVERIFY2(good.status == 200, good.body);
    client.payloadHash.clear();
    QCOMPARE(client.get("/data/x").body, QByteArray("body-more"));
}

void tst_EndpointAuth::readOnly()
{
    m_options.readOnly = true;
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    QCOMPARE(client.get("/data/object").body, QByteArray("content"));
    QCOMPARE(client.put("/data/object", "x").element(u"Code"_s), QByteArray("AccessDenied"));
    QCOMPARE(client.send("DELETE", "/data/object").element(u"Code"_s), QByteArray("AccessDenied"));
    QVERIFY(QFile::exists(m_folder->filePath(u"object"_s)));
}

void tst_EndpointAuth::virtualHosts()
{
    m_options.anonymous = true;
    const auto server = start(m_options);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    QCOMPARE(client.sendRaw("GET", "/object", {{"Host", "data.s3.example:8080"}}).body, QByteArray("content"));
    QCOMPARE(client.sendRaw("GET", "/data/object", {{"Host", "127.0.0.1"}}).body, QByteArray("content"));
    m_options.baseDomain = u"s3.test"_s;
    const auto strict = start(m_options);
    EndpointClient other(*strict, testCredentials(), "eu-north-1");
    QCOMPARE(other.sendRaw("GET", "/object", {{"Host", "data.s3.test"}}).body, QByteArray("content"));
    QCOMPARE(other.sendRaw("GET", "/object", {{"Host", "none.s3.test"}}).element(u"Code"_s), QByteArray("NoSuchBucket"));
    QCOMPARE(other.sendRaw("GET", "/data/object", {{"Host", "data.else"}}).body, QByteArray("content"));
}

void tst_EndpointAuth::overTls()
{
    m_options.tls = true;
    const auto server = start(m_options);
    QCOMPARE(server->url().scheme(), u"https"_s);
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(server->certificatePem(), QSsl::Pem);
    QCOMPARE(certificates.size(), 1);
    const QSslConfiguration before = QSslConfiguration::defaultConfiguration();
    QSslConfiguration trusting = before;
    trusting.setCaCertificates(certificates);
    QSslConfiguration::setDefaultConfiguration(trusting);
    EndpointClient client(*server, testCredentials(), "eu-north-1");
    const QByteArray body(3'000'000, 'x');
    QCOMPARE(client.put("/data/large", body).status, 200);
    QVERIFY(client.get("/data/large").body == body);
    QCOMPARE(client.get("/data/object").body, QByteArray("content"));
    QSslConfiguration::setDefaultConfiguration(before);
    EndpointClient stranger(*server, testCredentials(), "eu-north-1");
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"self-signed|untrusted"_s));
    QCOMPARE(stranger.get("/data/object").error, QNetworkReply::SslHandshakeFailedError);

    // The same pair from files.
    QFile file(m_folder->filePath(u"cert.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(server->certificatePem());
    file.close();
    m_options.certificateFile = file.fileName();
    m_options.keyFile = m_folder->filePath(u"none.pem"_s);
    EmbeddedServer noKey(m_options);
    const auto started = noKey.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, ErrorKind::LocalFile);
}

void tst_EndpointAuth::badOptions_data()
{
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no folder") << u"data"_s << u"/no/such/folder"_s << ErrorKind::LocalFile;
    QTest::newRow("bucket name") << u"Data_1"_s << QDir::tempPath() << ErrorKind::Config;
}

void tst_EndpointAuth::badOptions()
{
    QFETCH(QString, bucket);
    QFETCH(QString, folder);
    QFETCH(ErrorKind, kind);
    m_options.buckets = {{bucket, folder}};
    EmbeddedServer server(m_options);
    const auto started = server.start();
    QVERIFY(!started);
    QCOMPARE(started.error().kind, kind);
    // A port that is taken.
    m_options.buckets = {{u"data"_s, m_folder->path()}};
    const auto first = start(m_options);
    m_options.port = first->port();
    EmbeddedServer second(m_options);
    const auto again = second.start();
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Network);
}

QTEST_GUILESS_MAIN(tst_EndpointAuth)
#include "tst_endpointauth.moc"
