// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/bucketrequests.h"
#include "s3/objectrequests.h"
#include "s3/s3client.h"
#include "support/radosgw.h"
#include "support/testendpoint.h"
#include "ui/browser/versionmodel.h"
#include "ui/browser/versionsdialog.h"
#include "ui/transfers/engineboard.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QTreeView>

using namespace millrace;
using namespace Qt::StringLiterals;

/// The versions of objects: the model, the dialog, and against a server that keeps versions.
class TestVersions : public QObject
{
    Q_OBJECT
private slots:
    void modelTakesPages();
    void olderVersionsLieBesideTheCurrentOne();
    void bucketWithoutVersions();
    void refusedByTheServer();
    void againstCeph();
};

namespace {

ObjectVersion version(const QString &key, const QString &id, bool latest, bool marker = false)
{
    ObjectVersion v;
    v.key = key;
    v.versionId = id;
    v.latest = latest;
    v.deleteMarker = marker;
    v.size = marker ? -1 : 10;
    v.lastModified = QDateTime(QDate(2026, 11, 21), QTime(10, 0), Qt::UTC);
    return v;
}

QPushButton *button(const QDialog &dialog, const QString &text)
{
    for (QPushButton *each : dialog.findChildren<QPushButton *>())
        if (each->text() == text)
            return each;
    return nullptr;
}

/// Presses Delete in the question that comes up next.
void agree()
{
    QTimer::singleShot(200, [] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()))
            for (QAbstractButton *each : box->buttons())
                if (box->buttonRole(each) == QMessageBox::DestructiveRole)
                    each->click();
    });
}

/// Sends one command and waits for its end.
Result<S3Response> send(const Connection &connection, S3Request request)
{
    auto session = std::make_shared<S3Session>(connection);
    S3Client client(session, session->transportOptions().value_or(HttpTransportOptions()));
    std::optional<Result<S3Response>> answer;
    client.send(request, [&answer](Result<S3Response> response) { answer = std::move(response); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 30000))
        return fail(ErrorKind::Timeout, ErrorCause::None, u"no answer"_s);
    return *answer;
}

} // namespace

void TestVersions::modelTakesPages()
{
    VersionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy wanted(&model, &VersionModel::moreWanted);
    model.reset(u"folder/"_s);
    model.append({version(u"folder/a"_s, u"null"_s, true)}, false);
    QVERIFY(!model.keepsVersions());
    model.append({version(u"folder/b"_s, u"3"_s, true, true), version(u"folder/b"_s, u"2"_s, false)}, false);
    QVERIFY(model.keepsVersions());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, VersionModel::Name).data().toString(), u"a"_s);
    QCOMPARE(model.index(1, VersionModel::State).data().toString(), VersionModel::stateText(model.at(1)));
    QCOMPARE(model.index(1, VersionModel::Size).data().toString(), QString());
    QVERIFY(!model.canFetchMore({}));
    model.reset({});
    QCOMPARE(model.rowCount(), 0);
}

void TestVersions::olderVersionsLieBesideTheCurrentOne()
{
    const DownloadSpec current = VersionsDialog::downloadOf(u"b"_s, version(u"x/data.tar.gz"_s, u"id1"_s, true), u"/t"_s);
    QCOMPARE(current.versionId, u"id1"_s);
    QVERIFY(current.targetFile.isEmpty());
    const DownloadSpec older = VersionsDialog::downloadOf(u"b"_s, version(u"x/data.tar.gz"_s, u"abcdefgh"_s, false), u"/t"_s);
    QVERIFY2(older.targetFile.startsWith(u"/t/data (2026-11-2"_s), qPrintable(older.targetFile));
    QVERIFY2(older.targetFile.endsWith(u" cdefgh).tar.gz"_s), qPrintable(older.targetFile));
    const DownloadSpec hidden = VersionsDialog::downloadOf(u"b"_s, version(u".profile"_s, u"abcdefgh"_s, false), u"/t"_s);
    QVERIFY2(hidden.targetFile.startsWith(u"/t/.profile ("_s), qPrintable(hidden.targetFile));
}

void TestVersions::bucketWithoutVersions()
{
    TestEndpoint endpoint;
    endpoint.put(u"folder/a"_s, "one");
    endpoint.put(u"folder/ab"_s, "two");
    BucketSession session(endpoint.connection());
    VersionsDialog all(session, endpoint.bucket(), {});
    all.show();
    QTRY_COMPARE(all.model()->rowCount(), 2);
    QCOMPARE(all.model()->at(0).versionId, u"null"_s);
    bool told = false;
    for (const QLabel *label : all.findChildren<QLabel *>())
        told |= label->isVisible() && label->text().contains(u"keeps no versions"_s);
    QVERIFY(told);
    QVERIFY(!button(all, u"Restore"_s)->isEnabled());
    // A key alone, although another one begins like it.
    VersionsDialog one(session, endpoint.bucket(), u"folder/a"_s);
    one.show();
    QTRY_COMPARE(one.model()->rowCount(), 1);
    // Nothing there.
    VersionsDialog none(session, endpoint.bucket(), u"nothing"_s);
    none.show();
    QTRY_VERIFY(!none.view()->isVisible());
}

void TestVersions::refusedByTheServer()
{
    TestEndpoint endpoint;
    Connection wrong = endpoint.connection();
    wrong.credentials.secretAccessKey = "wrong";
    BucketSession session(wrong);
    VersionsDialog dialog(session, endpoint.bucket(), {});
    dialog.show();
    QTRY_VERIFY(!dialog.view()->isVisible());
    QVERIFY(button(dialog, u"Try again"_s)->isVisible());
}

void TestVersions::againstCeph()
{
    Radosgw server;
    if (server.isMissing())
        QSKIP(qPrintable(u"MILLRACE-SKIP: "_s + server.whyNot()));
    QVERIFY2(server.isRunning(), qPrintable(server.whyNot()));
    Connection connection;
    connection.endpoint = QUrl(server.endpoint());
    connection.region = u"us-east-1"_s;
    connection.addressing = Addressing::Path;
    connection.credentials.accessKeyId = server.accessKey().toLatin1();
    connection.credentials.secretAccessKey = server.secretKey().toLatin1();
    const QString bucket = server.bucket();
    const QString key = u"docs/letter +1.txt"_s;

    S3Request keep = bucketRequest("PUT", bucket, "versioning");
    keep.content = "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Status>Enabled</Status>"
                   "</VersioningConfiguration>";
    QVERIFY(send(connection, keep));
    for (const QByteArray text : {"first", "second", "third, the longest"}) {
        S3Request put;
        put.method = "PUT";
        put.bucket = bucket;
        put.key = key;
        put.content = text;
        QVERIFY(send(connection, put));
    }
    QVERIFY(send(connection, deleteObjectRequest(bucket, key)));

    BucketSession session(connection);
    VersionsDialog dialog(session, bucket, key);
    dialog.show();
    VersionModel *model = dialog.model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 4, 20000);
    QVERIFY(model->at(0).deleteMarker && model->at(0).latest);
    QCOMPARE(model->at(1).size, 18);
    QCOMPARE(model->at(3).size, 5);
    QCOMPARE(model->at(3).key, key);

    // The oldest is downloaded under a name of its own.
    QTemporaryDir folder;
    EngineBoard board;
    QSignalSpy ended(&board, &TransferBoard::ended);
    connect(&dialog, &VersionsDialog::downloadWanted, &board, [&](const QList<ObjectVersion> &versions) {
        TransferOrder order;
        DownloadSpec spec = VersionsDialog::downloadOf(bucket, versions.first(), folder.path());
        spec.connection = connection;
        order.spec = spec;
        board.add(order);
    });
    dialog.view()->setCurrentIndex(model->index(3, VersionModel::State));
    QTest::mouseClick(button(dialog, u"Download"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30000);
    const QStringList files = filesBelow(folder.path());
    QCOMPARE(files.size(), 1);
    QCOMPARE(fileContents(folder.filePath(files.first())), "first");

    // A version is put on top again: the object is there once more.
    QSignalSpy changed(&dialog, &VersionsDialog::changed);
    dialog.view()->setCurrentIndex(model->index(2, VersionModel::State));
    QCOMPARE(model->at(2).size, 6);
    QTest::mouseClick(button(dialog, u"Restore"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, 30000);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 5, 20000);
    QVERIFY(model->at(0).latest && !model->at(0).deleteMarker);
    QCOMPARE(model->at(0).size, 6);
    S3Request get;
    get.bucket = bucket;
    get.key = key;
    const Result<S3Response> back = send(connection, get);
    QVERIFY(back);
    QCOMPARE(back->body, "second");

    // Deleting the newest for good leaves the delete marker on top, and without that the third is current.
    for (const int left : {4, 3}) {
        dialog.view()->setCurrentIndex(model->index(0, VersionModel::State));
        agree();
        QTest::mouseClick(button(dialog, u"Delete…"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), left, 20000);
    }
    QVERIFY(model->at(0).latest && !model->at(0).deleteMarker);
    QCOMPARE(model->at(0).size, 18);
    QCOMPARE(send(connection, get)->body, "third, the longest");
}

QTEST_MAIN(TestVersions)
#include "tst_versions.moc"
