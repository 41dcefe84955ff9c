// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchstatistics.h"
#include "bench/workloadplan.h"
#include "bench/workloadrecipe.h"

#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestWorkload : public QObject
{
    Q_OBJECT
private:
    static QByteArray good()
    {
        return R"({"version":2,"comment":"c","filesOnDisk":false,"checksum":"CRC32C","maxRepeatCount":3,"maxRepeatSecs":60,)"
               R"("tasks":[{"action":"upload","key":"upload/a/1","size":5},{"action":"download","key":"b","size":7}]})";
    }

private slots:
    void reads()
    {
        const Result<Workload> workload = Workload::parse(good());
        QVERIFY(workload);
        QCOMPARE(workload->comment, u"c"_s);
        QVERIFY(!workload->filesOnDisk);
        QCOMPARE(*workload->checksum, ChecksumAlgorithm::Crc32c);
        QCOMPARE(workload->maxRepeatCount, 3);
        QCOMPARE(workload->maxRepeatSecs, 60);
        QCOMPARE(workload->tasks.size(), 2);
        QCOMPARE(workload->tasks.first().key, u"upload/a/1"_s);
        QCOMPARE(workload->tasks.first().action, WorkloadAction::Upload);
        QCOMPARE(workload->tasks.last().size, 7);
        QCOMPARE(workload->totalBytes(), 12);
        QVERIFY(workload->has(WorkloadAction::Download));
        const Result<Workload> again = Workload::parse(workload->toJson());
        QVERIFY(again);
        QCOMPARE(again->toJson(), workload->toJson());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("named");
        QTest::newRow("no comment") << QByteArray(R"("comment":"c",)") << QByteArray() << u"\"comment\" is missing"_s;
        QTest::newRow("no checksum") << QByteArray(R"("checksum":"CRC32C",)") << QByteArray() << u"\"checksum\" is missing"_s;
        QTest::newRow("checksum") << QByteArray("CRC32C") << QByteArray("MD5") << u"\"checksum\" must be"_s;
        QTest::newRow("disk") << QByteArray("false") << QByteArray("0") << u"\"filesOnDisk\" must be"_s;
        QTest::newRow("count") << QByteArray(":3") << QByteArray(":0") << u"\"maxRepeatCount\" must be"_s;
        QTest::newRow("seconds") << QByteArray(":60") << QByteArray(":1.5") << u"\"maxRepeatSecs\" must be"_s;
        QTest::newRow("action") << QByteArray(R"("download")") << QByteArray(R"("delete")") << u"task 2: \"action\""_s;
        QTest::newRow("above") << QByteArray(R"("b")") << QByteArray(R"("../b")") << u"task 2: \"key\""_s;
        QTest::newRow("absolute") << QByteArray(R"("b")") << QByteArray(R"("/etc/b")") << u"task 2: \"key\""_s;
        QTest::newRow("twice") << QByteArray(R"("b")") << QByteArray(R"("upload/a/1")") << u"twice"_s;
        QTest::newRow("size") << QByteArray(":7") << QByteArray(":-7") << u"task 2: \"size\""_s;
        QTest::newRow("size beyond 64 bits") << QByteArray(":7") << QByteArray(":18446744073709551615") << u"task 2: \"size\""_s;
        QTest::newRow("no JSON") << QByteArray("{\"version") << QByteArray("{version") << u"no JSON object"_s;
    }

    void refuses()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, named);
        QByteArray json = good();
        QVERIFY(json.contains(from));
        const Result<Workload> workload = Workload::parse(json.replace(from, to));
        QVERIFY(!workload);
        QCOMPARE(workload.error().kind, ErrorKind::Config);
        QVERIFY2(workload.error().message.contains(named), qPrintable(workload.error().message));
    }

    void leavesOtherVersionsAlone()
    {
        const Result<Workload> workload = Workload::parse(R"({"version":3,"works":[]})");
        QVERIFY(workload);
        QVERIFY(!workload->isSupported());
        QCOMPARE(workload->version, 3);
    }

    void builds()
    {
        const Result<WorkloadRecipe> recipe = WorkloadRecipe::parse(
            R"({"action":"download","fileSize":"256KiB","numFiles":10000,"checksum":"CRC32","filesOnDisk":false})");
        QVERIFY(recipe);
        QCOMPARE(recipe->folder(), u"256KiB-10_000x-crc32"_s);
        QCOMPARE(recipe->fileName(), u"download-256KiB-10_000x-crc32-ram.run.json"_s);
        const Workload workload = recipe->build();
        QCOMPARE(workload.tasks.size(), 10'000);
        QCOMPARE(workload.tasks.first().key, u"download/256KiB-10_000x-crc32/00001"_s);
        QCOMPARE(workload.tasks.last().key, u"download/256KiB-10_000x-crc32/10000"_s);
        QCOMPARE(workload.totalBytes(), 10'000 * 256 * KiB);
        QCOMPARE(workload.maxRepeatCount, 10);
        QCOMPARE(workload.maxRepeatSecs, 600);
        QVERIFY(Workload::parse(workload.toJson()));
    }

    void recipeDefaults()
    {
        const Result<WorkloadRecipe> recipe = WorkloadRecipe::parse(R"({"action":"upload","fileSize":"5GiB"})");
        QVERIFY(recipe);
        QCOMPARE(recipe->fileName(), u"upload-5GiB-1x.run.json"_s);
        const Workload workload = recipe->build();
        QVERIFY(workload.filesOnDisk);
        QVERIFY(!workload.checksum);
        QCOMPARE(workload.tasks.size(), 1);
        QCOMPARE(workload.tasks.first().key, u"upload/5GiB-1x/1"_s);
        QCOMPARE(workload.tasks.first().size, 5 * GiB);
        for (const char *bad : {R"({"action":"upload","fileSize":"../x"})", R"({"action":"upload","fileSize":"5GiB","files":2})",
                                R"({"action":"upload"})", R"({"action":"upload","fileSize":"5GiB","numFiles":0})"})
            QVERIFY2(!WorkloadRecipe::parse(bad), bad);
    }

    void standardNames()
    {
        const QStringList names = WorkloadRecipe::standardNames();
        QCOMPARE(names.size(), 22);
        for (const QString &way : {u"upload-"_s, u"download-"_s})
            for (const QString &rest : {u"256KiB-10_000x"_s, u"30GiB-1x"_s, u"30GiB-1x-ram"_s, u"5GiB-1x"_s, u"5GiB-1x-ram"_s,
                                        u"5GiB-10x"_s, u"5GiB-10x-ram"_s, u"5GiB-20x"_s, u"5GiB-20x-ram"_s,
                                        u"64KiB-1_000x"_s, u"64KiB-1x"_s}) {
                const auto recipe = WorkloadRecipe::standard(way + rest);
                QVERIFY2(recipe, qPrintable(way + rest));
                QCOMPARE(recipe->name(), way + rest);
            }
        QVERIFY(!WorkloadRecipe::standard(u"download-1GiB-1x"_s));
    }

    void plans()
    {
        Workload workload = WorkloadRecipe::standard(u"download-64KiB-1_000x"_s)->build();
        workload.tasks += {WorkloadAction::Download, u"single/1"_s, 9};
        workload.tasks += {WorkloadAction::Upload, u"up/1"_s, 8};
        QCOMPARE(downloadFolders(workload), (QHash<QString, int>{{u"download/64KiB-1_000x/"_s, 1000}}));
        WorkloadPlace place;
        place.bucket = u"b"_s;
        place.folder = u"/work"_s;
        const WorkloadPlan plan = planWorkload(workload, place, {u"download/64KiB-1_000x/"_s});
        QCOMPARE(plan.downloads.size(), 2);
        QCOMPARE(plan.downloads.first().keys, QStringList{u"single/1"_s});
        QVERIFY(!plan.downloads.first().settings.validate); // the workload has no checksum
        QVERIFY(plan.downloads.last().wholePrefix);
        QCOMPARE(plan.downloads.last().targetFolder, u"/work"_s);
        QCOMPARE(plan.upload->items.size(), 1);
        QCOMPARE(plan.upload->items.first().path, u"/work/up/1"_s);
        QVERIFY(plan.upload->checksum.mode == UploadChecksum::Mode::None);
        workload.filesOnDisk = false;
        workload.checksum = ChecksumAlgorithm::Sha256;
        const WorkloadPlan inMemory = planWorkload(workload, place, {});
        QCOMPARE(inMemory.downloads.size(), 1);
        QCOMPARE(inMemory.downloads.first().keys.size(), 1001);
        QVERIFY(inMemory.downloads.first().targetFolder.isEmpty());
        QVERIFY(inMemory.downloads.first().settings.validate);
        QVERIFY(inMemory.upload->items.first().path.isEmpty());
        QCOMPARE(inMemory.upload->items.first().generated.size, 8);
        QCOMPARE(inMemory.upload->checksum.algorithm, ChecksumAlgorithm::Sha256);
    }

    /// The lines as the benchmark's harness reads them; the figures were worked out apart from this code.
    void lines()
    {
        BenchStatistics statistics(5 * GiB);
        QCOMPARE(statistics.add(2), u"Run:1 Secs:2.000000 Gb/s:21.474836"_s);
        QCOMPARE(statistics.add(4), u"Run:2 Secs:4.000000 Gb/s:10.737418"_s);
        QCOMPARE(statistics.overall(),
                 (QStringList{u"Overall Throughput (Gb/s) Median:16.106127 Mean:16.106127 Min:10.737418 Max:21.474836 "
                              "Variance:28.823038 StdDev:5.368709"_s,
                              u"Overall Duration (Secs) Median:3.000000 Mean:3.000000 Min:2.000000 Max:4.000000 "
                              "Variance:1.000000 StdDev:1.000000"_s}));
        QCOMPARE(BenchStatistics::peakLine(3 * MiB / 2), u"Peak RSS:1.500000 MiB"_s);
    }

    void connections()
    {
        QCOMPARE(connectionsFor(1), 100);
        QCOMPARE(connectionsFor(100), 250);
        QCOMPARE(connectionsFor(1e9), 10'000);
    }
};

QTEST_GUILESS_MAIN(TestWorkload)
#include "tst_workload.moc"
