// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/checksum.h"
#include "support/endpointclient.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;
using namespace millrace::test;

/// Multipart uploads from the first request to the last, and what goes wrong between.
class tst_EndpointMultipart : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void completes();
    void partNumbers();
    void checksumTypes_data();
    void checksumTypes();
    void refusals();
    void smallPart();
    void aborts();
    void listsUploads();
    void copiesParts();

private:
    QByteArray begin(const QByteArray &key, const HeaderList &headers = {});
    Answer part(const QByteArray &key, const QByteArray &id, int number, const QByteArray &body,
                const HeaderList &headers = {});
    Answer complete(const QByteArray &key, const QByteArray &id, const QList<std::pair<int, QByteArray>> &parts);

    QTemporaryDir m_folder;
    std::unique_ptr<EmbeddedServer> m_server;
    std::unique_ptr<EndpointClient> m_client;
};

void tst_EndpointMultipart::initTestCase()
{
    ServerOptions options;
    options.buckets = {{u"data"_s, m_folder.path()}};
    options.credentials = {testCredentials()};
    options.minimumPartSize = 1000;
    m_server = std::make_unique<EmbeddedServer>(options);
    QVERIFY(m_server->start());
    m_client = std::make_unique<EndpointClient>(*m_server, testCredentials());
}

QByteArray tst_EndpointMultipart::begin(const QByteArray &key, const HeaderList &headers)
{
    return m_client->send("POST", "/data/" + key, {{"uploads", ""}}, headers).element(u"UploadId"_s);
}

Answer tst_EndpointMultipart::part(const QByteArray &key, const QByteArray &id, int number, const QByteArray &body,
                                   const HeaderList &headers)
{
    return m_client->send("PUT", "/data/" + key, {{"partNumber", QByteArray::number(number)}, {"uploadId", id}}, headers,
                          body);
}

Answer tst_EndpointMultipart::complete(const QByteArray &key, const QByteArray &id,
                                       const QList<std::pair<int, QByteArray>> &parts)
{
    QByteArray document = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">";
    for (const auto &[number, etag] : parts)
        document += "<Part><PartNumber>" + QByteArray::number(number) + "</PartNumber><ETag>" + etag + "</ETag></Part>";
    return m_client->send("POST", "/data/" + key, {{"uploadId", id}}, {}, document + "</CompleteMultipartUpload>");
}

void tst_EndpointMultipart::completes()
{
    const QByteArray first(1500, 'a'), second(2000, 'b'), third(1, 'c');
    const QByteArray id = begin("multi", {{"Content-Type", "text/x"}, {"x-amz-meta-k", "v"}});
    QCOMPARE(id.size(), 32);
    // Out of order, and one of them twice: the later one counts.
    const QByteArray etag3 = part("multi", id, 30, third).header("etag");
    part("multi", id, 2, "replaced");
    const QByteArray etag2 = part("multi", id, 2, second).header("etag");
    const QByteArray etag1 = part("multi", id, 1, first).header("etag");
    QCOMPARE(m_client->get("/data/multi").status, 404);
    const Answer list = m_client->send("GET", "/data/multi", {{"uploadId", id}});
    QCOMPARE(list.elements(u"PartNumber"_s), (QList<QByteArray>{"1", "2", "30"}));
    QCOMPARE(list.elements(u"Size"_s), (QList<QByteArray>{"1500", "2000", "1"}));
    const Answer page = m_client->send("GET", "/data/multi", {{"uploadId", id}, {"max-parts", "1"}, {"part-number-marker", "1"}});
    QCOMPARE(page.elements(u"PartNumber"_s), QList<QByteArray>{"2"});
    QCOMPARE(page.element(u"IsTruncated"_s), QByteArray("true"));

    const Answer done = complete("multi", id, {{1, etag1}, {2, etag2}, {30, etag3}});
    QVERIFY2(done.status == 200, done.body);
    const auto md5 = [](const QByteArray &data) { return Checksum::of(ChecksumAlgorithm::Md5, data); };
    const QByteArray expected = '"' + md5(md5(first) + md5(second) + md5(third)).toHex() + "-3\"";
    QCOMPARE(done.element(u"ETag"_s), expected);
    const Answer got = m_client->get("/data/multi", {{"x-amz-checksum-mode", "ENABLED"}});
    QVERIFY(got.body == first + second + third);
    QCOMPARE(got.header("etag"), expected);
    QCOMPARE(got.header("content-type"), QByteArray("text/x"));
    QCOMPARE(got.header("x-amz-meta-k"), QByteArray("v"));
    QCOMPARE(got.header("x-amz-checksum-crc64nvme"),
             Checksum::of(ChecksumAlgorithm::Crc64Nvme, first + second + third).toBase64());
    QCOMPARE(m_client->send("GET", "/data/multi", {{"uploadId", id}}).element(u"Code"_s), QByteArray("NoSuchUpload"));
}

void tst_EndpointMultipart::partNumbers()
{
    const Answer second = m_client->send("GET", "/data/multi", {{"partNumber", "2"}});
    QCOMPARE(second.status, 206);
    QVERIFY(second.body == QByteArray(2000, 'b'));
    QCOMPARE(second.header("content-range"), QByteArray("bytes 1500-3499/3501"));
    QCOMPARE(second.header("x-amz-mp-parts-count"), QByteArray("3"));
    QCOMPARE(m_client->send("GET", "/data/multi", {{"partNumber", "4"}}).status, 416);
    QCOMPARE(m_client->put("/data/single", "x").status, 200);
    QCOMPARE(m_client->send("GET", "/data/single", {{"partNumber", "1"}}).status, 206);
    QCOMPARE(m_client->send("GET", "/data/single", {{"partNumber", "2"}}).status, 416);
}

void tst_EndpointMultipart::checksumTypes_data()
{
    QTest::addColumn<ChecksumAlgorithm>("algorithm");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("composite");
    QTest::newRow("CRC32 as it comes") << ChecksumAlgorithm::Crc32 << QByteArray() << true;
    QTest::newRow("CRC32C of the whole") << ChecksumAlgorithm::Crc32c << QByteArray("FULL_OBJECT") << false;
    QTest::newRow("CRC64NVME") << ChecksumAlgorithm::Crc64Nvme << QByteArray() << false;
    QTest::newRow("SHA256") << ChecksumAlgorithm::Sha256 << QByteArray() << true;
    QTest::newRow("SHA1") << ChecksumAlgorithm::Sha1 << QByteArray() << true;
}

void tst_EndpointMultipart::checksumTypes()
{
    QFETCH(ChecksumAlgorithm, algorithm);
    QFETCH(QByteArray, type);
    QFETCH(bool, composite);
    const QByteArray upper = name(algorithm).toUpper().toLatin1();
    const QByteArray header = "x-amz-checksum-" + upper.toLower();
    HeaderList headers{{"x-amz-checksum-algorithm", upper}};
    if (!type.isEmpty())
        headers.append({QByteArray("x-amz-checksum-type"), type});
    const QByteArray id = begin("summed", headers);
    const QByteArray first(3000, 'x'), second(10, 'y');
    const auto sum = [algorithm](const QByteArray &data) { return Checksum::of(algorithm, data); };
    const Answer one = part("summed", id, 1, first, {{header, sum(first).toBase64()}});
    const Answer two = part("summed", id, 2, second, {{header, sum(second).toBase64()}});
    QCOMPARE(two.header(header), sum(second).toBase64());
    QCOMPARE(part("summed", id, 2, second, {{header, sum(first).toBase64()}}).element(u"Code"_s), QByteArray("BadDigest"));
    QCOMPARE(complete("summed", id, {{1, one.header("etag")}, {2, two.header("etag")}}).status, 200);
    const Answer head = m_client->send("HEAD", "/data/summed", {}, {{"x-amz-checksum-mode", "ENABLED"}});
    QCOMPARE(head.header(header), composite ? sum(sum(first) + sum(second)).toBase64() + "-2"
                                            : sum(first + second).toBase64());
    QCOMPARE(head.header("x-amz-checksum-type"), composite ? QByteArray("COMPOSITE") : QByteArray("FULL_OBJECT"));
}

void tst_EndpointMultipart::refusals()
{
    const QByteArray id = begin("refused");
    const QByteArray etag1 = part("refused", id, 1, QByteArray(1000, 'a')).header("etag");
    const QByteArray etag2 = part("refused", id, 2, "b").header("etag");
    const auto code = [&](const QList<std::pair<int, QByteArray>> &parts) {
        return complete("refused", id, parts).element(u"Code"_s);
    };
    QCOMPARE(code({{2, etag2}, {1, etag1}}), QByteArray("InvalidPartOrder"));
    QCOMPARE(code({{1, etag1}, {1, etag1}}), QByteArray("InvalidPartOrder"));
    QCOMPARE(code({{1, etag2}, {2, etag2}}), QByteArray("InvalidPart"));
    QCOMPARE(code({{1, etag1}, {3, etag2}}), QByteArray("InvalidPart"));
    QCOMPARE(code({}), QByteArray("MalformedXML"));
    QCOMPARE(part("refused", id, 0, "x").element(u"Code"_s), QByteArray("InvalidArgument"));
    QCOMPARE(part("refused", id, 10'001, "x").element(u"Code"_s), QByteArray("InvalidArgument"));
    QCOMPARE(part("refused", QByteArray(32, 'f'), 1, "x").element(u"Code"_s), QByteArray("NoSuchUpload"));
    QCOMPARE(part("refused", "../../outside", 1, "x").element(u"Code"_s), QByteArray("NoSuchUpload"));
    QCOMPARE(part("other", id, 1, "x").element(u"Code"_s), QByteArray("NoSuchUpload"));
    // After all that it can still be completed.
    QCOMPARE(code({{1, etag1}, {2, etag2}}), QByteArray());
    QCOMPARE(m_client->get("/data/refused").body.size(), 1001);
}

void tst_EndpointMultipart::smallPart()
{
    const QByteArray id = begin("small");
    const QByteArray etag1 = part("small", id, 1, "too small").header("etag");
    const QByteArray etag2 = part("small", id, 2, "last").header("etag");
    QCOMPARE(complete("small", id, {{1, etag1}, {2, etag2}}).element(u"Code"_s), QByteArray("EntityTooSmall"));
    QCOMPARE(m_client->get("/data/small").status, 404);
}

void tst_EndpointMultipart::aborts()
{
    const QByteArray id = begin("aborted");
    QCOMPARE(part("aborted", id, 1, "x").status, 200);
    const QString folder = m_folder.filePath(u".millrace-endpoint/uploads/"_s + QString::fromLatin1(id));
    QVERIFY(QDir(folder).exists());
    QCOMPARE(m_client->send("DELETE", "/data/aborted", {{"uploadId", id}}).status, 204);
    QVERIFY(!QDir(folder).exists());
    QCOMPARE(part("aborted", id, 1, "x").element(u"Code"_s), QByteArray("NoSuchUpload"));
    QCOMPARE(m_client->send("DELETE", "/data/aborted", {{"uploadId", id}}).status, 404);
}

void tst_EndpointMultipart::listsUploads()
{
    const QByteArray one = begin("list/1"), two = begin("list/2"), other = begin("list/2");
    const auto list = [this](const QueryList &query) {
        return m_client->send("GET", "/data", QueryList{{"uploads", ""}, {"prefix", "list/"}} + query);
    };
    QCOMPARE(list({}).elements(u"Key"_s), (QList<QByteArray>{"list/1", "list/2", "list/2"}));
    const Answer page = list({{"max-uploads", "2"}});
    QCOMPARE(page.element(u"IsTruncated"_s), QByteArray("true"));
    const Answer rest = list({{"key-marker", page.element(u"NextKeyMarker"_s)},
                              {"upload-id-marker", page.element(u"NextUploadIdMarker"_s)}});
    QList<QByteArray> ids = page.elements(u"UploadId"_s) + rest.elements(u"UploadId"_s);
    QCOMPARE(QSet<QByteArray>(ids.begin(), ids.end()), (QSet<QByteArray>{one, two, other}));
    QCOMPARE(ids.size(), 3);
    // None of them is an object.
    QVERIFY(!m_client->send("GET", "/data", {{"list-type", "2"}}).body.contains("list/"));
}

void tst_EndpointMultipart::copiesParts()
{
    QByteArray source;
    for (int i = 0; i < 5000; ++i)
        source += char(i * 7);
    QCOMPARE(m_client->put("/data/source", source).status, 200);
    const QByteArray id = begin("joined");
    const auto copy = [&](int number, const QByteArray &range) {
        return m_client->send("PUT", "/data/joined", {{"partNumber", QByteArray::number(number)}, {"uploadId", id}},
                              {{"x-amz-copy-source", "data/source"}, {"x-amz-copy-source-range", range}});
    };
    const QByteArray etag1 = copy(1, "bytes=1000-2999").element(u"ETag"_s);
    const QByteArray etag2 = copy(2, "bytes=0-99").element(u"ETag"_s);
    QCOMPARE(copy(3, "bytes=9000-9999").element(u"Code"_s), QByteArray("InvalidArgument"));
    QCOMPARE(complete("joined", id, {{1, etag1}, {2, etag2}}).status, 200);
    QVERIFY(m_client->get("/data/joined").body == source.mid(1000, 2000) + source.left(100));
}

QTEST_GUILESS_MAIN(tst_EndpointMultipart)
#include "tst_endpointmultipart.moc"
