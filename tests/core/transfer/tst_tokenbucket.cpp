// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/tokenbucket.h"

#include <QTest>
#include <deque>
#include <thread>
#include <vector>

using namespace millrace;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

namespace {

/// A bucket on a clock that stands still until it is moved.
struct Bench
{
    nanoseconds now{1'000'000'000'000};
    TokenBucket bucket;
    explicit Bench(std::optional<ByteRate> rate) : bucket(rate, [this] { return now; }) {}
};

struct Moved
{
    nanoseconds when;
    ByteCount bytes;
};

/// @p parts that always want more take from the bucket for @p time, each waking up to @p late after its turn.
std::vector<std::vector<Moved>> runFor(Bench &bench, int parts, nanoseconds time, nanoseconds late)
{
    struct Part
    {
        TokenBucket::Place place;
        nanoseconds wakes;
    };
    std::vector<Part> all;
    std::vector<std::vector<Moved>> moved{size_t(parts)};
    const nanoseconds end = bench.now + time;
    const auto queue = [&bench, late](Part &part, int index) {
        part.place = bench.bucket.queueFor(bench.bucket.step());
        part.wakes = bench.now + bench.bucket.waitFor(part.place) + late * (index % 4) / 3;
    };
    for (int i = 0; i < parts; ++i)
        bench.bucket.join();
    for (int i = 0; i < parts; ++i)
        queue(all.emplace_back(), i);
    while (true) {
        const auto next = std::min_element(all.begin(), all.end(),
                                           [](const Part &a, const Part &b) { return a.wakes < b.wakes; });
        if (next->wakes >= end)
            break;
        bench.now = std::max(bench.now, next->wakes);
        const size_t index = size_t(next - all.begin());
        if (const auto wait = bench.bucket.waitFor(next->place); wait > 0ns) {
            next->wakes = bench.now + wait;
            continue;
        }
        moved[index].push_back({bench.now, next->place.bytes});
        queue(*next, int(index));
    }
    bench.now = end;
    for (int i = 0; i < parts; ++i) {
        if (bench.bucket.waitFor(all[size_t(i)].place) > 0ns)
            bench.bucket.leave(all[size_t(i)].place);
        bench.bucket.part();
    }
    return moved;
}

ByteCount sum(const std::vector<Moved> &moved)
{
    ByteCount bytes = 0;
    for (const Moved &one : moved)
        bytes += one.bytes;
    return bytes;
}

/// The most that moved in any second.
ByteCount fullestSecond(const std::vector<std::vector<Moved>> &moved)
{
    std::vector<Moved> all;
    for (const auto &part : moved)
        all.insert(all.end(), part.begin(), part.end());
    std::sort(all.begin(), all.end(), [](const Moved &a, const Moved &b) { return a.when < b.when; });
    ByteCount most = 0, window = 0;
    std::deque<Moved> inWindow;
    for (const Moved &one : all) {
        inWindow.push_back(one);
        window += one.bytes;
        while (inWindow.front().when <= one.when - 1s) {
            window -= inWindow.front().bytes;
            inWindow.pop_front();
        }
        most = std::max(most, window);
    }
    return most;
}

} // namespace

class TestTokenBucket : public QObject
{
    Q_OBJECT
private slots:
    void holdsTheRate_data();
    void holdsTheRate();
    void savesUpLittle();
    void servesInOrder();
    void unlimited();
    void rateChanges();
    void whoLeavesDoesNotCount();
    void whoLeavesPaysForNobodyAhead();
    void manyThreads();
};

void TestTokenBucket::holdsTheRate_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("parts");
    for (const double rate : {double(MiB), 50.0 * MiB, double(GiB), 123'456.7})
        for (const int parts : {1, 2, 7, 64})
            QTest::addRow("%.0f bytes/s, %d parts", rate, parts) << rate << parts;
}

void TestTokenBucket::holdsTheRate()
{
    QFETCH(double, rate);
    QFETCH(int, parts);
    Bench bench(rate);
    const auto moved = runFor(bench, parts, 30s, 3ms);
    ByteCount total = 0, least = std::numeric_limits<ByteCount>::max(), most = 0;
    for (const auto &part : moved) {
        total += sum(part);
        least = std::min(least, sum(part));
        most = std::max(most, sum(part));
    }
    QVERIFY2(std::abs(double(total) / (30 * rate) - 1) < 0.01, qPrintable(QString::number(double(total) / (30 * rate))));
    const ByteCount fullest = fullestSecond(moved);
    // 64 parts at the smallest step may have more under way than the twentieth of a second.
    QVERIFY2(double(fullest) < rate * 1.1 + 64 * 2 * KiB, qPrintable(QString::number(double(fullest) / rate)));
    // Whoever asks is served in turn. Who wakes up late loses that time, which at 1 GiB/s is as long as a step.
    QVERIFY2(double(least) > double(most) * (rate < GiB ? 0.8 : 0.4), qPrintable(QStringLiteral("%1 and %2").arg(least).arg(most)));
}

void TestTokenBucket::savesUpLittle()
{
    Bench bench(1000.0 * KiB);
    bench.now += 10min;
    const auto place = bench.bucket.queueFor(100 * KiB);
    // 40 of them were saved up.
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(place)), 60ms);
}

void TestTokenBucket::servesInOrder()
{
    Bench bench(1e6);
    const auto large = bench.bucket.queueFor(500'000);
    const auto small = bench.bucket.queueFor(1);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(large)), 500ms);
    QVERIFY(bench.bucket.waitFor(small) > bench.bucket.waitFor(large));
    bench.now += 500ms;
    QCOMPARE(bench.bucket.waitFor(large), 0ns);
    QVERIFY(bench.bucket.waitFor(small) > 0ns);
    bench.now += 1ms;
    QCOMPARE(bench.bucket.waitFor(small), 0ns);
}

void TestTokenBucket::unlimited()
{
    Bench bench(std::nullopt);
    QVERIFY(!bench.bucket.isLimited());
    QVERIFY(!bench.bucket.rate());
    QCOMPARE(bench.bucket.waitFor(bench.bucket.queueFor(1000 * GiB)), 0ns);
}

void TestTokenBucket::rateChanges()
{
    Bench bench(1000.0);
    const auto first = bench.bucket.queueFor(10'000);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(first)), 10'000ms);
    bench.now += 5s;
    bench.bucket.setRate(10'000.0);
    QCOMPARE(bench.bucket.rate(), std::optional(10'000.0));
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(first)), 500ms);
    bench.bucket.setRate(std::nullopt);
    QCOMPARE(bench.bucket.waitFor(first), 0ns);
    bench.now += 1h;
    // Nothing is saved up while there is no limit, and nothing is owed.
    bench.bucket.setRate(1000.0);
    QCOMPARE(bench.bucket.waitFor(first), 0ns);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(bench.bucket.queueFor(1000))), 1000ms);
}

void TestTokenBucket::whoLeavesDoesNotCount()
{
    Bench bench(1000.0);
    const auto first = bench.bucket.queueFor(5000);
    const auto second = bench.bucket.queueFor(1000);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(second)), 6000ms);
    bench.bucket.leave(first);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(second)), 1000ms);
}

void TestTokenBucket::whoLeavesPaysForNobodyAhead()
{
    Bench bench(1000.0);
    const auto ahead = bench.bucket.queueFor(1000);
    const auto leaver = bench.bucket.queueFor(5000);
    const auto behind = bench.bucket.queueFor(1000);
    bench.bucket.leave(leaver);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(ahead)), 1000ms);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(behind)), 2000ms);
    bench.now += 1000ms;
    QCOMPARE(bench.bucket.waitFor(ahead), 0ns);
    QCOMPARE(std::chrono::round<std::chrono::milliseconds>(bench.bucket.waitFor(behind)), 1000ms);
    bench.now += 1000ms;
    QCOMPARE(bench.bucket.waitFor(behind), 0ns);
    QCOMPARE(bench.bucket.taken(), ByteCount(2000));
}

void TestTokenBucket::manyThreads()
{
    TokenBucket bucket(1e12);
    std::atomic<ByteCount> granted{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&bucket, &granted, t] {
            bucket.join();
            for (int i = 0; i < 20'000; ++i) {
                const auto place = bucket.queueFor(100);
                if (bucket.waitFor(place) == 0ns)
                    granted += 100;
                else
                    bucket.leave(place);
                if (t == 0 && i % 100 == 0)
                    bucket.setRate(i % 200 ? std::optional(1e12) : std::nullopt);
            }
            bucket.part();
        });
    for (std::thread &thread : threads)
        thread.join();
    QVERIFY(granted > 0);
    // All that was asked for is settled: the next byte is there at once, or nearly so.
    bucket.setRate(std::nullopt);
    QCOMPARE(bucket.waitFor(bucket.queueFor(1)), 0ns);
}

QTEST_GUILESS_MAIN(TestTokenBucket)
#include "tst_tokenbucket.moc"
