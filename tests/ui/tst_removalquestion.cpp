// SPDX-License-Identifier: GPL-3.0-or-later
#include "testwindow.h"
#include "ui/transfers/transfermodel.h"
#include "ui/transfers/transferspage.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// Removing transfers that have not finished: what goes and what stays is said first, and nobody is kept waiting meanwhile.
class TestRemovalQuestion : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void saysWhatGoes_data();
    void saysWhatGoes();
    void finishedOnesGoAtOnce();
    void partsThatStay();
};

namespace {

class NotingBoard : public TransferBoard
{
public:
    void add(const TransferOrder &) override {}
    void act(TransferAction action, const QList<quint64> &ids) override
    {
        if (action == TransferAction::Remove)
            gone += ids;
    }
    void setSettings(quint64, const TransferSettings &) override {}
    void watch(quint64) override {}
    const TransferOrder *order(quint64) const override { return nullptr; }
    QList<quint64> gone;

    void put(const QList<std::pair<bool, TransferState>> &transfers)
    {
        QList<TransferRow> rows;
        for (const auto &[upload, state] : transfers) {
            TransferRow row;
            row.id = quint64(rows.size()) + 1;
            row.name = u"object"_s;
            row.upload = upload;
            row.state = state;
            rows += row;
        }
        emit changed(rows);
    }
};

struct Scene : TestGround
{
    NotingBoard noting;
    MainWindow window{{noting, book, appearance, preferencesFile()}, preferences()};
    Scene()
    {
        window.show();
        window.go({Place::Kind::Transfers, TransferShown::All, {}});
    }
    QMessageBox *box() const { return window.findChild<QMessageBox *>(); }
    void press(QMessageBox::ButtonRole role) const
    {
        for (QAbstractButton *button : box()->buttons())
            if (box()->buttonRole(button) == role)
                QTest::mouseClick(button, Qt::LeftButton);
    }
};

const QString disk = u"stays on the disk"_s;
const QString server = u"removed from the server"_s;

} // namespace

void TestRemovalQuestion::saysWhatGoes_data()
{
    QTest::addColumn<bool>("down");
    QTest::addColumn<bool>("up");
    QTest::newRow("a download") << true << false;
    QTest::newRow("an upload") << false << true;
    QTest::newRow("both") << true << true;
}

void TestRemovalQuestion::saysWhatGoes()
{
    QFETCH(bool, down);
    QFETCH(bool, up);
    Scene scene;
    QList<std::pair<bool, TransferState>> transfers{{false, TransferState::Done}};
    if (down)
        transfers += {false, TransferState::Active};
    if (up)
        transfers += {true, TransferState::Paused};
    scene.noting.put(transfers);
    TransfersPage *page = scene.window.transfersPage();
    page->table()->selectAll();
    page->actions().remove->trigger();
    QVERIFY(scene.box());
    QVERIFY(scene.box()->isVisible());
    QVERIFY(scene.box()->text().contains(QString::number(int(down) + int(up))));
    QCOMPARE(scene.box()->informativeText().contains(disk), down);
    QCOMPARE(scene.box()->informativeText().contains(server), up);
    scene.press(QMessageBox::RejectRole);
    QTRY_VERIFY(!scene.box());
    QVERIFY(scene.noting.gone.isEmpty());
    page->actions().remove->trigger();
    scene.press(QMessageBox::DestructiveRole);
    QTRY_COMPARE(scene.noting.gone.size(), transfers.size());
    QTRY_VERIFY(!scene.box());
}

void TestRemovalQuestion::finishedOnesGoAtOnce()
{
    Scene scene;
    scene.noting.put({{false, TransferState::Done}, {true, TransferState::Cancelled}});
    scene.window.transfersPage()->table()->selectAll();
    scene.window.transfersPage()->actions().remove->trigger();
    QVERIFY(!scene.box());
    QCOMPARE(scene.noting.gone.size(), 2);
}

void TestRemovalQuestion::partsThatStay()
{
    Scene scene;
    const QString command = u"millrace-cli uploads abort s3://bucket/key --upload-id x"_s;
    emit scene.noting.remained(u"/home/user/<b>file"_s, Error::make(ErrorKind::Network, ErrorCause::None, u"the connection was refused"_s), command);
    QVERIFY(scene.box());
    QVERIFY(scene.box()->text().contains(u"/home/user/<b>file"_s));
    QCOMPARE(scene.box()->textFormat(), Qt::PlainText); // names are no markup
    QVERIFY(scene.box()->informativeText().contains(command));
    QVERIFY(scene.box()->textInteractionFlags() & Qt::TextSelectableByMouse);
    scene.press(QMessageBox::AcceptRole);
    QTRY_VERIFY(!scene.box());
}

QTEST_MAIN(TestRemovalQuestion)
#include "tst_removalquestion.moc"
