// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/checksum.h"
#include "support/endpointclient.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;
using namespace millrace::test;

/// Objects in and out of the endpoint: what is stored is what comes back, and nothing leaves the folder.
class tst_EndpointObjects : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void servesFilesAlreadyThere();
    void putAndGet_data();
    void putAndGet();
    void oddKeys_data();
    void oddKeys();
    void dotSegments_data();
    void dotSegments();
    void oddKeysStayApart();
    void oddKeysSurviveRestart();
    void symbolicLinksOutAreNotFollowed();
    void ranges_data();
    void ranges();
    void conditions();
    void responseOverrides();
    void metadata();
    void promisedHashes();
    void checksums();
    void copies();
    void batchDelete();
    void replacedBehindItsBack();
    void largeBodiesAreSentWhole();
    void syntheticObjects();

private:
    QTemporaryDir m_outer;
    QString m_folder;
    std::unique_ptr<EmbeddedServer> m_server;
    std::unique_ptr<EndpointClient> m_client;
    ServerOptions m_options;
};

namespace {

QByteArray md5Hex(const QByteArray &data)
{
    return Checksum::of(ChecksumAlgorithm::Md5, data).toHex();
}

QByteArray pattern(qsizetype size)
{
    QByteArray data(size, Qt::Uninitialized);
    quint32 state = 12345;
    for (char &c : data) {
        state = state * 1664525 + 1013904223;
        c = char(state >> 24);
    }
    return data;
}

void writeFile(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

void tst_EndpointObjects::initTestCase()
{
    QVERIFY(m_outer.isValid());
    m_folder = m_outer.filePath(u"served"_s);
    QVERIFY(QDir().mkpath(m_folder));
    m_options.buckets = {{u"data"_s, m_folder}};
    m_options.synthetic = {{u"made"_s, u"one"_s, {}, 1, 300'001, 7}, {u"made"_s, u"n/"_s, u".bin"_s, 12, 1000, 7}};
    m_options.credentials = {testCredentials()};
    m_server = std::make_unique<EmbeddedServer>(m_options);
    const auto started = m_server->start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().message));
    m_client = std::make_unique<EndpointClient>(*m_server, testCredentials());
}

void tst_EndpointObjects::cleanupTestCase()
{
    m_server->stop();
    QVERIFY(!m_server->isRunning());
    // Whatever the keys were, nothing may lie beside the folder.
    QCOMPARE(QDir(m_outer.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"served"_s});
}

void tst_EndpointObjects::servesFilesAlreadyThere()
{
    writeFile(m_folder + u"/plain/a b+c.txt"_s, "hello");
    const Answer answer = m_client->get("/data/plain/a b+c.txt");
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, QByteArray("hello"));
    QCOMPARE(answer.header("etag"), '"' + md5Hex("hello") + '"');
    QVERIFY(!answer.header("x-amz-request-id").isEmpty());
    QVERIFY(!answer.header("date").isEmpty());
    QVERIFY(!answer.header("last-modified").isEmpty());
    const Answer head = m_client->send("HEAD", "/data/plain/a b+c.txt");
    QCOMPARE(head.status, 200);
    QCOMPARE(head.header("content-length"), QByteArray("5"));
    QVERIFY(head.body.isEmpty());
    QCOMPARE(m_client->get("/data/plain").status, 404);
}

void tst_EndpointObjects::putAndGet_data()
{
    QTest::addColumn<qsizetype>("size");
    for (const qsizetype size : {0, 1, 65'535, 65'536, 65'537, 1'000'000})
        QTest::addRow("%lld bytes", qlonglong(size)) << size;
}

void tst_EndpointObjects::putAndGet()
{
    QFETCH(qsizetype, size);
    const QByteArray body = pattern(size);
    const Answer put = m_client->put("/data/put/object", body);
    QCOMPARE(put.status, 200);
    QCOMPARE(put.header("etag"), '"' + md5Hex(body) + '"');
    const Answer got = m_client->get("/data/put/object");
    QCOMPARE(got.status, 200);
    QCOMPARE(got.body, body);
    QCOMPARE(got.header("etag"), put.header("etag"));
    QFile file(m_folder + u"/put/object"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), body);
    QCOMPARE(m_client->send("DELETE", "/data/put/object").status, 204);
    QCOMPARE(m_client->get("/data/put/object").status, 404);
    QVERIFY(!QFileInfo::exists(m_folder + u"/put"_s));
    // Deleting what is not there is no error.
    QCOMPARE(m_client->send("DELETE", "/data/put/object").status, 204);
}

void tst_EndpointObjects::oddKeys_data()
{
    QTest::addColumn<QByteArray>("key");
    const QList<QByteArray> keys{
        "x//y", "/leading", "//", "folder/", "sp ace", "plus+", "per%cent",
        "per%2Fcent", "q?mark", "h#ash", "amp&er", "eq=al", "semi;colon", "co:lon", "quote\"", "back\\slash", "tilde~",
        "star*", "new\nline", "tab\tstop", "\x01control", "caf\xc3\xa9/\xe6\x97\xa5\xe6\x9c\xac", "CASE", "case",
        ".millrace-endpoint/meta", ".hidden", QByteArray(300, 'n'), QByteArray(1024, 'k'), "con", "trailing.", "trailing "};
    for (const QByteArray &key : keys)
        QTest::addRow("%s", key.left(40).toPercentEncoding().constData()) << key;
}

void tst_EndpointObjects::oddKeys()
{
    QFETCH(QByteArray, key);
    const QByteArray body = "content of " + key;
    const Answer put = m_client->put("/data/" + key, body);
    QVERIFY2(put.status == 200, put.body);
    QCOMPARE(m_client->get("/data/" + key).body, body);
    const Answer list = m_client->send("GET", "/data", {{"list-type", "2"}, {"encoding-type", "url"}, {"prefix", key}});
    QVERIFY2(QByteArray::fromPercentEncoding(list.element(u"Key"_s)) == key, list.body);
    // A prefix match lists the longer keys too; every one of them once.
    QCOMPARE(list.elements(u"Key"_s).count(list.element(u"Key"_s)), 1);
}

void tst_EndpointObjects::dotSegments_data()
{
    QTest::addColumn<QByteArray>("key");
    for (const char *key : {"../escape", "..", ".", "a/../../escape", "./x", "a/./b", "a/..", "../../../../../etc/passwd"})
        QTest::newRow(key) << QByteArray(key);
}

void tst_EndpointObjects::dotSegments()
{
    // QUrl resolves "." and "..", so these go over a socket as they are.
    QFETCH(QByteArray, key);
    const QByteArray body = "content of " + key;
    const auto exchange = [this](const QByteArray &method, const QByteArray &target, const QByteArray &content) {
        QTcpSocket socket;
        socket.connectToHost(m_server->url().host(), m_server->port());
        if (!socket.waitForConnected())
            return QByteArray("not connected");
        socket.write(method + ' ' + target + " HTTP/1.1\r\nHost: " + m_client->host() + "\r\nConnection: close\r\n"
                     + "Content-Length: " + QByteArray::number(content.size()) + "\r\n\r\n" + content);
        QByteArray answer;
        while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead())
            answer += socket.readAll();
        return answer + socket.readAll();
    };
    using namespace std::chrono_literals;
    const QByteArray put = exchange("PUT", m_client->presign("PUT", "/data/" + key, 60s), body);
    QVERIFY2(put.startsWith("HTTP/1.1 200"), put);
    const QByteArray got = exchange("GET", m_client->presign("GET", "/data/" + key, 60s), {});
    QVERIFY2(got.startsWith("HTTP/1.1 200") && got.endsWith("\r\n\r\n" + body), got);
    const Answer list = m_client->send("GET", "/data", {{"list-type", "2"}, {"prefix", key}});
    QVERIFY2(list.elements(u"Key"_s).contains(key), list.body);
}

void tst_EndpointObjects::oddKeysStayApart()
{
    // "a" beside "a/b", in both orders, and a folder marker with them.
    QCOMPARE(m_client->put("/data/deep/a/b", "inner").status, 200);
    QCOMPARE(m_client->put("/data/deep/a", "outer").status, 200);
    QCOMPARE(m_client->put("/data/deep/a/", "marker").status, 200);
    QCOMPARE(m_client->put("/data/flat/c", "outer").status, 200);
    QCOMPARE(m_client->put("/data/flat/c/d", "inner").status, 200);
    QCOMPARE(m_client->get("/data/deep/a/b").body, QByteArray("inner"));
    QCOMPARE(m_client->get("/data/deep/a").body, QByteArray("outer"));
    QCOMPARE(m_client->get("/data/deep/a/").body, QByteArray("marker"));
    QCOMPARE(m_client->get("/data/flat/c").body, QByteArray("outer"));
    QCOMPARE(m_client->get("/data/flat/c/d").body, QByteArray("inner"));
    const Answer list = m_client->send("GET", "/data", {{"list-type", "2"}, {"prefix", "deep/"}});
    QCOMPARE(list.elements(u"Key"_s), (QList<QByteArray>{"deep/a", "deep/a/", "deep/a/b"}));
    QCOMPARE(m_client->send("DELETE", "/data/deep/a/b").status, 204);
    QCOMPARE(m_client->get("/data/deep/a").body, QByteArray("outer"));
    // Now the name is free for the natural place; the object must not be there twice.
    QCOMPARE(m_client->put("/data/deep/a", "anew").status, 200);
    QCOMPARE(m_client->get("/data/deep/a").body, QByteArray("anew"));
    QCOMPARE(m_client->send("DELETE", "/data/deep/a").status, 204);
    QCOMPARE(m_client->get("/data/deep/a").status, 404);
    QCOMPARE(m_client->get("/data/deep/a/").body, QByteArray("marker"));
}

void tst_EndpointObjects::oddKeysSurviveRestart()
{
    QCOMPARE(m_client->put("/data/re//start", "kept", {{"x-amz-meta-who", "me"}}).status, 200);
    EmbeddedServer second(m_options);
    QVERIFY(second.start());
    EndpointClient client(second, testCredentials());
    const Answer got = client.get("/data/re//start");
    QCOMPARE(got.body, QByteArray("kept"));
    QCOMPARE(got.header("x-amz-meta-who"), QByteArray("me"));
    QCOMPARE(client.send("GET", "/data", {{"list-type", "2"}, {"prefix", "re/"}}).element(u"Key"_s),
             QByteArray("re//start"));
}

void tst_EndpointObjects::symbolicLinksOutAreNotFollowed()
{
    QTemporaryDir elsewhere;
    writeFile(elsewhere.filePath(u"secret"_s), "not yours");
    QVERIFY(QFile::link(elsewhere.filePath(u"secret"_s), m_folder + u"/linked"_s));
    QVERIFY(QFile::link(elsewhere.path(), m_folder + u"/linkedfolder"_s));
    QCOMPARE(m_client->get("/data/linked").status, 404);
    QCOMPARE(m_client->get("/data/linkedfolder/secret").status, 404);
    QCOMPARE(m_client->put("/data/linkedfolder/new", "x").status, 200);
    QVERIFY(!QFileInfo::exists(elsewhere.filePath(u"new"_s)));
    QCOMPARE(m_client->get("/data/linkedfolder/new").body, QByteArray("x"));
    QFile::remove(m_folder + u"/linked"_s);
    QFile::remove(m_folder + u"/linkedfolder"_s);
}

void tst_EndpointObjects::ranges_data()
{
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<qsizetype>("from");
    QTest::addColumn<qsizetype>("count");
    QTest::newRow("first byte") << QByteArray("bytes=0-0") << 206 << qsizetype(0) << qsizetype(1);
    QTest::newRow("middle") << QByteArray("bytes=1000-1999") << 206 << qsizetype(1000) << qsizetype(1000);
    QTest::newRow("to the end") << QByteArray("bytes=199990-") << 206 << qsizetype(199990) << qsizetype(10);
    QTest::newRow("beyond the end") << QByteArray("bytes=199990-300000") << 206 << qsizetype(199990) << qsizetype(10);
    QTest::newRow("suffix") << QByteArray("bytes=-5") << 206 << qsizetype(199995) << qsizetype(5);
    QTest::newRow("long suffix") << QByteArray("bytes=-900000") << 206 << qsizetype(0) << qsizetype(200000);
    QTest::newRow("large") << QByteArray("bytes=1-150000") << 206 << qsizetype(1) << qsizetype(150000);
    QTest::newRow("past the end") << QByteArray("bytes=200000-") << 416 << qsizetype(0) << qsizetype(0);
    QTest::newRow("empty suffix") << QByteArray("bytes=-0") << 416 << qsizetype(0) << qsizetype(0);
    QTest::newRow("reversed") << QByteArray("bytes=5-4") << 200 << qsizetype(0) << qsizetype(200000);
    QTest::newRow("several") << QByteArray("bytes=0-1,4-5") << 200 << qsizetype(0) << qsizetype(200000);
    QTest::newRow("other unit") << QByteArray("lines=0-1") << 200 << qsizetype(0) << qsizetype(200000);
}

void tst_EndpointObjects::ranges()
{
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(qsizetype, from);
    QFETCH(qsizetype, count);
    const QByteArray body = pattern(200'000);
    QCOMPARE(m_client->put("/data/ranged", body).status, 200);
    const Answer answer = m_client->get("/data/ranged", {{"Range", range}});
    QCOMPARE(answer.status, status);
    if (status == 416) {
        QCOMPARE(answer.element(u"Code"_s), QByteArray("InvalidRange"));
        QCOMPARE(answer.header("content-range"), QByteArray("bytes */200000"));
        return;
    }
    QCOMPARE(answer.body, body.mid(from, count));
    if (status == 206)
        QCOMPARE(answer.header("content-range"), "bytes " + QByteArray::number(from) + '-'
                                                     + QByteArray::number(from + count - 1) + "/200000");
}

void tst_EndpointObjects::conditions()
{
    const Answer put = m_client->put("/data/conditional", "body");
    const QByteArray etag = put.header("etag");
    const QByteArray modified = m_client->send("HEAD", "/data/conditional").header("last-modified");
    const auto status = [this](const HeaderList &headers) { return m_client->get("/data/conditional", headers).status; };
    QCOMPARE(status({{"If-Match", etag}}), 200);
    QCOMPARE(status({{"If-Match", "\"other\""}}), 412);
    QCOMPARE(status({{"If-Match", "\"other\", " + etag}}), 200);
    QCOMPARE(status({{"If-None-Match", etag}}), 304);
    QCOMPARE(status({{"If-None-Match", "\"other\""}}), 200);
    QCOMPARE(status({{"If-Modified-Since", modified}}), 304);
    QCOMPARE(status({{"If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"}}), 200);
    QCOMPARE(status({{"If-Unmodified-Since", modified}}), 200);
    QCOMPARE(status({{"If-Unmodified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"}}), 412);
    // The ETag is the stronger word.
    QCOMPARE(status({{"If-Match", etag}, {"If-Unmodified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"}}), 200);
    QCOMPARE(m_client->put("/data/conditional", "new", {{"If-None-Match", "*"}}).status, 412);
    QCOMPARE(m_client->get("/data/conditional").body, QByteArray("body"));
}

void tst_EndpointObjects::responseOverrides()
{
    QCOMPARE(m_client->put("/data/override", "x", {{"Content-Type", "text/plain"}}).status, 200);
    const Answer answer = m_client->send("GET", "/data/override",
                                         {{"response-content-type", "text/html"},
                                          {"response-content-disposition", "attachment; filename=\"y\""}});
    QCOMPARE(answer.header("content-type"), QByteArray("text/html"));
    QCOMPARE(answer.header("content-disposition"), QByteArray("attachment; filename=\"y\""));
}

void tst_EndpointObjects::metadata()
{
    QCOMPARE(m_client->put("/data/meta", "x",
                           {{"Content-Type", "text/csv"}, {"Cache-Control", "no-store"}, {"x-amz-meta-colour", "blue"}})
                 .status,
             200);
    const Answer head = m_client->send("HEAD", "/data/meta");
    QCOMPARE(head.header("content-type"), QByteArray("text/csv"));
    QCOMPARE(head.header("cache-control"), QByteArray("no-store"));
    QCOMPARE(head.header("x-amz-meta-colour"), QByteArray("blue"));
}

void tst_EndpointObjects::promisedHashes()
{
    m_client->payloadHash = sha256Hex("something else");
    QCOMPARE(m_client->put("/data/promised", "body").element(u"Code"_s), QByteArray("XAmzContentSHA256Mismatch"));
    m_client->payloadHash = "UNSIGNED-PAYLOAD";
    QCOMPARE(m_client->put("/data/promised", "body", {{"Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="}}).element(u"Code"_s),
             QByteArray("BadDigest"));
    QCOMPARE(m_client->put("/data/promised", "body", {{"x-amz-checksum-crc32", "AAAAAA=="}}).element(u"Code"_s),
             QByteArray("BadDigest"));
    m_client->payloadHash.clear();
    // A refused body leaves no object.
    QCOMPARE(m_client->get("/data/promised").status, 404);
}

void tst_EndpointObjects::checksums()
{
    const QByteArray body = pattern(100'000);
    const QByteArray crc = Checksum::of(ChecksumAlgorithm::Crc32c, body).toBase64();
    QCOMPARE(m_client->put("/data/summed", body, {{"x-amz-checksum-crc32c", crc}}).status, 200);
    const Answer asked = m_client->get("/data/summed", {{"x-amz-checksum-mode", "ENABLED"}});
    QCOMPARE(asked.header("x-amz-checksum-crc32c"), crc);
    QCOMPARE(asked.header("x-amz-checksum-type"), QByteArray("FULL_OBJECT"));
    QVERIFY(!m_client->get("/data/summed").headers.contains("x-amz-checksum-crc32c"));
    // What nobody summed gets the sum S3 adds by itself.
    QCOMPARE(m_client->put("/data/unsummed", body).status, 200);
    QCOMPARE(m_client->send("HEAD", "/data/unsummed", {}, {{"x-amz-checksum-mode", "ENABLED"}})
                 .header("x-amz-checksum-crc64nvme"),
             Checksum::of(ChecksumAlgorithm::Crc64Nvme, body).toBase64());
}

void tst_EndpointObjects::copies()
{
    const QByteArray body = pattern(70'000);
    QCOMPARE(m_client->put("/data/from here", body, {{"Content-Type", "text/x"}, {"x-amz-meta-a", "b"}}).status, 200);
    const Answer copy = m_client->send("PUT", "/data/to", {}, {{"x-amz-copy-source", "/data/from%20here"}});
    QCOMPARE(copy.status, 200);
    QCOMPARE(copy.element(u"ETag"_s), '"' + md5Hex(body) + '"');
    const Answer got = m_client->get("/data/to");
    QCOMPARE(got.body, body);
    QCOMPARE(got.header("content-type"), QByteArray("text/x"));
    QCOMPARE(got.header("x-amz-meta-a"), QByteArray("b"));
    QCOMPARE(m_client->send("PUT", "/data/to", {}, {{"x-amz-copy-source", "/data/no-such"}}).status, 404);
    QCOMPARE(m_client->send("PUT", "/data/to", {}, {{"x-amz-copy-source", "/data/to"}}).element(u"Code"_s),
             QByteArray("InvalidRequest"));
    QCOMPARE(m_client
                 ->send("PUT", "/data/made", {}, {{"x-amz-copy-source", "/made/one"}})
                 .status,
             200);
    QCOMPARE(m_client->get("/data/made").body, m_client->get("/made/one").body);
}

void tst_EndpointObjects::batchDelete()
{
    for (const char *key : {"/data/b/1", "/data/b/2", "/data/b/&3"})
        QCOMPARE(m_client->put(key, "x").status, 200);
    const QByteArray document = "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>b/1</Key></Object>"
                                "<Object><Key>b/&amp;3</Key></Object><Object><Key>b/none</Key></Object></Delete>";
    QCOMPARE(m_client->send("POST", "/data", {{"delete", ""}}, {}, document).element(u"Code"_s),
             QByteArray("InvalidRequest"));
    const auto md5 = [](const QByteArray &body) {
        return HeaderList{{"Content-MD5", QCryptographicHash::hash(body, QCryptographicHash::Md5).toBase64()}};
    };
    const Answer answer = m_client->send("POST", "/data", {{"delete", ""}}, md5(document), document);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.elements(u"Key"_s), (QList<QByteArray>{"b/1", "b/&3", "b/none"}));
    QCOMPARE(m_client->send("GET", "/data", {{"list-type", "2"}, {"prefix", "b/"}}).elements(u"Key"_s),
             QList<QByteArray>{"b/2"});
    QCOMPARE(m_client->send("POST", "/data", {{"delete", ""}}, md5("<Delete>"), "<Delete>").element(u"Code"_s),
             QByteArray("MalformedXML"));
}

void tst_EndpointObjects::replacedBehindItsBack()
{
    QCOMPARE(m_client->put("/data/replaced", "old", {{"x-amz-meta-a", "b"}}).status, 200);
    writeFile(m_folder + u"/replaced"_s, "newer content");
    const Answer got = m_client->get("/data/replaced");
    QCOMPARE(got.body, QByteArray("newer content"));
    QCOMPARE(got.header("etag"), '"' + md5Hex("newer content") + '"');
    QVERIFY(!got.headers.contains("x-amz-meta-a"));
}

void tst_EndpointObjects::largeBodiesAreSentWhole()
{
    // Above the size that is hashed for an ETag and sent from a buffer.
    const QByteArray body = pattern(9 * 1024 * 1024 + 3);
    writeFile(m_folder + u"/large"_s, body);
    const Answer got = m_client->get("/data/large");
    QCOMPARE(got.body, body);
    QVERIFY2(got.header("etag").startsWith("\"opaque."), got.header("etag"));
    QVERIFY(m_server->counters().bytesSent > body.size());
}

void tst_EndpointObjects::syntheticObjects()
{
    const Answer whole = m_client->get("/made/one", {{"x-amz-checksum-mode", "ENABLED"}});
    QCOMPARE(whole.body.size(), 300'001);
    QCOMPARE(whole.header("x-amz-checksum-crc64nvme"),
             Checksum::of(ChecksumAlgorithm::Crc64Nvme, whole.body).toBase64());
    const Answer middle = m_client->get("/made/one", {{"Range", "bytes=100003-250002"}});
    QCOMPARE(middle.body, whole.body.mid(100'003, 150'000));
    QCOMPARE(m_client->get("/made/one").body, whole.body);
    QVERIFY(m_client->get("/made/n/01.bin").body != m_client->get("/made/n/02.bin").body);
    QCOMPARE(m_client->get("/made/n/13.bin").status, 404);
    QCOMPARE(m_client->get("/made/n/1.bin").status, 404);
    QCOMPARE(m_client->send("GET", "/made", {{"list-type", "2"}, {"prefix", "n/"}}).elements(u"Key"_s).size(), 12);
    QCOMPARE(m_client->put("/made/new", "x").element(u"Code"_s), QByteArray("AccessDenied"));
}

QTEST_GUILESS_MAIN(tst_EndpointObjects)
#include "tst_endpointobjects.moc"
