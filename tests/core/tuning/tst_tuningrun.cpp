// SPDX-License-Identifier: GPL-3.0-or-later
#include "tuning/tuningrun.h"

#include "support/testendpoint.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestTuningRun : public QObject
{
    Q_OBJECT

    static SyntheticObjects objects(qint64 count, ByteCount size)
    {
        SyntheticObjects made;
        made.bucket = QStringLiteral("bucket");
        made.key = u"s/"_s;
        made.count = count;
        made.size = size;
        return made;
    }
    static TuningRequest request(const TestEndpoint &endpoint)
    {
        TuningRequest request;
        request.spec = endpoint.prefixSpec(u"s/"_s);
        request.spec.targetFolder.clear();
        request.trialSeconds = 0.4;
        request.trialBytes = 64 * MiB;
        return request;
    }

private slots:
    void findsMoreConnections()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(64, 512 * KiB)};
            o.faults.connectionRate = 1e6;
        });
        TuningRequest asked = request(endpoint);
        asked.spec.settings.fileParallelism = 2;
        asked.spec.settings.concurrency = 1;
        TuningRun run(asked);
        QSignalSpy started(&run, &TuningRun::trialStarted), ended(&run, &TuningRun::trialFinished),
            progressed(&run, &TuningRun::trialProgressed), finished(&run, &TuningRun::finished);
        run.start();
        QVERIFY(finished.wait(60'000));
        const auto result = finished.first().first().value<TuningResult>();
        QVERIFY(!result.error);
        QVERIFY(!result.cancelled);
        QVERIFY(result.trials.size() >= 4 && result.trials.size() <= 25);
        QCOMPARE(started.size(), result.trials.size());
        QCOMPARE(ended.size(), result.trials.size());
        QVERIFY(!progressed.isEmpty());
        QVERIFY(result.better);
        QVERIFY(result.gain > 0.5);
        QVERIFY(result.recommended.connections() > 2);
        QVERIFY(result.bottleneck);
        QVERIFY(!result.verdict.isEmpty());
        for (const TuningTrial &trial : result.trials)
            QVERIFY(trial.rate > 0 && !trial.reason.isEmpty() && trial.bytes > 0 && trial.seconds > 0);
    }

    void leavesNothingBehind()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.synthetic = {objects(20, 2 * MiB)}; });
        QTemporaryDir folder;
        QFile mine(folder.filePath(u"mine"_s));
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("x") == 1);
        mine.close();
        TuningRequest asked = request(endpoint);
        asked.spec.targetFolder = folder.path();
        asked.mostTrials = 5;
        asked.trialSeconds = 0.2;
        TuningRun run(asked);
        QSignalSpy finished(&run, &TuningRun::finished);
        run.start();
        QVERIFY(finished.wait(60'000));
        const auto result = finished.first().first().value<TuningResult>();
        QVERIFY(!result.error);
        QCOMPARE(result.trials.size(), 5);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), {u"mine"_s});
    }

    void saysWhyItCannot()
    {
        TestEndpoint endpoint;
        TuningRequest asked = request(endpoint);
        asked.spec.prefix = u"nothing/"_s;
        TuningRun run(asked);
        QSignalSpy finished(&run, &TuningRun::finished);
        run.start();
        QVERIFY(finished.wait(60'000));
        const auto result = finished.first().first().value<TuningResult>();
        QVERIFY(result.error);
        QCOMPARE(result.error->kind, ErrorKind::NotFound);
        QVERIFY(!result.better);
    }

    void canBeStopped()
    {
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {objects(64, 4 * MiB)};
            o.faults.connectionRate = 1e6;
        });
        TuningRequest asked = request(endpoint);
        asked.trialSeconds = 600;
        asked.trialBytes = 100 * GiB;
        TuningRun run(asked);
        QSignalSpy finished(&run, &TuningRun::finished);
        connect(&run, &TuningRun::trialProgressed, &run, [&run](int, double seconds) {
            if (seconds > 0.2)
                run.cancel();
        });
        run.start();
        QVERIFY(finished.wait(60'000));
        const auto result = finished.first().first().value<TuningResult>();
        QVERIFY(result.cancelled);
        QVERIFY(!result.error);
        QVERIFY(result.trials.isEmpty());
        QTest::qWait(50);
        QCOMPARE(finished.size(), 1);
    }

    void canBeDropped()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.synthetic = {objects(64, 4 * MiB)}; });
        auto run = std::make_unique<TuningRun>(request(endpoint));
        QSignalSpy progressed(run.get(), &TuningRun::trialProgressed);
        run->start();
        QVERIFY(progressed.wait(60'000));
        run.reset();
    }
};

QTEST_GUILESS_MAIN(TestTuningRun)
#include "tst_tuningrun.moc"
