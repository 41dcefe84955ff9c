// SPDX-License-Identifier: GPL-3.0-or-later
// Many objects under random faults. MILLRACE_STRESS_SEED repeats a run, MILLRACE_STRESS_ROUNDS makes more of them.
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QHash>
#include <QRandomGenerator>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestDownloadEngineStress : public QObject
{
    Q_OBJECT

    /// Any fault that a download gets over, at any moment.
    static QList<FaultRule> randomRules(QRandomGenerator &random, int count)
    {
        QList<FaultRule> rules;
        for (int i = 0; i < count; ++i) {
            FaultRule r;
            r.operation = u"GetObject"_s;
            r.nth = random.bounded(1, 300);
            r.times = random.bounded(1, 3);
            switch (random.bounded(6)) {
            case 0:
                r.httpStatus = QList<int>{500, 502, 503, 504, 429}.at(random.bounded(5));
                break;
            case 1:
                r.action = FaultAction::CloseBefore;
                break;
            case 2:
            case 3:
                r.action = FaultAction::CloseAfter;
                r.bytes = random.bounded(600'000);
                break;
            case 4:
                r.action = FaultAction::StallAfter;
                r.bytes = random.bounded(600'000);
                break;
            case 5:
                r.operation = u"ListObjectsV2"_s;
                r.nth = 1;
                r.httpStatus = 503;
                break;
            }
            rules.append(r);
        }
        return rules;
    }

private slots:
    void everythingArrives()
    {
        bool given = false;
        quint32 seed = qEnvironmentVariable("MILLRACE_STRESS_SEED").toUInt(&given);
        if (!given)
            seed = 20'240'607;
        const int rounds = std::max(1, qEnvironmentVariableIntValue("MILLRACE_STRESS_ROUNDS"));
        QRandomGenerator random(seed);
        TestEndpoint endpoint;
        QHash<QString, QByteArray> sums;
        const QStringList algorithms{u""_s, u"crc32"_s, u"crc32c"_s, u"sha1"_s, u"sha256"_s, u"crc64nvme"_s};
        for (int i = 0; i < 200; ++i) {
            const QByteArray bytes = testBytes(random.bounded(40'000), quint64(i) + 10);
            const QString key = u"s/%1/%2"_s.arg(i % 9).arg(i);
            endpoint.put(key, bytes);
            sums.insert(key, sha256Of(bytes));
        }
        for (int i = 0; i < 5; ++i) {
            const QByteArray bytes = testBytes(random.bounded(3, 9) * MiB + random.bounded(100'000), quint64(i) + 1000);
            const QString key = u"s/large %1"_s.arg(i);
            QVERIFY(endpoint.store(key, bytes, i % 2 ? 1'500'000 : 0, algorithms.at(i)));
            sums.insert(key, sha256Of(bytes));
        }
        for (int round = 0; round < rounds; ++round) {
            qInfo("seed %u, round %d", seed, round);
            QDir(endpoint.target()).removeRecursively();
            endpoint.setRules(randomRules(random, 40));
            DownloadSpec spec = endpoint.prefixSpec(u"s/"_s);
            spec.settings.partSize = random.bounded(300'000, 2'000'000);
            spec.settings.chunkSize = random.bounded(20'000, 1'000'000);
            spec.settings.memoryLimit = spec.settings.chunkSize * random.bounded(4, 40);
            spec.settings.ioThreads = random.bounded(1, 8);
            spec.settings.maxConnections = random.bounded(1, 40);
            spec.settings.stallTimeout = std::chrono::milliseconds(500);
            if (random.bounded(2))
                spec.settings.fileParallelism = random.bounded(1, 12);
            if (random.bounded(2))
                spec.settings.concurrency = random.bounded(1, 12);
            spec.settings.directIo = random.bounded(2) ? DirectIo::Auto : DirectIo::Off;
            const bool interrupt = random.bounded(2);
            if (interrupt) {
                EngineRun cut(spec);
                const int after = random.bounded(200);
                cut.onFileStarted = [&] {
                    if (cut.started == after)
                        cut.cancel();
                };
                QVERIFY(cut.run(std::chrono::seconds(120)));
            }
            EngineRun run(spec);
            QVERIFY(run.run(std::chrono::seconds(120)));
            QVERIFY2(run.result.filesFailed == 0 && !run.result.error, qPrintable(run.why()));
            QCOMPARE(run.result.filesDone + run.result.filesSkipped, qint64(sums.size()));
            const QStringList files = filesBelow(endpoint.target());
            QCOMPARE(int(files.size()), int(sums.size()));
            for (const QString &file : files)
                QCOMPARE(sha256OfFile(endpoint.target() + u'/' + file), sums.value(u"s/"_s + file));
        }
    }
};

QTEST_GUILESS_MAIN(TestDownloadEngineStress)
#include "tst_downloadengine_stress.moc"
