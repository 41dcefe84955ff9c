// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/removal.h"
#include "support/testendpoint.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace Qt::Literals::StringLiterals;
using namespace millrace;

class tst_Removal : public QObject
{
    Q_OBJECT

private slots:
    void prefixInBatches();
    void filterKeepsTheRest();
    void oddKeys();
    void dryRunTouchesNothing();
    void keyThatIsNotThere();
    void refusedKeysAreNamed();
    void slowDownIsTriedAgain();
    void withoutBatches_data();
    void withoutBatches();
    void failedListing();
    void cancelled();

private:
    struct Outcome
    {
        RemovalResult result;
        QStringList removed;
        QList<Error> failures;
        bool ended = false;
    };
    static Outcome run(TestEndpoint &endpoint, RemovalSpec spec, int cancelAfter = -1);
};

tst_Removal::Outcome tst_Removal::run(TestEndpoint &endpoint, RemovalSpec spec, int cancelAfter)
{
    spec.bucket = endpoint.bucket();
    auto session = std::make_shared<S3Session>(endpoint.connection());
    S3Client client(session, *session->transportOptions(), 3);
    Removal removal(spec, client);
    Outcome outcome;
    QEventLoop loop;
    connect(&removal, &Removal::removed, &loop, [&](const ObjectInfo &object) {
        outcome.removed += object.key;
        if (outcome.removed.size() == cancelAfter)
            removal.cancel();
    });
    connect(&removal, &Removal::failed, &loop,
            [&](const ObjectInfo &, const Error &error) { outcome.failures += error; });
    connect(&removal, &Removal::finished, &loop, [&](const RemovalResult &result) {
        outcome.result = result;
        outcome.ended = true;
        loop.quit();
    });
    QTimer::singleShot(60'000, &loop, &QEventLoop::quit);
    removal.start();
    loop.exec();
    return outcome;
}

void tst_Removal::prefixInBatches()
{
    TestEndpoint endpoint;
    for (int i = 0; i < 2500; ++i)
        endpoint.put(u"gone/%1"_s.arg(i, 4, 10, QChar(u'0')), "abc");
    endpoint.put(u"gone"_s + u"2/stays"_s, "x");
    RemovalSpec spec;
    spec.wholePrefix = true;
    spec.prefix = u"gone/"_s;
    const qint64 before = endpoint.server().counters().requests;
    const Outcome outcome = run(endpoint, spec);
    QVERIFY(outcome.ended);
    QVERIFY(!outcome.result.error);
    QCOMPARE(outcome.result.removed, 2500);
    QCOMPARE(outcome.result.bytes, 7500);
    QCOMPARE(outcome.result.failed, 0);
    QCOMPARE(filesBelow(endpoint.bucketFolder()), QStringList{u"gone2/stays"_s});
    // Three pages of the listing and three batches.
    QCOMPARE(endpoint.server().counters().requests - before, 6);
}

void tst_Removal::filterKeepsTheRest()
{
    TestEndpoint endpoint;
    for (const char *key : {"a/1.log", "a/1.txt", "a/keep/2.log", "b.log"})
        endpoint.put(QString::fromLatin1(key), "x");
    RemovalSpec spec;
    spec.wholePrefix = true;
    spec.filter = *KeyFilter::make({u"*.log"_s}, {u"a/keep/*"_s});
    const Outcome outcome = run(endpoint, spec);
    QCOMPARE(outcome.result.removed, 2);
    QCOMPARE(filesBelow(endpoint.bucketFolder()), (QStringList{u"a/1.txt"_s, u"a/keep/2.log"_s}));
}

void tst_Removal::oddKeys()
{
    TestEndpoint endpoint;
    const QStringList keys{u"a b+c&d<e>\"f'%25"_s, u"tab\there"_s, u"line\nbreak"_s, u"bell\x07"_s, u"ä/日本/😀"_s,
                           u"dir//x/"_s, u"../up"_s, u"]]>"_s};
    for (const QString &key : keys)
        QVERIFY2(endpoint.store(key, "x"), qPrintable(key));
    RemovalSpec spec;
    spec.wholePrefix = true;
    Outcome outcome = run(endpoint, spec);
    outcome.removed.sort();
    QStringList expected = keys;
    expected.sort();
    QCOMPARE(outcome.removed, expected);
    QCOMPARE(run(endpoint, spec).result.found, 0);
}

void tst_Removal::dryRunTouchesNothing()
{
    TestEndpoint endpoint;
    endpoint.put(u"a"_s, "x");
    RemovalSpec spec;
    spec.wholePrefix = true;
    spec.dryRun = true;
    const Outcome outcome = run(endpoint, spec);
    QCOMPARE(outcome.removed, QStringList{u"a"_s});
    QCOMPARE(filesBelow(endpoint.bucketFolder()), QStringList{u"a"_s});
}

void tst_Removal::keyThatIsNotThere()
{
    TestEndpoint endpoint;
    endpoint.put(u"a"_s, "x");
    RemovalSpec spec;
    spec.keys = QStringList{u"a"_s, u"typo"_s};
    const Outcome outcome = run(endpoint, spec);
    QCOMPARE(outcome.removed, QStringList{u"a"_s});
    QCOMPARE(outcome.failures.size(), 1);
    QCOMPARE(outcome.failures.first().kind, ErrorKind::NotFound);
    QCOMPARE(outcome.failures.first().key, u"typo"_s);
}

void tst_Removal::refusedKeysAreNamed()
{
    TestEndpoint endpoint;
    for (const char *key : {"a/1", "a/locked", "a/3"})
        endpoint.put(QString::fromLatin1(key), "x");
    FaultRule rule;
    rule.action = FaultAction::RefuseKeys;
    rule.operation = u"DeleteObjects"_s;
    rule.times = 0;
    rule.keys = u"*locked"_s;
    endpoint.setRules({rule});
    RemovalSpec spec;
    spec.wholePrefix = true;
    const Outcome outcome = run(endpoint, spec);
    QCOMPARE(outcome.result.removed, 2);
    QCOMPARE(outcome.result.failed, 1);
    QCOMPARE(outcome.failures.first().key, u"a/locked"_s);
    QCOMPARE(outcome.failures.first().kind, ErrorKind::Auth);
    QCOMPARE(filesBelow(endpoint.bucketFolder()), QStringList{u"a/locked"_s});
}

void tst_Removal::slowDownIsTriedAgain()
{
    TestEndpoint endpoint;
    for (const char *key : {"a/1", "a/2"})
        endpoint.put(QString::fromLatin1(key), "x");
    FaultRule rule;
    rule.action = FaultAction::RefuseKeys;
    rule.operation = u"DeleteObjects"_s;
    rule.times = 2;
    rule.keys = u"a/2"_s;
    rule.s3Code = u"SlowDown"_s;
    endpoint.setRules({rule});
    RemovalSpec spec;
    spec.wholePrefix = true;
    const Outcome outcome = run(endpoint, spec);
    QCOMPARE(outcome.result.removed, 2);
    QCOMPARE(outcome.result.failed, 0);
    QVERIFY(filesBelow(endpoint.bucketFolder()).isEmpty());
}

void tst_Removal::withoutBatches_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("not implemented") << 501;
    QTest::newRow("not allowed") << 405;
}

void tst_Removal::withoutBatches()
{
    QFETCH(int, status);
    TestEndpoint endpoint;
    for (int i = 0; i < 1200; ++i)
        endpoint.put(u"a/%1"_s.arg(i), "x");
    FaultRule rule;
    rule.operation = u"DeleteObjects"_s;
    rule.httpStatus = status;
    rule.times = 0;
    endpoint.setRules({rule});
    RemovalSpec spec;
    spec.wholePrefix = true;
    const Outcome outcome = run(endpoint, spec);
    QVERIFY(!outcome.result.error);
    QCOMPARE(outcome.result.removed, 1200);
    QCOMPARE(outcome.result.failed, 0);
    QVERIFY(filesBelow(endpoint.bucketFolder()).isEmpty());
}

void tst_Removal::failedListing()
{
    TestEndpoint endpoint;
    for (int i = 0; i < 1500; ++i)
        endpoint.put(u"k%1"_s.arg(i, 4, 10, QChar(u'0')), "x");
    FaultRule rule;
    rule.operation = u"ListObjectsV2"_s;
    rule.nth = 2;
    rule.times = 0;
    rule.httpStatus = 403;
    endpoint.setRules({rule});
    RemovalSpec spec;
    spec.wholePrefix = true;
    const Outcome outcome = run(endpoint, spec);
    QVERIFY(outcome.ended);
    QVERIFY(outcome.result.error);
    QCOMPARE(outcome.result.error->kind, ErrorKind::Auth);
}

void tst_Removal::cancelled()
{
    TestEndpoint endpoint;
    for (int i = 0; i < 40; ++i)
        endpoint.put(u"k%1"_s.arg(i, 4, 10, QChar(u'0')), "x");
    RemovalSpec spec;
    spec.wholePrefix = true;
    spec.batch = 4;
    spec.requests = 1;
    const Outcome outcome = run(endpoint, spec, 1);
    QVERIFY(outcome.ended);
    QVERIFY(outcome.result.cancelled);
    QCOMPARE(outcome.result.removed, 4);
    QCOMPARE(filesBelow(endpoint.bucketFolder()).size(), 36);
}

QTEST_GUILESS_MAIN(tst_Removal)
#include "tst_removal.moc"
