// SPDX-License-Identifier: GPL-3.0-or-later
#include "tuning/tuningsearch.h"

#include <QTest>
#include <cmath>
#include <functional>
#include <random>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

using Surface = std::function<double(const TunedSettings &)>;

struct World
{
    Surface rate;
    SampleFacts facts;
    bool toDisk = false;
};

/// The best that any setting of a fine grid gives.
double bestOf(const World &world, int mostConnections = 128)
{
    double best = 0;
    for (int files = 1; files <= mostConnections; files *= 2)
        for (int parts = 1; files * parts <= mostConnections; parts *= 2)
            for (ByteCount part = 4 * MiB; part <= 256 * MiB; part *= 2)
                for (ByteCount chunk = 256 * KiB; chunk <= (world.toDisk ? 4 * MiB : 256 * KiB); chunk *= 2)
                    for (int threads = 1; threads <= (world.toDisk ? 32 : 1); threads *= 2)
                        best = std::max(best, world.rate({files, parts, part, chunk, threads}));
    return best;
}

/// How many requests the objects let be in flight.
int inFlight(const TunedSettings &s, const SampleFacts &facts)
{
    const auto parts = std::max<qint64>(1, (facts.typical + s.partSize - 1) / s.partSize);
    return int(std::min<qint64>(s.fileParallelism, facts.objects) * std::min<qint64>(s.concurrency, parts));
}

World cappedConnections()
{
    const SampleFacts facts{100, GiB, GiB};
    return {[facts](const TunedSettings &s) { return std::min(1.2e9, 10e6 * inFlight(s, facts)); }, facts};
}
World latency()
{
    const SampleFacts facts{5000, 256 * KiB, 256 * KiB};
    return {[facts](const TunedSettings &s) { return std::min(900e6, inFlight(s, facts) * 256.0 * 1024 / 0.041); }, facts};
}
World throttled()
{
    const SampleFacts facts{5000, 256 * KiB, 256 * KiB};
    return {[facts](const TunedSettings &s) {
        const int n = inFlight(s, facts);
        return n <= 32 ? n * 256.0 * 1024 / 0.041 : 32 * 256.0 * 1024 / 0.041 * std::pow(32.0 / n, 0.5);
    }, facts};
}
World slowDisk()
{
    const SampleFacts facts{100, GiB, GiB};
    return {[facts](const TunedSettings &s) {
        return 60e6 * std::min(1.0, 0.85 + 0.05 * std::log2(double(s.chunkSize) / (256 * KiB)))
            * (s.ioThreads > 16 ? 0.9 : 1.0) * (inFlight(s, facts) < 4 ? 0.8 : 1.0);
    }, facts, true};
}
World smallObjects()
{
    const SampleFacts facts{2000, 16 * KiB, 16 * KiB};
    return {[facts](const TunedSettings &s) {
        const int n = inFlight(s, facts);
        return 2e8 * (1 - std::exp(-n / 6.0)) * (n > 32 ? std::pow(32.0 / n, 0.2) : 1);
    }, facts};
}
World oneLargeObject()
{
    const SampleFacts facts{1, 5 * GiB, 5 * GiB};
    return {[facts](const TunedSettings &s) {
        const int n = inFlight(s, facts);
        return 1.6e9 * std::min(1.0, n / 4.0) * (n > 16 ? std::pow(16.0 / n, 0.15) : 1) / (1 + 0.5 * double(MiB) / double(s.partSize));
    }, facts};
}
World flat()
{
    return {[](const TunedSettings &) { return 1e8; }, {10, 100 * MiB, 100 * MiB}};
}

struct Found
{
    TuningResult result;
    int trials = 0;
    double chosen = 0; ///< the true rate of what is recommended
    double present = 0;
};

/// A search with trials whose rates are off by @p noise, standard deviation.
Found searchIn(const World &world, double noise, unsigned seed, const TunedSettings &defaults = {4, 8, 16 * MiB, MiB, 8},
               int most = 25)
{
    std::mt19937 random(seed);
    std::normal_distribution<double> jitter(1, noise);
    SearchSpace space;
    space.cpus = 2;
    space.memory = 8 * GiB;
    space.toDisk = world.toDisk;
    space.mostTrials = most;
    TuningSearch search(space);
    Found found;
    while (auto trial = search.next()) {
        if (++found.trials > 1000)
            break;
        trial->rate = world.rate(trial->settings.value_or(defaults)) * std::max(0.2, jitter(random));
        trial->error = trial->rate * noise / 3; // trials think better of themselves than they should
        if (trial->warmUp) {
            trial->rate /= 3;
            search.setFacts(world.facts);
        }
        search.report(*trial);
    }
    found.result = search.result();
    found.present = world.rate(defaults);
    found.chosen = found.result.better ? world.rate(found.result.recommended) : found.present;
    return found;
}

} // namespace

class TestTuningSearch : public QObject
{
    Q_OBJECT
private slots:
    void findsTheBest_data()
    {
        QTest::addColumn<int>("world");
        QTest::addColumn<int>("noise"); // percent
        const char *const names[] = {"capped connections", "latency", "throttled", "slow disk", "small objects", "one large object"};
        for (int world = 0; world < 6; ++world)
            for (const int noise : {0, 2, 5})
                QTest::addRow("%s, noise %d %%", names[world], noise) << world << noise;
    }
    void findsTheBest()
    {
        QFETCH(int, world);
        QFETCH(int, noise);
        const World worlds[] = {cappedConnections(), latency(), throttled(), slowDisk(), smallObjects(), oneLargeObject()};
        const World &w = worlds[world];
        const double best = bestOf(w);
        int good = 0, runs = 20;
        double worst = 1;
        for (int seed = 1; seed <= runs; ++seed) {
            const Found found = searchIn(w, noise / 100.0, unsigned(seed));
            QVERIFY(found.trials <= 25);
            QVERIFY2(found.chosen >= found.present * 0.95, QByteArray::number(found.chosen / found.present));
            good += found.chosen >= best * 0.95;
            worst = std::min(worst, found.chosen / best);
        }
        const QByteArray text = QByteArray::number(good) + " of " + QByteArray::number(runs) + ", worst " + QByteArray::number(worst);
        // A search that sees the world through noise may err, but seldom and not by much.
        QVERIFY2(good >= (noise < 5 ? runs : runs * 3 / 4), text);
        QVERIFY2(worst >= 0.85, text);
    }

    void noGainIsNoGain()
    {
        int claimed = 0;
        for (unsigned seed = 1; seed <= 40; ++seed) {
            const Found found = searchIn(flat(), 0.05, seed);
            claimed += found.result.better;
            QVERIFY(found.result.verdict.contains(found.result.better ? u"faster"_s : u"as good as"_s));
        }
        QVERIFY2(claimed <= 4, QByteArray::number(claimed));
    }

    void staysWithinItsTrials()
    {
        for (const int most : {3, 5, 8, 12, 25}) {
            const Found found = searchIn(cappedConnections(), 0.03, 7, {1, 1, 16 * MiB, MiB, 8}, most);
            QVERIFY(found.trials <= most);
            QCOMPARE(found.result.trials.size(), found.trials);
            for (int i = 0; i < found.trials; ++i) {
                QCOMPARE(found.result.trials.at(i).number, i + 1);
                QVERIFY(!found.result.trials.at(i).reason.isEmpty());
            }
        }
    }

    void gainHasItsDoubt()
    {
        const Found found = searchIn(cappedConnections(), 0.03, 3, {2, 4, 16 * MiB, MiB, 8});
        QVERIFY(found.result.better);
        const double gain = found.chosen / found.present - 1;
        QVERIFY2(std::abs(found.result.gain - gain) <= std::max(found.result.gainError * 2, gain * 0.1),
                 QByteArray::number(found.result.gain) + " +- " + QByteArray::number(found.result.gainError) + ", is " + QByteArray::number(gain));
    }

    void failedTrialsAreAvoided()
    {
        World w = cappedConnections();
        SearchSpace space;
        space.cpus = 2;
        TuningSearch search(space);
        while (auto trial = search.next()) {
            const TunedSettings s = trial->settings.value_or(TunedSettings());
            trial->rate = w.rate(s);
            if (s.connections() > 40) {
                trial->failure = Error::make(ErrorKind::Throttled, ErrorCause::None, u"refused"_s);
                trial->rate = 0;
            }
            search.setFacts(w.facts);
            search.report(*trial);
        }
        QVERIFY(search.result().recommended.connections() <= 40);
    }

    void fitsObjects()
    {
        SearchSpace space;
        TuningSearch search(space);
        search.setFacts({1, GiB, GiB});
        QCOMPARE(search.shaped({}, 32).concurrency, 32);
        QCOMPARE(search.shaped({}, 32).fileParallelism, 1);
        search.setFacts({2000, 16 * KiB, 16 * KiB});
        QCOMPARE(search.shaped({}, 32).concurrency, 1);
        QCOMPARE(search.shaped({}, 32).fileParallelism, 32);
        search.setFacts({100, GiB, GiB});
        QCOMPARE(search.shaped({}, 64).connections(), 64);
        QCOMPARE(search.shaped({}, 64).concurrency, 16);
        search.setFacts({2, GiB, GiB});
        QCOMPARE(search.shaped({}, 64).concurrency, 32);
    }

    void namesItsFlags()
    {
        QCOMPARE(TunedSettings().flags(),
                 u"--file-parallelism 4 --concurrency 8 --multipart-size-mb 16 --max-pool-connections 32 --io-threads 8 "
                 "--chunk-size-kb 1024"_s);
        TransferSettings settings;
        settings.autoOptimize = true;
        TunedSettings{3, 5, 32 * MiB, 2 * MiB, 4}.applyTo(settings);
        QCOMPARE(settings.maxConnections, 15);
        QCOMPARE(settings.partSize, 32 * MiB);
        QVERIFY(!settings.autoOptimize);
    }
};

QTEST_APPLESS_MAIN(TestTuningSearch)
#include "tst_tuningsearch.moc"
