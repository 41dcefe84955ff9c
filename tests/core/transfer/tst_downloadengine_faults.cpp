// SPDX-License-Identifier: GPL-3.0-or-later
// What a run does when the network or the server fails: what is tried again, from where, and what is not.
#include "support/enginerun.h"
#include "support/rawserver.h"
#include "support/testendpoint.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>
#include <QTimer>

using namespace millrace;
using namespace Qt::StringLiterals;

namespace {

FaultRule rule(FaultAction action, int times = 1)
{
    FaultRule r;
    r.operation = u"GetObject"_s;
    r.action = action;
    r.times = times;
    return r;
}

FaultRule status(int code, const QString &s3Code = {}, int times = 1, int retryAfter = -1)
{
    FaultRule r = rule(FaultAction::Status, times);
    r.httpStatus = code;
    r.s3Code = s3Code;
    r.retryAfterSeconds = retryAfter;
    return r;
}

FaultRule at(FaultRule r, qint64 rangeStart)
{
    r.rangeStart = rangeStart;
    return r;
}

} // namespace

class TestDownloadEngineFaults : public QObject
{
    Q_OBJECT

    /// One object in parts of 1 MiB, or in one GET.
    static DownloadSpec parts(TestEndpoint &endpoint, bool inParts = true)
    {
        DownloadSpec spec = endpoint.spec({u"object"_s});
        if (inParts)
            spec.settings.partSize = MiB;
        return spec;
    }
    static bool nothingLeft(TestEndpoint &endpoint) { return filesBelow(endpoint.target()).isEmpty(); }

private slots:
    void triedAgain_data()
    {
        QTest::addColumn<FaultRule>("fault");
        QTest::addColumn<bool>("inParts");
        QTest::addColumn<int>("throttles");
        for (const bool inParts : {true, false}) {
            const char *how = inParts ? "parts" : "one GET";
            QTest::addRow("500, %s", how) << status(500) << inParts << 0;
            QTest::addRow("502, %s", how) << status(502, u"BadGateway"_s) << inParts << 0;
            QTest::addRow("503, %s", how) << status(503, u"SlowDown"_s) << inParts << 1;
            QTest::addRow("504, %s", how) << status(504, u"GatewayTimeout"_s) << inParts << 0;
            QTest::addRow("429, %s", how) << status(429, u"TooManyRequests"_s) << inParts << 1;
            QTest::addRow("RequestTimeout, %s", how) << status(400, u"RequestTimeout"_s) << inParts << 0;
            QTest::addRow("reset before the head, %s", how) << rule(FaultAction::CloseBefore) << inParts << 0;
            QTest::addRow("web page of a proxy, %s", how) << rule(FaultAction::HtmlPage) << inParts << 0;
        }
    }

    void triedAgain()
    {
        QFETCH(FaultRule, fault);
        QFETCH(bool, inParts);
        QFETCH(int, throttles);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB + 7);
        endpoint.put(u"object"_s, bytes);
        fault.times = 2;
        endpoint.setRules({at(fault, inParts ? MiB : -1)});
        EngineRun run(parts(endpoint, inParts));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        // Qt itself sends a request again, once, where a kept connection closes without a word.
        if (fault.action != FaultAction::CloseBefore)
            QCOMPARE(run.only().retries, 2);
        QCOMPARE(run.result.retries, qint64(run.only().retries));
        QCOMPARE(run.result.throttles, 2 * throttles);
        QCOMPARE(endpoint.server().counters().faults, 2);
        QCOMPARE(run.only().bytesMoved, ByteCount(bytes.size()));
        QCOMPARE(run.only().verifiedBy, VerifiedBy::Md5Etag);
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
    }

    void retryAfterIsHonoured()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(1000));
        endpoint.setRules({status(503, u"SlowDown"_s, 1, 2)});
        QElapsedTimer clock;
        clock.start();
        EngineRun run(parts(endpoint, false));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Done);
        QVERIFY2(clock.elapsed() >= 2000, qPrintable(QString::number(clock.elapsed())));
    }

    /// The body ends early; the next request asks for what is missing and for no more.
    void aShortBodyGoesOnWhereItEnded_data()
    {
        QTest::addColumn<bool>("inParts");
        QTest::addColumn<qint64>("after");
        for (const bool inParts : {true, false})
            for (const qint64 after : {1LL, 4096LL, 100'001LL, (1LL << 20) - 1})
                QTest::addRow("%s, %lld", inParts ? "parts" : "one GET", after) << inParts << after;
    }

    void aShortBodyGoesOnWhereItEnded()
    {
        QFETCH(bool, inParts);
        QFETCH(qint64, after);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB + 7);
        endpoint.put(u"object"_s, bytes);
        const qint64 begin = inParts ? MiB : 0;
        FaultRule cut = rule(FaultAction::CloseAfter);
        cut.bytes = after;
        if (inParts)
            cut.rangeStart = begin;
        // Fires only if the server sees this very range.
        const FaultRule seen = at(status(500), begin + after);
        // What waits behind its full read buffer Qt drops when the connection ends, and that much comes again.
        const bool exact = after < 256 * KiB;
        endpoint.setRules(exact ? QList<FaultRule>{cut, seen} : QList<FaultRule>{cut});
        EngineRun run(parts(endpoint, inParts));
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(endpoint.server().counters().faults, exact ? 2 : 1);
        QCOMPARE(run.only().retries, exact ? 2 : 1);
        QCOMPARE(run.only().bytesMoved, ByteCount(bytes.size())); // not a byte twice
        QCOMPARE(run.only().verifiedBy, VerifiedBy::Md5Etag);
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
    }

    void bytesThatComeMakeAttemptsFree()
    {
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(MiB);
        endpoint.put(u"object"_s, bytes);
        FaultRule cut = rule(FaultAction::CloseAfter, 20);
        cut.bytes = 40'000;
        endpoint.setRules({cut});
        DownloadSpec spec = parts(endpoint, false);
        spec.settings.maxAttempts = 2;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(endpoint.server().counters().faults, 20);
        QVERIFY(run.only().retries > 2); // Qt repeats some by itself
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
    }

    void aStalledConnection_data()
    {
        QTest::addColumn<bool>("inParts");
        QTest::addRow("parts") << true;
        QTest::addRow("one GET") << false;
    }

    void aStalledConnection()
    {
        QFETCH(bool, inParts);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(3 * MiB);
        endpoint.put(u"object"_s, bytes);
        FaultRule stall = rule(FaultAction::StallAfter, 2);
        stall.bytes = 50'000;
        endpoint.setRules({stall});
        DownloadSpec spec = parts(endpoint, inParts);
        spec.settings.stallTimeout = std::chrono::milliseconds(400);
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().retries, 2);
        QCOMPARE(run.only().bytesMoved, ByteCount(bytes.size()));
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
    }

    void attemptsRunOut_data()
    {
        QTest::addColumn<FaultRule>("fault");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addRow("500") << status(500, {}, 0) << ErrorKind::Protocol;
        QTest::addRow("503") << status(503, u"SlowDown"_s, 0) << ErrorKind::Throttled;
        QTest::addRow("reset") << rule(FaultAction::CloseBefore, 0) << ErrorKind::Network;
        FaultRule stall = rule(FaultAction::StallAfter, 0);
        QTest::addRow("stall") << stall << ErrorKind::Timeout;
    }

    void attemptsRunOut()
    {
        QFETCH(FaultRule, fault);
        QFETCH(ErrorKind, kind);
        for (const bool inParts : {true, false}) {
            TestEndpoint endpoint;
            endpoint.put(u"object"_s, testBytes(3 * MiB));
            fault.rangeStart = inParts ? 2 * MiB : -1;
            endpoint.setRules({fault});
            DownloadSpec spec = parts(endpoint, inParts);
            spec.settings.maxAttempts = 3;
            spec.settings.concurrency = 1; // the parts before it are there by then
            spec.settings.stallTimeout = std::chrono::milliseconds(300);
            EngineRun run(spec);
            VERIFY_RUN(run);
            QCOMPARE(run.only().outcome, FileOutcome::Failed);
            QCOMPARE(run.only().error->kind, kind);
            QCOMPARE(run.only().error->key, u"object"_s);
            QCOMPARE(run.only().retries, 2);
            QCOMPARE(run.result.filesFailed, 1);
            QVERIFY(!run.result.error); // one file's failure is not the run's
            QVERIFY(!QFileInfo::exists(endpoint.target() + u"/object"_s));
            // Two parts are worth keeping, none is not.
            QCOMPARE(int(filesBelow(endpoint.target()).size()), inParts ? 2 : 0);

            endpoint.setRules({});
            EngineRun again(spec);
            VERIFY_RUN(again);
            QVERIFY2(again.only().outcome == FileOutcome::Done, qPrintable(again.why()));
            QVERIFY(inParts ? again.only().bytesResumed >= 2 * MiB : again.only().bytesResumed == 0);
            QCOMPARE(again.only().bytesMoved, 3 * MiB - again.only().bytesResumed);
            QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
            QCOMPARE(fileContents(endpoint.target() + u"/object"_s), testBytes(3 * MiB));
        }
    }

    /// In an outage the retries of all files together have a bound.
    void theRetryBudgetRunsOut()
    {
        TestEndpoint endpoint;
        for (int i = 0; i < 200; ++i)
            endpoint.put(u"p/%1"_s.arg(i), "x");
        endpoint.setRules({status(500, {}, 0)});
        EngineRun run(endpoint.prefixSpec(u"p/"_s));
        VERIFY_RUN(run);
        QCOMPARE(run.result.filesFailed, 200);
        // 500 tokens, 5 for each.
        QVERIFY2(run.result.retries == 100, qPrintable(QString::number(run.result.retries)));
        QCOMPARE(endpoint.server().counters().faults, 300);
    }

    void neverTriedAgain_data()
    {
        QTest::addColumn<FaultRule>("fault");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addColumn<ErrorCause>("cause");
        QTest::addRow("400") << status(400, u"InvalidArgument"_s, 0) << ErrorKind::Protocol << ErrorCause::None;
        QTest::addRow("401") << status(401, u"Unauthorized"_s, 0) << ErrorKind::Auth << ErrorCause::AccessDenied;
        QTest::addRow("403") << status(403, u"AccessDenied"_s, 0) << ErrorKind::Auth << ErrorCause::AccessDenied;
        QTest::addRow("404") << status(404, u"NoSuchKey"_s, 0) << ErrorKind::NotFound << ErrorCause::NoSuchKey;
        FaultRule page = rule(FaultAction::HtmlPage, 0);
        page.httpStatus = 403;
        QTest::addRow("sign-on page") << page << ErrorKind::Protocol << ErrorCause::NotS3;
        page.httpStatus = 200;
        QTest::addRow("sign-on page with 200") << page << ErrorKind::Protocol << ErrorCause::NotS3;
        QTest::addRow("no ETag") << rule(FaultAction::OmitEtag, 0) << ErrorKind::Protocol << ErrorCause::None;
        QTest::addRow("another range") << at(rule(FaultAction::WrongContentRange, 0), MiB) << ErrorKind::Protocol
                                       << ErrorCause::RangeNotHonoured;
        QTest::addRow("the whole object for a range") << at(rule(FaultAction::IgnoreRange, 0), MiB)
                                                      << ErrorKind::Protocol << ErrorCause::RangeNotHonoured;
    }

    void neverTriedAgain()
    {
        QFETCH(FaultRule, fault);
        QFETCH(ErrorKind, kind);
        QFETCH(ErrorCause, cause);
        for (const bool inParts : {true, false}) {
            if (!inParts && fault.rangeStart >= 0)
                continue; // there is no range to get wrong
            TestEndpoint endpoint;
            endpoint.put(u"object"_s, testBytes(2 * MiB));
            endpoint.setRules({fault});
            DownloadSpec spec = parts(endpoint, inParts);
            spec.settings.concurrency = 1;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QCOMPARE(run.only().outcome, FileOutcome::Failed);
            QVERIFY2(run.only().error->cause == cause, qPrintable(run.why()));
            QCOMPARE(run.only().error->kind, kind);
            QCOMPARE(run.only().retries, 0);
            QCOMPARE(endpoint.server().counters().faults, 1);
            QVERIFY(!QFileInfo::exists(endpoint.target() + u"/object"_s));
            QVERIFY(fault.rangeStart >= 0 || nothingLeft(endpoint));
        }
    }

    void aMissingEtagFromTheFirstAnswerOn()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(2 * MiB));
        FaultRule all = rule(FaultAction::OmitEtag, 0);
        all.operation.clear();
        endpoint.setRules({all});
        EngineRun run(parts(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Protocol);
        QVERIFY(nothingLeft(endpoint));
    }

    void anotherEtagStartsOverOnce_data()
    {
        QTest::addColumn<bool>("inParts");
        QTest::addColumn<bool>("fromAListing");
        QTest::addRow("parts") << true << false;
        QTest::addRow("one GET") << false << false;
        QTest::addRow("parts, listed") << true << true;
        QTest::addRow("one GET, listed") << false << true;
    }

    void anotherEtagStartsOverOnce()
    {
        QFETCH(bool, inParts);
        QFETCH(bool, fromAListing);
        TestEndpoint endpoint;
        const QByteArray bytes = testBytes(4 * MiB + 3);
        endpoint.put(u"object"_s, bytes);
        FaultRule changed = rule(FaultAction::ChangeEtag);
        if (inParts)
            changed.rangeStart = 2 * MiB;
        endpoint.setRules({changed});
        DownloadSpec spec = parts(endpoint, inParts);
        if (fromAListing) {
            spec.keys.clear();
            spec.wholePrefix = true;
        }
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QVERIFY2(run.only().note.contains(u"changed"_s) && run.only().note.contains(u"started over"_s),
                 qPrintable(run.only().note));
        QCOMPARE(int(run.notices.size()), 1);
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
        QCOMPARE(filesBelow(endpoint.target()), QStringList{u"object"_s});
    }

    /// Really another object, of another size, put there while the first is on its way.
    void aReplacedObjectIsNeverMixed()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(6 * MiB, 1));
        const QByteArray later = testBytes(5 * MiB + 99, 2);
        FaultRule slow = rule(FaultAction::Status);
        slow.rangeStart = 3 * MiB;
        slow.retryAfterSeconds = 1;
        endpoint.setRules({slow});
        EngineRun run(parts(endpoint));
        bool replaced = false;
        run.onProgress = [&](const Snapshot &) {
            // The held-back part comes after the change, the others came before it.
            if (!replaced && endpoint.server().counters().faults == 1) {
                replaced = true;
                endpoint.put(u"object"_s, later);
            }
        };
        VERIFY_RUN(run);
        QVERIFY(replaced);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QCOMPARE(run.only().size, ByteCount(later.size()));
        QCOMPARE(run.result.bytesDone, ByteCount(later.size()));
        QVERIFY(run.only().note.contains(u"started over"_s));
        QCOMPARE(sha256OfFile(endpoint.target() + u"/object"_s), sha256Of(later));
    }

    void anEtagThatChangesTwiceIsAConflict()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(3 * MiB));
        endpoint.setRules({at(rule(FaultAction::ChangeEtag, 0), MiB)});
        EngineRun run(parts(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Conflict);
        QCOMPARE(run.only().error->cause, ErrorCause::ObjectChanged);
        QCOMPARE(endpoint.server().counters().faults, 2);
        QVERIFY(!QFileInfo::exists(endpoint.target() + u"/object"_s));
    }

    void anObjectDeletedMeanwhile()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(3 * MiB));
        endpoint.setRules({at(rule(FaultAction::ChangeEtag), MiB), at(status(404, u"NoSuchKey"_s, 0), 0)});
        EngineRun run(parts(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::NotFound);
        QVERIFY(!QFileInfo::exists(endpoint.target() + u"/object"_s));
    }

    void aFlippedByteIsFetchedAgainOnce_data()
    {
        QTest::addColumn<QString>("algorithm");
        QTest::addColumn<qint64>("uploadPart");
        QTest::addColumn<qint64>("downloadPart");
        for (const auto &algorithm : {u""_s, u"crc32c"_s, u"sha256"_s})
            for (const qint64 uploadPart : {0LL, 1LL << 20})
                for (const qint64 downloadPart : {0LL, 1LL << 20, 700'000LL})
                    QTest::addRow("%s up %lld down %lld", qPrintable(algorithm), uploadPart, downloadPart)
                        << algorithm << uploadPart << downloadPart;
    }

    void aFlippedByteIsFetchedAgainOnce()
    {
        QFETCH(QString, algorithm);
        QFETCH(qint64, uploadPart);
        QFETCH(qint64, downloadPart);
        const QByteArray bytes = testBytes(4 * MiB + 11);
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, bytes, uploadPart, algorithm));
        DownloadSpec spec = parts(endpoint, false);
        if (downloadPart)
            spec.settings.partSize = downloadPart;
        FaultRule flip = rule(FaultAction::FlipByte);
        flip.bytes = 2 * MiB + 5;
        if (downloadPart)
            flip.rangeStart = flip.bytes / downloadPart * downloadPart;
        endpoint.setRules({flip});
        EngineRun once(spec);
        VERIFY_RUN(once);
        QCOMPARE(endpoint.server().counters().faults, 1);
        QVERIFY2(once.only().outcome == FileOutcome::Done, qPrintable(once.why()));
        QCOMPARE(int(once.notices.size()), 1);
        QVERIFY(once.only().verifiedBy != VerifiedBy::SizeOnly);
        QCOMPARE(once.only().bytesMoved, ByteCount(2 * bytes.size()));
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);

        flip.times = 0;
        endpoint.setRules({flip});
        spec.overwrite = OverwritePolicy::Always;
        spec.targetFolder = endpoint.scratch() + u"/other"_s;
        EngineRun twice(spec);
        VERIFY_RUN(twice);
        QCOMPARE(twice.only().outcome, FileOutcome::Failed);
        QCOMPARE(twice.only().error->kind, ErrorKind::Integrity);
        QCOMPARE(twice.only().error->cause, ErrorCause::ChecksumMismatch);
        QCOMPARE(twice.result.validationFailures, 1);
        QVERIFY(twice.only().verifiedBy == VerifiedBy::Nothing);
        QCOMPARE(filesBelow(spec.targetFolder), QStringList()); // neither the file nor its parts
    }

    void aFlippedByteInMemory()
    {
        TestEndpoint endpoint;
        QVERIFY(endpoint.store(u"object"_s, testBytes(3 * MiB), 0, u"crc32"_s));
        FaultRule flip = rule(FaultAction::FlipByte, 0);
        flip.bytes = MiB + 5;
        endpoint.setRules({flip});
        DownloadSpec spec = parts(endpoint);
        spec.targetFolder.clear();
        EngineRun run(spec);
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->kind, ErrorKind::Integrity);
    }

    void aListingThatFails_data()
    {
        QTest::addColumn<FaultRule>("fault");
        QTest::addColumn<ErrorCause>("cause");
        FaultRule denied = status(403, u"AccessDenied"_s, 0);
        FaultRule page = rule(FaultAction::HtmlPage, 0);
        page.httpStatus = 200;
        FaultRule cut = rule(FaultAction::CloseAfter, 0);
        cut.bytes = 100;
        denied.operation = page.operation = cut.operation = u"ListObjectsV2"_s;
        FaultRule second = denied;
        second.nth = 2;
        QTest::addRow("403") << denied << ErrorCause::AccessDenied;
        QTest::addRow("second page") << second << ErrorCause::AccessDenied;
        QTest::addRow("sign-on page") << page << ErrorCause::NotS3;
        QTest::addRow("cut short for ever") << cut << ErrorCause::ConnectionLost;
    }

    void aListingThatFails()
    {
        QFETCH(FaultRule, fault);
        QFETCH(ErrorCause, cause);
        TestEndpoint endpoint([](ServerOptions &o) {
            o.synthetic = {{u"bucket"_s, u"p/"_s, {}, 1500, 10, 3}};
        });
        endpoint.setRules({fault});
        DownloadSpec spec = endpoint.prefixSpec(u"p/"_s);
        spec.settings.maxAttempts = 3;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QVERIFY2(run.result.error->cause == cause || run.result.error->cause == ErrorCause::ShortBody,
                 qPrintable(run.why()));
        // What was listed before the failure is downloaded all the same.
        QCOMPARE(run.result.filesDone, fault.nth == 2 ? 1000 : 0);
        QVERIFY(!run.result.cancelled);
    }

    void aListingIsTriedAgain()
    {
        TestEndpoint endpoint;
        endpoint.put(u"p/a"_s, "a");
        FaultRule fault = status(503, u"SlowDown"_s, 2);
        fault.operation = u"ListObjectsV2"_s;
        FaultRule cut = rule(FaultAction::CloseAfter);
        cut.operation = u"ListObjectsV2"_s;
        cut.nth = 3;
        cut.bytes = 200;
        endpoint.setRules({fault, cut});
        EngineRun run(endpoint.prefixSpec(u"p/"_s));
        VERIFY_RUN(run);
        QVERIFY2(run.result.filesDone == 1, qPrintable(run.why()));
        QCOMPARE(endpoint.server().counters().faults, 3);
    }

    void wrongCredentials_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<ErrorCause>("cause");
        QTest::addRow("key") << QByteArray("AKIDOTHER") << QByteArray("secret/for+tests") << ErrorCause::BadAccessKey;
        QTest::addRow("secret") << QByteArray("AKIDTEST") << QByteArray("not+the/secret") << ErrorCause::BadSecret;
    }

    void wrongCredentials()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, secret);
        QFETCH(ErrorCause, cause);
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, "x");
        for (const bool prefix : {true, false}) {
            DownloadSpec spec = prefix ? endpoint.prefixSpec({}) : endpoint.spec({u"object"_s});
            spec.connection.credentials.accessKeyId = key;
            spec.connection.credentials.secretAccessKey = secret;
            EngineRun run(spec);
            VERIFY_RUN(run);
            const std::optional<Error> error = prefix ? run.result.error : run.only().error;
            QVERIFY(error);
            QCOMPARE(error->kind, ErrorKind::Auth);
            QCOMPARE(error->cause, cause);
            QVERIFY(!error->message.contains(QString::fromLatin1(secret)));
            QVERIFY(!QFileInfo::exists(endpoint.target())); // not even an empty folder
        }
    }

    void aWrongBucketAndKey()
    {
        TestEndpoint endpoint;
        DownloadSpec spec = endpoint.prefixSpec({});
        spec.bucket = u"nosuch"_s;
        EngineRun bucket(spec);
        VERIFY_RUN(bucket);
        QVERIFY(bucket.result.error);
        QCOMPARE(bucket.result.error->cause, ErrorCause::NoSuchBucket);
        EngineRun key(endpoint.spec({u"nosuch"_s}));
        VERIFY_RUN(key);
        QCOMPARE(key.only().error->cause, ErrorCause::NoSuchKey);
        QVERIFY(!QFileInfo::exists(endpoint.target()));
    }

    void noServerAtAll()
    {
        TestEndpoint endpoint;
        DownloadSpec spec = endpoint.prefixSpec({});
        endpoint.server().stop();
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY(run.result.error);
        QCOMPARE(run.result.error->cause, ErrorCause::ConnectionRefused);
        spec.connection.endpoint = QUrl(u"http://no.such.host.invalid:1"_s);
        EngineRun nowhere(spec);
        VERIFY_RUN(nowhere);
        QVERIFY(nowhere.result.error);
        QCOMPARE(nowhere.result.error->kind, ErrorKind::Network);
    }

    /// A server that was there and is not for a moment may be starting anew.
    void aServerThatStartsAnew()
    {
        const QByteArray bytes = testBytes(3 * MiB);
        int requests = 0;
        RawServer *self = nullptr;
        QTimer pause;
        pause.setSingleShot(true);
        quint16 port = 0;
        RawServer server([&](QTcpSocket *s, const RawServer::Request &r) {
            if (++requests == 3) {
                self->close();
                for (QTcpSocket *open : self->findChildren<QTcpSocket *>())
                    open->abort();
                pause.start(300);
                return;
            }
            QByteArray body;
            const QByteArray head = rangeHead(r, bytes, "ETag: \"e\"\r\n", &body);
            s->write(r.head.startsWith("HEAD") ? head : head + body);
        });
        self = &server;
        port = server.serverPort();
        connect(&pause, &QTimer::timeout, this, [&] { QVERIFY(server.listen(QHostAddress::LocalHost, port)); });
        TestEndpoint endpoint;
        DownloadSpec spec = endpoint.spec({u"object"_s});
        spec.connection.endpoint.setPort(port);
        spec.settings.partSize = MiB;
        spec.settings.concurrency = 1;
        EngineRun run(spec);
        VERIFY_RUN(run);
        QVERIFY2(run.only().outcome == FileOutcome::Done, qPrintable(run.why()));
        QVERIFY(run.only().retries >= 1);
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
    }

    void anotherRegionIsFollowed()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.region = u"eu-north-1"_s; });
        const QByteArray bytes = testBytes(3 * MiB);
        endpoint.put(u"object"_s, bytes);
        for (const bool prefix : {true, false}) {
            DownloadSpec spec = prefix ? endpoint.prefixSpec({}) : endpoint.spec({u"object"_s});
            spec.settings.partSize = MiB;
            spec.overwrite = OverwritePolicy::Always;
            EngineRun run(spec);
            VERIFY_RUN(run);
            QVERIFY2(run.result.filesDone == 1, qPrintable(run.why()));
            QCOMPARE(int(run.notices.size()), 1);
            QVERIFY(run.notices.first().contains(u"eu-north-1"_s));
            QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
        }
        // Only the very first request of each run was refused.
        QCOMPARE(endpoint.server().counters().errors, 2);
    }

    void aRedirectInCirclesEnds()
    {
        TestEndpoint endpoint;
        endpoint.put(u"object"_s, testBytes(3 * MiB));
        FaultRule redirect = rule(FaultAction::Redirect, 0);
        redirect.httpStatus = 301;
        redirect.region = u"us-east-1"_s;
        endpoint.setRules({redirect});
        EngineRun run(parts(endpoint));
        VERIFY_RUN(run);
        QCOMPARE(run.only().outcome, FileOutcome::Failed);
        QCOMPARE(run.only().error->cause, ErrorCause::WrongRegion);
    }

    void aSkewedClockIsCorrected()
    {
        TestEndpoint endpoint([](ServerOptions &o) { o.faults.clockSkew = std::chrono::hours(3); });
        const QByteArray bytes = testBytes(3 * MiB);
        endpoint.put(u"object"_s, bytes);
        EngineRun run(parts(endpoint));
        VERIFY_RUN(run);
        QVERIFY2(run.result.filesDone == 1, qPrintable(run.why()));
        QCOMPARE(fileContents(endpoint.target() + u"/object"_s), bytes);
        QVERIFY(run.notices.join(u' ').contains(u"clock"_s));
    }
};

QTEST_GUILESS_MAIN(TestDownloadEngineFaults)
#include "tst_downloadengine_faults.moc"
