// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/awschunked.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace millrace;
using namespace millrace::server;

/// The aws-chunked framing, with the example of "Transferring Payload in Multiple Chunks" in the Amazon S3 API reference.
class tst_AwsChunked : public QObject
{
    Q_OBJECT

private slots:
    void publishedExample_data();
    void publishedExample();
    void everySplit();
    void trailers();
    void broken_data();
    void broken();
};

namespace {

Admission unsignedStream()
{
    Admission admission;
    admission.payloadHash = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    return admission;
}

} // namespace

void tst_AwsChunked::publishedExample_data()
{
    QTest::addColumn<int>("changed");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("as published") << -1 << true;
    QTest::newRow("a byte of the first chunk") << 100 << false;
    QTest::newRow("a byte of the second chunk") << 65'800 << false;
    QTest::newRow("a digit of the last signature") << -10 << false;
}

void tst_AwsChunked::publishedExample()
{
    QFETCH(int, changed);
    QFETCH(bool, accepted);
    const auto hmac = [](const QByteArray &key, const QByteArray &text) {
        return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
    };
    Admission admission;
    admission.payloadHash = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    admission.amzDate = "20130524T000000Z";
    admission.scope = "20130524/us-east-1/s3/aws4_request";
    admission.seedSignature = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    admission.signingKey = hmac(
        hmac(hmac(hmac("AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20130524"), "us-east-1"), "s3"), "aws4_request");
    QByteArray body = "10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648\r\n"
        + QByteArray(65'536, 'a')
        + "\r\n400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497\r\n"
        + QByteArray(1024, 'a')
        + "\r\n0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9\r\n\r\n";
    if (changed > 0)
        body[changed] = 'b';
    else if (changed < -1)
        body[body.size() + changed] = body.at(body.size() + changed) == '0' ? '1' : '0';
    QByteArray decoded;
    AwsChunkedDecoder decoder(admission, [&decoded](const char *data, qsizetype size) { decoded.append(data, size); });
    const bool fed = decoder.feed(body.constData(), body.size());
    QCOMPARE(fed && decoder.isComplete(), accepted);
    if (accepted)
        QCOMPARE(decoded, QByteArray(66'560, 'a'));
    else
        QCOMPARE(decoder.failure()->code, QByteArray("SignatureDoesNotMatch"));
}

void tst_AwsChunked::everySplit()
{
    // However the network cuts it, the content is the same.
    const QByteArray body = "3\r\nabc\r\nA;ext=1\r\n0123456789\r\n0\r\nx-amz-checksum-crc32: AAAA \r\n\r\n";
    for (qsizetype first = 0; first <= body.size(); ++first) {
        for (qsizetype step = 1; step <= 5; ++step) {
            QByteArray decoded;
            AwsChunkedDecoder decoder(unsignedStream(), [&decoded](const char *d, qsizetype n) { decoded.append(d, n); });
            QVERIFY(decoder.feed(body.constData(), first));
            for (qsizetype at = first; at < body.size(); at += step)
                QVERIFY(decoder.feed(body.constData() + at, std::min(step, body.size() - at)));
            QVERIFY(decoder.isComplete());
            QCOMPARE(decoded, QByteArray("abc0123456789"));
            QCOMPARE(decoder.trailers().value(0).second, QByteArray("AAAA"));
        }
    }
}

void tst_AwsChunked::trailers()
{
    const QByteArray body = "0\r\nX-Amz-Meta-A:1\r\nx-amz-checksum-sha256:c2hh\r\n\r\n";
    AwsChunkedDecoder decoder(unsignedStream(), [](const char *, qsizetype) {});
    QVERIFY(decoder.feed(body.constData(), body.size()));
    const HeaderList expected{{"x-amz-meta-a", "1"}, {"x-amz-checksum-sha256", "c2hh"}};
    QCOMPARE(decoder.trailers(), expected);
}

void tst_AwsChunked::broken_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no number") << QByteArray("xyz\r\n");
    QTest::newRow("empty size") << QByteArray("\r\n");
    QTest::newRow("no CR") << QByteArray("3\nabc\n");
    QTest::newRow("chunk too long") << QByteArray("3\r\nabcd\r\n");
    QTest::newRow("bytes after the end") << QByteArray("0\r\n\r\nmore");
    QTest::newRow("trailer without a name") << QByteArray("0\r\n:x\r\n\r\n");
    QTest::newRow("endless line") << QByteArray(20'000, '1');
    QTest::newRow("size beyond 64 bits") << QByteArray("fffffffffffffffff\r\n");
}

void tst_AwsChunked::broken()
{
    QFETCH(QByteArray, body);
    AwsChunkedDecoder decoder(unsignedStream(), [](const char *, qsizetype) {});
    QVERIFY(!decoder.feed(body.constData(), body.size()));
    QVERIFY(decoder.failure());
    QVERIFY(!decoder.feed("0\r\n\r\n", 5));
}

QTEST_GUILESS_MAIN(tst_AwsChunked)
#include "tst_awschunked.moc"
