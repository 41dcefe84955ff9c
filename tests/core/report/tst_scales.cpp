// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/heatmap.h"
#include "report/scales.h"
#include "report/timechart.h"

#include <QtTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestScales : public QObject
{
    Q_OBJECT
private slots:
    void ticks_data()
    {
        QTest::addColumn<double>("top");
        QTest::addColumn<QList<double>>("ticks");
        QTest::newRow("9") << 9.0 << QList<double>{0, 5, 10};
        QTest::newRow("4") << 4.0 << QList<double>{0, 1, 2, 3, 4};
        QTest::newRow("730") << 730.0 << QList<double>{0, 200, 400, 600, 800};
        QTest::newRow("nothing") << 0.0 << QList<double>{0, 0.5, 1};
        QTest::newRow("no number") << std::nan("") << QList<double>{0, 0.5, 1};
    }
    void ticks()
    {
        QFETCH(double, top);
        QFETCH(QList<double>, ticks);
        QCOMPARE(niceTicks(top, 4), ticks);
    }
    /// Whatever the values: few ticks, the last not below the top.
    void ticksHold()
    {
        for (double top = 1e-7; top < 1e15; top *= 1.7) {
            const QList<double> ticks = niceTicks(top, 4);
            QVERIFY(ticks.size() >= 2 && ticks.size() <= 8);
            QVERIFY(ticks.constLast() >= top * 0.999999);
        }
    }
    void times()
    {
        QCOMPARE(timeTicks(60, 8), (QList<double>{0, 10, 20, 30, 40, 50, 60}));
        QCOMPARE(timeTicks(600, 8), (QList<double>{0, 120, 240, 360, 480, 600}));
        QVERIFY(timeTicks(100'000, 8).size() <= 10);
        QCOMPARE(timeLabel(0.5, 5), u"0.5"_s);
        QCOMPARE(timeLabel(90, 100), u"90"_s);
        QCOMPARE(timeLabel(185, 600), u"3:05"_s);
        QCOMPARE(timeLabel(3750, 7200), u"1:02:30"_s);
    }
    void units()
    {
        QCOMPARE(byteScale(500, true).unit, u"B/s"_s);
        QCOMPARE(byteScale(500.0 * double(MiB), true).unit, u"MiB/s"_s);
        QCOMPARE(byteScale(1500.0 * double(MiB), false).unit, u"MiB"_s);
        QCOMPARE(byteScale(5.0 * double(GiB), false).divisor, double(GiB));
        QCOMPARE(tickLabel(0.5, 0.5), u"0.5"_s);
        QCOMPARE(tickLabel(20'000, 5000), u"20,000"_s);
        QCOMPARE(tickLabel(1500, 500), u"1500"_s);
    }
    void thins()
    {
        QList<QPointF> points;
        for (int i = 0; i < 1000; ++i)
            points += QPointF(i, i % 2 * 10);
        const QList<QPointF> few = thinned(points, 100);
        QCOMPARE(few.size(), 100);
        QCOMPARE(few.constLast().x(), 999.0);
        QCOMPARE(few.at(7).y(), 5.0);
        QCOMPARE(thinned(points, 5000).size(), 1000);
    }
    void coloursDarken()
    {
        const auto light = [](Colour c) { return 0.299 * double(c >> 16 & 255) + 0.587 * double(c >> 8 & 255) + 0.114 * double(c & 255); };
        double last = 256;
        for (int i = 0; i <= 50; ++i) {
            QVERIFY(light(heatColour(i / 50.0)) < last);
            last = light(heatColour(i / 50.0));
        }
    }
    void namesTellApart()
    {
        RunReport a, b;
        a.file = u"/x/one/run.json"_s;
        b.file = u"/x/two/run.json"_s;
        QCOMPARE(reportNames({a, b}), (QStringList{u"one/run.json"_s, u"two/run.json"_s}));
        QCOMPARE(reportNames({a}), QStringList{u"run.json"_s});
    }
};

QTEST_APPLESS_MAIN(TestScales)
#include "tst_scales.moc"
