// SPDX-License-Identifier: GPL-3.0-or-later
// The six scenarios of tests/bench/tuning.sh at small scale: what limits a run is named right.
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/tokenbucket.h"

#include <QTest>

using namespace millrace;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

SyntheticObjects objects(const QString &key, qint64 count, ByteCount size)
{
    SyntheticObjects made;
    made.bucket = QStringLiteral("bucket");
    made.key = key;
    made.count = count;
    made.size = size;
    return made;
}

} // namespace

class TestScenarios : public QObject
{
    Q_OBJECT

    static DownloadSpec toMemory(const TestEndpoint &endpoint)
    {
        DownloadSpec spec = endpoint.prefixSpec(u"s/"_s);
        spec.targetFolder.clear();
        return spec;
    }
    static void fix(DownloadSpec &spec, int files, int parts, ByteCount partSize)
    {
        spec.settings.fileParallelism = files;
        spec.settings.concurrency = parts;
        spec.settings.partSize = partSize;
    }

private slots:
    void cappedConnections()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(u"s/"_s, 4, 4 * MiB)};
            o.faults.connectionRate = 1e6;
        });
        DownloadSpec spec = toMemory(endpoint);
        fix(spec, 2, 4, 1 * MiB);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 4);
        const Bottleneck &limit = run.result.bottleneck;
        QVERIFY2(limit.kind == BottleneckKind::ConnectionCap, qPrintable(limit.sentence));
        QVERIFY2(limit.sentence.contains(u"1.0 MB/s; 8 connections"_s) || limit.sentence.contains(u"capped near"_s),
                 qPrintable(limit.sentence));
    }

    void latency()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(u"s/"_s, 300, 4 * KiB)};
            o.faults.latency = 40ms;
        });
        DownloadSpec spec = toMemory(endpoint);
        spec.settings.fileParallelism = 8;
        spec.settings.concurrency = 1;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.result.bottleneck.kind == BottleneckKind::Latency, qPrintable(run.result.bottleneck.sentence));
        QVERIFY(run.result.counters.times.requests >= 300);
    }

    void throttling()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(u"s/"_s, 300, 4 * KiB)};
            o.faults.latency = 20ms;
            o.faults.throttleAbove = 8;
        });
        DownloadSpec spec = toMemory(endpoint);
        spec.settings.fileParallelism = 24;
        spec.settings.concurrency = 1;
        spec.settings.maxAttempts = 100;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.throttles > 0);
        QVERIFY2(run.result.bottleneck.kind == BottleneckKind::Throttling, qPrintable(run.result.bottleneck.sentence));
    }

    void slowDisk()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.synthetic = {objects(u"s/"_s, 2, 16 * MiB)}; });
        DownloadSpec spec = endpoint.prefixSpec(u"s/"_s);
        spec.settings.diskRate = 12e6;
        spec.settings.memoryLimit = 16 * MiB;
        fix(spec, 2, 4, 2 * MiB);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 2);
        QVERIFY2(run.result.bottleneck.kind == BottleneckKind::Disk, qPrintable(run.result.bottleneck.sentence));
        QVERIFY(run.result.durationSeconds > 2); // 32 MiB at 12 MB/s take 2.8
        QVERIFY(run.result.counters.disk.bytes >= 32 * MiB);
    }

    void smallObjects()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.synthetic = {objects(u"s/"_s, 2000, 16 * KiB)}; });
        EngineRun run(toMemory(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 2000);
        const BottleneckKind kind = run.result.bottleneck.kind;
        QVERIFY2(kind == BottleneckKind::Cpu || kind == BottleneckKind::Latency, qPrintable(run.result.bottleneck.sentence));
    }

    void oneLargeObject()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.synthetic = {objects(u"s/big"_s, 1, 512 * MiB)}; });
        EngineRun run(toMemory(endpoint));
        VERIFY_RUN(run);
        const BottleneckKind kind = run.result.bottleneck.kind;
        QVERIFY2(kind == BottleneckKind::Cpu || kind == BottleneckKind::Network, qPrintable(run.result.bottleneck.sentence));
    }

    void ownLimit()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.synthetic = {objects(u"s/"_s, 4, 2 * MiB)}; });
        DownloadSpec spec = toMemory(endpoint);
        spec.settings.bandwidth = std::make_shared<TokenBucket>(4e6);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.result.bottleneck.kind == BottleneckKind::RateLimit, qPrintable(run.result.bottleneck.sentence));
    }

    void tunesItself()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(u"s/"_s, 1, 96 * MiB)};
            o.faults.connectionRate = 500e3;
        });
        DownloadSpec spec = toMemory(endpoint);
        spec.settings.autoOptimize = true;
        spec.settings.partSize = 256 * KiB;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesDone, 1);
        QVERIFY(!run.result.tuning.isEmpty());
        // Sixteen parts of a file is what it has by default; one slow file may have all connections here.
        QVERIFY2(run.result.counters.connectionLimit > 32, QByteArray::number(run.result.counters.connectionLimit));
        QCOMPARE(run.result.retries, 0); // nothing was begun again
    }

    void backsOffByItself()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(u"s/"_s, 3000, 16 * KiB)};
            o.faults.latency = 20ms;
            o.faults.throttleAbove = 12;
        });
        for (const bool automatic : {false, true}) {
            DownloadSpec spec = toMemory(endpoint);
            spec.settings.autoOptimize = automatic;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QCOMPARE(run.result.filesDone, 3000);
            QVERIFY(run.result.counters.throttleCeiling > 0);
            QVERIFY2(run.result.counters.connectionLimit <= 16, QByteArray::number(run.result.counters.connectionLimit));
            QVERIFY2(run.result.bottleneck.kind == BottleneckKind::Throttling, qPrintable(run.result.bottleneck.sentence));
        }
    }
};

QTEST_GUILESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
