// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/verification.h"

#include <QCryptographicHash>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;
using Shape = VerificationPlan::Shape;

namespace {

QByteArray bytesOf(ByteCount size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (ByteCount i = 0; i < size; ++i)
        bytes[i] = char((i * 131 + i / 251) & 0xff);
    return bytes;
}

/// Bit by bit from the definition: what the engine's tables and instructions must come to. Reflected polynomials.
QByteArray slowCrc(const QByteArray &bytes, quint64 polynomial, int bits)
{
    const quint64 ones = bits == 64 ? ~quint64(0) : (quint64(1) << bits) - 1;
    quint64 crc = ones;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int i = 0; i < 8; ++i)
            crc = crc & 1 ? (crc >> 1) ^ polynomial : crc >> 1;
    }
    crc = ~crc & ones;
    QByteArray out;
    for (int shift = bits - 8; shift >= 0; shift -= 8)
        out += char(crc >> shift & 0xff);
    return out;
}

QByteArray digest(const QByteArray &algorithm, const QByteArray &bytes)
{
    if (algorithm == "md5")
        return QCryptographicHash::hash(bytes, QCryptographicHash::Md5);
    if (algorithm == "sha1")
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1);
    if (algorithm == "sha256")
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    if (algorithm == "crc32")
        return slowCrc(bytes, 0xEDB88320, 32);
    if (algorithm == "crc32c")
        return slowCrc(bytes, 0x82F63B78, 32);
    return slowCrc(bytes, 0x9A6C9329AC4BC9B5, 64); // crc64nvme, 0xAD93D23594C93659 reflected
}

/// As S3 spells the checksum of parts' checksums.
QByteArray composite(const QByteArray &algorithm, const QByteArray &bytes, ByteCount part)
{
    QByteArray all;
    int count = 0;
    for (ByteCount offset = 0; offset < bytes.size() || count == 0; offset += part, ++count)
        all += digest(algorithm, bytes.mid(offset, part));
    const QByteArray value = digest(algorithm, all);
    return (algorithm == "md5" ? value.toHex() : value.toBase64()) + '-' + QByteArray::number(count);
}

/// Hashes in parts of @p partSize as a download does, each fed in odd steps, and combines.
QByteArray downloaded(const VerificationPlan &plan, const QByteArray &bytes, ByteCount partSize)
{
    QList<PieceDigest> pieces;
    for (ByteCount offset = 0; offset < bytes.size() || offset == 0; offset += partSize) {
        PieceHasher hasher(plan, offset);
        const QByteArray part = bytes.mid(offset, partSize);
        for (ByteCount at = 0; at < part.size(); at += 777)
            hasher.add(part.constData() + at, std::min<ByteCount>(777, part.size() - at));
        pieces += hasher.finish();
    }
    return combinePieces(plan, pieces);
}

} // namespace

class TestVerification : public QObject
{
    Q_OBJECT
private slots:
    void theReferenceItself()
    {
        // Check values of the catalogue of parametrised CRC algorithms; RFC 1321 and FIPS 180 for the hashes.
        QCOMPARE(digest("crc32", "123456789").toHex(), QByteArray("cbf43926"));
        QCOMPARE(digest("crc32c", "123456789").toHex(), QByteArray("e3069283"));
        QCOMPARE(digest("crc64nvme", "123456789").toHex(), QByteArray("ae8b14860a799888"));
        QCOMPARE(digest("md5", "abc").toHex(), QByteArray("900150983cd24fb0d6963f7d28e17f72"));
        QCOMPARE(digest("sha1", "abc").toHex(), QByteArray("a9993e364706816aba3e25717850c26c9cd0d89d"));
        QCOMPARE(digest("sha256", "abc").toHex().left(16), QByteArray("ba7816bf8f01cfea"));
    }

    void everyShape_data()
    {
        QTest::addColumn<QByteArray>("algorithm");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("uploadPart"); // 0: over the whole
        for (const char *algorithm : {"md5", "sha1", "sha256", "crc32", "crc32c", "crc64nvme"})
            for (const qint64 size : {0LL, 1LL, 9999LL, 10'000LL, 10'001LL, 64'321LL})
                for (const qint64 part : {0LL, 10'000LL})
                    QTest::addRow("%s of %lld in %lld", algorithm, size, part) << QByteArray(algorithm) << size << part;
    }

    void everyShape()
    {
        QFETCH(QByteArray, algorithm);
        QFETCH(qint64, size);
        QFETCH(qint64, uploadPart);
        const QByteArray bytes = bytesOf(size);
        const bool isEtag = algorithm == "md5";
        const QByteArray whole = digest(algorithm, bytes);
        const QByteArray value = uploadPart ? composite(algorithm, bytes, uploadPart)
                                            : isEtag ? whole.toHex() : whole.toBase64();
        HeaderList headers;
        if (!isEtag)
            headers = {{"Content-Type", "x"}, {"X-Amz-Checksum-" + algorithm.toUpper(), value}};
        const ByteCount firstPart = uploadPart ? std::min(uploadPart, std::max<qint64>(size, 1)) : -1;
        const VerificationPlan plan = planVerification(isEtag ? value : QByteArray("opaque"), headers, size,
                                                       size > uploadPart ? firstPart : -1);
        const bool crc = algorithm.startsWith("crc");
        QCOMPARE(plan.shape, uploadPart ? Shape::Segmented : crc ? Shape::Combinable : Shape::Whole);
        QCOMPARE(plan.expected, value);
        if (uploadPart)
            QVERIFY(plan.segmentSizeCertain);

        // In one go, and where the shape allows it in parts.
        QCOMPARE(downloaded(plan, bytes, std::max<qint64>(size, 1)), value);
        if (uploadPart) {
            QCOMPARE(downloaded(plan, bytes, uploadPart), value);
            QCOMPARE(downloaded(plan, bytes, 3 * uploadPart), value);
        } else if (crc) {
            QCOMPARE(downloaded(plan, bytes, 4096), value);
            QCOMPARE(downloaded(plan, bytes, 9999), value);
        }
        // One bit off.
        if (size > 0) {
            QByteArray damaged = bytes;
            damaged[size / 2] = char(damaged[size / 2] ^ 0x10);
            QVERIFY(downloaded(plan, damaged, std::max<qint64>(size, 1)) != value);
        }
    }

    void aWrongGuessGivesAnotherValue()
    {
        const QByteArray bytes = bytesOf(25'000);
        VerificationPlan plan = planVerification(composite("md5", bytes, 10'000), {}, bytes.size());
        QCOMPARE(plan.shape, Shape::Segmented);
        QVERIFY(!plan.segmentSizeCertain);
        QCOMPARE(plan.verifiedBy, VerifiedBy::MultipartEtag);
        QVERIFY(downloaded(plan, bytes, bytes.size()) != plan.expected || plan.segmentSize == 10'000);
        plan.segmentSize = 10'000;
        QCOMPARE(downloaded(plan, bytes, bytes.size()), plan.expected);
        plan.segmentSize = 9'000; // also three segments
        QVERIFY(downloaded(plan, bytes, bytes.size()) != plan.expected);
    }

    void guessesFitTheNumberOfSegments()
    {
        const VerificationPlan plan = planVerification("0123456789abcdef0123456789abcdef-13", {}, 100 * MiB);
        QCOMPARE(plan.shape, Shape::Segmented);
        QCOMPARE(plan.segmentSize, 8 * MiB); // what most clients use
        QVERIFY(!plan.otherSegmentSizes.isEmpty());
        for (const ByteCount size : plan.otherSegmentSizes)
            QCOMPARE((100 * MiB - 1) / size + 1, ByteCount(13));
        // What the server tells of its first part leaves nothing to guess, unless it cannot be.
        const VerificationPlan told = planVerification("0123456789abcdef0123456789abcdef-13", {}, 100 * MiB, 8 * MiB);
        QVERIFY(told.segmentSizeCertain);
        QVERIFY(told.otherSegmentSizes.isEmpty());
        QCOMPARE(planVerification("0123456789abcdef0123456789abcdef-13", {}, 100 * MiB, 50 * MiB).shape, Shape::None);
    }

    void theCheapestIsPreferred()
    {
        const HeaderList headers{{"x-amz-checksum-sha256", digest("sha256", "x").toBase64()},
                                 {"x-amz-checksum-crc32", digest("crc32", "x").toBase64()}};
        QCOMPARE(planVerification("0123456789abcdef0123456789abcdef", headers, 10).verifiedBy, VerifiedBy::Crc32);
        QCOMPARE(planVerification("0123456789abcdef0123456789abcdef", {headers.first()}, 10).verifiedBy,
                 VerifiedBy::Sha256);
        QCOMPARE(planVerification("0123456789abcdef0123456789abcdef", {}, 10).verifiedBy, VerifiedBy::Md5Etag);
    }

    void etagsThatAreNone_data()
    {
        QTest::addColumn<QByteArray>("etag");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("value");
        const QByteArray md5 = "0123456789abcdef0123456789abcdef";
        QTest::addRow("nginx") << QByteArray("6b013b5b-40000000") << QByteArray() << QByteArray();
        QTest::addRow("nginx, short") << QByteArray("6b013b5b-4") << QByteArray() << QByteArray();
        QTest::addRow("none") << QByteArray() << QByteArray() << QByteArray();
        QTest::addRow("kms") << md5 << QByteArray("x-amz-server-side-encryption") << QByteArray("aws:kms");
        QTest::addRow("kms, dual") << md5 << QByteArray("x-amz-server-side-encryption") << QByteArray("aws:kms:dsse");
        QTest::addRow("kms, multipart") << md5 + "-2" << QByteArray("x-amz-server-side-encryption")
                                        << QByteArray("aws:kms");
        QTest::addRow("customer key") << md5 << QByteArray("x-amz-server-side-encryption-customer-algorithm")
                                      << QByteArray("AES256");
        QTest::addRow("more parts than bytes") << md5 + "-9999" << QByteArray() << QByteArray();
    }

    void etagsThatAreNone()
    {
        QFETCH(QByteArray, etag);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, value);
        HeaderList headers;
        if (!header.isEmpty())
            headers.append({header, value});
        const VerificationPlan plan = planVerification(etag, headers, 1000);
        QCOMPARE(plan.shape, Shape::None);
        QCOMPARE(plan.verifiedBy, VerifiedBy::SizeOnly);
        QVERIFY(!plan.note.isEmpty()); // the user is told why
        QVERIFY(plan.expected.isEmpty());
    }

    void serversSpellHexInEitherCase()
    {
        const QByteArray bytes = bytesOf(25'000);
        const QByteArray whole = digest("md5", bytes).toHex().toUpper();
        const VerificationPlan one = planVerification(whole, {}, bytes.size());
        QCOMPARE(downloaded(one, bytes, bytes.size()), one.expected);
        const VerificationPlan many = planVerification(composite("md5", bytes, 10'000).toUpper(), {}, bytes.size(),
                                                       10'000);
        QCOMPARE(downloaded(many, bytes, bytes.size()), many.expected);
    }

    void aCompositeThatCannotBeFallsBackToTheEtag()
    {
        const VerificationPlan plan = planVerification("0123456789abcdef0123456789abcdef",
                                                       {{"x-amz-checksum-crc32", "AAAAAA==-5000"}}, 1000);
        QCOMPARE(plan.verifiedBy, VerifiedBy::Md5Etag);
        QCOMPARE(plan.expected, QByteArray("0123456789abcdef0123456789abcdef"));
        QCOMPARE(plan.algorithm, ChecksumAlgorithm::Md5);
        for (const char *odd : {"-", "AAAAAA==-", "AAAAAA==-x", "AAAAAA==--1", "AAAAAA==-0", "AAAA", "????"})
            QCOMPARE(planVerification({}, {{"x-amz-checksum-crc32", odd}}, 1000).shape, Shape::None);
    }

    void digestsInARowAreSplitAgain()
    {
        const QByteArray bytes = bytesOf(35'000);
        const VerificationPlan plan = planVerification(composite("md5", bytes, 10'000), {}, bytes.size(), 10'000);
        PieceHasher hasher(plan, 0);
        hasher.add(bytes.constData(), bytes.size());
        const QList<PieceDigest> pieces = hasher.finish();
        QCOMPARE(int(pieces.size()), 4);
        QByteArray row;
        for (const PieceDigest &piece : pieces)
            row += piece.digest;
        const QList<PieceDigest> back = splitDigests(plan, row, bytes.size());
        QCOMPARE(int(back.size()), 4);
        QCOMPARE(back.last().length, ByteCount(5000));
        QCOMPARE(combinePieces(plan, back), plan.expected);
        QVERIFY(splitDigests(plan, row.left(48), bytes.size()).isEmpty());
        QVERIFY(splitDigests(plan, row + "x", bytes.size()).isEmpty());
        QVERIFY(splitDigests(plan, {}, bytes.size()).isEmpty());
        QVERIFY(splitDigests({}, row, bytes.size()).isEmpty());
        QVERIFY(combinePieces(plan, {}).isEmpty());
    }

    void crcsOfMoreThanTwoGigabytesCombine()
    {
        // Zeros make it checkable without the bytes: CRC(A || B) from CRC(A), CRC(B) in steps and at once.
        VerificationPlan plan = planVerification({}, {{"x-amz-checksum-crc64nvme", "AAAAAAAAAAA="}}, 12 * GiB);
        const QByteArray mib(MiB, '\0');
        const QByteArray one = Checksum::of(ChecksumAlgorithm::Crc64Nvme, mib);
        QList<PieceDigest> doubled{{ByteCount(MiB), one}};
        for (int i = 0; i < 12; ++i) { // 4 GiB by doubling
            const PieceDigest last = doubled.last();
            doubled.append({last.length * 2,
                            Checksum::combine(ChecksumAlgorithm::Crc64Nvme, last.digest, last.digest, last.length)});
        }
        const PieceDigest fourGib = doubled.last();
        QCOMPARE(fourGib.length, 4 * GiB);
        QList<PieceDigest> small;
        for (int i = 0; i < 3 * 4096; ++i)
            small.append({ByteCount(MiB), one});
        QCOMPARE(combinePieces(plan, small), combinePieces(plan, {fourGib, fourGib, fourGib}));
    }
};

QTEST_GUILESS_MAIN(TestVerification)
#include "tst_verification.moc"
