// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/ratekeeper.h"
#include "transfer/ratetimetable.h"

#include <QSignalSpy>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

using Rate = RateTimetable::Rate;
Q_DECLARE_METATYPE(Rate)

class TestRateTimetable : public QObject
{
    Q_OBJECT
private slots:
    void rates_data();
    void rates();
    void times_data();
    void times();
    void nonsense_data();
    void nonsense();
    void nextChange();
    void keeper();
    void anotherTimetable();
    void writtenAndReadAgain_data();
    void writtenAndReadAgain();
};

void TestRateTimetable::rates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("rate"); // 0: none can be read
    const auto row = [](const char *text, double rate) { QTest::newRow(text) << QString::fromLatin1(text) << rate; };
    row("50MiB/s", 50.0 * MiB);
    row("50 MiB", 50.0 * MiB);
    row("50M", 50.0 * MiB);
    row("50MB/s", 50e6);
    row("1.5 GB/s", 1.5e9);
    row("100Mbit/s", 12.5e6);
    row("100Mbps", 12.5e6);
    row("100MBps", 100e6);
    row("8Gb/s", 1e9);
    row("8 Gbits/s", 1e9);
    row("8Gib/s", double(GiB));
    row("800kbit", 1e5);
    row("4096", 4096);
    row("4096B/s", 4096);
    row("80000b/s", 10'000);
    row("10 megabytes", 0);
    row("MiB/s", 0);
    row("-5MiB/s", 0);
    row("5MiB/h", 0);
    row("0", 0);
    row("0MB/s", 0);
    row("", 0);
    row("1e9", 0);
    row("5iB/s", 0);
}

void TestRateTimetable::rates()
{
    QFETCH(QString, text);
    QFETCH(double, rate);
    QCOMPARE(parseRate(text), rate > 0 ? Rate(rate) : Rate());
}

void TestRateTimetable::times_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("when"); // 2024-01-01 is a Monday
    QTest::addColumn<Rate>("rate");
    const auto row = [](const char *table, const char *when, Rate rate) {
        QTest::addRow("%s at %s", table, when) << QString::fromLatin1(table) << QString::fromLatin1(when) << rate;
    };
    const char *office = "08:00-18:00=10MiB/s,else=unlimited";
    row(office, "2024-01-01T07:59:59", {});
    row(office, "2024-01-01T08:00:00", 10.0 * MiB);
    row(office, "2024-01-01T17:59:59", 10.0 * MiB);
    row(office, "2024-01-01T18:00:00", {});
    const char *night = "22:00-06:00=unlimited, else = 1MB/s";
    row(night, "2024-01-01T21:59:00", 1e6);
    row(night, "2024-01-01T22:00:00", {});
    row(night, "2024-01-02T05:59:59", {});
    row(night, "2024-01-02T06:00:00", 1e6);
    const char *week = "Sat-Sun 00:00-24:00=unlimited;Mon-Fri 8:00-18:00=2MiB/s,Fri 22:00-02:00=3MiB/s,else=1MiB/s";
    row(week, "2024-01-06T10:00:00", {});
    row(week, "2024-01-07T23:59:59", {});
    row(week, "2024-01-08T00:00:00", 1.0 * MiB);
    row(week, "2024-01-08T09:00:00", 2.0 * MiB);
    row(week, "2024-01-05T23:00:00", 3.0 * MiB);
    row("Fri 22:00-02:00=3MiB/s,else=1MiB/s", "2024-01-06T01:59:00", 3.0 * MiB); // Saturday, of Friday's night
    row("Fri 22:00-02:00=3MiB/s,else=1MiB/s", "2024-01-05T01:59:00", 1.0 * MiB);
    row("Fri-Mon 00:00-24:00=3MiB/s,else=1MiB/s", "2024-01-01T12:00:00", 3.0 * MiB);
    row("Fri-Mon 00:00-24:00=3MiB/s,else=1MiB/s", "2024-01-03T12:00:00", 1.0 * MiB);
    row("tue+THU 10:00-11:00=3MiB/s", "2024-01-04T10:30:00", 3.0 * MiB);
    row("tue+THU 10:00-11:00=3MiB/s", "2024-01-03T10:30:00", 7.0); // what is for the time that no entry names
}

void TestRateTimetable::times()
{
    QFETCH(QString, table);
    QFETCH(QString, when);
    QFETCH(Rate, rate);
    const auto parsed = RateTimetable::parse(table, 7.0);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().message));
    QCOMPARE(parsed->at(QDateTime::fromString(when, Qt::ISODate)), rate);
}

void TestRateTimetable::nonsense_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << u""_s << u"cannot be read"_s;
    QTest::newRow("no rate") << u"08:00-18:00"_s << u"cannot be read"_s;
    QTest::newRow("bad rate") << u"08:00-18:00=fast"_s << u"\"fast\" is no rate"_s;
    QTest::newRow("nothing at all") << u"08:00-18:00=0"_s << u"is no rate"_s;
    QTest::newRow("too slow") << u"else=10B/s"_s << u"too low"_s;
    QTest::newRow("no such time") << u"08:00-25:00=1MiB/s"_s << u"cannot be read"_s;
    QTest::newRow("no such minute") << u"08:60-09:00=1MiB/s"_s << u"cannot be read"_s;
    QTest::newRow("no such day") << u"Foo 08:00-09:00=1MiB/s"_s << u"cannot be read"_s;
    QTest::newRow("no time") << u"08:00-08:00=1MiB/s"_s << u"whole day"_s;
    QTest::newRow("two elses") << u"else=1MiB/s,else=2MiB/s"_s << u"twice"_s;
    QTest::newRow("comma at the end") << u"else=1MiB/s,"_s << u"cannot be read"_s;
}

void TestRateTimetable::nonsense()
{
    QFETCH(QString, table);
    QFETCH(QString, says);
    const auto parsed = RateTimetable::parse(table);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().kind, ErrorKind::Config);
    QVERIFY2(parsed.error().message.contains(says), qPrintable(parsed.error().message));
}

void TestRateTimetable::nextChange()
{
    const auto table = RateTimetable::parse(u"22:00-06:00=unlimited,12:00-13:00=1MiB/s,else=1MB/s"_s);
    const auto next = [&table](const char *when) {
        return table->nextChange(QDateTime::fromString(QString::fromLatin1(when), Qt::ISODate)).toString(u"yyyy-MM-ddTHH:mm:ss"_s);
    };
    QCOMPARE(next("2024-01-01T05:00:00"), u"2024-01-01T06:00:00"_s);
    QCOMPARE(next("2024-01-01T06:00:00"), u"2024-01-01T12:00:00"_s);
    QCOMPARE(next("2024-01-01T12:30:00"), u"2024-01-01T13:00:00"_s);
    QCOMPARE(next("2024-01-01T23:00:00"), u"2024-01-02T06:00:00"_s);
    QVERIFY(!RateTimetable(1e6).nextChange(QDateTime::currentDateTime()).isValid());
}

void TestRateTimetable::keeper()
{
    const auto table = RateTimetable::parse(u"08:00-18:00=10MiB/s,else=unlimited"_s);
    QDateTime now = QDateTime::fromString(u"2024-01-01T07:59:00"_s, Qt::ISODate);
    RateKeeper keeper(*table, [&now] { return now; });
    QSignalSpy changes(&keeper, &RateKeeper::changed);
    const auto bucket = keeper.bucket();
    QVERIFY(!bucket->isLimited());
    now = now.addSecs(60);
    keeper.lookAtClock();
    QCOMPARE(bucket->rate(), Rate(10.0 * MiB));
    now = now.addSecs(3600);
    keeper.lookAtClock();
    QCOMPARE(changes.size(), 1);
    // The timer fires by itself when the time has come.
    now = QDateTime::fromString(u"2024-01-01T17:59:59.950"_s, Qt::ISODateWithMs);
    keeper.lookAtClock();
    now = now.addMSecs(60);
    QTRY_VERIFY(!bucket->isLimited());
    QCOMPARE(changes.size(), 2);
}

void TestRateTimetable::anotherTimetable()
{
    QDateTime now(QDate(2026, 3, 4), QTime(9, 0)); // a Wednesday
    RateKeeper keeper(RateTimetable(1.0 * MiB), [&now] { return now; });
    const auto bucket = keeper.bucket();
    QSignalSpy changed(&keeper, &RateKeeper::changed);
    keeper.setTimetable(*RateTimetable::parse(u"08:00-18:00=5MiB/s,else=unlimited"_s));
    QCOMPARE(bucket->rate(), Rate(5.0 * MiB));
    QCOMPARE(changed.count(), 1);
    now = now.addSecs(10 * 3600);
    keeper.lookAtClock();
    QCOMPARE(bucket->rate(), Rate());
    keeper.setTimetable(RateTimetable());
    QCOMPARE(changed.count(), 2); // no limit before, none after
}

void TestRateTimetable::writtenAndReadAgain_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("one rate") << u"else=2MiB/s"_s << u"else=2MiB/s"_s;
    QTest::newRow("days") << u"Mon-Fri 8:00-18:00=10MiB/s, Sat+Sun 00:00-24:00=unlimited,else=512K"_s
                          << u"Mon+Tue+Wed+Thu+Fri 08:00-18:00=10MiB/s,Sat+Sun 00:00-24:00=unlimited,else=512KiB/s"_s;
    QTest::newRow("over midnight") << u"22:30-06:00=1MB/s"_s << u"22:30-06:00=1000000B/s,else=unlimited"_s;
}

void TestRateTimetable::writtenAndReadAgain()
{
    QFETCH(QString, text);
    QFETCH(QString, written);
    const auto table = RateTimetable::parse(text);
    QVERIFY(table);
    QCOMPARE(table->toText(), written);
    const auto again = RateTimetable::parse(written);
    QVERIFY(again);
    QCOMPARE(again->toText(), written);
    QCOMPARE(*again, RateTimetable(table->entries(), table->otherwise()));
}

QTEST_GUILESS_MAIN(TestRateTimetable)
#include "tst_ratetimetable.moc"
