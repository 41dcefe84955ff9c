// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/tokenbucket.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QTimer>

using namespace millrace;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(millrace::TransportKind)

/// The bandwidth limit over real sockets. How exactly it is kept is measured by tests/bench/rate.py; here only what a
/// busy machine cannot spoil: nothing runs ahead of the limit, every byte is paid for once, nothing waits for ever.
class TestBandwidth : public QObject
{
    Q_OBJECT
private slots:
    void download_data();
    void download();
    void upload_data();
    void upload();
    void retriesTakeNothingExtra_data() { transports(); }
    void retriesTakeNothingExtra();
    void waitingIsNoStall_data() { transports(); }
    void waitingIsNoStall();
    void changesWhileRunning_data() { transports(); }
    void changesWhileRunning();
    void cancelledWhileWaiting_data() { transports(); }
    void cancelledWhileWaiting();
    void oneLimitForTwoRuns();

private:
    static void transports();
    static void rows();
};

namespace {

/// What a run may be ahead of its limit: what is saved up, and the clock's grain.
constexpr double aheadSeconds = 0.1;

/// Checks at every snapshot that no more than the limit allows has come.
struct NeverAhead
{
    ByteRate rate;
    ByteCount worst = 0;
    void operator()(const Snapshot &snapshot)
    {
        const double allowed = rate * (snapshot.elapsedSeconds + aheadSeconds) + 64 * KiB;
        worst = std::max(worst, ByteCount(double(snapshot.bytesMoved) - allowed));
    }
};

UploadSpec uploadSpec(const TestEndpoint &endpoint, const QString &path)
{
    UploadSpec spec;
    spec.connection = endpoint.connection();
    spec.bucket = endpoint.bucket();
    spec.paths = {path};
    spec.key = u"up.bin"_s;
    spec.stateFolder = endpoint.scratch() + u"/state"_s;
    return spec;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

void TestBandwidth::transports()
{
    QTest::addColumn<TransportKind>("transport");
    QTest::newRow("qt") << TransportKind::Qt;
    QTest::newRow("curl") << TransportKind::Curl;
    QTest::newRow("builtin") << TransportKind::Builtin;
}

void TestBandwidth::rows()
{
    QTest::addColumn<TransportKind>("transport");
    QTest::addColumn<double>("rate");
    QTest::addColumn<qint64>("size");
    for (const auto &[name, kind] : {std::pair("qt", TransportKind::Qt), std::pair("curl", TransportKind::Curl),
                                    std::pair("builtin", TransportKind::Builtin)}) {
        QTest::addRow("%s 1 MiB/s", name) << kind << 1.0 * MiB << 2 * MiB;
        QTest::addRow("%s 50 MiB/s", name) << kind << 50.0 * MiB << 75 * MiB;
        QTest::addRow("%s 1 GiB/s", name) << kind << 1.0 * GiB << 128 * MiB;
    }
}

void TestBandwidth::download_data()
{
    rows();
}

void TestBandwidth::download()
{
    QFETCH(TransportKind, transport);
    QFETCH(double, rate);
    QFETCH(qint64, size);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(size);
    endpoint.put(u"a.bin"_s, bytes);
    DownloadSpec spec = endpoint.spec({u"a.bin"_s});
    spec.settings.transport = transport;
    spec.settings.partSize = std::max<ByteCount>(size / 7, 256 * KiB);
    spec.settings.bandwidth = std::make_shared<TokenBucket>(rate);
    EngineRun run(spec);
    NeverAhead ahead{rate};
    run.onProgress = std::ref(ahead);
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QCOMPARE(sha256OfFile(endpoint.target() + u"/a.bin"_s), sha256Of(bytes));
    QVERIFY2(ahead.worst <= 0, qPrintable(QString::number(ahead.worst)));
    QVERIFY(run.result.durationSeconds > double(size) / rate - aheadSeconds);
    QCOMPARE(spec.settings.bandwidth->taken(), size);
    QCOMPARE(run.result.retries, 0);
    if (rate <= 50.0 * MiB)
        QVERIFY2(run.result.durationSeconds < 2 * double(size) / rate + 3,
                 qPrintable(QString::number(run.result.durationSeconds)));
}

void TestBandwidth::upload_data()
{
    rows();
}

void TestBandwidth::upload()
{
    QFETCH(TransportKind, transport);
    QFETCH(double, rate);
    QFETCH(qint64, size);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(size);
    const QString path = endpoint.scratch() + u"/up.bin"_s;
    writeFile(path, bytes);
    UploadSpec spec = uploadSpec(endpoint, path);
    spec.settings.transport = transport;
    spec.settings.bandwidth = std::make_shared<TokenBucket>(rate);
    EngineRun run(spec);
    NeverAhead ahead{rate};
    run.onProgress = std::ref(ahead);
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QCOMPARE(sha256OfFile(endpoint.bucketFolder() + u"/up.bin"_s), sha256Of(bytes));
    QVERIFY2(ahead.worst <= 0, qPrintable(QString::number(ahead.worst)));
    QVERIFY(run.result.durationSeconds > double(size) / rate - aheadSeconds);
    QCOMPARE(spec.settings.bandwidth->taken(), size);
    if (rate <= 50.0 * MiB)
        QVERIFY2(run.result.durationSeconds < 2 * double(size) / rate + 3,
                 qPrintable(QString::number(run.result.durationSeconds)));
}

void TestBandwidth::retriesTakeNothingExtra()
{
    QFETCH(TransportKind, transport);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(4 * MiB);
    endpoint.put(u"a.bin"_s, bytes);
    QList<FaultRule> rules;
    for (int i = 0; i < 6; ++i) {
        FaultRule rule;
        rule.operation = u"GetObject"_s;
        rule.nth = 1 + i * 2;
        rule.action = i % 2 ? FaultAction::Status : FaultAction::CloseAfter;
        rule.bytes = 100 * KiB + i;
        rules.append(rule);
    }
    endpoint.setRules(rules);
    DownloadSpec spec = endpoint.spec({u"a.bin"_s});
    spec.settings.transport = transport;
    spec.settings.partSize = 1 * MiB;
    spec.settings.concurrency = 2;
    spec.settings.bandwidth = std::make_shared<TokenBucket>(4.0 * MiB);
    EngineRun run(spec);
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QVERIFY(run.result.retries >= 4);
    QCOMPARE(sha256OfFile(endpoint.target() + u"/a.bin"_s), sha256Of(bytes));
    QCOMPARE(spec.settings.bandwidth->taken(), bytes.size());
}

void TestBandwidth::waitingIsNoStall()
{
    QFETCH(TransportKind, transport);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(300 * KiB);
    for (int i = 0; i < 3; ++i)
        endpoint.put(u"f/%1"_s.arg(i), bytes);
    DownloadSpec spec = endpoint.prefixSpec(u"f/"_s);
    spec.settings.transport = transport;
    spec.settings.fileParallelism = 3;
    // The first of the three has its first bytes after one and a half seconds, the last after five.
    spec.settings.bandwidth = std::make_shared<TokenBucket>(50.0 * KiB);
    spec.settings.stallTimeout = 3s; // long enough for a busy machine, shorter than the wait of the last
    EngineRun run(spec);
    QTimer::singleShot(6s, &run, [&spec] { spec.settings.bandwidth->setRate(2.0 * MiB); });
    VERIFY_RUN(run);
    QCOMPARE(run.result.filesDone, 3);
    QCOMPARE(run.result.retries, 0);
    QVERIFY(run.result.durationSeconds > 6);
}

void TestBandwidth::changesWhileRunning()
{
    QFETCH(TransportKind, transport);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(20 * MiB);
    endpoint.put(u"a.bin"_s, bytes);
    DownloadSpec spec = endpoint.spec({u"a.bin"_s});
    spec.settings.transport = transport;
    spec.settings.partSize = 3 * MiB;
    // Without a limit at first, then with one that would take ages, then without again.
    spec.settings.bandwidth = std::make_shared<TokenBucket>(10.0 * MiB);
    EngineRun run(spec);
    ByteCount atSlow = -1, atFast = -1;
    QElapsedTimer slow;
    run.onProgress = [&](const Snapshot &snapshot) {
        if (atSlow < 0 && snapshot.bytesMoved > 2 * MiB) {
            spec.settings.bandwidth->setRate(4.0 * KiB);
            atSlow = snapshot.bytesMoved;
            slow.start();
        } else if (atSlow >= 0 && atFast < 0 && slow.elapsed() > 1500) {
            atFast = snapshot.bytesMoved;
            spec.settings.bandwidth->setRate(std::nullopt);
        }
    };
    VERIFY_RUN(run);
    QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
    QCOMPARE(sha256OfFile(endpoint.target() + u"/a.bin"_s), sha256Of(bytes));
    QVERIFY(atFast > 0);
    // The snapshot before the change is a tenth of a second old.
    QVERIFY2(atFast - atSlow < 4 * MiB, qPrintable(QString::number(atFast - atSlow)));
}

void TestBandwidth::cancelledWhileWaiting()
{
    QFETCH(TransportKind, transport);
    TestEndpoint endpoint;
    endpoint.put(u"a.bin"_s, testBytes(8 * MiB));
    DownloadSpec spec = endpoint.spec({u"a.bin"_s});
    spec.settings.transport = transport;
    spec.settings.partSize = 1 * MiB;
    spec.settings.bandwidth = std::make_shared<TokenBucket>(2.0 * KiB);
    EngineRun run(spec);
    run.onProgress = [&run](const Snapshot &snapshot) {
        if (snapshot.connections > 0 && snapshot.elapsedSeconds > 0.5)
            run.cancel();
    };
    VERIFY_RUN(run);
    QVERIFY(run.result.cancelled);
    QVERIFY(run.result.durationSeconds < 10);
}

void TestBandwidth::oneLimitForTwoRuns()
{
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(3 * MiB);
    endpoint.put(u"a.bin"_s, bytes);
    endpoint.put(u"b.bin"_s, bytes);
    const auto bucket = std::make_shared<TokenBucket>(2.0 * MiB);
    DownloadSpec first = endpoint.spec({u"a.bin"_s}), second = endpoint.spec({u"b.bin"_s});
    first.settings.bandwidth = second.settings.bandwidth = bucket;
    QElapsedTimer clock;
    clock.start();
    EngineRun one(first), two(second);
    QTimer::singleShot(0, &two, [&two] { two.run(); }); // within the other's event loop
    VERIFY_RUN(one);
    QTRY_COMPARE_WITH_TIMEOUT(two.finishedCount, 1, 30'000);
    QCOMPARE(one.result.filesDone + two.result.filesDone, 2);
    QCOMPARE(bucket->taken(), 2 * bytes.size());
    QVERIFY2(clock.elapsed() > 2900, qPrintable(QString::number(clock.elapsed())));
}

QTEST_GUILESS_MAIN(TestBandwidth)
#include "tst_bandwidth.moc"
