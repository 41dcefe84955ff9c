// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/runstats.h"

#include <QtTest>

using namespace millrace;

class TestRunStats : public QObject
{
    Q_OBJECT
private:
    static Sample at(double seconds, double rate)
    {
        Sample s;
        s.elapsedSeconds = seconds;
        s.rate = rate;
        s.cpuUserPercent = rate / 10;
        s.retries = qint64(seconds);
        return s;
    }

private slots:
    /// However long a run: the points stay few, and what they add up to is what was moved.
    void thinsWithoutLosing()
    {
        SampleSeries series;
        double moved = 0, user = 0;
        const int count = 12'345;
        for (int i = 1; i <= count; ++i) {
            const double rate = i % 7 * 100.0;
            series.add(at(i * 0.1, rate));
            moved += rate * 0.1;
            user += rate * 0.01;
            QVERIFY(series.samples().size() <= 1001);
        }
        double sum = 0, userSum = 0, last = 0;
        const QList<Sample> samples = series.samples();
        for (const Sample &s : samples) {
            QVERIFY(s.elapsedSeconds > last);
            sum += s.rate * (s.elapsedSeconds - last);
            userSum += s.cpuUserPercent * (s.elapsedSeconds - last);
            last = s.elapsedSeconds;
        }
        QVERIFY(samples.size() > 500);
        QCOMPARE(last, count * 0.1);
        QVERIFY(std::abs(sum / moved - 1) < 1e-6);
        QVERIFY(std::abs(userSum / user - 1) < 1e-6);
        QCOMPARE(samples.constLast().retries, qint64(count * 0.1));
    }
    void countsAreToldAsTheyAre()
    {
        RunStats stats;
        stats.start();
        Snapshot s;
        stats.sample({1000, 3, 2, 1}, s);
        QCOMPARE(s.connections, 3);
        QCOMPARE(s.retries, 2);
        QCOMPARE(s.now.throttles, 1);
        QVERIFY(s.now.rate > 0 && s.residentBytes > 0);
        // At once again: no second point, whose rate would be noise.
        stats.sample({1'000'000, 3, 2, 1}, s);
        QVERIFY(stats.samples().size() <= 1 || stats.elapsedSeconds() > 0.02);
    }
};

QTEST_APPLESS_MAIN(TestRunStats)
#include "tst_runstats.moc"
