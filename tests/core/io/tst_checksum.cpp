// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/checksum.h"
#include "io/crc64nvme.h"
#include "io/crcpolynomial.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

QByteArray randomBytes(qsizetype size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.generate() & 0xff);
    return bytes;
}

/// The definition of a CRC, one bit at a time: what the fast ones are held against.
quint64 crcByBits(const CrcPolynomial &p, const QByteArray &data)
{
    const quint64 ones = p.width == 64 ? ~quint64(0) : (quint64(1) << p.width) - 1;
    quint64 state = ones;
    for (const char byte : data) {
        state ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            state = (state & 1) ? (state >> 1) ^ p.poly : state >> 1;
    }
    return state ^ ones;
}

const QList<ChecksumAlgorithm> all = {ChecksumAlgorithm::Md5,    ChecksumAlgorithm::Sha1,
                                      ChecksumAlgorithm::Sha256, ChecksumAlgorithm::Crc32,
                                      ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc64Nvme};

} // namespace

class TestChecksum : public QObject
{
    Q_OBJECT
private slots:
    void knownValues_data()
    {
        QTest::addColumn<ChecksumAlgorithm>("algorithm");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("hex");
        using enum ChecksumAlgorithm;
        const QByteArray digits = "123456789";
        const QByteArray twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"; // FIPS 180
        const QByteArray million(1'000'000, 'a');
        QTest::newRow("crc32 check") << Crc32 << digits << QByteArray("cbf43926");
        QTest::newRow("crc32 empty") << Crc32 << QByteArray() << QByteArray("00000000");
        QTest::newRow("crc32c check") << Crc32c << digits << QByteArray("e3069283");
        QTest::newRow("crc32c 32 zeros, RFC 3720") << Crc32c << QByteArray(32, '\0') << QByteArray("8a9136aa");
        QTest::newRow("crc32c 32 ones, RFC 3720") << Crc32c << QByteArray(32, '\xff') << QByteArray("62a8ab43");
        QTest::newRow("crc32c empty") << Crc32c << QByteArray() << QByteArray("00000000");
        QTest::newRow("crc64nvme check") << Crc64Nvme << digits << QByteArray("ae8b14860a799888");
        QTest::newRow("crc64nvme empty") << Crc64Nvme << QByteArray() << QByteArray("0000000000000000");
        QTest::newRow("crc64nvme 4096 zeros, NVMe spec") << Crc64Nvme << QByteArray(4096, '\0')
                                                         << QByteArray("6482d367eb22b64e");
        QTest::newRow("crc64nvme 4096 ones, NVMe spec") << Crc64Nvme << QByteArray(4096, '\xff')
                                                        << QByteArray("c0ddba7302eca3ac");
        QTest::newRow("md5 empty") << Md5 << QByteArray() << QByteArray("d41d8cd98f00b204e9800998ecf8427e");
        QTest::newRow("md5 abc") << Md5 << QByteArray("abc") << QByteArray("900150983cd24fb0d6963f7d28e17f72");
        QTest::newRow("sha1 abc") << Sha1 << QByteArray("abc")
                                  << QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d");
        QTest::newRow("sha1 two blocks") << Sha1 << twoBlocks
                                         << QByteArray("84983e441c3bd26ebaae4aa1f95129e5e54670f1");
        QTest::newRow("sha256 empty")
            << Sha256 << QByteArray()
            << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("sha256 abc")
            << Sha256 << QByteArray("abc")
            << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("sha256 two blocks")
            << Sha256 << twoBlocks
            << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("sha256 a million a")
            << Sha256 << million
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    void knownValues()
    {
        QFETCH(ChecksumAlgorithm, algorithm);
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, hex);
        const QByteArray digest = Checksum::of(algorithm, input);
        QCOMPARE(digest.toHex(), hex);
        QCOMPARE(digest.size(), digestSize(algorithm));
    }

    void piecesGiveTheSameAsTheWhole()
    {
        const QByteArray data = randomBytes(100'000, 1);
        QRandomGenerator random(2);
        for (const ChecksumAlgorithm algorithm : all) {
            Checksum checksum(algorithm);
            for (int round = 0; round < 3; ++round) { // finish() starts afresh
                for (qsizetype at = 0; at < data.size();) {
                    const qsizetype step = std::min<qsizetype>(random.bounded(3000), data.size() - at);
                    checksum.add(data.constData() + at, step);
                    at += step;
                }
                QCOMPARE(checksum.finish(), Checksum::of(algorithm, data));
            }
            Checksum moved = std::move(checksum);
            moved.add("abc", 3);
            QCOMPARE(moved.algorithm(), algorithm);
            QCOMPARE(moved.finish(), Checksum::of(algorithm, "abc"));
        }
    }

    void hashesAgreeWithQt()
    {
        const QByteArray data = randomBytes(70'001, 3);
        QCOMPARE(Checksum::of(ChecksumAlgorithm::Md5, data), QCryptographicHash::hash(data, QCryptographicHash::Md5));
        QCOMPARE(Checksum::of(ChecksumAlgorithm::Sha1, data),
                 QCryptographicHash::hash(data, QCryptographicHash::Sha1));
        QCOMPARE(Checksum::of(ChecksumAlgorithm::Sha256, data),
                 QCryptographicHash::hash(data, QCryptographicHash::Sha256));
    }

    void crcsAgreeWithTheirDefinition()
    {
        for (const qsizetype size : {1, 7, 8, 63, 64, 127, 128, 129, 255, 256, 1000, 4097}) {
            const QByteArray data = randomBytes(size, quint32(size));
            QCOMPARE(Checksum::of(ChecksumAlgorithm::Crc32, data).toHex().toULongLong(nullptr, 16),
                     crcByBits(crc32Polynomial, data));
            QCOMPARE(Checksum::of(ChecksumAlgorithm::Crc32c, data).toHex().toULongLong(nullptr, 16),
                     crcByBits(crc32cPolynomial, data));
            QCOMPARE(quint64(crc64Nvme(0, data.constData(), std::size_t(size))), crcByBits(crc64NvmePolynomial, data));
        }
    }

    void foldingAgreesWithTheTableAtEveryLengthAndAlignment()
    {
        if (!crc64NvmeIsAccelerated())
            QSKIP("this processor has no carry-less multiplication: only the table exists");
        const QByteArray data = randomBytes(2100 + 64, 4);
        for (std::size_t alignment = 0; alignment < 64; ++alignment) {
            for (std::size_t size = 0; size <= 2100; ++size) {
                const char *begin = data.constData() + alignment;
                const std::uint64_t start = size * 0x9E3779B97F4A7C15u; // an unfinished value of any kind
                const std::uint64_t fast = crc64Nvme(start, begin, size);
                const std::uint64_t narrow = crc64NvmeByNarrowFolding(start, begin, size);
                const std::uint64_t table = crc64NvmeByTable(start, begin, size);
                if (fast != table || narrow != table)
                    QFAIL(qPrintable(u"differs at length %1, alignment %2"_s.arg(size).arg(alignment)));
            }
        }
    }

    void combineIsTheCrcOfBoth()
    {
        QRandomGenerator random(5);
        for (const ChecksumAlgorithm algorithm :
             {ChecksumAlgorithm::Crc32, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc64Nvme}) {
            for (int round = 0; round < 200; ++round) {
                const QByteArray data = randomBytes(random.bounded(20'000), random.generate());
                const qsizetype split = round == 0 ? 0 : round == 1 ? data.size() : random.bounded(data.size() + 1);
                const QByteArray a = Checksum::of(algorithm, QByteArrayView(data).first(split));
                const QByteArray b = Checksum::of(algorithm, QByteArrayView(data).sliced(split));
                QCOMPARE(Checksum::combine(algorithm, a, b, data.size() - split), Checksum::of(algorithm, data));
            }
        }
    }

    void combineManyParts()
    {
        const QByteArray data = randomBytes(1'000'003, 6);
        for (const ChecksumAlgorithm algorithm :
             {ChecksumAlgorithm::Crc32, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc64Nvme}) {
            QByteArray whole = Checksum::of(algorithm, {});
            for (qsizetype at = 0; at < data.size(); at += 65'536) {
                const QByteArrayView part = QByteArrayView(data).sliced(at, std::min<qsizetype>(65'536, data.size() - at));
                whole = Checksum::combine(algorithm, whole, Checksum::of(algorithm, part), part.size());
            }
            QCOMPARE(whole, Checksum::of(algorithm, data));
        }
    }

    void combineOverHugeLengths()
    {
        // Too long to hash: moving up twice by half the length must equal moving up once by all of it.
        for (const ChecksumAlgorithm algorithm :
             {ChecksumAlgorithm::Crc32, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc64Nvme}) {
            const QByteArray a = Checksum::of(algorithm, "abc");
            const QByteArray zero(digestSize(algorithm), '\0');
            const ByteCount half = (ByteCount(48) << 40) + 12'345;
            const QByteArray once = Checksum::combine(algorithm, a, zero, 2 * half);
            QCOMPARE(Checksum::combine(algorithm, Checksum::combine(algorithm, a, zero, half), zero, half), once);
            QVERIFY(once != a);
        }
    }

    void combineRefusesWhatHasNoCombination()
    {
        const QByteArray md5 = Checksum::of(ChecksumAlgorithm::Md5, "abc");
        QCOMPARE(Checksum::combine(ChecksumAlgorithm::Md5, md5, md5, 3), QByteArray());
        QCOMPARE(Checksum::combine(ChecksumAlgorithm::Crc32, md5, md5, 3), QByteArray());
    }

    void names()
    {
        for (const ChecksumAlgorithm algorithm : all) {
            QCOMPARE(checksumAlgorithmFromName(name(algorithm)), algorithm);
            QCOMPARE(checksumAlgorithmFromName(name(algorithm).toUpper()), algorithm);
            QVERIFY(isAvailable(algorithm));
        }
        QCOMPARE(name(ChecksumAlgorithm::Crc64Nvme), u"crc64nvme"_s);
        QVERIFY(!checksumAlgorithmFromName(u"crc16"));
    }
};

QTEST_GUILESS_MAIN(TestChecksum)
#include "tst_checksum.moc"
