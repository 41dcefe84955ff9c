// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sweep.h"

#include <QtTest>
#include <cmath>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestSweep : public QObject
{
    Q_OBJECT
private:
    static SweepRow row(SweepPoint point, int iteration, double throughput)
    {
        SweepRow r;
        r.runId = 1;
        r.point = point;
        r.iteration = iteration;
        r.success = throughput > 0;
        r.throughput = throughput;
        r.p50 = throughput / 2;
        r.p95 = throughput / 3;
        r.mean = throughput / 4;
        r.seconds = 1.5;
        r.timestamp = u"2026-11-21T10:00:00"_s;
        return r;
    }

private slots:
    void ranges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("values");
        QTest::newRow("three") << u"2,8,2"_s << QList<int>{2, 4, 6, 8};
        QTest::newRow("uneven") << u"1,10,4"_s << QList<int>{1, 5, 9};
        QTest::newRow("blanks") << u" 1, 2 ,1"_s << QList<int>{1, 2};
        QTest::newRow("one") << u"7"_s << QList<int>{7};
        QTest::newRow("same") << u"7,7,3"_s << QList<int>{7};
        QTest::newRow("huge") << u"1,2147483647,2147483647"_s << QList<int>{1};
        for (const char *bad : {"", "a", "0", "1,2", "5,1,1", "1,5,0", "1,5,-1", "1,2,3,4", "1.5"})
            QTest::newRow(bad) << QString::fromLatin1(bad) << QList<int>{};
    }
    void ranges()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, values);
        const auto range = SweepRange::parse(text);
        QCOMPARE(range.has_value(), !values.isEmpty());
        if (range)
            QCOMPARE(range->values(), values);
    }

    void everyCombinationBeforeAnyTwice()
    {
        const QList<SweepPoint> points = combinations({1, 2, 1}, {4, 8, 4}, {16, 16, 1}, {100, 100, 1});
        QCOMPARE(points.size(), 4);
        const QList<SweepTask> tasks = remaining(points, 3, {});
        QCOMPARE(tasks.size(), 12);
        for (int i = 0; i < 12; ++i)
            QCOMPARE(tasks.at(i).iteration, i / 4 + 1);
        // Done is what succeeded; what failed is tried again.
        const QList<SweepTask> left = remaining(points, 3, {row(points.at(0), 1, 100), row(points.at(1), 1, 0), row(points.at(3), 3, 100)});
        QCOMPARE(left.size(), 10);
        QCOMPARE(left.first().point, points.at(1));
    }

    void csvIsTheOriginals()
    {
        QCOMPARE(sweepCsvHead(),
                 QByteArray("run_id,file_parallelism,concurrency,multipart_size_mb,max_pool_connections,iteration,success,"
                            "throughput,p50_throughput,p95_throughput,mean_throughput,total_duration,timestamp\n"));
        SweepRow r = row({4, 16, 8, 100}, 2, 1000);
        r.runId = 7;
        QCOMPARE(toCsv(r), QByteArray("7,4,16,8,100,2,True,1000.00,500.00,333.33,250.00,1.500,2026-11-21T10:00:00\n"));
        const QByteArray text = sweepCsvHead() + toCsv(r) + toCsv(row({1, 1, 1, 1}, 1, 0));
        qsizetype whole = 0;
        const auto rows = parseSweepCsv(text, &whole);
        QVERIFY(rows);
        QCOMPARE(whole, text.size());
        QCOMPARE(rows->size(), 2);
        QCOMPARE(toCsv(rows->first()), toCsv(r));
        QVERIFY(!rows->last().success);
    }

    /// A process that died left half a line; nothing else is forgiven.
    void tornAndForeignFiles()
    {
        const QByteArray good = sweepCsvHead() + toCsv(row({1, 1, 1, 1}, 1, 5));
        qsizetype whole = 0;
        const auto torn = parseSweepCsv(good + toCsv(row({2, 1, 1, 1}, 1, 5)).chopped(9), &whole);
        QVERIFY(torn);
        QCOMPARE(torn->size(), 1);
        QCOMPARE(whole, good.size());
        QVERIFY(!parseSweepCsv("a,b,c\n1,2,3\n"));
        QVERIFY(!parseSweepCsv(good + "x,y\n"));
        QVERIFY(!parseSweepCsv(good + "a,1,1,1,1,1,True,1,1,1,1,1,t\n"));
    }

    void ranksByMean()
    {
        const SweepPoint a{1, 1, 8, 100}, b{2, 1, 8, 100}, c{4, 1, 8, 100}, d{8, 1, 8, 100};
        QList<SweepRow> rows;
        for (const double noise : {-2.0, 0.0, 2.0}) {
            rows += row(a, int(noise) + 3, 100 + noise);
            rows += row(b, int(noise) + 3, 200 + noise);
            rows += row(c, int(noise) + 3, 201 - noise);
        }
        rows += row(d, 1, 0);
        const QList<SweepScore> scores = ranked(rows);
        QCOMPARE(scores.size(), 4);
        QCOMPARE(scores.at(0).point, c);
        QCOMPARE(scores.at(1).point, b);
        QCOMPARE(scores.at(2).point, a);
        QCOMPARE(scores.at(3).point, d);
        QCOMPARE(scores.at(3).failures, 1);
        QVERIFY(scores.at(0).likeTheBest && scores.at(1).likeTheBest && !scores.at(2).likeTheBest);
        QCOMPARE(bestTable(scores, 10).rows.size(), 3);

        const OrderedJson json = sweepSummary(rows, {{"direction", "download"}}, u"millrace-cli download"_s);
        QCOMPARE(json["total_runs"].get<int>(), 10);
        QCOMPARE(json["failed_runs"].get<int>(), 1);
        QCOMPARE(json["combinations"].get<int>(), 4);
        QCOMPARE(json["best_combinations"].size(), size_t(3));
        QCOMPARE(json["best_combinations"][0]["file_parallelism"].get<int>(), 4);
        QCOMPARE(json["best_combinations"][0]["mean_throughput"].get<double>(), 201.0);
        QVERIFY(sweepSummary({}, {}, u"x"_s)["best_command"].is_null());
    }

    /// One run each says nothing of noise: no interval, no spread, no verdict.
    void oneRunGivesNoVerdict()
    {
        const SweepPoint a{1, 1, 8, 100}, b{2, 1, 8, 100};
        QList<SweepRow> rows{row(a, 1, 100), row(b, 1, 101)};
        for (const SweepScore &score : ranked(rows))
            QVERIFY(!score.judged);
        const OrderedJson json = sweepSummary(rows, {}, {});
        for (const char *name : {"confidence_interval", "std_throughput", "like_the_best"})
            for (const OrderedJson &best : json["best_combinations"])
                QVERIFY2(best[name].is_null(), name);
        for (const QStringList &cells : bestTable(ranked(rows), 10).rows)
            QVERIFY(!cells.contains(u"tied"_s));
        rows += {row(a, 2, 102), row(b, 2, 99)};
        for (const SweepScore &score : ranked(rows))
            QVERIFY(score.judged && score.likeTheBest);
        QCOMPARE(sweepSummary(rows, {}, {})["best_combinations"][1]["confidence_interval"].size(), size_t(2));
    }

    void tenAtMost()
    {
        QList<SweepRow> rows;
        for (int i = 1; i <= 25; ++i)
            rows += row({i, 1, 8, 100}, 1, i);
        QCOMPARE(sweepSummary(rows, {}, {})["best_combinations"].size(), size_t(10));
    }

    void mapSpansTheWidestParameters()
    {
        QList<SweepRow> rows;
        for (const SweepPoint &p : combinations({2, 2, 1}, {1, 5, 1}, {8, 24, 8}, {50, 100, 50}))
            rows += row(p, 1, p.concurrency * 100 + p.partSizeMib);
        const HeatMap map = sweepMap(rows, u"t"_s, u"s"_s);
        QCOMPARE(map.rowTitle, u"concurrency"_s);
        QCOMPARE(map.rowLabels.size(), 5);
        QCOMPARE(map.columnTitle, u"part size, MiB"_s);
        QCOMPARE(map.columns, (QStringList{u"8"_s, u"16"_s, u"24"_s}));
        QCOMPARE(map.grids.size(), 2);
        QCOMPARE(map.grids.first().rows.at(4).at(2), 524.0);
        // A combination that was not run, or never succeeded, leaves a gap.
        rows.removeFirst();
        const HeatMap gap = sweepMap(rows, {}, {});
        QVERIFY(std::isnan(gap.grids.first().rows.at(0).at(0)));
        QVERIFY(sizeOf(sweepMap({}, {}, {})).height() > 0);
    }

    void appliesToSettings()
    {
        const TransferSettings s = SweepPoint{3, 5, 7, 9}.applied({});
        QCOMPARE(*s.fileParallelism, 3);
        QCOMPARE(*s.concurrency, 5);
        QCOMPARE(*s.partSize, 7 * MiB);
        QCOMPARE(s.maxConnections, 9);
    }
};

QTEST_APPLESS_MAIN(TestSweep)
#include "tst_sweep.moc"
