// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/sigv4.h"
#include "s3/uri.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace millrace;

namespace {

struct VectorFile
{
    QByteArray amzDate;
    QByteArray accessKeyId;
    QByteArray secretAccessKey;
    QByteArray region;
    QByteArray service;
    QJsonArray cases;
};

VectorFile load(const QString &name)
{
    QFile file(QLatin1StringView(TEST_SOURCE_DIR) + u"/core/s3/data/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", qPrintable(file.fileName()));
    const QJsonObject o = QJsonDocument::fromJson(file.readAll()).object();
    return {o[u"amzDate"_s].toString().toUtf8(),         o[u"accessKeyId"_s].toString().toUtf8(),
            o[u"secretAccessKey"_s].toString().toUtf8(), o[u"region"_s].toString().toUtf8(),
            o[u"service"_s].toString().toUtf8(),         o[u"cases"_s].toArray()};
}

QList<std::pair<QByteArray, QByteArray>> pairs(const QJsonValue &value)
{
    QList<std::pair<QByteArray, QByteArray>> list;
    for (const QJsonValue &v : value.toArray())
        list.append({v.toArray()[0].toString().toUtf8(), v.toArray()[1].toString().toUtf8()});
    return list;
}

QByteArray header(const HeaderList &headers, const char *name)
{
    for (const auto &h : headers) {
        if (h.first.compare(name, Qt::CaseInsensitive) == 0)
            return h.second;
    }
    return {};
}

Credentials exampleKeys()
{
    Credentials c;
    c.accessKeyId = "AKIAIOSFODNN7EXAMPLE";
    c.secretAccessKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    return c;
}

const QDateTime exampleTime(QDate(2013, 5, 24), QTime(0, 0), Qt::UTC);

} // namespace

class TestSigV4 : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data();
    void vectors();
    void encodesAsPublished_data();
    void encodesAsPublished();
    void replacesStaleHeaders();
    void newDayMakesNewKey();
    void localTimeIsSignedAsUtc();
    void anonymousSignsNothing();
    void presignBounds_data();
    void presignBounds();
    void presignKeepsSecretOut();
    void sha256OfKnownText();
    void costOfOneSignature();
};

void TestSigV4::vectors_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("index");
    for (const QString &file : {u"sigv4-s3-examples.json"_s, u"sigv4-suite.json"_s, u"sigv4-botocore.json"_s}) {
        const VectorFile vectors = load(file);
        QVERIFY(vectors.cases.size() >= 5);
        for (int i = 0; i < vectors.cases.size(); ++i)
            QTest::newRow(qPrintable(file.chopped(5) + u": "_s + vectors.cases[i][u"name"_s].toString())) << file << i;
    }
}

void TestSigV4::vectors()
{
    QFETCH(const QString, file);
    QFETCH(const int, index);
    const VectorFile vectors = load(file);
    const QJsonObject c = vectors.cases[index].toObject();
    const QByteArray expected = c[u"signature"_s].toString().toUtf8();
    const QByteArray names = c[u"signedHeaders"_s].toString().toUtf8();
    const QByteArray scope =
        vectors.amzDate.left(8) + '/' + vectors.region + '/' + vectors.service + "/aws4_request";
    const QDateTime now =
        QDateTime::fromString(QString::fromLatin1(vectors.amzDate), u"yyyyMMdd'T'HHmmss'Z'"_s);
    const QDateTime utc(now.date(), now.time(), Qt::UTC);

    Credentials keys;
    keys.accessKeyId = vectors.accessKeyId;
    keys.secretAccessKey = vectors.secretAccessKey;
    keys.sessionToken = c[u"sessionToken"_s].toString().toUtf8();
    SigV4Signer signer(keys, vectors.region, vectors.service);

    SigV4Input input;
    input.method = c[u"method"_s].toString().toUtf8();
    input.encodedPath = c[u"path"_s].toString().toUtf8();
    input.query = pairs(c[u"query"_s]);
    input.headers = pairs(c[u"headers"_s]);
    if (c.contains(u"key"_s))
        QCOMPARE("/bucket/" + uriEncode(c[u"key"_s].toString().toUtf8(), true), input.encodedPath);

    if (c.contains(u"presignSeconds"_s)) {
        const QByteArray query = signer.presign(input, utc, std::chrono::seconds(c[u"presignSeconds"_s].toInt()));
        QVERIFY(query.contains("X-Amz-SignedHeaders=" + uriEncode(names, false)));
        QCOMPARE(query.mid(query.indexOf("&X-Amz-Signature=") + 17), expected);
        return;
    }

    const QByteArray hash = sha256Hex(c[u"payload"_s].toString().toUtf8());
    input.payloadHash = hash;
    // The published suite signs fewer headers than S3 asks for; there the steps are tested one by one.
    if (names.contains("x-amz-content-sha256")) {
        const HeaderList added = signer.sign(input, utc);
        QCOMPARE(header(added, "x-amz-content-sha256"), hash);
        QCOMPARE(header(added, "x-amz-date"), vectors.amzDate);
        QCOMPARE(header(added, "x-amz-security-token"), keys.sessionToken);
        QCOMPARE(header(added, "authorization"),
                 "AWS4-HMAC-SHA256 Credential=" + keys.accessKeyId + '/' + scope + ",SignedHeaders=" + names
                     + ",Signature=" + expected);
        input.headers += added;
    } else {
        input.headers.append({"X-Amz-Date", vectors.amzDate});
    }
    const QByteArray canonical = SigV4Signer::canonicalRequest(input, names.split(';'));
    if (c.contains(u"canonicalRequestHash"_s))
        QCOMPARE(sha256Hex(canonical), c[u"canonicalRequestHash"_s].toString().toUtf8());
    QCOMPARE(SigV4Signer::stringToSign(canonical, vectors.amzDate, scope),
             "AWS4-HMAC-SHA256\n" + vectors.amzDate + '\n' + scope + '\n' + sha256Hex(canonical));
    QCOMPARE(signer.signature(input, vectors.amzDate, names.split(';')), expected);
}

void TestSigV4::encodesAsPublished_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QByteArray>("asKey");
    QTest::addColumn<QByteArray>("asValue");
    QTest::newRow("unreserved") << QByteArray("AZaz09-._~") << QByteArray("AZaz09-._~") << QByteArray("AZaz09-._~");
    QTest::newRow("space") << QByteArray("a b") << QByteArray("a%20b") << QByteArray("a%20b");
    QTest::newRow("plus") << QByteArray("a+b") << QByteArray("a%2Bb") << QByteArray("a%2Bb");
    QTest::newRow("percent") << QByteArray("%41") << QByteArray("%2541") << QByteArray("%2541");
    QTest::newRow("slashes") << QByteArray("/a//b/") << QByteArray("/a//b/") << QByteArray("%2Fa%2F%2Fb%2F");
    QTest::newRow("utf8") << QByteArray("\xc3\xbc") << QByteArray("%C3%BC") << QByteArray("%C3%BC");
    QTest::newRow("control") << QByteArray("\n\x01\x7f") << QByteArray("%0A%01%7F") << QByteArray("%0A%01%7F");
}

void TestSigV4::encodesAsPublished()
{
    QFETCH(const QByteArray, raw);
    QTEST(uriEncode(raw, true), "asKey");
    QTEST(uriEncode(raw, false), "asValue");
}

void TestSigV4::replacesStaleHeaders()
{
    SigV4Signer signer(exampleKeys(), "us-east-1");
    SigV4Input input{"GET", "/test.txt", {}, {{"Host", "examplebucket.s3.amazonaws.com"}, {"Range", "bytes=0-9"}}, {}};
    const HeaderList first = signer.sign(input, exampleTime);
    // A retry that still carries the headers of its first try must be signed as if it did not.
    input.headers += signer.sign(input, exampleTime.addSecs(60));
    QCOMPARE(signer.sign(input, exampleTime), first);
    QVERIFY(header(first, "authorization").endsWith("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
}

void TestSigV4::newDayMakesNewKey()
{
    const SigV4Input input{"GET", "/k", {}, {{"Host", "h"}}, {}};
    SigV4Signer kept(exampleKeys(), "us-east-1");
    const HeaderList today = kept.sign(input, exampleTime);
    const HeaderList tomorrow = kept.sign(input, exampleTime.addDays(1));
    QVERIFY(header(today, "authorization") != header(tomorrow, "authorization"));
    SigV4Signer fresh(exampleKeys(), "us-east-1");
    QCOMPARE(fresh.sign(input, exampleTime.addDays(1)), tomorrow);
    QCOMPARE(kept.sign(input, exampleTime), today);
    SigV4Signer elsewhere(exampleKeys(), "eu-north-1");
    QVERIFY(elsewhere.sign(input, exampleTime) != today);
}

void TestSigV4::localTimeIsSignedAsUtc()
{
    const SigV4Input input{"GET", "/k", {}, {{"Host", "h"}}, {}};
    SigV4Signer signer(exampleKeys(), "us-east-1");
    const QDateTime east(QDate(2013, 5, 24), QTime(5, 30), Qt::OffsetFromUTC, 5 * 3600 + 1800);
    QCOMPARE(signer.sign(input, east), signer.sign(input, exampleTime));
}

void TestSigV4::anonymousSignsNothing()
{
    Credentials nobody;
    nobody.anonymous = true;
    SigV4Signer signer(nobody, "us-east-1");
    const SigV4Input input{"GET", "/k", {{"versionId", "a/b"}}, {{"Host", "h"}}, {}};
    QVERIFY(signer.sign(input, exampleTime).isEmpty());
    QCOMPARE(signer.presign(input, exampleTime, std::chrono::seconds(60)), QByteArray("versionId=a%2Fb"));
}

void TestSigV4::presignBounds_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("negative") << -1 << false;
    QTest::newRow("zero") << 0 << false;
    QTest::newRow("one") << 1 << true;
    QTest::newRow("seven days") << 604800 << true;
    QTest::newRow("over seven days") << 604801 << false;
}

void TestSigV4::presignBounds()
{
    QFETCH(const int, seconds);
    QFETCH(const bool, allowed);
    SigV4Signer signer(exampleKeys(), "us-east-1");
    const SigV4Input input{"GET", "/k", {}, {{"Host", "h"}}, {}};
    const QByteArray query = signer.presign(input, exampleTime, std::chrono::seconds(seconds));
    QCOMPARE(!query.isEmpty(), allowed);
    if (allowed)
        QVERIFY(query.contains("X-Amz-Expires=" + QByteArray::number(seconds) + '&'));
}

void TestSigV4::presignKeepsSecretOut()
{
    Credentials keys = exampleKeys();
    keys.sessionToken = "to/ken+=";
    SigV4Signer signer(keys, "us-east-1");
    const SigV4Input input{"GET", "/a%20b", {{"response-content-type", "text/plain; x"}}, {{"Host", "h"}}, {}};
    const QByteArray query = signer.presign(input, exampleTime, std::chrono::seconds(60));
    const QUrlQuery parsed(QString::fromLatin1(query));
    QCOMPARE(parsed.queryItemValue(u"X-Amz-Security-Token"_s, QUrl::FullyDecoded), u"to/ken+="_s);
    QCOMPARE(parsed.queryItemValue(u"response-content-type"_s, QUrl::FullyDecoded), u"text/plain; x"_s);
    QVERIFY(!query.contains("bPxRfiCYEXAMPLEKEY"));
}

void TestSigV4::sha256OfKnownText()
{
    QCOMPARE(sha256Hex(""), emptyPayloadHash);
    // FIPS 180-2, appendix B.1.
    QCOMPARE(sha256Hex("abc"), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void TestSigV4::costOfOneSignature()
{
    SigV4Signer signer(exampleKeys(), "us-east-1");
    const SigV4Input input{
        "GET", "/bucket/a%20key", {}, {{"Host", "127.0.0.1:9000"}, {"Range", "bytes=0-8388607"}, {"If-Match", "\"e\""}}, {}};
    QByteArray last;
    QBENCHMARK {
        last = signer.sign(input, exampleTime).last().second;
    }
    QVERIFY(last.startsWith("AWS4-HMAC-SHA256 "));
}

QTEST_GUILESS_MAIN(TestSigV4)
#include "tst_sigv4.moc"
