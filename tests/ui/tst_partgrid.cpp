// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/partgrid.h"
#include "ui/parts/parttext.h"

#include <QAccessible>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestPartGrid : public QObject
{
    Q_OBJECT
private slots:
    void geometryFitsAndFindsCells_data();
    void geometryFitsAndFindsCells();
    void countsStates();
    void repaintsOnlyWhatChanged();
    void keysMoveAndTell();
    void isReadOut();
    void heatSetsSlowPartsApart();
    void textMarksTrouble();
};

static TransferDetail detailOf(int parts)
{
    FileParts file;
    file.progress.id = 1;
    file.progress.key = u"folder/object.bin"_s;
    file.progress.size = parts * MiB;
    for (int i = 0; i < parts; ++i) {
        PartProgress part;
        part.offset = i * MiB;
        part.size = MiB;
        file.progress.parts.append(part);
    }
    TransferDetail detail;
    detail.id = 7;
    detail.files.append(file);
    return detail;
}

static PartProgress &part(TransferDetail &detail, int index)
{
    return detail.files.first().progress.parts[index];
}

void TestPartGrid::geometryFitsAndFindsCells_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QSize>("area");
    QTest::addColumn<bool>("fits");
    QTest::newRow("one") << 1 << QSize(600, 200) << true;
    QTest::newRow("some") << 137 << QSize(600, 200) << true;
    QTest::newRow("thousand") << 1000 << QSize(900, 300) << true;
    QTest::newRow("ten thousand") << 10000 << QSize(1000, 300) << true;
    QTest::newRow("too many") << 10000 << QSize(200, 80) << false;
}

void TestPartGrid::geometryFitsAndFindsCells()
{
    QFETCH(int, count);
    QFETCH(QSize, area);
    QFETCH(bool, fits);
    const PartGridGeometry g = PartGridGeometry::fit(count, area);
    QCOMPARE(g.size().height() <= area.height(), fits);
    QVERIFY(g.size().width() <= area.width());
    for (const int index : {0, count / 2, count - 1})
        QCOMPARE(g.indexAt(g.cell(index).center()), index);
    QCOMPARE(g.indexAt(QPoint(0, 0)), -1);
    QCOMPARE(g.indexAt(g.cell(count - 1).center() + QPoint(0, g.pitch)), -1);
}

void TestPartGrid::countsStates()
{
    TransferDetail detail = detailOf(10);
    part(detail, 0).state = PartState::Verified;
    part(detail, 1).state = PartState::Active;
    part(detail, 1).done = MiB / 2;
    part(detail, 2).state = PartState::Failed;
    const PartCells cells(detail, HeatBy::State);
    QCOMPARE(cells.count(), 10);
    QCOMPARE(cells.countOf(PartState::Waiting), 7);
    QCOMPARE(cells.at(0).percent, quint8(100));
    QCOMPARE(cells.at(1).percent, quint8(50));
    const QString text = partText(cells.origin(1));
    QVERIFY2(text.contains(u"Part 2 of 10"_s), qPrintable(text));
    QVERIFY2(text.contains(u"Active"_s), qPrintable(text));
}

void TestPartGrid::repaintsOnlyWhatChanged()
{
    TransferDetail detail = detailOf(10000);
    PartGridPainter painter;
    const PartGridGeometry g = PartGridGeometry::fit(10000, {1000, 300});
    const Colours colours = Colours::light();
    painter.paint(PartCells(detail, HeatBy::State), g, colours, HeatBy::State, 1);
    QCOMPARE(painter.repaintedCells(), 10000);
    part(detail, 5).state = PartState::Active;
    part(detail, 9).state = PartState::Received;
    const QImage &image = painter.paint(PartCells(detail, HeatBy::State), g, colours, HeatBy::State, 1);
    QCOMPARE(painter.repaintedCells(), 2);
    QCOMPARE(image.pixelColor(g.cell(9).center()), colours.part(PartState::Received));
    QCOMPARE(image.pixelColor(g.cell(10).center()), colours.part(PartState::Waiting));
    painter.paint(PartCells(detail, HeatBy::State), g, Colours::darkSet(), HeatBy::State, 1);
    QCOMPARE(painter.repaintedCells(), 10000);
}

void TestPartGrid::keysMoveAndTell()
{
    PartGrid grid;
    grid.resize(600, 300);
    grid.setDetail(detailOf(100));
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    QSignalSpy pointed(&grid, &PartGrid::pointedAt);
    grid.setFocus();
    QTest::keyClick(&grid, Qt::Key_Home);
    QCOMPARE(grid.current(), 0);
    QTest::keyClick(&grid, Qt::Key_Right);
    QTest::keyClick(&grid, Qt::Key_Down);
    QCOMPARE(grid.current(), 1 + grid.geometryOfCells().columns);
    QTest::keyClick(&grid, Qt::Key_End);
    QCOMPARE(grid.current(), 99);
    QCOMPARE(pointed.last().first().toInt(), 99);
    QTest::mouseMove(grid.viewport(), grid.cellRect(42).center());
    QTRY_COMPARE(pointed.last().first().toInt(), 42);
}

void TestPartGrid::isReadOut()
{
    PartGrid grid;
    TransferDetail detail = detailOf(12);
    part(detail, 3).state = PartState::Retrying;
    part(detail, 3).attempt = 2;
    grid.setDetail(detail);
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(&grid);
    QVERIFY(table);
    QCOMPARE(table->role(), QAccessible::Table);
    QCOMPARE(table->childCount(), 12);
    QVERIFY(table->text(QAccessible::Description).contains(u"1 retrying"_s));
    QAccessibleInterface *cell = table->child(3);
    QVERIFY(cell);
    QVERIFY(cell->text(QAccessible::Name).contains(u"Attempt 2"_s));
    QCOMPARE(table->indexOfChild(cell), 3);
}

void TestPartGrid::heatSetsSlowPartsApart()
{
    TransferDetail detail = detailOf(3);
    for (int i = 0; i < 3; ++i) {
        part(detail, i).state = PartState::Received;
        part(detail, i).done = MiB;
        part(detail, i).seconds = i == 1 ? 10 : 1;
    }
    const PartCells cells(detail, HeatBy::Rate);
    QCOMPARE(cells.at(1).heat, quint8(0));
    QCOMPARE(cells.at(0).heat, quint8(100));
    QCOMPARE(PartCells(detailOf(1), HeatBy::Rate).at(0).heat, quint8(255));
}

void TestPartGrid::textMarksTrouble()
{
    TransferDetail detail = detailOf(4);
    part(detail, 0).state = PartState::Received;
    part(detail, 1).state = PartState::Active;
    part(detail, 1).done = MiB / 4;
    part(detail, 2).state = PartState::Retrying;
    const QString text = partMonitorText(detail, 120);
    QVERIFY2(text.contains(u"1 done"_s), qPrintable(text));
    QVERIFY2(text.contains(u"25%"_s), qPrintable(text));
    QVERIFY2(text.contains(u"0!"_s), qPrintable(text));
    QVERIFY2(text.contains(u"+1"_s), qPrintable(text));
}

QTEST_MAIN(TestPartGrid)
#include "tst_partgrid.moc"
