// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/livedisplay.h"
#include "cli/printable.h"
#include "cli/progressview.h"

#include <QtTest>
#include <clocale>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestProgressView : public QObject
{
    Q_OBJECT
private slots:
    void partColumnsLikeTheGreenletMonitor();
    void manyPartsAreCounted();
    void troubleIsMarkedWithoutColour();
    void staysWithinTheTerminal_data();
    void staysWithinTheTerminal();
    void tellsHowManyMore();
    void totalLine();
    void listingHasNoEnd();
    void filesMode();
    void offMode();
    void logLine();
    void hundredMeansDone();
    void keysCannotSteerTheTerminal();
    void wideCharactersTakeTwoCells();
    void elidesInTheMiddle();
    void groups();
};

static PartProgress part(PartState state, int percent)
{
    PartProgress p;
    p.state = state;
    p.size = 1000;
    p.done = percent * 10;
    return p;
}

static FileProgress file(const QString &key, int parts)
{
    FileProgress f;
    f.key = key;
    f.size = 8 * MiB;
    f.done = 2 * MiB;
    f.rate = 1.0 * MiB;
    for (int i = 0; i < parts; ++i)
        f.parts += part(PartState::Active, (i * 7) % 100);
    return f;
}

static Snapshot snapshot(int files)
{
    Snapshot s;
    s.filesTotal = 1204;
    s.filesDone = 300;
    s.filesFailed = 2;
    s.retries = 5;
    s.bytesTotal = 4 * GiB;
    s.bytesDone = 1 * GiB;
    s.rate = 200.0 * MiB;
    s.etaSeconds = 15;
    for (int i = 0; i < files; ++i)
        s.files += file(u"data/deeply/nested/folder/file-%1.bin"_s.arg(i), 13);
    return s;
}

void TestProgressView::partColumnsLikeTheGreenletMonitor()
{
    QList<PartProgress> parts;
    for (const int percent : {19, 6, 13, 6, 6, 13, 27})
        parts += part(PartState::Active, percent);
    QCOMPARE(partColumns(parts, 80, false), u"  19%   6%  13%   6%   6%  13%  27%"_s);
    parts += part(PartState::Verified, 100);
    QVERIFY(partColumns(parts, 80, false).endsWith(u" 100%"_s));
}

void TestProgressView::manyPartsAreCounted()
{
    QList<PartProgress> parts;
    for (int i = 0; i < 12; ++i)
        parts += part(PartState::Verified, 100);
    for (int i = 0; i < 3; ++i)
        parts += part(PartState::Active, 50);
    for (int i = 0; i < 85; ++i)
        parts += part(PartState::Waiting, 0);
    QCOMPARE(partColumns(parts, 60, false), u" 12 done  50%  50%  50% +85"_s);
    // No room for the active ones either: they are in the count.
    QCOMPARE(partColumns(parts, 25, false), u" 12 done  50%  50% +86"_s);
}

void TestProgressView::troubleIsMarkedWithoutColour()
{
    const QList<PartProgress> parts{part(PartState::Retrying, 40), part(PartState::Failed, 10)};
    QCOMPARE(partColumns(parts, 40, false), u"  40!  10!"_s);
    QVERIFY(partColumns(parts, 40, true).contains(u"\x1b[33m"_s));
    QVERIFY(partColumns(parts, 40, true).contains(u"\x1b[31m"_s));
}

void TestProgressView::staysWithinTheTerminal_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const int width : {1, 5, 10, 20, 40, 60, 80, 100, 132, 250}) {
        for (const int height : {1, 2, 3, 10, 50})
            QTest::addRow("%dx%d", width, height) << width << height;
    }
}

void TestProgressView::staysWithinTheTerminal()
{
    QFETCH(int, width);
    QFETCH(int, height);
    for (const MonitorMode mode : {MonitorMode::Parts, MonitorMode::Files, MonitorMode::Off}) {
        for (const bool colour : {false, true}) {
            Snapshot s = snapshot(20);
            s.files[0].parts = QList<PartProgress>(9000, part(PartState::Waiting, 0));
            s.files[1].key = u"\u6f22\u5b57\u6f22\u5b57\u6f22\u5b57\u6f22\u5b57\u6f22\u5b57.bin"_s;
            s.files[2].parts.clear();
            const QStringList lines = progressLines(s, {width, height, mode, colour});
            QVERIFY(lines.size() <= std::max(1, height - 1));
            for (const QString &line : lines) {
                QVERIFY2(visibleWidth(line) <= width - 1, qPrintable(line));
                QVERIFY2(colour || !line.contains(u'\x1b'), qPrintable(line));
            }
        }
    }
}

void TestProgressView::tellsHowManyMore()
{
    const QStringList lines = progressLines(snapshot(20), {80, 10, MonitorMode::Parts, false});
    QCOMPARE(lines.size(), 9);
    QCOMPARE(lines.last(), u"and 13 more in flight"_s);
}

void TestProgressView::totalLine()
{
    const QString line = progressLines(snapshot(0), {140, 24, MonitorMode::Parts, false}).first();
    QCOMPARE(line, u"[=========>                            ]   25%  1.00 GiB/4.00 GiB  200 MiB/s  ETA 15 s  300/1,204 files  "
                   "2 failed  5 retries"_s);
    // On a narrow terminal what matters most is left.
    QCOMPARE(progressLines(snapshot(0), {40, 24, MonitorMode::Parts, false}).first(),
             u"[==>       ]   25%  200 MiB/s  2 failed"_s);
}

void TestProgressView::listingHasNoEnd()
{
    Snapshot s = snapshot(0);
    s.listing = true;
    s.etaSeconds = -1;
    const QString line = progressLines(s, {120, 24, MonitorMode::Parts, false}).first();
    QVERIFY2(line.contains(u"4.00 GiB+"_s) && line.contains(u"1,204+ files"_s), qPrintable(line));
    Snapshot empty;
    empty.listing = true;
    QVERIFY(progressLines(empty, {120, 24, MonitorMode::Parts, false}).first().startsWith(u"listing"_s));
}

void TestProgressView::filesMode()
{
    const QStringList lines = progressLines(snapshot(1), {100, 24, MonitorMode::Files, false});
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(1).contains(u" 25%"_s) && lines.at(1).contains(u"8.00 MiB"_s)
                 && lines.at(1).contains(u"1.00 MiB/s"_s) && lines.at(1).contains(u"=>"_s),
             qPrintable(lines.at(1)));
}

void TestProgressView::offMode()
{
    QCOMPARE(progressLines(snapshot(5), {100, 24, MonitorMode::Off, false}).size(), 1);
}

void TestProgressView::logLine()
{
    QCOMPARE(progressText(snapshot(3)),
             u"25%  1.00 GiB of 4.00 GiB  200 MiB/s  ETA 15 s  300 of 1,204 files  2 failed  5 retries"_s);
}

void TestProgressView::hundredMeansDone()
{
    QCOMPARE(percentDone(999'999, 1'000'000), 99);
    QCOMPARE(percentDone(1'000'000, 1'000'000), 100);
    QCOMPARE(percentDone(0, 0), 100);
    QCOMPARE(percentDone((1LL << 62) - 1, 1LL << 62), 99);
    QCOMPARE(bar(1, 10), u"[========]"_s);
    QCOMPARE(bar(0, 10), u"[>       ]"_s);
}

void TestProgressView::keysCannotSteerTheTerminal()
{
    QCOMPARE(printable(u"a\x1b[2J\r\n\t\u009b\u202e\u200bz"_s),
             u"a\\u{1b}[2J\\r\\n\\t\\u{9b}\\u{202e}\\u{200b}z"_s);
    QCOMPARE(printable(u"caf\u00e9 \u6f22 \U0001F600"_s), u"caf\u00e9 \u6f22 \U0001F600"_s);
    Snapshot s = snapshot(1);
    s.files[0].key = u"\x1b[2J\n"_s;
    QVERIFY(!progressLines(s, {100, 24, MonitorMode::Parts, false}).at(1).contains(u'\x1b'));
}

void TestProgressView::wideCharactersTakeTwoCells()
{
    QCOMPARE(displayWidth(u"abc"_s), 3);
    QCOMPARE(displayWidth(u"\u6f22\u5b57"_s), 4);
    QCOMPARE(displayWidth(u"e\u0301"_s), 1);
    QCOMPARE(visibleWidth(u"\x1b[31mab\x1b[0m"_s), 2);
}

void TestProgressView::elidesInTheMiddle()
{
    QCOMPARE(elided(u"data/2024/january/file-0001.bin"_s, 20), u"data/...ile-0001.bin"_s);
    QCOMPARE(elided(u"abc"_s, 3), u"abc"_s);
    QCOMPARE(elided(u"abcdef"_s, 2), u".."_s);
    QCOMPARE(fitted(u"ab"_s, 4), u"ab  "_s);
}

void TestProgressView::groups()
{
    QCOMPARE(grouped(1'234'567), u"1,234,567"_s);
    QCOMPARE(counted(1, u"file"_s, u"files"_s), u"1 file"_s);
    QCOMPARE(counted(0, u"file"_s, u"files"_s), u"0 files"_s);
}

int main(int argc, char **argv)
{
    // Widths of wide characters come from the C library, which knows none in the "C" locale.
    std::setlocale(LC_ALL, "C.UTF-8");
    QCoreApplication app(argc, argv);
    TestProgressView test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_progressview.moc"
