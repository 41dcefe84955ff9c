// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/checksum.h"
#include "transfer/multipartlayout.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace millrace;

class TestMultipartLayout : public QObject
{
    Q_OBJECT
private slots:
    void etags_data()
    {
        QTest::addColumn<QByteArray>("etag");
        QTest::addColumn<bool>("md5");
        QTest::addColumn<int>("count"); // 0: not a multipart ETag
        const QByteArray hex = "9e107d9d372bb6826bd81d3542a419d6";
        QTest::newRow("md5") << hex << true << 0;
        QTest::newRow("md5, upper case") << hex.toUpper() << true << 0;
        QTest::newRow("one part") << QByteArray(hex + "-1") << false << 1;
        QTest::newRow("most parts") << QByteArray(hex + "-10000") << false << 10'000;
        QTest::newRow("too many parts") << QByteArray(hex + "-10001") << false << 0;
        QTest::newRow("no parts") << QByteArray(hex + "-0") << false << 0;
        QTest::newRow("leading zero") << QByteArray(hex + "-01") << false << 0;
        QTest::newRow("nothing behind the dash") << QByteArray(hex + "-") << false << 0;
        QTest::newRow("sign") << QByteArray(hex + "--1") << false << 0;
        QTest::newRow("plus") << QByteArray(hex + "-+1") << false << 0;
        QTest::newRow("hexadecimal count") << QByteArray(hex + "-a") << false << 0;
        QTest::newRow("huge count") << QByteArray(hex + "-99999999999999999999") << false << 0;
        QTest::newRow("nginx") << QByteArray("6b013b5b-40000000") << false << 0;
        QTest::newRow("nginx, short") << QByteArray("6b013b5b-4") << false << 0;
        QTest::newRow("not hexadecimal") << QByteArray("ge107d9d372bb6826bd81d3542a419d6-2") << false << 0;
        QTest::newRow("33 digits") << QByteArray(hex + "0") << false << 0;
        QTest::newRow("33 digits and a count") << QByteArray(hex + "0-2") << false << 0;
        QTest::newRow("31 digits") << hex.first(31) << false << 0;
        QTest::newRow("quoted") << QByteArray('"' + hex + '"') << false << 0;
        QTest::newRow("empty") << QByteArray() << false << 0;
    }

    void etags()
    {
        QFETCH(QByteArray, etag);
        QFETCH(bool, md5);
        QFETCH(int, count);
        QCOMPARE(isMd5Etag(etag), md5);
        QCOMPARE(multipartCount(etag).value_or(0), count);
    }

    void etagOfParts()
    {
        // md5sum <(cat <(printf a | openssl md5 -binary) <(printf b | openssl md5 -binary))
        const QByteArray a = Checksum::of(ChecksumAlgorithm::Md5, "a");
        const QByteArray b = Checksum::of(ChecksumAlgorithm::Md5, "b");
        QCOMPARE(multipartEtag({a, b}), QByteArray("96e024ba2074fe77e8e965ba43a704be-2"));
        QCOMPARE(multipartCount(multipartEtag({a})), 1);
    }

    void sizes_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<int>("count");
        QTest::addColumn<qint64>("first");
        QTest::newRow("aws s3 cp, 1 GiB") << 1 * GiB << 128 << 8 * MiB;
        QTest::newRow("5 MiB + 1") << 5 * MiB + 1 << 2 << 5 * MiB;
        QTest::newRow("s5cmd, 1 GiB") << 1 * GiB << 21 << 50 * MiB;
        QTest::newRow("s3cmd, 300 MB") << qint64(300'000'000) << 20 << 15 * MiB;
        QTest::newRow("aws s3 cp, 100 GiB: 8 MiB doubled") << 100 * GiB << 6400 << 16 * MiB;
        QTest::newRow("8,000,000 B") << qint64(80'000'000'000) << 10'000 << qint64(8'000'000);
        QTest::newRow("rclone, 100 GB: stretched to whole MiB") << qint64(100'000'000'000) << 8670 << 11 * MiB;
        QTest::newRow("stretched to 10,000 equal parts") << 1024 * GiB + 5 << 10'000 << 109'951'163 * qint64(1);
        QTest::newRow("one part") << 3 * MiB << 1 << 3 * MiB;
        QTest::newRow("one empty part") << qint64(0) << 1 << qint64(1);
    }

    void sizes()
    {
        QFETCH(qint64, size);
        QFETCH(int, count);
        QFETCH(qint64, first);
        const QList<ByteCount> candidates = uploadPartSizes(size, count);
        QVERIFY(!candidates.isEmpty());
        QCOMPARE(candidates.first(), first);
    }

    void everyCandidateGivesTheCount()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 5000; ++round) {
            const int count = 2 + random.bounded(round % 2 ? 30 : 9999);
            const ByteCount partSize = 5 * MiB + ByteCount(random.generate64() % quint64(200 * MiB));
            const ByteCount size = partSize * (count - 1) + 1 + ByteCount(random.generate64() % quint64(partSize));
            const QList<ByteCount> candidates = uploadPartSizes(size, count);
            QVERIFY(!candidates.isEmpty() && candidates.size() <= 24);
            QCOMPARE(QSet<ByteCount>(candidates.begin(), candidates.end()).size(), candidates.size());
            for (const ByteCount candidate : candidates)
                QCOMPARE((size + candidate - 1) / candidate, ByteCount(count));
            QCOMPARE(uploadPartSizes(size, count, partSize), QList<ByteCount>{partSize});
        }
    }

    void wholeMebibytesAreFound()
    {
        // Any whole number of MiB, as long as the object has more parts than there are other candidates.
        for (const ByteCount mib : {9, 11, 13, 17, 33, 65, 99}) {
            for (const int count : {30, 100, 1000}) {
                const ByteCount size = mib * MiB * (count - 1) + 12'345;
                QVERIFY(uploadPartSizes(size, count).contains(mib * MiB));
            }
        }
    }

    void nothingWhereNothingFits()
    {
        QCOMPARE(uploadPartSizes(0, 2), QList<ByteCount>{});
        QCOMPARE(uploadPartSizes(1, 2), QList<ByteCount>{});
        QCOMPARE(uploadPartSizes(100, 0), QList<ByteCount>{});
        QCOMPARE(uploadPartSizes(-1, 2), QList<ByteCount>{});
        QCOMPARE(uploadPartSizes(1 * GiB, 10'001), QList<ByteCount>{});
        QCOMPARE(uploadPartSizes(1 * GiB, 128, 5 * MiB), QList<ByteCount>{}); // unequal parts
        QCOMPARE(uploadPartSizes(1 * GiB, 1, 5 * MiB), QList<ByteCount>{});
        QCOMPARE(uploadPartSizes(1 * GiB, 128, ByteCount(0)), QList<ByteCount>{});
    }
};

QTEST_GUILESS_MAIN(TestMultipartLayout)
#include "tst_multipartlayout.moc"
