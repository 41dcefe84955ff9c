// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "testwindow.h"
#include "ui/details/detailspane.h"
#include "ui/parts/partspane.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <ctime>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The window under the load the project promises to bear: 1,000 transfers, a grid of 10,000 parts, 64 of them moving.
class TestResponsive : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void noTurnIsLong_data();
    void noTurnIsLong();
    void sixtyFourConnectionsOfOneTransfer();
};

namespace {

class LoadedBoard : public TransferBoard
{
public:
    void add(const TransferOrder &) override {}
    void act(TransferAction, const QList<quint64> &) override {}
    void setSettings(quint64, const TransferSettings &) override {}
    void watch(quint64 id) override { watched = id; }
    const TransferOrder *order(quint64) const override { return nullptr; }
    quint64 watched = 0;

    void begin()
    {
        QList<TransferRow> rows;
        for (quint64 id = 1; id <= 1000; ++id) {
            TransferRow row;
            row.id = id;
            row.name = u"object %1.bin"_s.arg(id);
            row.source = u"s3://bucket/object %1.bin"_s.arg(id);
            row.size = 10'000 * MiB;
            row.state = id <= 3 ? TransferState::Active : TransferState::Queued;
            row.addedAt = QDateTime::currentDateTimeUtc();
            rows.append(row);
        }
        emit changed(rows);
        FileParts file;
        file.progress.id = 1;
        file.progress.key = u"object.bin"_s;
        file.progress.size = 10'000 * MiB;
        file.progress.parts.resize(10'000);
        for (int i = 0; i < 10'000; ++i) {
            file.progress.parts[i].offset = i * MiB;
            file.progress.parts[i].size = MiB;
        }
        m_detail.files = {file};
        m_rows = rows;
    }

    void step()
    {
        QList<PartProgress> &parts = m_detail.files.first().progress.parts;
        for (int i = 0; i < 64; ++i) {
            parts[m_next + i].state = PartState::Verified;
            parts[m_next + i].done = MiB;
        }
        m_next = (m_next + 64) % 9800;
        for (int i = 0; i < 64; ++i) {
            PartProgress &part = parts[m_next + i];
            part.state = i % 9 == 0 ? PartState::Retrying : PartState::Active;
            part.done = (i + 1) * MiB / 80;
            part.connection = i;
            part.rate = 1e6 * (i + 1);
        }
        for (int i = 0; i < 3; ++i) {
            m_rows[i].done += 64 * MiB;
            m_rows[i].rate = 5e8;
        }
        for (int i = 0; i < 3; ++i) {
            HistoryPoint point;
            m_at += 0.1;
            point.at = m_at;
            point.seconds = 0.1;
            point.rate = 5e8 + 1e7 * double(m_next % 13);
            point.connections = 64;
            m_detail.history.add(point);
        }
        m_detail.id = watched;
        emit changed(m_rows.mid(0, 3));
        TransferTotals totals;
        totals.downRate = 1.5e9;
        totals.active = 3;
        totals.queued = 997;
        emit totalsChanged(totals);
        emit detailChanged(m_detail);
    }

private:
    TransferDetail m_detail;
    QList<TransferRow> m_rows;
    int m_next = 0;
    double m_at = 0;
};

/// Milliseconds of CPU this thread has used: not the clock's, so that a busy machine does not count.
double cpuMilliseconds()
{
    timespec t{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

} // namespace

void TestResponsive::noTurnIsLong_data()
{
    QTest::addColumn<int>("tab");
    QTest::newRow("parts") << 0;
    QTest::newRow("charts") << 1;
    QTest::newRow("files") << 2;
}

void TestResponsive::noTurnIsLong()
{
    QFETCH(int, tab);
    QTemporaryDir folder;
    Appearance appearance(*static_cast<QApplication *>(QCoreApplication::instance()));
    Keychain keychain(u"Millrace test"_s);
    ConnectionBook book(folder.filePath(u"connections.json"_s), keychain);
    LoadedBoard board;
    MainWindow window({board, book, appearance, folder.filePath(u"settings.json"_s)}, Preferences());
    appearance.choose(ThemeChoice::Light);
    window.resize(1400, 900);
    window.show();
    window.go({Place::Kind::Transfers, TransferShown::All, {}});
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    board.begin();
    window.transfersPage()->select(1);
    window.transfersPage()->details()->setCurrentIndex(tab);
    QTest::qWait(500); // the first painting of everything is no steady state

    // One news from the board and all that follows of it, painting included: no turn of the event loop can be longer.
    double longest = 0;
    for (int step = 0; step < 40; ++step) {
        const double began = cpuMilliseconds();
        board.step();
        QCoreApplication::processEvents();
        longest = std::max(longest, cpuMilliseconds() - began);
        QTest::qWait(5);
    }
    qInfo("longest turn: %.1f ms of CPU", longest);
    QVERIFY2(longest < 50, "a turn of the event loop took 50 ms of CPU time or more");
}

namespace {

/// A heartbeat in the event loop of this thread: what comes between two beats, by the clock and by the thread's own CPU time.
class LoopWatch : public QObject
{
public:
    LoopWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(2);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            longest = std::max(longest, double(m_clock.nsecsElapsed()) / 1e6);
            longestCpu = std::max(longestCpu, cpuMilliseconds() - m_cpu);
            ++beats;
            begin();
        });
        begin();
        m_timer.start();
    }
    double longestCpu = 0;
    double longest = 0;
    int beats = 0;

private:
    void begin()
    {
        m_clock.start();
        m_cpu = cpuMilliseconds();
    }
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_cpu = 0;
};

} // namespace

/// The real thing: an object in 10,000 parts over 64 connections, in view, before 1,000 transfers that wait.
void TestResponsive::sixtyFourConnectionsOfOneTransfer()
{
    constexpr ByteCount partSize = 64 * KiB;
    TestEndpoint endpoint([](ServerOptions &options) {
        options.synthetic = {{u"synthetic"_s, u"large"_s, {}, 1, 10'000 * partSize, 1}};
        options.faults.latency = std::chrono::milliseconds(20);
    });
    TestWindow ground;
    ground.board.setParallel(1);
    ground.window.resize(1400, 900);
    ground.window.go({Place::Kind::Transfers, TransferShown::All, {}});
    QVERIFY(QTest::qWaitForWindowExposed(&ground.window));
    TransferOrder order;
    DownloadSpec spec;
    spec.connection = endpoint.connection();
    spec.bucket = u"synthetic"_s;
    spec.keys = QStringList{u"large"_s};
    spec.settings.partSize = partSize;
    spec.settings.concurrency = 64;
    spec.settings.maxConnections = 64;
    spec.settings.validate = false;
    order.spec = spec;
    ground.board.add(order);
    TransferModel *model = ground.window.transferModel();
    QTRY_COMPARE(model->rowCount(), 1);
    const quint64 id = model->at(0).id;
    order.startPaused = true;
    for (int i = 0; i < 1000; ++i)
        ground.board.add(order);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1001, 60000);
    ground.window.transfersPage()->select(id);
    const PartGrid *grid = ground.window.transfersPage()->details()->parts()->grid();
    QTRY_COMPARE_WITH_TIMEOUT(grid->cells().count(), 10'000, 60000);
    QTest::qWait(300); // the first painting of everything is no steady state
    int connections = 0;
    connect(&ground.board, &TransferBoard::totalsChanged, this,
            [&connections](const TransferTotals &totals) { connections = std::max(connections, totals.connections); });
    {
        LoopWatch watch;
        QTRY_VERIFY_WITH_TIMEOUT(model->row(id)->isOver(), 180000);
        qInfo("%d beats; longest gap: %.1f ms of CPU, %.1f ms by the clock; %d connections", watch.beats, watch.longestCpu, watch.longest,
              connections);
        QVERIFY(watch.beats > 20);
        QVERIFY2(watch.longestCpu < 50, "a turn of the event loop took 50 ms of CPU time or more");
    }
    QCOMPARE(model->row(id)->state, TransferState::Done);
    QCOMPARE(connections, 64);
    QTRY_COMPARE(grid->cells().countOf(PartState::Received), 10'000);
}

QTEST_MAIN(TestResponsive)
#include "tst_responsive.moc"
