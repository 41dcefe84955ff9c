// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/percentiles.h"

#include <QtTest>

using namespace millrace;

/// Expected values were worked out apart from this code, by the rule rank = p/100 x (n - 1).
class TestPercentiles : public QObject
{
    Q_OBJECT
private slots:
    void interpolates_data();
    void interpolates();
    void describes();
    void describesNothing();
    void keepsDigitsOfASmallSpread();
};

void TestPercentiles::interpolates_data()
{
    QTest::addColumn<double>("p");
    QTest::addColumn<double>("expected");
    QTest::newRow("0") << 0.0 << 1.0;
    QTest::newRow("5") << 5.0 << 1.35;
    QTest::newRow("50") << 50.0 << 7.0;
    QTest::newRow("75") << 75.0 << 12.5;
    QTest::newRow("95") << 95.0 << 31.95;
    QTest::newRow("100") << 100.0 << 40.0;
    QTest::newRow("below") << -3.0 << 1.0;
    QTest::newRow("above") << 300.0 << 40.0;
}

void TestPercentiles::interpolates()
{
    QFETCH(double, p);
    QFETCH(double, expected);
    // Eight values, so that the ranks of 5, 75 and 95 fall between two of them.
    QVERIFY(qAbs(percentile({1, 2, 4, 6, 8, 11, 17, 40}, p) - expected) < 1e-9);
}

void TestPercentiles::describes()
{
    const Distribution d = distributionOf({10, 20, 30, 40});
    QCOMPARE(d.p0, 10.0);
    QCOMPARE(d.p5, 11.5);
    QCOMPARE(d.p50, 25.0);
    QCOMPARE(d.p75, 32.5);
    QCOMPARE(d.p95, 38.5);
    QCOMPARE(d.p100, 40.0);
    QCOMPARE(d.mean, 25.0);
    QCOMPARE(d.min, 10.0);
    QCOMPARE(d.max, 40.0);
    QCOMPARE(d.sum, 100.0);
    QCOMPARE(d.stdDev, 11.180339887498949);
}

void TestPercentiles::describesNothing()
{
    const Distribution d = distributionOf({});
    QCOMPARE(d.p50, 0.0);
    QCOMPARE(d.stdDev, 0.0);
    QCOMPARE(percentile({}, 50), 0.0);
}

void TestPercentiles::keepsDigitsOfASmallSpread()
{
    QCOMPARE(distributionOf({1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16}).stdDev, 4.743416490252569);
}

QTEST_GUILESS_MAIN(TestPercentiles)
#include "tst_percentiles.moc"
