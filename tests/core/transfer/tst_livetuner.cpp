// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/connectionramp.h"
#include "transfer/livetuner.h"

#include <QTest>
#include <cmath>
#include <random>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// A server, a network and a disk as functions of the requests in flight.
struct World
{
    ByteRate perConnection = 1e12;
    ByteRate link = 1e12;
    ByteRate disk = 1e12;
    double latency = 0.001;      ///< seconds before the first byte
    ByteCount request = 16 * MiB;
    int takes = 1'000'000;       ///< more requests in flight are throttled
    int queuesFrom = 1'000'000;  ///< more requests in flight wait for one another
    double contention = 0;       ///< share of the rate that each connection beyond the tenth costs

    double firstByte(int connections) const { return latency * std::max(1.0, double(connections) / queuesFrom); }
    double rate(int connections) const
    {
        const int served = std::min(connections, takes);
        const double seconds = firstByte(connections) + double(request) / perConnection;
        double rate = std::min({served * double(request) / seconds, link, disk});
        if (connections > takes) // what is refused also costs those that are served
            rate *= 0.8;
        if (connections > 10)
            rate *= std::max(0.2, 1 - contention * (connections - 10));
        return rate;
    }
    int bestConnections(int most) const
    {
        int best = 1;
        for (int n = 1; n <= most; ++n)
            if (rate(n) > rate(best) * 1.0001)
                best = n;
        return best;
    }
};

/// Runs a controller against a world at 10 Hz.
struct Simulation
{
    World world;
    double noise = 0.05;
    double seconds = 0;
    double moved = 0;
    qint64 throttles = 0;
    std::mt19937 random{42};

    RunMoment step(int connections)
    {
        std::normal_distribution<double> jitter(1, noise);
        seconds += 0.1;
        moved += world.rate(connections) * 0.1 * std::max(0.1, jitter(random));
        const bool refused = connections > world.takes;
        throttles += refused ? (connections - world.takes + 3) / 4 : 0;
        RunMoment m;
        m.seconds = seconds;
        m.moved = ByteCount(moved);
        m.active = connections;
        m.throttles = throttles;
        m.request = world.request;
        m.firstByte = world.firstByte(connections);
        const double whole = m.firstByte + double(world.request) / world.perConnection;
        m.atServer = int(connections * m.firstByte / whole);
        const bool disk = world.rate(connections) >= world.disk * 0.99;
        m.atDisk = disk ? connections / 2 : 0;
        m.diskBusy = disk ? 1 : 0.2;
        m.cpu = 0.3;
        m.machineCpu = 0.4;
        return m;
    }
};

LiveTuner::Bounds bounds(int most = 128)
{
    LiveTuner::Bounds b;
    b.firstConnections = 8;
    b.mostConnections = most;
    b.mostIoThreads = 32;
    b.mostPartSize = 64 * MiB;
    return b;
}

/// Mean rates with the tuner and with what runs without it.
struct Outcome
{
    double tuned = 0, tunedLate = 0, plain = 0;
    int connections = 0;
    QList<TuningStep> steps;
    qint64 throttles = 0, plainThrottles = 0;
    int ceiling = 0;
};

Outcome play(const World &world, double noise, double duration, unsigned seed = 42)
{
    Outcome out;
    Simulation a{world, noise};
    a.random.seed(seed);
    LiveTuner tuner(bounds());
    double half = 0;
    while (a.seconds < duration) {
        tuner.observe(a.step(tuner.connections()));
        if (half == 0 && a.seconds >= duration / 2)
            half = a.moved;
    }
    out.tuned = a.moved / a.seconds;
    out.tunedLate = (a.moved - half) / (a.seconds / 2);
    out.connections = tuner.connections();
    out.steps = tuner.steps();
    out.throttles = a.throttles;
    out.ceiling = tuner.throttleCeiling();
    Simulation b{world, noise};
    b.random.seed(seed);
    ConnectionRamp ramp(6, 32);
    while (b.seconds < duration) {
        const RunMoment m = b.step(ramp.limit());
        ramp.observe(m.moved, m.seconds, m.active, m.throttles);
    }
    out.plain = b.moved / b.seconds;
    out.plainThrottles = b.throttles;
    return out;
}

} // namespace

class TestLiveTuner : public QObject
{
    Q_OBJECT
private slots:
    void findsTheBest_data()
    {
        QTest::addColumn<double>("perConnection");
        QTest::addColumn<double>("link");
        QTest::addColumn<double>("disk");
        QTest::addColumn<double>("latency");
        QTest::addColumn<qint64>("request");
        QTest::addColumn<int>("takes");
        const int any = 1'000'000;
        for (const int noise : {0, 3, 8}) {
            const auto row = [noise](const char *name, double perConnection, double link, double disk, double latency,
                                     qint64 request, int takes) {
                QTest::addRow("%s, noise %d", name, noise) << perConnection << link << disk << latency << request << takes;
            };
            row("capped connections", 10e6, 1e12, 1e12, 0.001, 16 * MiB, any);
            row("capped connections, full link", 10e6, 700e6, 1e12, 0.001, 16 * MiB, any);
            row("latency", 500e6, 2e9, 1e12, 0.04, 64 * KiB, any);
            row("throttled above 32", 500e6, 1e12, 1e12, 0.04, 256 * KiB, 32);
            row("throttled above 20", 10e6, 1e12, 1e12, 0.01, 16 * MiB, 20);
            row("throttled above 70", 10e6, 1e12, 1e12, 0.01, 16 * MiB, 70);
            row("slow disk", 500e6, 1e12, 60e6, 0.001, 16 * MiB, any);
            row("fast link", 1e9, 2e9, 1e12, 0.0005, 16 * MiB, any);
        }
    }
    void findsTheBest()
    {
        QFETCH(double, perConnection);
        QFETCH(double, link);
        QFETCH(double, disk);
        QFETCH(double, latency);
        QFETCH(qint64, request);
        QFETCH(int, takes);
        World world{perConnection, link, disk, latency, request, takes};
        const double noise = QByteArray(QTest::currentDataTag()).split(' ').last().toInt() / 100.0;
        const double best = world.rate(world.bestConnections(128));
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const Outcome out = play(world, noise, 60, seed);
            const QByteArray text = QByteArray("late ") + QByteArray::number(out.tunedLate / best) + " plain "
                + QByteArray::number(out.tuned / out.plain) + " connections " + QByteArray::number(out.connections);
            QVERIFY2(out.tunedLate >= best * 0.95, text);
            QVERIFY2(out.tuned >= out.plain * 0.95, text);
        }
    }

    void neverWorseEarly()
    {
        // A run of some seconds has no time to win back what a search loses.
        for (const World &world : {World{10e6}, World{1e9, 2e9}, World{500e6, 1e12, 60e6}, World{100e6, 300e6}})
            for (const double duration : {1.0, 2.0, 5.0, 10.0}) {
                const Outcome out = play(world, 0.03, duration);
                QVERIFY2(out.tuned >= out.plain * 0.95, QByteArray::number(duration) + ": " + QByteArray::number(out.tuned / out.plain));
            }
    }

    void backsOffFromThrottling()
    {
        const Outcome out = play({500e6, 1e12, 1e12, 0.04, 256 * KiB, 32}, 0.03, 30);
        QVERIFY2(out.ceiling >= 26 && out.ceiling <= 32, QByteArray::number(out.ceiling));
        QVERIFY(out.connections <= 33);
        QVERIFY(std::any_of(out.steps.begin(), out.steps.end(), [](const TuningStep &step) {
            return step.to < step.from && step.reason.contains(u"slow down"_s);
        }));
        // The plain ramp backs off as well.
        const Outcome tight = play({500e6, 1e12, 1e12, 0.04, 256 * KiB, 10}, 0.03, 30);
        QVERIFY2(tight.plainThrottles < 100, QByteArray::number(tight.plainThrottles));
        QVERIFY(tight.connections <= 11);
    }

    void opensWideOnLatency()
    {
        // Each request waits 40 ms, however many there are: time spent on finding that out is lost.
        Simulation far{World{500e6, 1e12, 1e12, 0.04, 64 * KiB}, 0.03};
        LiveTuner tuner(bounds());
        while (far.seconds < 2)
            tuner.observe(far.step(tuner.connections()));
        QCOMPARE(tuner.connections(), 128);
        while (far.seconds < 60) {
            tuner.observe(far.step(tuner.connections()));
            QCOMPARE(tuner.connections(), 128); // fewer could only bring less
        }
        // Here they wait for one another.
        World busy{500e6, 1e12, 1e12, 0.04, 64 * KiB};
        busy.queuesFrom = 24;
        Simulation queue{busy, 0.03};
        LiveTuner careful(bounds());
        while (queue.seconds < 1) {
            careful.observe(queue.step(careful.connections()));
            QVERIFY2(careful.connections() <= 48, QByteArray::number(careful.connections()));
        }
    }

    void looksAgainWhenTheRateFalls()
    {
        // Somebody else takes half of what each connection had; more of them make up for it.
        Simulation a{World{20e6, 1e12}, 0.03};
        LiveTuner tuner(bounds());
        while (a.seconds < 20)
            tuner.observe(a.step(tuner.connections()));
        a.world.perConnection = 6e6;
        a.world.link = 500e6;
        while (a.seconds < 60)
            tuner.observe(a.step(tuner.connections()));
        QVERIFY(a.world.rate(tuner.connections()) >= a.world.rate(128) * 0.95);
        QVERIFY(std::any_of(tuner.steps().begin(), tuner.steps().end(),
                            [](const TuningStep &step) { return step.reason.contains(u"fell"_s); }));
    }

    void goesDownWhenQueuesGrow()
    {
        // The server chokes: rate falls and first bytes take much longer.
        Simulation a{World{20e6, 1e12}, 0.02};
        LiveTuner tuner(bounds());
        while (a.seconds < 15)
            tuner.observe(a.step(tuner.connections()));
        const int before = tuner.connections();
        a.world.link = 300e6;
        a.world.latency = 0.5;
        while (a.seconds < 22)
            tuner.observe(a.step(tuner.connections()));
        QVERIFY2(tuner.connections() < before, QByteArray::number(tuner.connections()));
    }

    void fewerWhereManyCost()
    {
        World world{60e6, 700e6};
        world.contention = 0.01;
        const double best = world.rate(world.bestConnections(128));
        for (unsigned seed = 1; seed <= 5; ++seed) {
            const Outcome out = play(world, 0.03, 60, seed);
            QVERIFY2(out.tunedLate >= best * 0.95, QByteArray::number(out.tunedLate / best) + " with " + QByteArray::number(out.connections));
        }
    }

    void triesDiskThreads()
    {
        Simulation a{World{500e6, 1e12, 60e6}, 0.02};
        LiveTuner tuner(bounds());
        while (a.seconds < 20)
            tuner.observe(a.step(tuner.connections()));
        const auto tried = std::find_if(tuner.steps().begin(), tuner.steps().end(),
                                        [](const TuningStep &step) { return step.parameter == TunedParameter::IoThreads; });
        QVERIFY(tried != tuner.steps().end());
        QCOMPARE(tried->to, 16);
        QCOMPARE(tuner.ioThreads(), 8); // brought nothing
    }

    void largerPartsWhereRequestsWait()
    {
        Simulation a{World{1e9, 1e12, 1e12, 0.04, 16 * MiB}, 0.02};
        LiveTuner tuner(bounds());
        while (a.seconds < 10)
            tuner.observe(a.step(tuner.connections()));
        QVERIFY(tuner.partSize() > 16 * MiB);
    }

    void keepsWhatIsAsked()
    {
        LiveTuner::Bounds b = bounds();
        b.firstConnections = b.mostConnections = 5;
        b.mostIoThreads = b.ioThreads;
        b.mostPartSize = b.partSize;
        LiveTuner tuner(b);
        Simulation a{World{10e6, 1e12, 1e12, 0.04, 16 * MiB}, 0.02};
        while (a.seconds < 20)
            QVERIFY(!tuner.observe(a.step(tuner.connections())));
        QCOMPARE(tuner.connections(), 5);
        QVERIFY(tuner.steps().isEmpty());
    }

    void backsOffFromWhatIsAsked()
    {
        // Forty were asked for and ten are taken: to insist would only fail.
        Simulation a{World{10e6, 1e12, 1e12, 0.04, 256 * KiB, 10}, 0.02};
        ConnectionRamp ramp(40, 40);
        while (a.seconds < 20) {
            const RunMoment m = a.step(ramp.limit());
            ramp.observe(m.moved, m.seconds, m.active, m.throttles);
        }
        QVERIFY2(ramp.limit() >= 7 && ramp.limit() <= 11, QByteArray::number(ramp.limit()));
        QCOMPARE(ramp.ceiling(), 10);
        // A single refusal of a server that takes more is forgotten in time.
        ConnectionRamp once(8, 8);
        Simulation b{World{10e6}, 0.02};
        while (b.seconds < 40) {
            RunMoment m = b.step(once.limit());
            once.observe(m.moved, m.seconds, m.active, m.seconds > 1 ? 1 : 0);
        }
        QCOMPARE(once.limit(), 8);
        QCOMPARE(once.ceiling(), 0);
    }

    void everyStepHasAReason()
    {
        for (const World &world : {World{10e6, 400e6}, World{500e6, 1e12, 60e6}, World{10e6, 1e12, 1e12, 0.04, MiB, 20}})
            for (const TuningStep &step : play(world, 0.05, 40).steps) {
                QVERIFY(!step.reason.isEmpty());
                QVERIFY(step.atSeconds > 0);
            }
    }
};

QTEST_APPLESS_MAIN(TestLiveTuner)
#include "tst_livetuner.moc"
