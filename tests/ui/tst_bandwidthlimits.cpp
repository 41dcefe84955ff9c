// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "testwindow.h"
#include "transfer/tokenbucket.h"
#include "ui/connections/connectionbroker.h"
#include "ui/settings/bandwidthpage.h"
#include "ui/settings/ratefield.h"
#include "ui/settings/timetableeditor.h"
#include "ui/transfers/queueboard.h"
#include "ui/transfers/transfermodel.h"

#include <QCheckBox>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

/// Downloads and uploads have limits of their own: in what is stored, on the settings' page, and where bytes move.
class TestBandwidthLimits : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void oldSettingsHoldBothWays();
    void valuesComeBack();
    void theSoonestChangeCounts();
    void pageByClicks();
    void eachWayHasItsOwnBucket_data();
    void eachWayHasItsOwnBucket();
};

namespace {

/// A board over the queue or of the session, with one transfer each way.
struct Ways
{
    TestGround ground;
    TestEndpoint endpoint;
    BandwidthLimit limit;
    ConnectionBroker broker{ground.book};
    std::unique_ptr<TransferBoard> board;
    TransferModel model;

    Ways(const Bandwidth &bandwidth, bool queue) : limit(bandwidth)
    {
        ground.add(u"test"_s, endpoint.connection());
        if (queue)
            board = std::make_unique<QueueBoard>(ground.folder.filePath(u"queue.sqlite"_s), broker.provider(), limit.buckets());
        else
            board = std::make_unique<EngineBoard>(limit.buckets());
        QObject::connect(board.get(), &TransferBoard::changed, &model, &TransferModel::take);
    }
    ~Ways()
    {
        broker.close();
        board.reset();
    }

    template <typename Spec> void add(Spec spec)
    {
        TransferOrder order;
        order.spec = std::move(spec);
        order.connectionId = order.connectionName = u"test"_s;
        board->add(order);
    }
    void download(const QString &key, ByteCount size)
    {
        endpoint.put(key, testBytes(size));
        add(endpoint.spec({key}));
    }
    void upload(const QString &name, ByteCount size)
    {
        UploadSpec spec;
        spec.connection = endpoint.connection();
        spec.paths = {ground.folder.filePath(name)};
        QFile file(spec.paths.first());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(testBytes(size)) == size);
        spec.bucket = endpoint.bucket();
        spec.key = name;
        add(spec);
    }
    std::optional<TransferRow> row(bool upload) const
    {
        for (int i = 0; i < model.rowCount(); ++i)
            if (model.at(i).upload == upload)
                return model.at(i);
        return std::nullopt;
    }
    bool is(bool upload, TransferState state) const { return row(upload) && row(upload)->state == state; }
};

Bandwidth fixed(RateTimetable::Rate down, RateTimetable::Rate up)
{
    Bandwidth b;
    b.mode = Bandwidth::Mode::Fixed;
    b.down.fixed = down;
    b.up.fixed = up;
    return b;
}

} // namespace

void TestBandwidthLimits::oldSettingsHoldBothWays()
{
    // As versions before wrote them.
    const QByteArray stored = R"({"bandwidth": {"mode": "fixed", "fixed_bytes_per_second": 3145728,
        "timetable": "Mon-Fri 09:00-17:00=1MiB/s,else=unlimited"}})";
    const Bandwidth read = Preferences::fromJson(stored).bandwidth;
    QCOMPARE(read.mode, Bandwidth::Mode::Fixed);
    for (const bool upload : {false, true}) {
        QCOMPARE(read.way(upload).fixed, std::optional<ByteRate>(3.0 * MiB));
        QCOMPARE(read.way(upload).timetable.entries().size(), 1);
        QCOMPARE(read.way(upload).timetable.entries().first().from, 9 * 60);
    }
    const BandwidthLimit limit(read);
    QCOMPARE(limit.rate(false), std::optional<ByteRate>(3.0 * MiB));
    QCOMPARE(limit.rate(true), std::optional<ByteRate>(3.0 * MiB));
}

void TestBandwidthLimits::valuesComeBack()
{
    Preferences p;
    p.bandwidth = fixed(std::nullopt, 2.0 * MiB);
    p.bandwidth.up.timetable = *RateTimetable::parse(u"22:00-06:00=5MiB/s,else=1MiB/s"_s);
    QVERIFY(Preferences::fromJson(p.toJson()).bandwidth == p.bandwidth);
    QVERIFY(Bandwidth::fromJson({}) == Bandwidth());
    const QJsonObject damaged{{u"mode"_s, u"fixed"_s}, {u"down"_s, QJsonObject{{u"fixed_bytes_per_second"_s, 1e-3}}}, {u"up"_s, 7}};
    QCOMPARE(Bandwidth::fromJson(damaged).down.fixed, std::optional<ByteRate>(1.0 * KiB)); // not to a standstill
    QCOMPARE(Bandwidth::fromJson(damaged).up.fixed, Bandwidth().up.fixed);
}

void TestBandwidthLimits::theSoonestChangeCounts()
{
    Bandwidth b;
    b.mode = Bandwidth::Mode::Timetable;
    b.down.timetable = *RateTimetable::parse(u"08:00-18:00=1MiB/s,else=unlimited"_s);
    b.up.timetable = *RateTimetable::parse(u"12:00-13:00=2MiB/s,else=4MiB/s"_s);
    QDateTime now(QDate(2024, 5, 6), QTime(10, 0));
    BandwidthLimit limit(b, [&now] { return now; });
    QCOMPARE(limit.rate(false), std::optional<ByteRate>(1.0 * MiB));
    QCOMPARE(limit.rate(true), std::optional<ByteRate>(4.0 * MiB));
    QCOMPARE(limit.until().time(), QTime(12, 0));
    now.setTime(QTime(14, 0));
    QCOMPARE(limit.until().time(), QTime(18, 0));
}

void TestBandwidthLimits::pageByClicks()
{
    Bandwidth before;
    before.down.timetable = before.up.timetable = *RateTimetable::parse(u"08:00-18:00=1MiB/s,else=unlimited"_s);
    BandwidthPage page(before);
    page.show();
    QVERIFY(page.bandwidth() == before);
    const auto radio = [&page](const QString &text) {
        for (QRadioButton *button : page.findChildren<QRadioButton *>())
            if (button->text().startsWith(text))
                return button;
        return static_cast<QRadioButton *>(nullptr);
    };
    const auto click = [](QAbstractButton *button) {
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    };
    auto *up = page.findChild<RateField *>(u"limitUp"_s);
    QVERIFY(!up->isEnabled());
    click(radio(u"At most"_s));
    QVERIFY(up->isEnabled());
    up->selectAll();
    QTest::keyClicks(up, u"2.5"_s);
    QCOMPARE(page.bandwidth().mode, Bandwidth::Mode::Fixed);
    QCOMPARE(page.bandwidth().up.fixed, std::optional<ByteRate>(2.5 * MiB));
    QCOMPARE(page.bandwidth().down.fixed, before.down.fixed);
    // One timetable at first; apart, each has its own.
    click(radio(u"By a timetable"_s));
    auto *one = page.findChild<QCheckBox *>(u"oneTimetable"_s);
    QVERIFY(one->isChecked());
    auto *downTable = page.findChild<TimetableEditor *>(u"timetableDown"_s);
    auto *upTable = page.findChild<TimetableEditor *>(u"timetableUp"_s);
    QPushButton *uploads = nullptr;
    for (QPushButton *button : page.findChildren<QPushButton *>())
        if (button->text() == u"Uploads"_s)
            uploads = button;
    QVERIFY(uploads && !uploads->isVisible());
    click(one);
    QVERIFY(uploads->isVisible());
    click(uploads);
    QVERIFY(upTable->isVisible() && !downTable->isVisible());
    auto *rate = upTable->findChildren<RateField *>().first();
    rate->selectAll();
    QTest::keyClicks(rate, u"7"_s);
    QCOMPARE(page.bandwidth().up.timetable.entries().first().rate, std::optional<ByteRate>(7.0 * MiB));
    QVERIFY(page.bandwidth().down.timetable == before.down.timetable);
    click(one); // both like downloads again
    QVERIFY(downTable->isVisible());
    QVERIFY(page.bandwidth().up.timetable == before.down.timetable);
}

void TestBandwidthLimits::eachWayHasItsOwnBucket_data()
{
    QTest::addColumn<bool>("queue");
    QTest::newRow("queue") << true;
    QTest::newRow("session") << false;
}

void TestBandwidthLimits::eachWayHasItsOwnBucket()
{
    QFETCH(bool, queue);
    // Minutes for the download; the upload does not wait for it.
    Ways ways(fixed(256.0 * KiB, 2.0 * GiB), queue);
    ways.download(u"down.bin"_s, 48 * MiB);
    QTRY_VERIFY_WITH_TIMEOUT(ways.is(false, TransferState::Active), 20000);
    ways.upload(u"up.bin"_s, 24 * MiB);
    QTRY_VERIFY_WITH_TIMEOUT(ways.is(true, TransferState::Done), 60000);
    QVERIFY(ways.is(false, TransferState::Active));
    QVERIFY(ways.limit.buckets().up->taken() >= 24 * MiB);
    QVERIFY(ways.limit.buckets().down->taken() < 24 * MiB);
    // Without the limit it is through at once, and its bytes were paid for in its own bucket alone.
    const ByteCount paid = ways.limit.buckets().up->taken();
    ways.limit.choose(fixed(2.0 * GiB, 64.0 * KiB));
    QTRY_VERIFY_WITH_TIMEOUT(ways.is(false, TransferState::Done), 60000);
    QVERIFY(ways.limit.buckets().down->taken() >= 48 * MiB);
    QCOMPARE(ways.limit.buckets().up->taken(), paid);
}

QTEST_MAIN(TestBandwidthLimits)
#include "tst_bandwidthlimits.moc"
