// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/bottleneck.h"

#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

/// Ten seconds in which @p parts parts of 16 MiB came, each with these seconds in each phase.
RunCounters run(int parts, double server, double network, double memory = 0, double disk = 0, double throttled = 0)
{
    RunCounters c;
    c.seconds = 10;
    c.cpus = 4;
    c.cpuSeconds = 4;
    c.machine = {8, 40};
    c.workers = 4;
    c.workerTimes = {4, 0.5};
    c.mostConnections = 100;
    c.connectionLimit = 32;
    c.schedule[size_t(Schedule::Full)] = 10;
    for (int i = 0; i < parts; ++i) {
        PartTimes t;
        t.requests = 1;
        const auto set = [&t](PartPhase phase, double seconds) { t.nanoseconds[size_t(phase)] = qint64(seconds * 1e9); };
        set(PartPhase::Server, server);
        // Some are faster than others.
        set(PartPhase::Network, network * (0.6 + 0.8 * (i % 5) / 4));
        set(PartPhase::Memory, memory);
        set(PartPhase::Disk, disk);
        set(PartPhase::Throttled, throttled);
        c.addPart(t, 16 * MiB);
        c.bytes += 16 * MiB;
    }
    return c;
}

} // namespace

class TestBottleneck : public QObject
{
    Q_OBJECT
private slots:
    void tooLittle()
    {
        QVERIFY(!diagnose(RunCounters()));
        QCOMPARE(diagnose(RunCounters()).sentence, QString());
    }

    void hooks()
    {
        RunCounters c = run(20, 0.01, 0.02);
        QVERIFY(diagnose(c).kind != BottleneckKind::Hooks);
        c.schedule[size_t(Schedule::HeldBack)] = 6;
        const Bottleneck b = diagnose(c);
        QCOMPARE(b.kind, BottleneckKind::Hooks);
        QVERIFY2(b.sentence.startsWith(u"hooks: 60 % of the time"_s), qPrintable(b.sentence));
    }

    void disk()
    {
        RunCounters c = run(100, 0.01, 0.3, 1.5, 0.2);
        c.toDisk = true;
        c.disk.busySeconds = 9.7;
        c.disk.bytes = 3'977'000'000;
        const Bottleneck b = diagnose(c);
        QCOMPARE(b.kind, BottleneckKind::Disk);
        QVERIFY2(b.sentence.startsWith(u"disk: writers were busy 97 % of the time at 410 MB/s"_s), qPrintable(b.sentence));
        QVERIFY(!b.advice.isEmpty());
        QVERIFY(b.evidence.size() > 10);
        // The same waits with an idle disk are the memory limit's.
        c.disk.busySeconds = 1;
        QCOMPARE(diagnose(c).kind, BottleneckKind::Memory);
    }

    void filesWaitForTheirNames()
    {
        RunCounters c = run(100, 0.01, 0.1);
        c.toDisk = true;
        c.schedule.fill(0);
        c.schedule[size_t(Schedule::Committing)] = 6;
        c.disk.busySeconds = 9;
        QCOMPARE(diagnose(c).kind, BottleneckKind::Disk);
    }

    void cpu()
    {
        RunCounters c = run(100, 0.01, 0.3);
        c.cpuSeconds = 37;
        QCOMPARE(diagnose(c).kind, BottleneckKind::Cpu);
        // Half of the machine is another program's.
        c.cpuSeconds = 18;
        c.machine = {39, 40};
        c.workerTimes = {18, 19};
        const Bottleneck b = diagnose(c);
        QCOMPARE(b.kind, BottleneckKind::Cpu);
        QVERIFY2(b.sentence.contains(u"Millrace used 45 % of 4 cores, other programs 52 %"_s), qPrintable(b.sentence));
        // A busy machine is no limit to one who waits for the server.
        c.cpuSeconds = 2;
        c.workerTimes = {2, 5};
        QVERIFY(diagnose(c).kind != BottleneckKind::Cpu);
    }

    void latency()
    {
        RunCounters c;
        c = run(0, 0, 0);
        for (int i = 0; i < 5000; ++i) {
            PartTimes t;
            t.requests = 1;
            t.nanoseconds[size_t(PartPhase::Server)] = 40'000'000;
            t.nanoseconds[size_t(PartPhase::Network)] = 1'000'000;
            c.addPart(t, 16 * KiB);
            c.bytes += 16 * KiB;
        }
        const Bottleneck b = diagnose(c);
        QCOMPARE(b.kind, BottleneckKind::Latency);
        QVERIFY2(b.sentence.startsWith(u"latency: small requests wait 40 ms each"_s), qPrintable(b.sentence));
    }

    void throttling()
    {
        RunCounters c = run(100, 0.01, 0.3, 0, 0, 0.2);
        c.throttles = 30;
        QCOMPARE(diagnose(c).kind, BottleneckKind::Throttling);
        QVERIFY(diagnose(c).sentence.contains(u"30 times"_s));
        // Few refusals, but the run stays below what was refused.
        c = run(1000, 0.04, 0.001);
        c.throttles = 5;
        QVERIFY(diagnose(c).kind != BottleneckKind::Throttling);
        c.throttleCeiling = 32;
        QCOMPARE(diagnose(c).kind, BottleneckKind::Throttling);
        // A single one is enough where only more connections would help.
        c.throttles = 1;
        QCOMPARE(diagnose(c).kind, BottleneckKind::Throttling);
        QVERIFY2(diagnose(c).sentence.contains(u"slow down once"_s), qPrintable(diagnose(c).sentence));
        QVERIFY(diagnose(c).sentence.contains(u"about 32 requests"_s));
    }

    void cappedConnections()
    {
        RunCounters c = run(0, 0, 0);
        for (int i = 0; i < 100; ++i) {
            PartTimes t;
            t.requests = 1;
            t.nanoseconds[size_t(PartPhase::Network)] = 1'677'721'600;
            c.addPart(t, 16 * MiB);
            c.bytes += 16 * MiB;
        }
        const Bottleneck even = diagnose(c);
        QCOMPARE(even.kind, BottleneckKind::ConnectionCap);
        QVERIFY2(even.sentence.contains(u"each connection is capped near 10 MB/s"_s), qPrintable(even.sentence));
        QVERIFY(even.advice.contains(u"More connections"_s));

        // Uneven parts, but twice the connections brought twice as much.
        c = run(100, 0.01, 1.6);
        c.addMoment(800'000'000, 5, 16);
        c.addMoment(1'590'000'000, 5, 32);
        QCOMPARE(diagnose(c).kind, BottleneckKind::ConnectionCap);
        // Or no more.
        c = run(100, 0.01, 1.6);
        c.addMoment(800'000'000, 5, 16);
        c.addMoment(830'000'000, 5, 32);
        const Bottleneck full = diagnose(c);
        QCOMPARE(full.kind, BottleneckKind::Network);
        QVERIFY2(full.sentence.contains(u"full"_s), qPrintable(full.sentence));
    }

    /// One connection alone is as fast as it is: nothing tells whether a second one would have brought as much again.
    void aSingleConnection()
    {
        RunCounters c = run(0, 0, 0);
        PartTimes t;
        t.requests = 1;
        t.nanoseconds[size_t(PartPhase::Network)] = qint64(c.seconds * 1e9);
        c.addPart(t, 16 * MiB);
        c.bytes = 16 * MiB;
        const Bottleneck found = diagnose(c);
        QCOMPARE(found.kind, BottleneckKind::Network);
        QVERIFY2(found.sentence.contains(u"over 1 connection "_s), qPrintable(found.sentence));
        QVERIFY2(found.advice.contains(u"try more"_s), qPrintable(found.advice));
    }

    void ownLimit()
    {
        RunCounters c = run(100, 0.01, 0.3);
        c.rateLimit = 170e6;
        QCOMPARE(diagnose(c).kind, BottleneckKind::RateLimit);
        c.rateLimit = 800e6;
        QVERIFY(diagnose(c).kind != BottleneckKind::RateLimit);
    }

    void runsAddUp()
    {
        RunCounters c = run(50, 0.01, 0.3, 1.5);
        c.toDisk = true;
        c.disk.busySeconds = 9.7;
        c.disk.bytes = 400'000'000;
        const QString alone = diagnose(c).sentence;
        c.add(RunCounters(c));
        QCOMPARE(c.seconds, 20.0);
        QCOMPARE(diagnose(c).sentence, alone);
    }
};

QTEST_APPLESS_MAIN(TestBottleneck)
#include "tst_bottleneck.moc"
