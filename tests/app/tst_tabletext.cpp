// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/printable.h"
#include "cli/tabletext.h"

#include <QtTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestTableText : public QObject
{
    Q_OBJECT
private slots:
    void alignsColumns()
    {
        const ReportTable table{u"Files"_s, {u"key"_s, u"MiB/s"_s}, {{u"a"_s, u"1.00"_s}, {u"long name"_s, u"1234.50"_s}}, {false, true}};
        QCOMPARE(tableLines(table, 80, false), (QStringList{u"Files"_s,
                                                            u"  key          MiB/s"_s,
                                                            u"  a             1.00"_s,
                                                            u"  long name  1234.50"_s}));
    }
    void countsCellsNotLetters()
    {
        const ReportTable table{u"t"_s, {}, {{u"\u4e2d\u6587"_s, u"x"_s}, {u"ab"_s, u"y"_s}}, {}};
        const QStringList lines = tableLines(table, 80, false);
        QCOMPARE(displayWidth(lines.at(1)), displayWidth(lines.at(2)));
    }
    /// The widest text gives way, figures never; no line is wider than the terminal.
    void keepsToTheWidth()
    {
        const ReportTable table{u"t"_s, {u"key"_s, u"why"_s, u"n"_s}, {{QString(300, u'k'), QString(40, u'w'), u"1234567"_s}}, {false, false, true}};
        for (const int width : {60, 80, 200}) {
            for (const QString &line : tableLines(table, width, false))
                QVERIFY(displayWidth(line) <= width);
            QVERIFY(tableLines(table, width, false).last().endsWith(u"1234567"_s));
        }
        QVERIFY(tableLines(table, 200, false).last().contains(QString(40, u'w')));
    }
    void sentencesGoOnBelow()
    {
        const ReportTable table{u"t"_s, {}, {{u"limited by"_s, u"disk: writers were busy 97 % of the time at 410 MB/s, as much as it gives"_s}}, {}};
        const QStringList lines = tableLines(table, 60, false);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines.at(1).startsWith(u"  limited by  disk: writers "_s));
        QVERIFY(lines.at(2).startsWith(u"              "_s));
        QCOMPARE((lines.at(1).mid(14) + u' ' + lines.at(2).trimmed()), table.rows.first().at(1));
        for (const QString &line : lines)
            QVERIFY(displayWidth(line) <= 60);
    }
    /// Keys come from strangers.
    void disarmsCells()
    {
        const ReportTable table{u"t"_s, {}, {{u"a\x1b[31mb\nc"_s}}, {}};
        const QStringList lines = tableLines(table, 80, false);
        QCOMPARE(lines.size(), 2);
        QVERIFY(!lines.at(1).contains(u'\x1b') && !lines.at(1).contains(u'\n'));
    }
    void coloursOnRequest()
    {
        const ReportTable table{u"t"_s, {u"h"_s}, {{u"x"_s}}, {}};
        QVERIFY(!tableLines(table, 80, false).join(u'\n').contains(u'\x1b'));
        QVERIFY(tableLines(table, 80, true).first().contains(u'\x1b'));
    }
};

QTEST_APPLESS_MAIN(TestTableText)
#include "tst_tabletext.moc"
