// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/s3client.h"
#include "s3/errorparser.h"
#include "s3/objectrequests.h"
#include "support/testendpoint.h"
#include "transfer/copyengine.h"

#include <QEventLoop>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

class tst_CopyEngine : public QObject
{
    Q_OBJECT

private slots:
    void oneObject();
    void keepsMetadata_data();
    void keepsMetadata();
    void oddKeys_data();
    void oddKeys();
    void prefix();
    void sourceThatChangesIsNotMixed_data();
    void sourceThatChangesIsNotMixed();
    void errorIn200_data();
    void errorIn200();
    void lostAnswerToComplete();
    void failureAborts();
    void cancelAborts();
    void cancelLeavesASilentServer();
    void move();
    void moveLooksBeforeItRemoves();
    void moveKeepsAChangedSource();
    void moveKeepsWhatFailed();
    void ontoItself();
    void intoItself();
    void upwards();
    void missing();
    void dryRun();

private:
    struct Outcome
    {
        RunResult result;
        QList<FileResult> files;
        bool ended = false;
        FileResult only() const { return files.size() == 1 ? files.first() : FileResult(); }
    };
    static Outcome run(CopySpec spec, bool cancelOnceMoving = false);
    static CopySpec specFor(TestEndpoint &endpoint, const QString &key, const QString &target);
    static Result<S3Response> command(TestEndpoint &endpoint, const S3Request &request);
    static ObjectHead head(TestEndpoint &endpoint, const QString &key);
    static qsizetype pending(TestEndpoint &endpoint);
};

tst_CopyEngine::Outcome tst_CopyEngine::run(CopySpec spec, bool cancelOnceMoving)
{
    CopyEngine engine(std::move(spec));
    Outcome outcome;
    QEventLoop loop;
    connect(&engine, &CopyEngine::fileFinished, &loop, [&](const FileResult &file) { outcome.files += file; });
    connect(&engine, &CopyEngine::finished, &loop, [&](const RunResult &result) {
        outcome.result = result;
        outcome.ended = true;
        loop.quit();
    });
    if (cancelOnceMoving)
        connect(&engine, &CopyEngine::progressed, &loop, [&](const Snapshot &snapshot) {
            if (snapshot.bytesDone > 0)
                engine.cancel();
        });
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    engine.start();
    loop.exec();
    return outcome;
}

CopySpec tst_CopyEngine::specFor(TestEndpoint &endpoint, const QString &key, const QString &target)
{
    CopySpec spec;
    spec.connection = endpoint.connection();
    spec.sourceBucket = spec.bucket = endpoint.bucket();
    if (key.isEmpty() || key.endsWith(u'/')) {
        spec.wholePrefix = true;
        spec.prefix = key;
    } else {
        spec.keys = QStringList{key};
    }
    spec.key = target;
    spec.settings.maxAttempts = 3;
    return spec;
}

Result<S3Response> tst_CopyEngine::command(TestEndpoint &endpoint, const S3Request &request)
{
    auto session = std::make_shared<S3Session>(endpoint.connection());
    S3Client client(session, *session->transportOptions());
    Result<S3Response> answer = fail(Error::cancelled());
    QEventLoop loop;
    client.send(request, [&](Result<S3Response> response) {
        answer = std::move(response);
        loop.quit();
    });
    loop.exec();
    return answer;
}

ObjectHead tst_CopyEngine::head(TestEndpoint &endpoint, const QString &key)
{
    S3Request request;
    request.method = "HEAD";
    request.bucket = endpoint.bucket();
    request.key = key;
    request.headers.emplaceBack("x-amz-checksum-mode", "ENABLED");
    const auto answer = command(endpoint, request);
    return answer ? ObjectHead{objectInfoFromHeaders(key, answer->headers), answer->headers} : ObjectHead();
}

qsizetype tst_CopyEngine::pending(TestEndpoint &endpoint)
{
    const auto answer = command(endpoint, listUploadsRequest(endpoint.bucket(), {}, {}, {}));
    return answer ? parseListMultipartUploads(answer->body)->uploads.size() : -1;
}

void tst_CopyEngine::oneObject()
{
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(100'000);
    QVERIFY(endpoint.store(u"a"_s, bytes));
    const Outcome outcome = run(specFor(endpoint, u"a"_s, u"b"_s));
    QCOMPARE(outcome.only().outcome, FileOutcome::Done);
    QCOMPARE(outcome.only().verifiedBy, VerifiedBy::Md5Etag);
    QVERIFY(fileContents(endpoint.bucketFolder() + u"/b"_s) == bytes);
    QVERIFY(fileContents(endpoint.bucketFolder() + u"/a"_s) == bytes);
}

void tst_CopyEngine::keepsMetadata_data()
{
    QTest::addColumn<ByteCount>("threshold");
    QTest::newRow("in one") << ByteCount(5 * GiB);
    QTest::newRow("in parts") << ByteCount(100'000);
}

void tst_CopyEngine::keepsMetadata()
{
    QFETCH(ByteCount, threshold);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(1'000'001);
    S3Request put;
    put.method = "PUT";
    put.bucket = endpoint.bucket();
    put.key = u"a"_s;
    put.content = bytes;
    put.headers = {{"Content-Type", "text/x-own"},       {"Cache-Control", "max-age=7"},
                   {"Content-Disposition", "inline"},     {"x-amz-meta-color", "blue"},
                   {"x-amz-tagging", "team=a%20b&x=%26"}, {"x-amz-storage-class", "STANDARD_IA"}};
    QVERIFY(command(endpoint, put));
    CopySpec spec = specFor(endpoint, u"a"_s, u"copies/"_s);
    spec.multipartThreshold = threshold;
    spec.settings.partSize = 300'000;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Done);
    QCOMPARE(outcome.only().parts, threshold < bytes.size() ? 4 : 1);
    QVERIFY(outcome.only().verifiedBy != VerifiedBy::SizeOnly && outcome.only().verifiedBy != VerifiedBy::Nothing);
    QVERIFY(fileContents(endpoint.bucketFolder() + u"/copies/a"_s) == bytes);
    const HeaderList headers = head(endpoint, u"copies/a"_s).headers;
    QCOMPARE(headerValue(headers, "content-type"), QByteArray("text/x-own"));
    QCOMPARE(headerValue(headers, "cache-control"), QByteArray("max-age=7"));
    QCOMPARE(headerValue(headers, "content-disposition"), QByteArray("inline"));
    QCOMPARE(headerValue(headers, "x-amz-meta-color"), QByteArray("blue"));
    QCOMPARE(headerValue(headers, "x-amz-storage-class"), QByteArray()); // the target's own
    const auto tags = command(endpoint, getTaggingRequest(endpoint.bucket(), u"copies/a"_s, {}));
    QVERIFY(tags);
    QCOMPARE(*parseTagging(tags->body), (TagList{{u"team"_s, u"a b"_s}, {u"x"_s, u"&"_s}}));
    QCOMPARE(pending(endpoint), 0);
}

void tst_CopyEngine::oddKeys_data()
{
    QTest::addColumn<QString>("key");
    for (const QString &key : {u"a b+c&d=e?f#g%25h"_s, u"ä/日本/😀"_s, u"dir//x"_s, u"../up"_s, u"quote\"'<>"_s,
                               u"what?versionId=null"_s, u"tab\tbell\x07"_s})
        QTest::newRow(qPrintable(key)) << key;
}

void tst_CopyEngine::oddKeys()
{
    QFETCH(QString, key);
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(key, "in one"));
    Outcome outcome = run(specFor(endpoint, key, u"plain"_s));
    QVERIFY2(outcome.only().outcome == FileOutcome::Done,
             qPrintable(outcome.only().error ? outcome.only().error->message : QString()));
    QCOMPARE(fileContents(endpoint.bucketFolder() + u"/plain"_s), QByteArray("in one"));
    CopySpec back = specFor(endpoint, u"plain"_s, u"back/"_s + key);
    back.multipartThreshold = 0;
    back.settings.partSize = 2;
    outcome = run(back);
    QCOMPARE(outcome.only().outcome, FileOutcome::Done);
    QCOMPARE(head(endpoint, u"back/"_s + key).info.size, 6);
}

void tst_CopyEngine::prefix()
{
    TestEndpoint endpoint;
    for (int i = 0; i < 1100; ++i)
        endpoint.put(u"p/%1"_s.arg(i), QByteArray::number(i));
    endpoint.put(u"p/skip.tmp"_s, "x");
    endpoint.put(u"pp"_s, "x");
    CopySpec spec = specFor(endpoint, u"p/"_s, u"q"_s);
    spec.exclude = QStringList{u"*.tmp"_s};
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.result.filesDone, 1100);
    QVERIFY(!outcome.result.error);
    const QStringList copies = filesBelow(endpoint.bucketFolder() + u"/q"_s);
    QCOMPARE(copies.size(), 1100);
    for (int i = 0; i < 1100; i += 97)
        QCOMPARE(fileContents(endpoint.bucketFolder() + u"/q/%1"_s.arg(i)), QByteArray::number(i));
}

void tst_CopyEngine::sourceThatChangesIsNotMixed_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<int>("nth");
    QTest::newRow("as a part is copied") << u"UploadPartCopy"_s << 3;
    QTest::newRow("after the last part") << u"HeadObject"_s << 2;
}

/// The endpoint has a new object under the source's key from a certain request on.
void tst_CopyEngine::sourceThatChangesIsNotMixed()
{
    QFETCH(QString, operation);
    QFETCH(int, nth);
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"a"_s, testBytes(1'000'000)));
    FaultRule rule;
    rule.operation = operation;
    rule.nth = nth;
    rule.times = 0;
    rule.action = FaultAction::ChangeEtag;
    if (operation == u"UploadPartCopy") {
        rule.action = FaultAction::Status;
        rule.httpStatus = 412;
        rule.s3Code = u"PreconditionFailed"_s;
    }
    endpoint.setRules({rule});
    CopySpec spec = specFor(endpoint, u"a"_s, u"b"_s);
    spec.multipartThreshold = 1000;
    spec.settings.partSize = 100'000;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Failed);
    QCOMPARE(outcome.only().error->cause, ErrorCause::ObjectChanged);
    QCOMPARE(filesBelow(endpoint.bucketFolder()).filter(u"b"_s).filter(QRegularExpression(u"^b$"_s)).size(), 0);
    endpoint.setRules({});
    QCOMPARE(pending(endpoint), 0);
}

void tst_CopyEngine::errorIn200_data()
{
    QTest::addColumn<QString>("operation");
    QTest::addColumn<int>("times");
    for (const char *name : {"CopyObject", "UploadPartCopy", "CompleteMultipartUpload"}) {
        QTest::addRow("%s, twice", name) << QString::fromLatin1(name) << 2;
        QTest::addRow("%s, for ever", name) << QString::fromLatin1(name) << 0;
    }
}

void tst_CopyEngine::errorIn200()
{
    QFETCH(QString, operation);
    QFETCH(int, times);
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(300'000);
    QVERIFY(endpoint.store(u"a"_s, bytes));
    FaultRule rule;
    rule.operation = operation;
    rule.times = times;
    rule.action = FaultAction::ErrorIn200;
    endpoint.setRules({rule});
    CopySpec spec = specFor(endpoint, u"a"_s, u"b"_s);
    if (operation != u"CopyObject")
        spec.multipartThreshold = 1000;
    spec.settings.partSize = 100'000;
    const Outcome outcome = run(spec);
    const QString copy = endpoint.bucketFolder() + u"/b"_s;
    if (times > 0) {
        QCOMPARE(outcome.only().outcome, FileOutcome::Done);
        QVERIFY(fileContents(copy) == bytes);
    } else {
        QCOMPARE(outcome.only().outcome, FileOutcome::Failed);
        QVERIFY(!QFile::exists(copy));
    }
    endpoint.setRules({});
    QCOMPARE(pending(endpoint), 0);
}

void tst_CopyEngine::lostAnswerToComplete()
{
    TestEndpoint endpoint;
    const QByteArray bytes = testBytes(300'000);
    QVERIFY(endpoint.store(u"a"_s, bytes));
    FaultRule rule;
    rule.operation = u"CompleteMultipartUpload"_s;
    rule.action = FaultAction::CloseAfter;
    rule.bytes = 10;
    endpoint.setRules({rule});
    CopySpec spec = specFor(endpoint, u"a"_s, u"b"_s);
    spec.multipartThreshold = 1000;
    spec.settings.partSize = 100'000;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Done);
    QVERIFY(fileContents(endpoint.bucketFolder() + u"/b"_s) == bytes);
}

void tst_CopyEngine::failureAborts()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"a"_s, testBytes(1'000'000)));
    FaultRule rule;
    rule.operation = u"UploadPartCopy"_s;
    rule.partNumber = 7;
    rule.times = 0;
    rule.httpStatus = 403;
    endpoint.setRules({rule});
    CopySpec spec = specFor(endpoint, u"a"_s, u"b"_s);
    spec.multipartThreshold = 1000;
    spec.settings.partSize = 100'000;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Failed);
    QCOMPARE(outcome.only().error->kind, ErrorKind::Auth);
    QCOMPARE(pending(endpoint), 0);
}

void tst_CopyEngine::cancelAborts()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"a"_s, testBytes(1'000'000)));
    FaultOptions faults;
    faults.latency = std::chrono::milliseconds(200);
    endpoint.server().setFaults(faults);
    CopySpec spec = specFor(endpoint, u"a"_s, u"b"_s);
    spec.multipartThreshold = 1000;
    spec.settings.partSize = 10'000;
    spec.settings.concurrency = 2;
    const Outcome outcome = run(spec, true);
    QVERIFY(outcome.ended);
    QVERIFY(outcome.result.cancelled);
    QCOMPARE(outcome.only().outcome, FileOutcome::Cancelled);
    QCOMPARE(pending(endpoint), 0);
    QVERIFY(!QFile::exists(endpoint.bucketFolder() + u"/b"_s));
}

/// Answers to such commands may take ten minutes: who cancels need not wait for one.
void tst_CopyEngine::cancelLeavesASilentServer()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"a"_s, "x"));
    FaultRule rule;
    rule.operation = u"CopyObject"_s;
    rule.action = FaultAction::StallAfter;
    rule.times = 0;
    endpoint.setRules({rule});
    CopyEngine engine(specFor(endpoint, u"a"_s, u"b"_s));
    RunResult result;
    QEventLoop loop;
    connect(&engine, &CopyEngine::progressed, &loop, [&](const Snapshot &snapshot) {
        if (!snapshot.files.isEmpty())
            engine.cancel();
    });
    connect(&engine, &CopyEngine::finished, &loop, [&](const RunResult &ended) {
        result = ended;
        loop.quit();
    });
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    engine.start();
    loop.exec();
    QVERIFY(result.cancelled);
    QCOMPARE(result.filesDone, 0);
}

/// The answer to the copy may say what it likes.
void tst_CopyEngine::moveLooksBeforeItRemoves()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"a"_s, "x"));
    FaultRule rule;
    rule.operation = u"HeadObject"_s;
    rule.key = u"b"_s;
    rule.httpStatus = 404;
    rule.times = 0;
    FaultRule other = rule;
    other.operation = u"GetObject"_s; // a refused HEAD is asked for its reason
    endpoint.setRules({rule, other});
    CopySpec spec = specFor(endpoint, u"a"_s, u"b"_s);
    spec.move = true;
    QCOMPARE(run(spec).only().outcome, FileOutcome::Failed);
    QVERIFY(QFile::exists(endpoint.bucketFolder() + u"/a"_s));
}

void tst_CopyEngine::move()
{
    TestEndpoint endpoint;
    for (const char *name : {"p/1", "p/2", "p/d/3"})
        QVERIFY(endpoint.store(QString::fromLatin1(name), name));
    CopySpec spec = specFor(endpoint, u"p/"_s, u"q/"_s);
    spec.move = true;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.result.filesDone, 3);
    QCOMPARE(filesBelow(endpoint.bucketFolder()).filter(QRegularExpression(u"^[pq]/"_s)),
             (QStringList{u"q/1"_s, u"q/2"_s, u"q/d/3"_s}));
    QCOMPARE(fileContents(endpoint.bucketFolder() + u"/q/d/3"_s), QByteArray("p/d/3"));
}

void tst_CopyEngine::moveKeepsAChangedSource()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"p/1"_s, "x"));
    FaultRule rule;
    rule.operation = u"HeadObject"_s;
    rule.key = u"p/1"_s;
    rule.times = 0;
    rule.action = FaultAction::ChangeEtag;
    endpoint.setRules({rule});
    CopySpec spec = specFor(endpoint, u"p/"_s, u"q/"_s);
    spec.move = true;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Failed);
    QVERIFY(QFile::exists(endpoint.bucketFolder() + u"/p/1"_s));
}

void tst_CopyEngine::moveKeepsWhatFailed()
{
    TestEndpoint endpoint;
    for (const char *name : {"p/1", "p/2"})
        QVERIFY(endpoint.store(QString::fromLatin1(name), name));
    FaultRule rule;
    rule.operation = u"CopyObject"_s;
    rule.key = u"q/2"_s;
    rule.times = 0;
    rule.httpStatus = 403;
    endpoint.setRules({rule});
    CopySpec spec = specFor(endpoint, u"p/"_s, u"q/"_s);
    spec.move = true;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.result.filesDone, 1);
    QCOMPARE(outcome.result.filesFailed, 1);
    QCOMPARE(filesBelow(endpoint.bucketFolder()).filter(QRegularExpression(u"^[pq]/"_s)),
             (QStringList{u"p/2"_s, u"q/1"_s}));
}

void tst_CopyEngine::ontoItself()
{
    TestEndpoint endpoint;
    QVERIFY(endpoint.store(u"a"_s, "x"));
    CopySpec spec = specFor(endpoint, u"a"_s, u"a"_s);
    spec.move = true;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Failed);
    QCOMPARE(outcome.only().error->kind, ErrorKind::Config);
    QVERIFY(QFile::exists(endpoint.bucketFolder() + u"/a"_s));

    // With another storage class a copy onto itself makes sense; to move it there would be to remove it.
    spec.storageClass = u"STANDARD_IA"_s;
    QCOMPARE(run(spec).only().outcome, FileOutcome::Failed);
    spec.move = false;
    QCOMPARE(run(spec).only().outcome, FileOutcome::Done);
    QCOMPARE(fileContents(endpoint.bucketFolder() + u"/a"_s), "x");
    CopySpec below = specFor(endpoint, u""_s, u""_s);
    below.wholePrefix = true;
    below.keys.clear();
    below.storageClass = u"GLACIER_IR"_s;
    QCOMPARE(run(below).only().outcome, FileOutcome::Done);
    spec.storageClass.clear();
    QCOMPARE(run(spec).only().outcome, FileOutcome::Failed);
}

void tst_CopyEngine::intoItself()
{
    TestEndpoint endpoint;
    endpoint.put(u"p/1"_s, "x");
    const Outcome outcome = run(specFor(endpoint, u"p/"_s, u"p/copy/"_s));
    QVERIFY(outcome.result.error);
    QCOMPARE(outcome.result.error->kind, ErrorKind::Config);
}

/// A move from a folder to the one above must not lose what would meet another source on its way.
void tst_CopyEngine::upwards()
{
    TestEndpoint endpoint;
    for (const char *name : {"x/y/k", "x/y/y/k", "x/y/z"})
        QVERIFY(endpoint.store(QString::fromLatin1(name), name));
    CopySpec spec = specFor(endpoint, u"x/y/"_s, u"x/"_s);
    spec.move = true;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.result.filesDone, 2);
    QCOMPARE(outcome.result.filesFailed, 1);
    QCOMPARE(filesBelow(endpoint.bucketFolder()).filter(QRegularExpression(u"^x/"_s)),
             (QStringList{u"x/k"_s, u"x/y/y/k"_s, u"x/z"_s}));
}

void tst_CopyEngine::missing()
{
    TestEndpoint endpoint;
    Outcome outcome = run(specFor(endpoint, u"none"_s, u"b"_s));
    QCOMPARE(outcome.only().outcome, FileOutcome::Failed);
    QCOMPARE(outcome.only().error->kind, ErrorKind::NotFound);
    CopySpec spec = specFor(endpoint, u"p/"_s, u"b/"_s);
    spec.sourceBucket = u"nobucket"_s;
    outcome = run(spec);
    QVERIFY(outcome.result.error);
    QCOMPARE(outcome.result.error->kind, ErrorKind::NotFound);
}

void tst_CopyEngine::dryRun()
{
    TestEndpoint endpoint;
    endpoint.put(u"p/1"_s, "x");
    CopySpec spec = specFor(endpoint, u"p/"_s, u"q/"_s);
    spec.move = spec.dryRun = true;
    const Outcome outcome = run(spec);
    QCOMPARE(outcome.only().outcome, FileOutcome::Planned);
    QCOMPARE(outcome.only().path, u"s3://bucket/q/1"_s);
    QCOMPARE(filesBelow(endpoint.bucketFolder()), QStringList{u"p/1"_s});
}

QTEST_GUILESS_MAIN(tst_CopyEngine)
#include "tst_copyengine.moc"
