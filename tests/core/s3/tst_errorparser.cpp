// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/httpdate.h"
#include "s3/errorparser.h"

#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace millrace;

namespace {

const QDateTime now(QDate(2024, 2, 29), QTime(12, 0), Qt::UTC);

QByteArray document(const QByteArray &code, const QByteArray &more = {})
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code>" + more
        + "<RequestId>4442587FB7D0A2F9</RequestId><HostId>host</HostId></Error>";
}

FailedResponse response(int status, const QByteArray &body = {}, const HeaderList &headers = {})
{
    FailedResponse r;
    r.httpStatus = status;
    r.body = body;
    r.headers = headers;
    r.bucket = u"data"_s;
    r.key = u"a/b"_s;
    r.now = now;
    return r;
}

} // namespace

class TestErrorParser : public QObject
{
    Q_OBJECT

private slots:
    void codes_data();
    void codes();
    void bareStatus_data();
    void bareStatus();
    void missingBucketWithoutBody();
    void realServer();
    void regionFromEverywhere_data();
    void regionFromEverywhere();
    void badRegionOfHead();
    void webPages_data();
    void webPages();
    void publicUrlMayAnswerWithPages();
    void codeInHeader();
    void expiredPresignedUrl();
    void messagesAreTidy();
    void malformedDocument();
    void wrappedError();
    void retryAfterForms_data();
    void retryAfterForms();
    void httpDates_data();
    void httpDates();
};

void TestErrorParser::codes_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCause>("cause");
    const auto row = [](const char *code, int status, ErrorKind kind, ErrorCause cause) {
        QTest::newRow(code) << QByteArray(code) << status << kind << cause;
    };
    row("NoSuchKey", 404, ErrorKind::NotFound, ErrorCause::NoSuchKey);
    row("NoSuchBucket", 404, ErrorKind::NotFound, ErrorCause::NoSuchBucket);
    row("NoSuchUpload", 404, ErrorKind::NotFound, ErrorCause::None);
    row("AccessDenied", 403, ErrorKind::Auth, ErrorCause::AccessDenied);
    row("InvalidAccessKeyId", 403, ErrorKind::Auth, ErrorCause::BadAccessKey);
    row("SignatureDoesNotMatch", 403, ErrorKind::Auth, ErrorCause::BadSecret);
    row("ExpiredToken", 400, ErrorKind::Auth, ErrorCause::TokenExpired);
    row("RequestTimeTooSkewed", 403, ErrorKind::Auth, ErrorCause::ClockSkew);
    row("PermanentRedirect", 301, ErrorKind::Config, ErrorCause::WrongRegion);
    row("PreconditionFailed", 412, ErrorKind::Conflict, ErrorCause::ObjectChanged);
    row("InvalidObjectState", 403, ErrorKind::Conflict, ErrorCause::None);
    row("SlowDown", 503, ErrorKind::Throttled, ErrorCause::None);
    row("RequestTimeout", 400, ErrorKind::Timeout, ErrorCause::None);
    row("InvalidRange", 416, ErrorKind::Protocol, ErrorCause::RangeNotHonoured);
    row("BadDigest", 400, ErrorKind::Integrity, ErrorCause::ChecksumMismatch);
    row("InternalError", 500, ErrorKind::Protocol, ErrorCause::ServerError);
    // CompleteMultipartUpload and CopyObject can fail after a 200 went out.
    QTest::newRow("InternalError in a 200") << QByteArray("InternalError") << 200 << ErrorKind::Protocol << ErrorCause::ServerError;
    QTest::newRow("SlowDown in a 200") << QByteArray("SlowDown") << 200 << ErrorKind::Throttled << ErrorCause::None;
    // Codes no table knows fall back to the status.
    row("XSomethingNew", 403, ErrorKind::Auth, ErrorCause::AccessDenied);
    QTest::newRow("unknown code, 502") << QByteArray("XSomethingNew") << 502 << ErrorKind::Protocol << ErrorCause::ServerError;
}

void TestErrorParser::codes()
{
    QFETCH(const QByteArray, code);
    QFETCH(const int, status);
    const Error error = errorFromResponse(response(status, document(code, "<Message>Words of the server.</Message>")));
    QTEST(error.kind, "kind");
    QTEST(error.cause, "cause");
    QCOMPARE(error.s3Code, QString::fromLatin1(code));
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.requestId, u"4442587FB7D0A2F9"_s);
    QCOMPARE(error.bucket, u"data"_s);
    QCOMPARE(error.key, u"a/b"_s);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(!error.message.endsWith(u'.'));
    // Ceph sends no message at all.
    QVERIFY(!errorFromResponse(response(status, document(code, "<Message></Message>"))).message.isEmpty());
}

void TestErrorParser::bareStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCause>("cause");
    const auto row = [](int status, ErrorKind kind, ErrorCause cause) {
        QTest::newRow(QByteArray::number(status)) << status << kind << cause;
    };
    row(301, ErrorKind::Config, ErrorCause::WrongRegion);
    row(307, ErrorKind::Config, ErrorCause::WrongRegion);
    row(400, ErrorKind::Protocol, ErrorCause::None);
    row(401, ErrorKind::Auth, ErrorCause::AccessDenied);
    row(403, ErrorKind::Auth, ErrorCause::AccessDenied);
    row(404, ErrorKind::NotFound, ErrorCause::NoSuchKey);
    row(407, ErrorKind::Network, ErrorCause::ProxyFailed);
    row(408, ErrorKind::Timeout, ErrorCause::None);
    row(412, ErrorKind::Conflict, ErrorCause::ObjectChanged);
    row(416, ErrorKind::Protocol, ErrorCause::RangeNotHonoured);
    row(429, ErrorKind::Throttled, ErrorCause::None);
    row(500, ErrorKind::Protocol, ErrorCause::ServerError);
    row(502, ErrorKind::Protocol, ErrorCause::ServerError);
    row(503, ErrorKind::Throttled, ErrorCause::ServerError);
    row(504, ErrorKind::Protocol, ErrorCause::ServerError);
}

void TestErrorParser::bareStatus()
{
    QFETCH(const int, status);
    const Error error = errorFromResponse(response(status, {}, {{"X-Amz-Request-Id", "tx1"}}));
    QTEST(error.kind, "kind");
    QTEST(error.cause, "cause");
    QCOMPARE(error.requestId, u"tx1"_s);
    QVERIFY(!error.message.isEmpty());
}

void TestErrorParser::missingBucketWithoutBody()
{
    FailedResponse r = response(404);
    r.key.clear();
    QCOMPARE(errorFromResponse(r).cause, ErrorCause::NoSuchBucket);
}

void TestErrorParser::realServer()
{
    QFile file(QLatin1StringView(TEST_SOURCE_DIR) + u"/core/s3/data/rgw-nosuchkey.xml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Error error = errorFromResponse(response(404, file.readAll(), {{"Content-Type", "application/xml"}}));
    QCOMPARE(error.cause, ErrorCause::NoSuchKey);
    QCOMPARE(error.requestId, u"tx000007c8ff7202d14d8e8-006b01608a-100a-default"_s);
    QCOMPARE(error.message, u"there is no such object"_s);
}

void TestErrorParser::regionFromEverywhere_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("header");
    const QByteArray malformed = "AuthorizationHeaderMalformed";
    QTest::newRow("element") << 400 << document(malformed, "<Region>eu-north-1</Region>") << QByteArray();
    QTest::newRow("message") << 400
                             << document(malformed, "<Message>The authorization header is malformed; the region 'us-east-1' is "
                                                    "wrong; expecting 'eu-north-1'</Message>")
                             << QByteArray();
    QTest::newRow("header") << 301 << document("PermanentRedirect", "<Endpoint>x</Endpoint>") << QByteArray("eu-north-1");
    QTest::newRow("header of a bare 301") << 301 << QByteArray() << QByteArray("eu-north-1");
    QTest::newRow("header of a bare 307") << 307 << QByteArray() << QByteArray("eu-north-1");
}

void TestErrorParser::regionFromEverywhere()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, header);
    HeaderList headers;
    if (!header.isEmpty())
        headers.append({"x-amz-bucket-region", header});
    const Error error = errorFromResponse(response(status, body, headers));
    QCOMPARE(error.region, u"eu-north-1"_s);
    QCOMPARE(error.cause, ErrorCause::WrongRegion);
}

void TestErrorParser::badRegionOfHead()
{
    const Error error = errorFromResponse(response(400, {}, {{"x-amz-bucket-region", "eu-north-1"}}));
    QCOMPARE(error.cause, ErrorCause::WrongRegion);
    QCOMPARE(error.region, u"eu-north-1"_s);
    // The same code without a region is about the key, not the region.
    QCOMPARE(errorFromResponse(response(400, document("AuthorizationHeaderMalformed"))).kind, ErrorKind::Auth);
}

void TestErrorParser::webPages_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<ErrorCause>("cause");
    const QByteArray html = "text/html; charset=utf-8";
    QTest::newRow("proxy login") << 200 << QByteArray("\n<!DOCTYPE HTML><html></html>") << html << ErrorCause::NotS3;
    QTest::newRow("forbidden") << 403 << QByteArray("<html><head><title>403</title>") << QByteArray() << ErrorCause::NotS3;
    QTest::newRow("not found") << 404 << QByteArray("<html>\r\n<head>") << html << ErrorCause::NotS3;
    QTest::newRow("login redirect") << 307 << QByteArray("<a href=\"/login\">here</a>") << html << ErrorCause::NotS3;
    QTest::newRow("xhtml") << 404 << QByteArray("<?xml version=\"1.0\"?><!DOCTYPE html><html/>") << QByteArray() << ErrorCause::NotS3;
    // A balancer in front of S3 speaks HTML too; its status is what counts.
    QTest::newRow("bad gateway") << 502 << QByteArray("<html>502 Bad Gateway</html>") << html << ErrorCause::ServerError;
    QTest::newRow("limit of a front end") << 429 << QByteArray("<html></html>") << html << ErrorCause::None;
    QTest::newRow("precondition") << 412 << QByteArray("<html></html>") << html << ErrorCause::ObjectChanged;
}

void TestErrorParser::webPages()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    const Error error = errorFromResponse(response(status, body, {{"Content-Type", type}}));
    QTEST(error.cause, "cause");
}

void TestErrorParser::publicUrlMayAnswerWithPages()
{
    FailedResponse r = response(404, "<html></html>", {{"Content-Type", "text/html"}});
    r.expectsS3 = false;
    const Error error = errorFromResponse(r);
    QCOMPARE(error.kind, ErrorKind::NotFound);
    QCOMPARE(error.cause, ErrorCause::NoSuchKey);
}

void TestErrorParser::codeInHeader()
{
    const Error error = errorFromResponse(response(403, {}, {{"X-Minio-Error-Code", "InvalidAccessKeyId"}}));
    QCOMPARE(error.cause, ErrorCause::BadAccessKey);
}

void TestErrorParser::expiredPresignedUrl()
{
    const Error error =
        errorFromResponse(response(403, document("AccessDenied", "<Message>Request has expired</Message>")));
    QCOMPARE(error.kind, ErrorKind::Auth);
    QCOMPARE(error.cause, ErrorCause::TokenExpired);
}

void TestErrorParser::messagesAreTidy()
{
    const Error error = errorFromResponse(
        response(400, document("Odd", "<Message>two\n  lines &#x9b;31m..</Message>" + QByteArray(1000, ' '))));
    QCOMPARE(error.message, u"two lines 31m"_s);
    const Error longOne = errorFromResponse(response(400, document("Odd", "<Message>" + QByteArray(5000, 'x') + "</Message>")));
    QVERIFY(longOne.message.size() <= 300);
}

void TestErrorParser::malformedDocument()
{
    // What was read before the fault still counts.
    const Error error = errorFromResponse(response(404, "<Error><Code>NoSuchBucket</Code><Message>x"));
    QCOMPARE(error.cause, ErrorCause::NoSuchBucket);
    QCOMPARE(errorFromResponse(response(404, "<Error><Co")).cause, ErrorCause::NoSuchKey);
    QVERIFY(parseErrorDocument("<Bucket><Code>x</Code></Bucket>").code.isEmpty());
}

void TestErrorParser::wrappedError()
{
    const S3ErrorDocument d = parseErrorDocument("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                                                 "<Type>Sender</Type><Code>ExpiredToken</Code><Message>m</Message></Error>"
                                                 "<RequestId>r</RequestId></ErrorResponse>");
    QCOMPARE(d.code, u"ExpiredToken"_s);
}

void TestErrorParser::retryAfterForms_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("seconds") << QByteArray("7") << qint64(7000);
    QTest::newRow("spaces") << QByteArray(" 7 ") << qint64(7000);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(0);
    QTest::newRow("a year is cut") << QByteArray("31536000") << qint64(300'000);
    QTest::newRow("beyond numbers") << QByteArray("99999999999999999999") << qint64(0);
    QTest::newRow("date") << QByteArray("Thu, 29 Feb 2024 12:00:30 GMT") << qint64(30'000);
    QTest::newRow("past date") << QByteArray("Thu, 29 Feb 2024 11:59:30 GMT") << qint64(0);
    QTest::newRow("words") << QByteArray("soon") << qint64(0);
    QTest::newRow("empty") << QByteArray() << qint64(0);
}

void TestErrorParser::retryAfterForms()
{
    QFETCH(const QByteArray, value);
    QFETCH(const qint64, milliseconds);
    const Error error = errorFromResponse(response(503, document("SlowDown"), {{"Retry-After", value}}));
    QCOMPARE(error.retryAfter.count(), milliseconds);
}

void TestErrorParser::httpDates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("date");
    QTest::newRow("RFC 9110") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT")
                              << QDateTime(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
    QTest::newRow("leap second") << QByteArray("Sat, 31 Dec 2016 23:59:60 GMT")
                                 << QDateTime(QDate(2016, 12, 31), QTime(23, 59, 59), Qt::UTC);
    QTest::newRow("no such day") << QByteArray("Sun, 31 Nov 1994 08:49:37 GMT") << QDateTime();
    QTest::newRow("no such month") << QByteArray("Sun, 06 anF 1994 08:49:37 GMT") << QDateTime();
    QTest::newRow("no such hour") << QByteArray("Sun, 06 Nov 1994 28:49:37 GMT") << QDateTime();
    QTest::newRow("other zone") << QByteArray("Sun, 06 Nov 1994 08:49:37 CET") << QDateTime();
    QTest::newRow("letters") << QByteArray("Sun, 06 Nov 19x4 08:49:37 GMT") << QDateTime();
    QTest::newRow("empty") << QByteArray() << QDateTime();
}

void TestErrorParser::httpDates()
{
    QFETCH(const QByteArray, text);
    QTEST(parseHttpDate(text), "date");
}

QTEST_GUILESS_MAIN(TestErrorParser)
#include "tst_errorparser.moc"
