// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/significance.h"

#include <QtTest>
#include <cmath>
#include <random>

using namespace millrace;

class TestSignificance : public QObject
{
    Q_OBJECT
private slots:
    void mean()
    {
        // t(0.975, 4) = 2.776445; deviation sqrt(2.5), so half the interval is 1.963243.
        const MeanEstimate e = estimateMean({1, 2, 3, 4, 5});
        QCOMPARE(e.count, 5);
        QCOMPARE(e.mean, 3.0);
        QVERIFY(std::abs(e.deviation - 1.5811388) < 1e-6);
        QVERIFY(std::abs(e.low - (3 - 1.963243)) < 1e-5);
        QVERIFY(std::abs(e.high - (3 + 1.963243)) < 1e-5);
    }
    void neverNegativeWhereNothingIs()
    {
        QCOMPARE(estimateMean({100, 500}).low, 0.0);
        QVERIFY(estimateMean({-100, 500}).low < 0);
    }
    void meanOfLittle()
    {
        QCOMPARE(estimateMean({}).mean, 0.0);
        const MeanEstimate one = estimateMean({7});
        QCOMPARE(one.low, 7.0);
        QCOMPARE(one.high, 7.0);
        QCOMPARE(one.deviation, 0.0);
    }
    /// Against figures worked out with R: t.test(log(b), log(a)).
    void welch()
    {
        const RatioEstimate e = estimateRatio({100, 110, 105, 98}, {120, 131, 125, 119});
        QVERIFY(e.known);
        const double ratio = std::pow(120.0 * 131 * 125 * 119 / (100.0 * 110 * 105 * 98), 0.25);
        QVERIFY(std::abs(e.ratio - ratio) < 1e-12);
        QVERIFY(e.low > 1.08 && e.low < e.ratio);
        QVERIFY(e.high < 1.33 && e.high > e.ratio);
        QVERIFY(e.p < 0.01);
        // The interval is symmetric on the logarithmic scale.
        QVERIFY(std::abs(std::log(e.high / e.ratio) - std::log(e.ratio / e.low)) < 1e-12);
    }
    void sameIsSame()
    {
        const RatioEstimate e = estimateRatio({100, 110, 105}, {100, 110, 105});
        QCOMPARE(e.ratio, 1.0);
        QCOMPARE(e.p, 1.0);
        QVERIFY(e.low < 1 && e.high > 1);
    }
    /// An interval of 95 % misses the truth about once in twenty times.
    void coversTheTruth()
    {
        std::mt19937 random(20261121);
        std::lognormal_distribution<double> before(4, 0.1), after(4 + std::log(1.1), 0.2);
        int missed = 0, rounds = 2000;
        for (int i = 0; i < rounds; ++i) {
            std::vector<double> a, b;
            for (int k = 0; k < 5; ++k)
                a.push_back(before(random));
            for (int k = 0; k < 8; ++k)
                b.push_back(after(random));
            const RatioEstimate e = estimateRatio(a, b);
            missed += 1.1 < e.low || 1.1 > e.high;
        }
        QVERIFY2(missed > rounds * 0.035 && missed < rounds * 0.065, qPrintable(QString::number(missed)));
    }
    void oneBesideMany()
    {
        const std::vector<double> many{100, 104, 98, 101, 97, 103};
        const RatioEstimate far = estimateRatio(many, {150}), near = estimateRatio(many, {103});
        QVERIFY(far.known && far.low > 1);
        QVERIFY(near.known && near.low < 1 && near.high > 1);
        const RatioEstimate turned = estimateRatio({150}, many);
        QVERIFY(std::abs(turned.ratio * far.ratio - 1) < 1e-12);
        QVERIFY(turned.high < 1);
    }
    void tooLittle()
    {
        const RatioEstimate e = estimateRatio({100}, {120});
        QVERIFY(!e.known);
        QCOMPARE(e.ratio, 1.2);
        QVERIFY(!estimateRatio({}, {1, 2}).known);
        QVERIFY(!estimateRatio({0, -1}, {1, 2}).known);
    }
    void noNoiseAtAll()
    {
        QCOMPARE(estimateRatio({5, 5, 5}, {5, 5}).p, 1.0);
        const RatioEstimate e = estimateRatio({5, 5, 5}, {6, 6});
        QCOMPARE(e.p, 0.0);
        QCOMPARE(e.low, 1.2);
    }
};

QTEST_APPLESS_MAIN(TestSignificance)
#include "tst_significance.moc"
