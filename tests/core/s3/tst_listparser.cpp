// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/listparser.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;

namespace {

QByteArray data(const QString &name)
{
    QFile file(QLatin1StringView(TEST_SOURCE_DIR) + u"/core/s3/data/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", qPrintable(file.fileName()));
    return file.readAll();
}

Result<ListPage> parse(const QByteArray &xml, qsizetype chunk = 1 << 20)
{
    ListParser parser;
    for (qsizetype i = 0; i < xml.size(); i += chunk) {
        if (const auto added = parser.addData(xml.mid(i, chunk)); !added)
            return fail(added.error());
    }
    return parser.finish();
}

QStringList keys(const ListPage &page)
{
    QStringList list;
    for (const ObjectInfo &object : page.objects)
        list.append(object.key);
    return list;
}

QByteArray page(const QByteArray &inside)
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + inside + "</ListBucketResult>";
}

QByteArray object(const QByteArray &key)
{
    return "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>";
}

const QStringList oddKeys{u"100%"_s, u"<tag>"_s, u"a b"_s, u"a+b"_s, u"a//b"_s, u"c\x01" "d"_s, u"dir/"_s, u"n\nl"_s,
                          u"q\"q"_s, u"x&y"_s, u"ü"_s};

} // namespace

class TestListParser : public QObject
{
    Q_OBJECT

private slots:
    void realServerEncoded();
    void realServerRaw();
    void realServerDelimited();
    void awsForm();
    void encodingTypeAfterTheEntries();
    void plusIsLiteralWithoutEncoding();
    void anySplitGivesTheSame_data();
    void anySplitGivesTheSame();
    void controlCharacters_data();
    void controlCharacters();
    void etags_data();
    void etags();
    void refuses_data();
    void refuses();
    void errorDocument();
    void brokenOffAnywhere();
    void tokenOfLastPageIsDropped();
    void manyEntriesFast();

    void everyCharacterOfAKeyCounts()
    {
        // U+FEFF begins a key as well as any other.
        QCOMPARE(decodeUrlEncoded(u"%EF%BB%BFa+b%2B"_s), u"\ufeffa b+"_s);
        QCOMPARE(decodeUrlEncoded(u"plain"_s), u"plain"_s);
    }
};

void TestListParser::realServerEncoded()
{
    const auto result = parse(data(u"rgw-list-url.xml"_s));
    QVERIFY(result);
    QCOMPARE(keys(*result), oddKeys);
    QVERIFY(result->continuationToken.isEmpty());
    const ObjectInfo &first = result->objects.first();
    QCOMPARE(first.size, 2);
    QCOMPARE(first.etag, QByteArray("49f68a5c8493ec2c0bf489821c21fc3b"));
    QCOMPARE(first.storageClass, u"STANDARD"_s);
    QCOMPARE(first.lastModified, QDateTime(QDate(2026, 11, 21), QTime(9, 12, 42, 169), Qt::UTC));
}

void TestListParser::realServerRaw()
{
    const auto result = parse(data(u"rgw-list-raw.xml"_s));
    QVERIFY(result);
    QCOMPARE(keys(*result), oddKeys);
}

void TestListParser::realServerDelimited()
{
    const auto result = parse(data(u"rgw-list-delim.xml"_s));
    QVERIFY(result);
    QCOMPARE(keys(*result), QStringList({u"100%"_s, u"<tag>"_s}));
    QCOMPARE(result->continuationToken, QByteArray("<tag>")); // Ceph's token is the last key, not encoded
}

// The form of the API reference's example, with the encoding measured on AWS: space is "+", plus is %2B, "/" stays.
void TestListParser::awsForm()
{
    const auto result = parse(page(
        "<Name>b</Name><Prefix>run+books/</Prefix><KeyCount>3</KeyCount><MaxKeys>1000</MaxKeys><Delimiter>/</Delimiter>"
        "<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
        "<NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken>"
        "<Contents><Key>run+books/a%2Bb.txt</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>"
        "<ETag>&quot;fba9dede5f27731c9771645a39863328-12&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>"
        "<Size>434234</Size><StorageClass>GLACIER</StorageClass><Owner><ID>1</ID><DisplayName>Key</DisplayName></Owner>"
        "<RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress></RestoreStatus></Contents>"
        "<CommonPrefixes><Prefix>run+books/%ED%95%9C/</Prefix></CommonPrefixes>"
        "<CommonPrefixes><Prefix>run+books/x/</Prefix></CommonPrefixes>"));
    QVERIFY(result);
    QCOMPARE(result->objects.size(), 1);
    QCOMPARE(result->objects[0].key, u"run books/a+b.txt"_s);
    QCOMPARE(result->objects[0].size, 434234);
    QCOMPARE(result->objects[0].etag, QByteArray("fba9dede5f27731c9771645a39863328-12"));
    QCOMPARE(result->objects[0].storageClass, u"GLACIER"_s);
    QCOMPARE(result->commonPrefixes, QStringList({u"run books/한/"_s, u"run books/x/"_s}));
    QCOMPARE(result->continuationToken, QByteArray("1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM="));
}

void TestListParser::encodingTypeAfterTheEntries()
{
    const auto result = parse(page(object("a%20b") + "<EncodingType>url</EncodingType>"));
    QVERIFY(result);
    QCOMPARE(keys(*result), QStringList{u"a b"_s});
}

void TestListParser::plusIsLiteralWithoutEncoding()
{
    const auto result = parse(page(object("a+b%20c")));
    QVERIFY(result);
    QCOMPARE(keys(*result), QStringList{u"a+b%20c"_s});
}

void TestListParser::anySplitGivesTheSame_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("chunk");
    for (const QString &file : {u"rgw-list-url.xml"_s, u"rgw-list-raw.xml"_s}) {
        for (const int chunk : {1, 2, 3, 7, 64, 1000})
            QTest::newRow(qPrintable(file + u' ' + QString::number(chunk))) << file << chunk;
    }
}

void TestListParser::anySplitGivesTheSame()
{
    QFETCH(const QString, file);
    QFETCH(const int, chunk);
    const auto result = parse(data(file), chunk);
    QVERIFY(result);
    QCOMPARE(keys(*result), oddKeys);
    for (const ObjectInfo &info : result->objects)
        QCOMPARE(info.size, 2);
}

void TestListParser::controlCharacters_data()
{
    QTest::addColumn<QByteArray>("xml");
    QTest::addColumn<QString>("key");
    QTest::newRow("hex") << QByteArray("a&#x1f;b") << u"a\x1f" "b"_s;
    QTest::newRow("decimal") << QByteArray("a&#1;b") << u"a\x01" "b"_s;
    QTest::newRow("raw byte") << QByteArray("a\x02z") << u"a\x02z"_s;
    QTest::newRow("several") << QByteArray("&#x1;&#x2;&amp;&#x1b;") << u"\x01\x02&\x1b"_s;
    QTest::newRow("allowed ones are left to XML") << QByteArray("&#x41;&#10;&#xD;") << u"A\n\r"_s;
    QTest::newRow("an escaped ampersand is no reference") << QByteArray("&amp;#x1;") << u"&#x1;"_s;
}

void TestListParser::controlCharacters()
{
    QFETCH(const QByteArray, xml);
    QFETCH(const QString, key);
    for (const qsizetype chunk : {1, 2, 5, 4096}) {
        const auto result = parse(page(object(xml)), chunk);
        QVERIFY(result);
        QCOMPARE(keys(*result), QStringList{key});
    }
}

void TestListParser::etags_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("etag");
    QTest::newRow("quoted") << u"\"abc-2\""_s << QByteArray("abc-2");
    QTest::newRow("bare") << u"abc"_s << QByteArray("abc");
    QTest::newRow("weak") << u"W/\"abc\""_s << QByteArray("abc");
    QTest::newRow("opaque") << u"\"6b013b5b-40000000\""_s << QByteArray("6b013b5b-40000000");
    QTest::newRow("one quote") << u"\""_s << QByteArray("\"");
    QTest::newRow("empty") << u""_s << QByteArray("");
}

void TestListParser::etags()
{
    QFETCH(const QString, text);
    QTEST(unquoteETag(text), "etag");
}

void TestListParser::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCause>("cause");
    QTest::newRow("html") << QByteArray("<!DOCTYPE html><html><body>Log in<br></body></html>") << ErrorCause::NotS3;
    QTest::newRow("html without doctype") << QByteArray("<HTML><head></head></HTML>") << ErrorCause::NotS3;
    QTest::newRow("text") << QByteArray("It works!") << ErrorCause::NotS3;
    QTest::newRow("json") << QByteArray("{\"objects\":[]}") << ErrorCause::NotS3;
    QTest::newRow("other xml") << QByteArray("<feed><Contents/></feed>") << ErrorCause::NotS3;
    QTest::newRow("gzip") << QByteArray("\x1f\x8b\x08\x00\x01\x02", 6) << ErrorCause::NotS3;
    QTest::newRow("empty") << QByteArray() << ErrorCause::ShortBody;
    QTest::newRow("only a declaration") << QByteArray("<?xml version=\"1.0\"?>") << ErrorCause::ShortBody;
    QTest::newRow("bad nesting") << page("<Contents><Key>a</Size></Contents>") << ErrorCause::None;
    QTest::newRow("size is no number") << page("<Contents><Key>a</Key><Size>x</Size></Contents>") << ErrorCause::None;
    QTest::newRow("negative size") << page("<Contents><Key>a</Key><Size>-1</Size></Contents>") << ErrorCause::None;
    QTest::newRow("no size") << page("<Contents><Key>a</Key></Contents>") << ErrorCause::None;
    QTest::newRow("no key") << page("<Contents><Size>1</Size></Contents>") << ErrorCause::None;
    QTest::newRow("truncated without a token") << page("<IsTruncated>true</IsTruncated>") << ErrorCause::None;
    QTest::newRow("a value without end") << page(object(QByteArray(100'000, 'a'))) << ErrorCause::None;
    QTest::newRow("entities") << QByteArray("<!DOCTYPE r [<!ENTITY a \"aaaa\">]><ListBucketResult>&a;</ListBucketResult>")
                              << ErrorCause::NotS3;
}

void TestListParser::refuses()
{
    QFETCH(const QByteArray, body);
    const auto result = parse(body, 100);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Protocol);
    QTEST(result.error().cause, "cause");
    QVERIFY(!result.error().message.isEmpty());
}

void TestListParser::errorDocument()
{
    const auto result = parse("<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message>"
                              "<RequestId>R1</RequestId></Error>", 5);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Throttled);
    QCOMPARE(result.error().s3Code, u"SlowDown"_s);
    QCOMPARE(result.error().requestId, u"R1"_s);
}

void TestListParser::brokenOffAnywhere()
{
    const QByteArray whole = data(u"rgw-list-url.xml"_s);
    for (qsizetype size = 0; size < whole.size(); size += 13) {
        const auto result = parse(whole.left(size));
        QVERIFY2(!result, qPrintable(QString::number(size)));
        QCOMPARE(result.error().kind, ErrorKind::Protocol);
        QCOMPARE(result.error().cause, ErrorCause::ShortBody);
    }
}

void TestListParser::tokenOfLastPageIsDropped()
{
    const auto result = parse(page("<IsTruncated>false</IsTruncated><NextContinuationToken>x</NextContinuationToken>"));
    QVERIFY(result);
    QVERIFY(result->continuationToken.isEmpty());
}

void TestListParser::manyEntriesFast()
{
    QByteArray inside = "<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>";
    for (int i = 0; i < 1000; ++i) {
        inside += "<Contents><Key>some/prefix/of+usual/length/object-" + QByteArray::number(i)
            + ".bin</Key><LastModified>2009-10-12T17:50:30.000Z</LastModified>"
              "<ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><Size>434234</Size>"
              "<StorageClass>STANDARD</StorageClass></Contents>";
    }
    const QByteArray xml = page(inside);
    qsizetype count = 0;
    QBENCHMARK {
        const auto result = parse(xml, 16 * 1024);
        QVERIFY(result);
        count = result->objects.size();
    }
    QCOMPARE(count, 1000);
}

QTEST_GUILESS_MAIN(TestListParser)
#include "tst_listparser.moc"
