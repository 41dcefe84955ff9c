// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/sizing.h"

#include <QTest>

using namespace millrace;

namespace {

VerificationPlan segmented(ByteCount segment)
{
    VerificationPlan plan;
    plan.shape = VerificationPlan::Shape::Segmented;
    plan.segmentSize = segment;
    return plan;
}

} // namespace

class TestSizing : public QObject
{
    Q_OBJECT
private slots:
    void partsCoverTheObject_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("partSize"); // 0: chosen
        QTest::addColumn<qint64>("segment");
        for (const qint64 size : {0LL, 1LL, 16 * MiB, 16 * MiB + 1, 1 * GiB, 5 * GiB + 1, 80 * GiB, 500 * GiB + 3,
                                  5120 * GiB, 49152 * GiB})
            for (const qint64 part : {0LL, 5 * MiB, 100'000'001LL, 5 * GiB})
                for (const qint64 segment : {0LL, 5 * MiB, 8'000'000LL, 512 * MiB, 5 * GiB})
                    QTest::addRow("%lld in %lld by %lld", size, part, segment) << size << part << segment;
    }

    void partsCoverTheObject()
    {
        QFETCH(qint64, size);
        QFETCH(qint64, partSize);
        QFETCH(qint64, segment);
        TransferSettings settings;
        if (partSize)
            settings.partSize = partSize;
        const VerificationPlan plan = segment ? segmented(segment) : VerificationPlan();
        const PartLayout layout = layOut(size, settings, plan);
        QCOMPARE(layout.whole, fetchedWhole(size, settings));
        QVERIFY(layout.count >= 1 && layout.partSize >= 1);
        QVERIFY(layout.concurrency >= 1 && layout.concurrency <= layout.count);
        // The last part is neither empty nor too large.
        const ByteCount before = ByteCount(layout.count - 1) * layout.partSize;
        QVERIFY(before < size || (size == 0 && layout.count == 1));
        QVERIFY(size - before <= layout.partSize);
        if (layout.whole)
            return;
        if (partSize) {
            QCOMPARE(layout.partSize, partSize); // what the user set is kept
        } else {
            QVERIFY(layout.count <= 10'000);
            if (segment && segment <= 128 * MiB) {
                QCOMPARE(layout.partSize % segment, ByteCount(0));
                QVERIFY(hashesOnTheFly(layout, plan));
            }
        }
        QCOMPARE(hashesOnTheFly(layout, plan), !segment || layout.partSize % segment == 0);
    }

    void concurrencyIsKept()
    {
        TransferSettings settings;
        settings.partSize = MiB;
        settings.concurrency = 7;
        QCOMPARE(layOut(100 * MiB, settings, {}).concurrency, 7);
        QCOMPARE(layOut(3 * MiB, settings, {}).concurrency, 3);
        QCOMPARE(layOut(MiB, settings, {}).concurrency, 1);
    }

    void whatCanBeHashedAsItPasses()
    {
        VerificationPlan whole;
        whole.shape = VerificationPlan::Shape::Whole;
        VerificationPlan crc;
        crc.shape = VerificationPlan::Shape::Combinable;
        const PartLayout one = layOut(MiB, {}, {});
        const PartLayout many = layOut(GiB, {}, {});
        QVERIFY(hashesOnTheFly(one, whole));
        QVERIFY(!hashesOnTheFly(many, whole)); // the bytes are needed in order
        QVERIFY(hashesOnTheFly(many, crc));
        QVERIFY(hashesOnTheFly(many, {}));
        QVERIFY(hashesOnTheFly(one, segmented(12345)));
        QVERIFY(!hashesOnTheFly(many, segmented(12345)));
    }

    void aRunStaysWithinItsLimits_data()
    {
        QTest::addColumn<int>("files");
        QTest::addColumn<int>("parts");
        QTest::addColumn<int>("most");
        QTest::addColumn<qint64>("memory");
        QTest::addColumn<bool>("streaming");
        for (const int files : {0, 1, 4, 96})
            for (const int parts : {0, 1, 16})
                for (const int most : {0, 1, 5, 100, 4096})
                    for (const qint64 memory : {2 * MiB, 80 * MiB, 256 * MiB, 16 * GiB})
                        for (const bool streaming : {true, false})
                            QTest::addRow("%d x %d up to %d in %lld %d", files, parts, most, memory, streaming)
                                << files << parts << most << memory << streaming;
    }

    void aRunStaysWithinItsLimits()
    {
        QFETCH(int, files);
        QFETCH(int, parts);
        QFETCH(int, most);
        QFETCH(qint64, memory);
        QFETCH(bool, streaming);
        TransferSettings settings;
        if (files)
            settings.fileParallelism = files;
        if (parts)
            settings.concurrency = parts;
        settings.maxConnections = most;
        settings.memoryLimit = memory;
        settings.streaming = streaming;
        const Result<RunLayout> run = layOutRun(settings, true);
        if (!streaming && memory < 32 * MiB) {
            QVERIFY(!run);
            QCOMPARE(run.error().kind, ErrorKind::Config);
            return;
        }
        QVERIFY(run);
        QVERIFY(run->connections >= 1 && run->connections <= std::max(1, most));
        QVERIFY(run->firstConnections >= 1 && run->firstConnections <= run->connections);
        QVERIFY(run->workers >= 1 && run->workers <= run->connections);
        QVERIFY(run->buffers >= 1);
        QVERIFY(run->buffers * run->chunkSize <= memory);
        if (files) {
            QCOMPARE(run->files, files);
            QVERIFY(run->filesFixed);
        }
        if (files && parts) {
            QCOMPARE(run->connections, std::max(1, std::min(files * parts, most)));
            QCOMPARE(run->firstConnections, run->connections); // nothing was left open
        }
    }
};

QTEST_GUILESS_MAIN(TestSizing)
#include "tst_sizing.moc"
