// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/keymodel.h"
#include "ui/details/filemodel.h"
#include "ui/transfers/transferfilter.h"
#include "ui/transfers/transfermodel.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestModels : public QObject
{
    Q_OBJECT
private slots:
    void transfersComeChangeAndGo();
    void transfersSortByFigures();
    void transfersFilterByState();
    void keysComeInPages();
    void keysSortFoldersFirst();
    void keysFilterAsksForAll();
    void aHundredThousandKeys();
    void filesFollowTheDetail();
};

static TransferRow row(quint64 id, ByteCount size, TransferState state = TransferState::Active)
{
    TransferRow r;
    r.id = id;
    r.name = u"name %1"_s.arg(id);
    r.size = size;
    r.done = size / 2;
    r.state = state;
    return r;
}

void TestModels::transfersComeChangeAndGo()
{
    TransferModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.take({row(1, 10), row(2, 20), row(3, 30)});
    QCOMPARE(model.rowCount(), 3);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    TransferRow again = row(2, 20);
    again.done = 20;
    model.take({again});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(1, TransferModel::Progress).data(TransferModel::FractionRole).toDouble(), 1.0);
    model.remove({1});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.indexOf(3).row(), 1);
    QVERIFY(!model.row(1));
    model.remove({99});
    QCOMPARE(model.rowCount(), 2);
}

void TestModels::transfersSortByFigures()
{
    TransferModel model;
    TransferFilter filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    // As text "9" comes after "10".
    model.take({row(1, 9 * MiB), row(2, 10 * MiB), row(3, 900 * KiB)});
    filter.sort(TransferModel::Size, Qt::AscendingOrder);
    QList<quint64> ids;
    for (int i = 0; i < filter.rowCount(); ++i)
        ids += filter.index(i, 0).data(TransferModel::IdRole).toULongLong();
    QCOMPARE(ids, (QList<quint64>{3, 1, 2}));
}

void TestModels::transfersFilterByState()
{
    TransferModel model;
    TransferFilter filter;
    filter.setSourceModel(&model);
    model.take({row(1, 1), row(2, 2, TransferState::Failed), row(3, 3, TransferState::Paused)});
    filter.show(TransferShown::Failed);
    QCOMPARE(filter.rowCount(), 1);
    model.take({row(1, 1, TransferState::Failed)});
    QCOMPARE(filter.rowCount(), 2);
    filter.show(TransferShown::All);
    filter.setText(u"NAME 3"_s);
    QCOMPARE(filter.rowCount(), 1);
}

static BrowserListing page(int first, int count, bool more)
{
    BrowserListing listing;
    for (int i = first; i < first + count; ++i) {
        BrowserEntry entry;
        entry.name = entry.key = u"key-%1"_s.arg(i, 6, 10, QChar(u'0'));
        entry.size = (i * 7919) % 100'003;
        entry.modified = 1'700'000'000'000 + i;
        listing.entries.append(entry);
    }
    if (more)
        listing.continuation = "token";
    return listing;
}

void TestModels::keysComeInPages()
{
    KeyModel model; // no tester here: it fetches by itself
    QSignalSpy wanted(&model, &KeyModel::moreWanted);
    model.reset({u"bucket"_s, {}});
    model.append(page(0, 1000, true));
    QCOMPARE(model.rowCount(), 1000);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QCOMPARE(wanted.count(), 1);
    QVERIFY(!model.canFetchMore({})); // one question at a time
    model.append(page(1000, 500, false));
    QCOMPARE(model.rowCount(), 1500);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.at(1499).key, u"key-001499"_s);
}

void TestModels::keysSortFoldersFirst()
{
    KeyModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset({u"bucket"_s, {}});
    BrowserListing listing = page(0, 5, false);
    BrowserEntry folder;
    folder.kind = BrowserEntry::Kind::Folder;
    folder.name = u"zoo"_s;
    folder.key = u"zoo/"_s;
    listing.entries.append(folder);
    model.append(listing);
    QCOMPARE(model.at(0).name, u"zoo"_s);
    const QPersistentModelIndex kept = model.index(3, 0);
    const QString key = model.at(3).key;
    model.sort(KeyModel::Size, Qt::DescendingOrder);
    QCOMPARE(model.at(0).name, u"zoo"_s);
    QVERIFY(model.at(1).size >= model.at(2).size);
    QCOMPARE(model.at(kept.row()).key, key);
}

void TestModels::keysFilterAsksForAll()
{
    KeyModel model;
    QSignalSpy wanted(&model, &KeyModel::moreWanted);
    model.reset({u"bucket"_s, {}});
    model.append(page(0, 1000, true));
    QCOMPARE(wanted.count(), 0);
    model.setFilter(u"00077"_s);
    QCOMPARE(model.rowCount(), 11); // 77 itself and 770 to 779
    QCOMPARE(wanted.count(), 1);
    model.append(page(1000, 1000, false));
    QCOMPARE(model.rowCount(), 11); // 77 itself and 770 to 779
    model.setFilter({});
    QCOMPARE(model.rowCount(), 2000);
}

void TestModels::aHundredThousandKeys()
{
    KeyModel model;
    model.reset({u"bucket"_s, {}});
    for (int i = 0; i < 100; ++i)
        model.append(page(i * 1000, 1000, i < 99));
    QCOMPARE(model.rowCount(), 100'000);
    model.sort(KeyModel::Size, Qt::AscendingOrder);
    for (int i = 1; i < 1000; ++i)
        QVERIFY(model.at(i - 1).size <= model.at(i).size);
}

void TestModels::filesFollowTheDetail()
{
    FileModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    TransferDetail detail;
    detail.id = 1;
    for (int i = 0; i < 3; ++i) {
        FileParts file;
        file.progress.key = u"k%1"_s.arg(i);
        detail.files.append(file);
        model.setDetail(detail);
    }
    QCOMPARE(model.rowCount(), 3);
    detail.id = 2;
    detail.files.resize(1);
    model.setDetail(detail);
    QCOMPARE(model.rowCount(), 1);
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
