// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpane.h"
#include "ui/details/detailspane.h"
#include "ui/details/logpane.h"
#include "ui/parts/partspane.h"
#include "ui/transfers/transfermodel.h"
#include "ui/widgets/rowsview.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStyledItemDelegate>
#include <QTest>
#include <QTextBlock>

using namespace millrace;
using namespace Qt::StringLiterals;

/// What comes several times a second costs no more than what of it is seen.
class TestDetails : public QObject
{
    Q_OBJECT
private slots:
    void onlyTheTabInViewIsFilled();
    void onlyCellsThatChangedAreTold();
    void onlyCellsThatChangedArePainted();
    void onlyPartsThatChangedArePainted();
    void logOfManyLines();
};

namespace {

class QuietBoard : public TransferBoard
{
public:
    void add(const TransferOrder &) override {}
    void act(TransferAction, const QList<quint64> &) override {}
    void setSettings(quint64, const TransferSettings &) override {}
    void watch(quint64) override {}
    const TransferOrder *order(quint64) const override { return nullptr; }
};

TransferRow rowOf(quint64 id)
{
    TransferRow row;
    row.id = id;
    row.name = u"object %1.bin"_s.arg(id);
    row.state = TransferState::Active;
    row.size = 1 * GiB;
    row.filesTotal = 1;
    return row;
}

TransferDetail detailOf(quint64 id, int parts)
{
    TransferDetail detail;
    detail.id = id;
    FileParts file;
    file.progress.id = 1;
    file.progress.key = u"key"_s;
    file.progress.size = parts * MiB;
    file.progress.parts.resize(parts);
    for (int i = 0; i < parts; ++i) {
        file.progress.parts[i].offset = i * MiB;
        file.progress.parts[i].size = MiB;
    }
    detail.files = {file};
    return detail;
}

class CountingDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        ++painted;
        QStyledItemDelegate::paint(painter, option, index);
    }
    mutable int painted = 0;
};

/// How much of a widget was painted anew.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget *widget) : m_widget(widget) { widget->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            area += static_cast<QPaintEvent *>(event)->region();
        return false;
    }
    double share() const
    {
        double pixels = 0;
        for (const QRect &rect : area)
            pixels += double(rect.width()) * rect.height();
        return pixels / (double(m_widget->width()) * m_widget->height());
    }
    QRegion area;

private:
    QWidget *m_widget;
};

} // namespace

void TestDetails::onlyTheTabInViewIsFilled()
{
    QuietBoard board;
    DetailsPane pane(board);
    pane.resize(900, 400);
    pane.setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    const TransferRow row = rowOf(7);
    pane.show(&row);
    pane.setCurrentIndex(0);
    emit board.detailChanged(detailOf(7, 20));
    QCOMPARE(pane.parts()->grid()->cells().count(), 20);
    pane.setCurrentIndex(1);
    emit board.detailChanged(detailOf(7, 30));
    QCOMPARE(pane.parts()->grid()->cells().count(), 20);
    pane.setCurrentIndex(0);
    QCOMPARE(pane.parts()->grid()->cells().count(), 30);
    pane.hide();
    emit board.detailChanged(detailOf(7, 40));
    QCOMPARE(pane.parts()->grid()->cells().count(), 30);
    pane.setVisible(true);
    QCOMPARE(pane.parts()->grid()->cells().count(), 40);
    emit board.detailChanged(detailOf(8, 50)); // of another transfer
    QCOMPARE(pane.parts()->grid()->cells().count(), 40);
}

void TestDetails::onlyCellsThatChangedAreTold()
{
    TransferModel model;
    TransferRow row = rowOf(1);
    model.take({row, rowOf(2)});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.take({row});
    QCOMPARE(changed.count(), 0);
    row.rate = 5e6;
    model.take({row});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), model.index(0, TransferModel::Rate));
    QCOMPARE(changed.first().at(1).toModelIndex(), model.index(0, TransferModel::Rate));
    // Another state is another look of all of the row.
    row.state = TransferState::Paused;
    model.take({row});
    QCOMPARE(changed.count(), 2);
    QCOMPARE(changed.last().at(0).toModelIndex(), model.index(0, 0));
    QCOMPARE(changed.last().at(1).toModelIndex(), model.index(0, TransferModel::ColumnCount - 1));
}

void TestDetails::onlyCellsThatChangedArePainted()
{
    TransferModel model;
    QList<TransferRow> rows;
    for (quint64 id = 1; id <= 100; ++id)
        rows += rowOf(id);
    model.take(rows);
    RowsView view;
    auto *delegate = new CountingDelegate(&view);
    view.setItemDelegate(delegate);
    view.setModel(&model);
    view.resize(1100, 500);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QTRY_VERIFY(delegate->painted > 50);
    QTest::qWait(100);
    delegate->painted = 0;
    rows[1].rate = 5e6;
    model.take({rows[1]});
    QTRY_VERIFY(delegate->painted > 0);
    QTest::qWait(50);
    QVERIFY2(delegate->painted <= 6, qPrintable(QString::number(delegate->painted))); // with its neighbours' edges
    // One that is out of view.
    delegate->painted = 0;
    rows[99].rate = 5e6;
    model.take({rows[99]});
    QTest::qWait(50);
    QCOMPARE(delegate->painted, 0);
}

void TestDetails::onlyPartsThatChangedArePainted()
{
    PartGrid grid;
    grid.resize(800, 400);
    grid.show();
    QVERIFY(QTest::qWaitForWindowExposed(&grid));
    TransferDetail detail = detailOf(1, 2000);
    grid.setDetail(detail);
    QTest::qWait(100);
    {
        PaintWatch watch(grid.viewport());
        detail.files[0].progress.parts[1000].state = PartState::Verified;
        grid.setDetail(detail);
        QTRY_VERIFY(watch.share() > 0);
        QVERIFY2(watch.share() < 0.05, qPrintable(QString::number(watch.share())));
        QVERIFY(watch.area.contains(grid.cellRect(1000).center()));
    }
    PaintWatch watch(grid.viewport());
    grid.setHeatBy(HeatBy::Rate);
    QTRY_VERIFY(watch.share() > 0.95);
}

void TestDetails::logOfManyLines()
{
    LogPane pane;
    auto *text = pane.findChild<QPlainTextEdit *>();
    QList<LogLine> lines;
    for (int i = 0; i < 7000; ++i)
        lines += {QDateTime::currentDateTimeUtc(), i % 10 ? LogLine::Level::Info : LogLine::Level::Warning, u"line %1 <b>&"_s.arg(i)};
    pane.append(lines.mid(0, 3000));
    pane.append(lines.mid(3000));
    QVERIFY(text->document()->isEmpty()); // nobody looks
    pane.resize(700, 300);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    QCOMPARE(text->document()->blockCount(), 5000);
    QVERIFY(text->document()->firstBlock().text().endsWith(u"line 2000 <b>&"_s));
    QVERIFY(text->document()->lastBlock().text().endsWith(u"line 6999 <b>&"_s));
    pane.append({{QDateTime::currentDateTimeUtc(), LogLine::Level::Error, u"the last"_s}});
    QVERIFY(text->document()->lastBlock().text().endsWith(u"Error: the last"_s));
    QCOMPARE(text->document()->blockCount(), 5000);
    pane.reset({lines.first()});
    QCOMPARE(text->document()->blockCount(), 1);
    QVERIFY(text->toPlainText().endsWith(u"Warning: line 0 <b>&"_s));
}

QTEST_MAIN(TestDetails)
#include "tst_details.moc"
