// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testendpoint.h"
#include "ui/connections/connectionbroker.h"
#include "ui/connections/connectionbook.h"
#include "ui/connections/keychain.h"
#include "ui/transfers/queueboard.h"
#include "ui/transfers/transfermodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestQueueBoard : public QObject
{
    Q_OBJECT
private slots:
    void downloadsAndIsThereAfterARestart();
    void pausesResumesAndRemoves();
    void failureHasAReasonAndCanBeRetried();
    void aRestartWaitsForTheConnections();
    void logTellsWhatStoppedIt();
    void linksRunBesideTheQueue();
    void detailsShowEveryPart();
};

namespace {

struct Desk
{
    TestEndpoint endpoint;
    QTemporaryDir folder;
    Keychain keychain{u"Millrace test"_s};
    ConnectionBook book{folder.filePath(u"connections.json"_s), keychain};
    ConnectionBroker broker{book};
    std::unique_ptr<QueueBoard> board;
    std::unique_ptr<TransferModel> model;

    Desk()
    {
        ConnectionProfile profile;
        profile.id = u"test"_s;
        profile.name = u"Test"_s;
        book.putTransient(profile, endpoint.connection());
        open();
    }
    ~Desk()
    {
        broker.close();
        board.reset();
    }
    void open()
    {
        board.reset();
        board = std::make_unique<QueueBoard>(folder.filePath(u"queue.sqlite"_s), broker.provider());
        model = std::make_unique<TransferModel>();
        QObject::connect(board.get(), &TransferBoard::changed, model.get(), &TransferModel::take);
        QObject::connect(board.get(), &TransferBoard::removed, model.get(), &TransferModel::remove);
    }
    TransferOrder order(const QString &key, bool paused = false)
    {
        DownloadSpec spec = endpoint.spec({key});
        TransferOrder order;
        order.spec = spec;
        order.connectionId = u"test"_s;
        order.connectionName = u"Test"_s;
        order.startPaused = paused;
        return order;
    }
    TransferState state(int row = 0) const { return model->at(row).state; }
};

} // namespace

void TestQueueBoard::downloadsAndIsThereAfterARestart()
{
    Desk desk;
    const QByteArray bytes = testBytes(20 * MiB);
    desk.endpoint.put(u"object.bin"_s, bytes);
    QSignalSpy ended(desk.board.get(), &TransferBoard::ended);
    desk.board->add(desk.order(u"object.bin"_s));
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Done, 60000);
    QTRY_COMPARE(ended.count(), 1);
    QCOMPARE(sha256OfFile(desk.endpoint.target() + u"/object.bin"_s), sha256Of(bytes));
    QCOMPARE(desk.model->at(0).done, ByteCount(bytes.size()));
    QCOMPARE(desk.model->at(0).connectionName, u"Test"_s);

    desk.open();
    QSignalSpy endedAgain(desk.board.get(), &TransferBoard::ended);
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    QCOMPARE(desk.state(), TransferState::Done);
    QCOMPARE(endedAgain.count(), 0); // that is no news
    const TransferOrder *order = desk.board->order(desk.model->at(0).id);
    QVERIFY(order);
    QCOMPARE(std::get<DownloadSpec>(order->spec).keys, QStringList{u"object.bin"_s});
}

void TestQueueBoard::pausesResumesAndRemoves()
{
    Desk desk;
    desk.endpoint.put(u"object.bin"_s, testBytes(1 * MiB));
    desk.board->add(desk.order(u"object.bin"_s, true));
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    QTRY_COMPARE(desk.state(), TransferState::Paused);
    const quint64 id = desk.model->at(0).id;
    desk.board->act(TransferAction::Resume, {id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Done, 60000);
    desk.board->act(TransferAction::Remove, {id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 0, 20000);
}

void TestQueueBoard::failureHasAReasonAndCanBeRetried()
{
    Desk desk;
    desk.board->add(desk.order(u"missing.bin"_s));
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Failed, 60000);
    QVERIFY(desk.model->at(0).error);
    QCOMPARE(desk.model->at(0).error->kind, ErrorKind::NotFound);
    desk.endpoint.put(u"missing.bin"_s, "here now");
    desk.board->act(TransferAction::Retry, {desk.model->at(0).id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Done, 60000);
}

void TestQueueBoard::aRestartWaitsForTheConnections()
{
    Desk desk;
    const Connection connection = desk.endpoint.connection();
    ConnectionProfile profile = ConnectionProfile::make();
    profile.name = u"Stored"_s;
    profile.provider = u"other"_s;
    profile.endpoint = connection.endpoint.toString();
    profile.region = connection.region;
    profile.accessKeyId = QString::fromUtf8(connection.credentials.accessKeyId);
    desk.keychain.storeForSession(profile.id, connection.credentials.secretAccessKey);
    const QString file = desk.folder.filePath(u"stored.json"_s);
    {
        ConnectionBook before(file, desk.keychain);
        before.put(profile);
    }
    const QByteArray bytes = testBytes(1 * MiB);
    desk.endpoint.put(u"object.bin"_s, bytes);
    TransferOrder order = desk.order(u"object.bin"_s);
    order.connectionId = profile.id;
    order.connectionName = profile.name;
    TransferOrder lost = order;
    lost.connectionId = u"removed since"_s;
    // They wait in the queue when the program starts.
    ConnectionBook book(file, desk.keychain);
    ConnectionBroker broker(book);
    book.load();
    QueueBoard board(desk.folder.filePath(u"another.sqlite"_s), broker.provider());
    TransferModel model;
    connect(&board, &TransferBoard::changed, &model, &TransferModel::take);
    QStringList log;
    connect(&board, &TransferBoard::logged, this, [&log](quint64, const QList<LogLine> &lines) {
        for (const LogLine &line : lines)
            log += line.text;
    });
    connect(&board, &TransferBoard::logReset, this, [&log](quint64, const QList<LogLine> &lines) {
        for (const LogLine &line : lines)
            log += line.text;
    });
    board.add(order);
    board.add(lost);
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 2, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(model.at(0).state, TransferState::Done, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(model.at(1).state, TransferState::Failed, 60000);
    QCOMPARE(sha256OfFile(desk.endpoint.target() + u"/object.bin"_s), sha256Of(bytes));
    QVERIFY(model.at(1).error);
    QVERIFY(model.at(1).error->message.contains(u"no longer there"_s));
    board.watch(model.at(1).id);
    QTRY_VERIFY(log.join(u'\n').contains(u"no longer there"_s));
    broker.close();
}

void TestQueueBoard::logTellsWhatStoppedIt()
{
    Desk desk;
    desk.endpoint.put(u"object.bin"_s, testBytes(64 * MiB));
    TransferOrder order = desk.order(u"object.bin"_s);
    std::get<DownloadSpec>(order.spec).settings.partSize = 1 * MiB;
    std::get<DownloadSpec>(order.spec).settings.concurrency = 1;
    FaultOptions slow;
    slow.connectionRate = 8.0 * MiB;
    desk.endpoint.server().setFaults(slow);
    QStringList log;
    connect(desk.board.get(), &TransferBoard::logged, this, [&log](quint64, const QList<LogLine> &lines) {
        for (const LogLine &line : lines)
            log += line.text;
    });
    desk.board->add(order);
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    const quint64 id = desk.model->at(0).id;
    desk.board->watch(id);
    QTRY_VERIFY_WITH_TIMEOUT(desk.model->at(0).done > 0, 60000);
    desk.board->act(TransferAction::Pause, {id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Paused, 60000);
    QTRY_VERIFY(log.contains(u"Paused"_s));
    QVERIFY(!log.contains(u"Back in the queue"_s));
    desk.board->act(TransferAction::Resume, {id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Active, 60000);
    desk.board->act(TransferAction::Cancel, {id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Cancelled, 60000);
    QTRY_VERIFY(log.contains(u"Cancelled"_s));
}

void TestQueueBoard::linksRunBesideTheQueue()
{
    Desk desk;
    desk.endpoint.put(u"object.bin"_s, "from a link");
    const S3Session session(desk.endpoint.connection());
    S3Request request;
    request.bucket = desk.endpoint.bucket();
    request.key = u"object.bin"_s;
    TransferOrder order;
    DownloadSpec spec;
    spec.httpUrl = QString::fromLatin1(S3Signer(session).presign(request, std::chrono::hours(1)));
    spec.connection.region = u"us-east-1"_s;
    spec.targetFolder = desk.endpoint.target();
    order.spec = spec;
    desk.board->add(order);
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    QVERIFY(desk.model->at(0).id >= EngineBoard::firstId);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Done, 60000);
    QCOMPARE(fileContents(desk.endpoint.target() + u"/object.bin"_s), QByteArray("from a link"));
    // Nothing of the link is on the disk: its query is a signature.
    desk.board.reset();
    QFile queue(desk.folder.filePath(u"queue.sqlite"_s));
    QVERIFY(queue.open(QIODevice::ReadOnly));
    QVERIFY(!queue.readAll().contains("X-Amz-Signature"));
}

void TestQueueBoard::detailsShowEveryPart()
{
    Desk desk;
    desk.endpoint.put(u"object.bin"_s, testBytes(48 * MiB));
    TransferOrder order = desk.order(u"object.bin"_s, true);
    std::get<DownloadSpec>(order.spec).settings.partSize = 1 * MiB;
    TransferDetail last;
    connect(desk.board.get(), &TransferBoard::detailChanged, this, [&last](const TransferDetail &detail) { last = detail; });
    desk.board->add(order);
    QTRY_COMPARE_WITH_TIMEOUT(desk.model->rowCount(), 1, 20000);
    const quint64 id = desk.model->at(0).id;
    desk.board->watch(id);
    desk.board->act(TransferAction::Resume, {id});
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), TransferState::Done, 60000);
    QTRY_COMPARE(last.id, id);
    QTRY_COMPARE(last.files.size(), 1);
    QTRY_COMPARE(last.files.first().progress.parts.size(), 48);
    for (const PartProgress &part : last.files.first().progress.parts)
        QVERIFY(part.state == PartState::Verified || part.state == PartState::Received);
    QVERIFY(!last.history.isEmpty());
}

QTEST_GUILESS_MAIN(TestQueueBoard)
#include "tst_queueboard.moc"
