// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/bucketlist.h"
#include "s3/deletereply.h"
#include "s3/multipartreplies.h"

#include <QFile>
#include <QTest>
#include <functional>

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

using Outcome = std::function<std::optional<Error>(const QByteArray &)>;

template <typename T> Outcome outcomeOf(Result<T> (*parse)(const QByteArray &))
{
    return [parse](const QByteArray &body) -> std::optional<Error> {
        const auto result = parse(body);
        return result ? std::nullopt : std::optional(result.error());
    };
}

} // namespace

class TestReplies : public QObject
{
    Q_OBJECT

private slots:
    void buckets();
    void initiate();
    void complete();
    void completeFailsInsideA200();
    void copy();
    void parts();
    void uploads();
    void deletes();
    void refuses_data();
    void refuses();
    void brokenOffAnywhere_data();
    void brokenOffAnywhere();
};

void TestReplies::buckets()
{
    auto page = parseBucketList(data(u"rgw-buckets.xml"_s));
    QVERIFY(page);
    QCOMPARE(page->buckets.size(), 2);
    QCOMPARE(page->buckets[0].name, u"bench"_s);
    QCOMPARE(page->buckets[1].name, u"odd"_s);
    QCOMPARE(page->buckets[1].createdAt, QDateTime(QDate(2026, 11, 21), QTime(9, 12, 42, 98), Qt::UTC));
    page = parseBucketList("<ListAllMyBucketsResult><Buckets><Bucket><Name>b</Name><BucketRegion>eu-north-1</BucketRegion>"
                           "</Bucket></Buckets><ContinuationToken>t=</ContinuationToken></ListAllMyBucketsResult>");
    QVERIFY(page);
    QCOMPARE(page->buckets[0].region, u"eu-north-1"_s);
    QCOMPARE(page->continuationToken, QByteArray("t="));
}

void TestReplies::initiate()
{
    const auto id = parseInitiateMultipartUpload(data(u"rgw-init.xml"_s));
    QVERIFY(id);
    QCOMPARE(*id, u"2~N4DnedoCckMbqvETEn7U3bFLZWNSUdo"_s);
    QVERIFY(!parseInitiateMultipartUpload("<InitiateMultipartUploadResult><Key>k</Key></InitiateMultipartUploadResult>"));
}

void TestReplies::complete()
{
    const auto real = parseCompleteMultipartUpload(data(u"rgw-complete.xml"_s));
    QVERIFY(real);
    QVERIFY(real->etag.isEmpty());
    // White space comes while the server works, before the declaration.
    const auto object = parseCompleteMultipartUpload(
        "\n  \n<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUploadResult><ETag>&quot;3858-2&quot;</ETag>"
        "<ChecksumCRC64NVME>rosUhgyomIg=</ChecksumCRC64NVME><ChecksumType>FULL_OBJECT</ChecksumType>"
        "</CompleteMultipartUploadResult>");
    QVERIFY(object);
    QCOMPARE(object->etag, QByteArray("3858-2"));
    QCOMPARE(object->checksums.value(u"crc64nvme"_s), QByteArray("rosUhgyomIg="));
    QCOMPARE(object->checksumType, u"FULL_OBJECT"_s);
}

void TestReplies::completeFailsInsideA200()
{
    const auto object = parseCompleteMultipartUpload("\n\n<?xml version=\"1.0\"?><Error><Code>InternalError</Code>"
                                                     "<Message>We encountered an internal error.</Message>"
                                                     "<RequestId>r1</RequestId></Error>");
    QVERIFY(!object);
    QCOMPARE(object.error().cause, ErrorCause::ServerError);
    QCOMPARE(object.error().s3Code, u"InternalError"_s);
    QCOMPARE(object.error().requestId, u"r1"_s);
    QCOMPARE(object.error().httpStatus, 200);
}

void TestReplies::copy()
{
    const auto object = parseCopyObject(data(u"rgw-copy.xml"_s));
    QVERIFY(object);
    QCOMPARE(object->etag, QByteArray("49f68a5c8493ec2c0bf489821c21fc3b"));
    QCOMPARE(object->lastModified, QDateTime(QDate(2026, 11, 21), QTime(9, 12, 42, 347), Qt::UTC));
    const auto part = parseCopyPart("<CopyPartResult><ETag>\"e\"</ETag></CopyPartResult>");
    QVERIFY(part);
    QCOMPARE(part->etag, QByteArray("e"));
}

void TestReplies::parts()
{
    const auto page = parseListParts(data(u"rgw-parts.xml"_s));
    QVERIFY(page);
    QCOMPARE(page->parts.size(), 2);
    QCOMPARE(page->parts[0].number, 1);
    QCOMPARE(page->parts[0].size, 5 * MiB);
    QCOMPARE(page->parts[1].etag, QByteArray("0bbc18cdea1c4aaa17777d441214774a"));
    QCOMPARE(page->nextMarker, 0);
    const auto more = parseListParts("<ListPartsResult><NextPartNumberMarker>7</NextPartNumberMarker><IsTruncated>true</IsTruncated>"
                                     "<Part><PartNumber>7</PartNumber><Size>1</Size><ChecksumCRC32C>AAAAAA==</ChecksumCRC32C></Part>"
                                     "</ListPartsResult>");
    QVERIFY(more);
    QCOMPARE(more->nextMarker, 7);
    QCOMPARE(more->parts[0].checksums.value(u"crc32c"_s), QByteArray("AAAAAA=="));
    QVERIFY(!parseListParts("<ListPartsResult><IsTruncated>true</IsTruncated></ListPartsResult>"));
    QVERIFY(!parseListParts("<ListPartsResult><Part><PartNumber>x</PartNumber></Part></ListPartsResult>"));
    QVERIFY(!parseListParts("<ListPartsResult><Part><PartNumber>10001</PartNumber></Part></ListPartsResult>"));
}

void TestReplies::uploads()
{
    const auto real = parseListMultipartUploads(data(u"rgw-uploads.xml"_s));
    QVERIFY(real);
    QCOMPARE(real->uploads.size(), 1);
    QCOMPARE(real->uploads[0].uploadId, u"2~N4DnedoCckMbqvETEn7U3bFLZWNSUdo"_s);
    QVERIFY(real->nextKeyMarker.isEmpty());
    const auto page = parseListMultipartUploads(
        "<ListMultipartUploadsResult><EncodingType>url</EncodingType><NextKeyMarker>a+b</NextKeyMarker>"
        "<NextUploadIdMarker>u+1</NextUploadIdMarker><IsTruncated>true</IsTruncated>"
        "<Upload><Key>a%2Bb</Key><UploadId>u</UploadId><Initiated>2010-11-10T20:48:33.000Z</Initiated></Upload>"
        "</ListMultipartUploadsResult>");
    QVERIFY(page);
    QCOMPARE(page->uploads[0].key, u"a+b"_s);
    QCOMPARE(page->uploads[0].initiated, QDateTime(QDate(2010, 11, 10), QTime(20, 48, 33), Qt::UTC));
    QCOMPARE(page->nextKeyMarker, u"a b"_s);
    QCOMPARE(page->nextUploadIdMarker, u"u+1"_s);
    QVERIFY(!parseListMultipartUploads("<ListMultipartUploadsResult><IsTruncated>true</IsTruncated></ListMultipartUploadsResult>"));
}

void TestReplies::deletes()
{
    const auto real = parseDeleteResult(data(u"rgw-delete.xml"_s));
    QVERIFY(real);
    QCOMPARE(real->deleted, QList<QString>({u"none"_s, u"copy"_s}));
    const auto mixed = parseDeleteResult("<DeleteResult><Deleted><Key>a&#x1;</Key></Deleted><Error><Key>b</Key>"
                                         "<VersionId>v</VersionId><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"
                                         "</DeleteResult>");
    QVERIFY(mixed);
    QCOMPARE(mixed->deleted, QList<QString>({u"a\x01"_s}));
    QCOMPARE(mixed->failures.size(), 1);
    QCOMPARE(mixed->failures[0].key, u"b"_s);
    QCOMPARE(mixed->failures[0].versionId, u"v"_s);
    QCOMPARE(mixed->failures[0].error.cause, ErrorCause::AccessDenied);
}

void TestReplies::refuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorCause>("cause");
    QTest::newRow("empty") << QByteArray() << ErrorCause::ShortBody;
    QTest::newRow("spaces") << QByteArray("  \n ") << ErrorCause::ShortBody;
    QTest::newRow("html") << QByteArray("<!DOCTYPE html><html></html>") << ErrorCause::NotS3;
    QTest::newRow("other root") << QByteArray("<Other/>") << ErrorCause::NotS3;
    QTest::newRow("text") << QByteArray("hello") << ErrorCause::NotS3;
    QTest::newRow("error") << QByteArray("<Error><Code>NoSuchBucket</Code></Error>") << ErrorCause::NoSuchBucket;
}

void TestReplies::refuses()
{
    QFETCH(const QByteArray, body);
    for (const Outcome &parse : {outcomeOf(parseBucketList), outcomeOf(parseInitiateMultipartUpload),
                                 outcomeOf(parseCompleteMultipartUpload), outcomeOf(parseCopyObject), outcomeOf(parseCopyPart),
                                 outcomeOf(parseListParts), outcomeOf(parseListMultipartUploads), outcomeOf(parseDeleteResult)}) {
        const auto error = parse(body);
        QVERIFY(error);
        QTEST(error->cause, "cause");
    }
}

void TestReplies::brokenOffAnywhere_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("which");
    const char *const files[] = {"buckets", "init", "complete", "copy", "parts", "uploads", "delete"};
    for (int i = 0; i < 7; ++i)
        QTest::newRow(files[i]) << u"rgw-%1.xml"_s.arg(QLatin1StringView(files[i])) << i;
}

void TestReplies::brokenOffAnywhere()
{
    QFETCH(const QString, file);
    QFETCH(const int, which);
    const Outcome parsers[] = {outcomeOf(parseBucketList), outcomeOf(parseInitiateMultipartUpload),
                               outcomeOf(parseCompleteMultipartUpload), outcomeOf(parseCopyObject), outcomeOf(parseListParts),
                               outcomeOf(parseListMultipartUploads), outcomeOf(parseDeleteResult)};
    const QByteArray whole = data(file);
    QVERIFY(!parsers[which](whole));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const auto error = parsers[which](whole.left(size));
        QVERIFY2(error, qPrintable(QString::number(size)));
        QCOMPARE(error->kind, ErrorKind::Protocol);
        QCOMPARE(error->cause, ErrorCause::ShortBody);
    }
}

QTEST_GUILESS_MAIN(TestReplies)
#include "tst_replies.moc"
