// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/versionlist.h"

#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestVersionList : public QObject
{
    Q_OBJECT
private slots:
    void versionsAndMarkers();
    void decodesOnlyWhereSaid();
    void oddKeys();
    void moreButNotWhere();
    void refuses_data();
    void refuses();
    void brokenOffAnywhere();
    void requestNamesThePage();
    void deletionNamesVersions();
};

static const QByteArray page = R"(<?xml version="1.0" encoding="UTF-8"?>
<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix>a</Prefix><KeyMarker/>
<VersionIdMarker/><NextKeyMarker>a%2Fb+c</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker><MaxKeys>3</MaxKeys>
<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>
<DeleteMarker><Owner><ID>o</ID><DisplayName>d</DisplayName></Owner><Key>a%2Fb+c</Key><VersionId>v3</VersionId>
<IsLatest>true</IsLatest><LastModified>2026-11-21T10:00:02.000Z</LastModified></DeleteMarker>
<Version><Key>a%2Fb+c</Key><VersionId>v2</VersionId><IsLatest>false</IsLatest>
<LastModified>2026-11-21T10:00:01.500Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>7</Size>
<StorageClass>STANDARD</StorageClass><Type>Normal</Type></Version>
<Version><Key>a%2Fb+c</Key><VersionId>v1</VersionId><IsLatest>false</IsLatest>
<LastModified>2026-11-21T10:00:00.000Z</LastModified><ETag>"def"</ETag><Size>0</Size></Version>
<CommonPrefixes><Prefix>a%2Fz%2F</Prefix></CommonPrefixes></ListVersionsResult>)";

void TestVersionList::versionsAndMarkers()
{
    const Result<VersionPage> list = parseVersionList(page);
    QVERIFY2(list, list ? "" : qPrintable(list.error().message));
    QCOMPARE(list->versions.size(), 3);
    const ObjectVersion marker = list->versions[0];
    QVERIFY(marker.deleteMarker && marker.latest);
    QCOMPARE(marker.size, -1);
    const ObjectVersion second = list->versions[1];
    QVERIFY(!second.deleteMarker && !second.latest);
    QCOMPARE(second.key, u"a/b c"_s);
    QCOMPARE(second.versionId, u"v2"_s);
    QCOMPARE(second.size, 7);
    QCOMPARE(second.etag, "abc");
    QCOMPARE(second.lastModified, QDateTime(QDate(2026, 11, 21), QTime(10, 0, 1, 500), Qt::UTC));
    QCOMPARE(second.storageClass, u"STANDARD"_s);
    QCOMPARE(list->versions[2].size, 0);
    QVERIFY(list->truncated);
    QCOMPARE(list->nextKeyMarker, u"a/b c"_s);
    QCOMPARE(list->nextVersionMarker, u"v1"_s);
    QCOMPARE(list->commonPrefixes, QStringList{u"a/z/"_s});
}

void TestVersionList::decodesOnlyWhereSaid()
{
    QByteArray plain = page;
    plain.replace("<EncodingType>url</EncodingType>", "");
    const Result<VersionPage> list = parseVersionList(plain);
    QVERIFY(list);
    QCOMPARE(list->versions[1].key, u"a%2Fb+c"_s);
}

void TestVersionList::oddKeys()
{
    // Ceph writes control characters as they are where it does not encode.
    const Result<VersionPage> list = parseVersionList(
        "<ListVersionsResult><IsTruncated>false</IsTruncated><Version><Key>a&#x1;b</Key><VersionId>1</VersionId>"
        "<IsLatest>true</IsLatest><Size>1</Size></Version></ListVersionsResult>");
    QVERIFY(list);
    QCOMPARE(list->versions.first().key, u"a\u0001b"_s);
}

void TestVersionList::moreButNotWhere()
{
    const Result<VersionPage> list = parseVersionList("<ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult>");
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Protocol);
}

void TestVersionList::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCause>("cause");
    QTest::newRow("web page") << QByteArray("<html><body>Sign in</body></html>") << ErrorCause::NotS3;
    QTest::newRow("another document") << QByteArray("<ListBucketResult/>") << ErrorCause::NotS3;
    QTest::newRow("an error") << QByteArray("<Error><Code>AccessDenied</Code></Error>") << ErrorCause::AccessDenied;
    QTest::newRow("nothing") << QByteArray() << ErrorCause::ShortBody;
    QTest::newRow("a size that is none") << QByteArray("<ListVersionsResult><Version><Size>many</Size></Version></ListVersionsResult>")
                                         << ErrorCause::None;
}

void TestVersionList::refuses()
{
    QFETCH(QByteArray, body);
    QFETCH(ErrorCause, cause);
    const Result<VersionPage> list = parseVersionList(body);
    QVERIFY(!list);
    QCOMPARE(list.error().cause, cause);
}

void TestVersionList::brokenOffAnywhere()
{
    for (qsizetype length = 0; length < page.size() - 1; ++length)
        QVERIFY2(!parseVersionList(page.left(length)), qPrintable(QString::number(length)));
}

void TestVersionList::requestNamesThePage()
{
    const S3Request first = listVersionsRequest(u"b"_s, u"ä/"_s, {}, {}, {});
    QVERIFY(first.query.contains(std::pair(QByteArray("versions"), QByteArray())));
    QVERIFY(first.query.contains(std::pair(QByteArray("prefix"), u"ä/"_s.toUtf8())));
    QCOMPARE(first.query.size(), 4);
    const S3Request next = listVersionsRequest(u"b"_s, {}, u"/"_s, u"k"_s, u"v"_s, 5);
    QVERIFY(next.query.contains(std::pair(QByteArray("key-marker"), QByteArray("k"))));
    QVERIFY(next.query.contains(std::pair(QByteArray("version-id-marker"), QByteArray("v"))));
    QVERIFY(next.query.contains(std::pair(QByteArray("max-keys"), QByteArray("5"))));
}

void TestVersionList::deletionNamesVersions()
{
    const S3Request request = deleteVersionsRequest(u"b"_s, {{u"a&b"_s, u"v1"_s}, {u"c"_s, {}}});
    QCOMPARE(request.method, "POST");
    QVERIFY(request.content.contains("<Object><Key>a&amp;b</Key><VersionId>v1</VersionId></Object>"));
    QVERIFY(request.content.contains("<Object><Key>c</Key></Object>"));
}

QTEST_GUILESS_MAIN(TestVersionList)
#include "tst_versionlist.moc"
