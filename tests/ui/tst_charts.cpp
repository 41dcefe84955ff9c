// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "ui/charts/chartdata.h"
#include "ui/charts/chartwidget.h"
#include "ui/parts/partcells.h"
#include "ui/text/format.h"
#include "ui/transfers/engineboard.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferrecord.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// What charts show of each connection, what they save, and what parts tell of their errors.
class TestCharts : public QObject
{
    Q_OBJECT
private slots:
    void eachConnectionHasItsRate();
    void connectionsAreKeptInEveryResolution();
    void savesPictureDrawingAndTable();
    void savingTellsWhatWentWrong();
    void partsTellTheirLastError();
    void unknownSizeIsNotZero();
    void axesAreLabelledInRoundSteps();
    void noForecastOfAges();
    void logTellsOfRetries();
    void partsToComeAreNotDenied();
};

static Snapshot at(double seconds, const QList<PartProgress> &parts)
{
    Snapshot s;
    s.elapsedSeconds = seconds;
    s.filesTotal = 1;
    s.bytesTotal = 100 * MiB;
    FileProgress file;
    file.id = 1;
    file.key = u"k"_s;
    file.parts = parts;
    for (const PartProgress &part : parts)
        s.bytesMoved += part.done;
    s.files = {file};
    return s;
}

static PartProgress part(int connection, ByteCount done, PartState state = PartState::Active)
{
    PartProgress p;
    p.state = state;
    p.size = 10 * MiB;
    p.done = done;
    p.connection = connection;
    return p;
}

void TestCharts::eachConnectionHasItsRate()
{
    TransferRecord record;
    record.begin();
    record.take(at(1, {part(0, 2 * MiB), part(2, 1 * MiB), part(-1, 0, PartState::Waiting)}));
    // The first part ended on connection 0, and the third goes on there.
    record.take(at(2, {part(0, 10 * MiB, PartState::Received), part(2, 2 * MiB), part(0, 3 * MiB)}));
    const QList<HistoryPoint> points = record.detail(true).history.points(History::Window::Minute);
    QCOMPARE(points.size(), 2);
    QCOMPARE(points[0].byConnection, (QList<float>{float(2 * MiB), 0, float(1 * MiB)}));
    QCOMPARE(points[1].byConnection, (QList<float>{float(11 * MiB), 0, float(1 * MiB)}));
    const ChartData data = ChartData::of(record.detail(true).history, History::Window::Minute);
    QCOMPARE(data.byConnection.size(), 2); // the one that was never in use has no line
    QCOMPARE(data.byConnection[0].size(), 2);
    QCOMPARE(data.byConnection[0].last().y(), 11 * double(MiB) / data.unit.divisor);
}

void TestCharts::connectionsAreKeptInEveryResolution()
{
    History history;
    for (int i = 1; i <= 4000; ++i) {
        HistoryPoint p;
        p.at = i;
        p.seconds = 1;
        p.rate = 300;
        p.byConnection = {100, 200};
        history.add(p);
    }
    for (const auto window : {History::Window::Minute, History::Window::TenMinutes, History::Window::Hour, History::Window::Whole}) {
        const QList<HistoryPoint> points = history.points(window);
        QCOMPARE(points.last().byConnection, (QList<float>{100, 200}));
        const ChartData data = ChartData::of(history, window);
        QCOMPARE(data.byConnection.size(), 2);
        QVERIFY(data.byConnection[0].size() <= 310);
        QCOMPARE(data.byConnection[1].last().x(), data.rate.last().x());
    }
}

static History someHistory()
{
    History history;
    for (int i = 1; i <= 20; ++i) {
        HistoryPoint p;
        p.at = i;
        p.seconds = 1;
        p.rate = double(i) * double(MiB);
        p.byConnection = {float(p.rate) / 2, float(p.rate) / 2};
        history.add(p);
    }
    return history;
}

void TestCharts::savesPictureDrawingAndTable()
{
    QTemporaryDir folder;
    ChartWidget chart;
    chart.resize(500, 300);
    chart.show();
    chart.setShown(ChartWidget::EachConnection, true);
    chart.setHistory(someHistory());
    for (const QString &name : {u"a.png"_s, u"b.svg"_s, u"c.csv"_s}) {
        std::optional<QString> trouble;
        chart.exportTo(folder.filePath(name), &chart, [&trouble](const QString &text) { trouble = text; });
        QVERIFY(!trouble); // not while it was called
        QTRY_VERIFY(trouble);
        QCOMPARE(*trouble, QString());
    }
    const QImage picture(folder.filePath(u"a.png"_s));
    QVERIFY(picture.width() >= 900 && picture.height() >= 500);
    QVERIFY(fileContents(folder.filePath(u"b.svg"_s)).contains("<svg"));
    const QList<QByteArray> lines = fileContents(folder.filePath(u"c.csv"_s)).split('\n');
    QVERIFY(lines.first().endsWith("connection_1_bytes_per_second,connection_2_bytes_per_second"));
    QCOMPARE(lines.at(20).split(',').value(8).toDouble(), 10 * double(MiB));
    QCOMPARE(lines.at(20).split(',').size(), lines.first().split(',').size());
}

void TestCharts::savingTellsWhatWentWrong()
{
    ChartWidget chart;
    chart.resize(300, 200);
    std::optional<QString> trouble;
    chart.exportTo(u"/nowhere/at/all.png"_s, &chart, [&trouble](const QString &text) { trouble = text; });
    QTRY_VERIFY(trouble);
    QVERIFY2(trouble->contains(u"/nowhere/at/all.png"_s), qPrintable(*trouble));
}

void TestCharts::partsTellTheirLastError()
{
    // Slow enough that snapshots see the part again after its failure.
    TestEndpoint endpoint([](ServerOptions &options) { options.faults.connectionRate = 5 * double(MiB); });
    endpoint.put(u"object.bin"_s, testBytes(24 * MiB));
    FaultRule rule;
    rule.operation = u"GetObject"_s;
    rule.nth = 2;
    rule.action = FaultAction::Status;
    endpoint.setRules({rule});
    EngineBoard board;
    TransferDetail detail;
    connect(&board, &TransferBoard::detailChanged, this, [&detail](const TransferDetail &now) { detail = now; });
    QSignalSpy ended(&board, &TransferBoard::ended);
    TransferOrder order;
    DownloadSpec spec = endpoint.spec({u"object.bin"_s});
    spec.settings.partSize = 6 * MiB;
    order.spec = spec;
    board.add(order);
    board.watch(EngineBoard::firstId);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30000);
    QTRY_VERIFY(!detail.files.isEmpty() && detail.files.first().result);
    const PartCells cells(detail, HeatBy::State);
    QCOMPARE(cells.count(), 4);
    int troubled = 0;
    for (int i = 0; i < cells.count(); ++i) {
        const PartCells::Origin origin = cells.origin(i);
        if (!origin.progress().lastError)
            continue;
        ++troubled;
        QVERIFY2(partText(origin).contains(u"An earlier attempt failed"_s), qPrintable(partText(origin)));
    }
    QCOMPARE(troubled, 1);
}

void TestCharts::axesAreLabelledInRoundSteps()
{
    QCOMPARE(timeTicks(-15, 0), QList<double>({-15, -10, -5, 0}));
    QCOMPARE(timeTicks(-60, 0), QList<double>({-60, -45, -30, -15, 0}));
    QCOMPARE(timeTicks(0, 3.2), QList<double>({0, 1, 2, 3}));
    QCOMPARE(timeTicks(-23.4, 0), QList<double>({-20, -15, -10, -5, 0}).mid(0, 5));
    QVERIFY(timeTicks(5, 5).isEmpty());
    for (double length = 0.5; length < 1e6; length *= 1.37) {
        const qsizetype count = timeTicks(-length, 0).size();
        QVERIFY2(count >= 2 && count <= 6, qPrintable(QString::number(length)));
    }
    QCOMPARE(labelFormat(8), u"%.0f"_s);
    QCOMPARE(labelFormat(10), u"%.1f"_s); // 2.5, 5, 7.5
    QCOMPARE(labelFormat(1), u"%.2f"_s);
}

void TestCharts::noForecastOfAges()
{
    QCOMPARE(durationText(324'074 * 86'400.0), u"∞"_s);
    QCOMPARE(durationText(3 * 86'400.0), u"3 d 0 h"_s);
}

void TestCharts::logTellsOfRetries()
{
    TransferRecord record;
    record.begin();
    PartProgress retrying = part(0, MiB, PartState::Retrying);
    retrying.lastError = std::make_shared<const Error>(Error::make(ErrorKind::Network, ErrorCause::ConnectionRefused, {}));
    Snapshot s = at(1, {retrying});
    s.retries = 2;
    record.take(s);
    QCOMPARE(record.log().size(), 2);
    QVERIFY(record.log().last().text.contains(u"2 attempt"_s));
    QVERIFY(record.log().last().text.contains(u"refused"_s));
    for (const double seconds : {2.0, 3.0, 4.0}) { // not a line for each
        s.elapsedSeconds = seconds;
        ++s.retries;
        record.take(s);
    }
    QCOMPARE(record.log().size(), 2);
    s.elapsedSeconds = 7;
    s.throttles = 4;
    record.take(s);
    QCOMPARE(record.log().size(), 4);
    QVERIFY(record.log().at(2).text.contains(u"3 attempt"_s));
    QVERIFY(record.log().at(3).text.contains(u"4 time"_s));
}

void TestCharts::partsToComeAreNotDenied()
{
    TransferRecord record;
    record.begin();
    Snapshot s = at(1, {part(0, MiB), part(1, MiB)});
    s.filesTotal = 3;
    record.row.state = TransferState::Active;
    record.take(s);
    TransferModel model;
    model.take({record.row});
    QCOMPARE(model.index(0, TransferModel::Parts).data().toString(), u"0 / 2 +"_s);
    s.filesTotal = 1;
    record.take(s);
    model.take({record.row});
    QCOMPARE(model.index(0, TransferModel::Parts).data().toString(), u"0 / 2"_s);
}

void TestCharts::unknownSizeIsNotZero()
{
    TransferModel model;
    TransferRow row;
    row.id = 1;
    row.size = 0;
    row.state = TransferState::Failed;
    model.take({row});
    QCOMPARE(model.index(0, TransferModel::Size).data().toString(), QString());
    QVERIFY(TransferModel::fraction(row) < 0);
    row.state = TransferState::Done; // an empty object has arrived
    QCOMPARE(row.knownSize(), 0);
    QCOMPARE(TransferModel::fraction(row), 1.0);
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
