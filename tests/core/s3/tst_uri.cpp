// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/uri.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;

class TestUri : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void refuses_data();
    void refuses();
};

void TestUri::splits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("bucket");
    QTest::addColumn<QString>("key");
    QTest::newRow("bucket") << u"s3://data"_s << u"data"_s << u""_s;
    QTest::newRow("bucket and slash") << u"s3://data/"_s << u"data"_s << u""_s;
    QTest::newRow("key") << u"s3://data/a/b.txt"_s << u"data"_s << u"a/b.txt"_s;
    QTest::newRow("prefix") << u"s3://data/a/"_s << u"data"_s << u"a/"_s;
    QTest::newRow("leading slash is part of the key") << u"s3://data//a"_s << u"data"_s << u"/a"_s;
    QTest::newRow("nothing is normalised") << u"s3://data/a/../b//c"_s << u"data"_s << u"a/../b//c"_s;
    QTest::newRow("nothing is decoded") << u"s3://data/a%20b+c"_s << u"data"_s << u"a%20b+c"_s;
    QTest::newRow("question mark and hash") << u"s3://data/a?b#c"_s << u"data"_s << u"a?b#c"_s;
    QTest::newRow("glob") << u"s3://data/x/*.parquet"_s << u"data"_s << u"x/*.parquet"_s;
    QTest::newRow("unicode") << u"s3://data/grüße 😀"_s << u"data"_s << u"grüße 😀"_s;
    QTest::newRow("dots") << u"s3://my.data-1/k"_s << u"my.data-1"_s << u"k"_s;
    QTest::newRow("an old AWS name") << u"s3://My_Data/k"_s << u"My_Data"_s << u"k"_s;
    QTest::newRow("scheme in upper case") << u"S3://data/k"_s << u"data"_s << u"k"_s;
}

void TestUri::splits()
{
    QFETCH(const QString, text);
    const Result<S3Uri> uri = S3Uri::parse(text);
    QVERIFY(uri);
    QTEST(uri->bucket, "bucket");
    QTEST(uri->key, "key");
    const Result<S3Uri> again = S3Uri::parse(uri->toString());
    QVERIFY(again);
    QCOMPARE(again->key, uri->key);
}

void TestUri::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("no scheme") << u"data/key"_s;
    QTest::newRow("https") << u"https://data/key"_s;
    QTest::newRow("one slash") << u"s3:/data/key"_s;
    QTest::newRow("no bucket") << u"s3://"_s;
    QTest::newRow("only a key") << u"s3:///key"_s;
    QTest::newRow("too short") << u"s3://ab/key"_s;
    QTest::newRow("too long") << u"s3://"_s + QString(256, u'a') + u"/key"_s;
    QTest::newRow("space") << u"s3://my data/key"_s;
    QTest::newRow("user") << u"s3://me@data/key"_s;
    QTest::newRow("port") << u"s3://data:9000/key"_s;
    QTest::newRow("letters that only look it") << u"s3://dätä/key"_s;
    QTest::newRow("parent folder") << u"s3://../key"_s;
    QTest::newRow("two dots") << u"s3://a..b/key"_s;
    QTest::newRow("begins with a dash") << u"s3://-data/key"_s;
    QTest::newRow("ends with a dot") << u"s3://data./key"_s;
    QTest::newRow("IP address") << u"s3://127.0.0.1/key"_s;
}

void TestUri::refuses()
{
    QFETCH(const QString, text);
    const Result<S3Uri> uri = S3Uri::parse(text);
    QVERIFY(!uri);
    QCOMPARE(uri.error().kind, ErrorKind::Config);
    QVERIFY(uri.error().message.contains(text));
}

QTEST_GUILESS_MAIN(TestUri)
#include "tst_uri.moc"
