// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/errorparser.h"
#include "base/retrypolicy.h"

#include <QTest>
#include <QThread>
#include <algorithm>
#include <memory>
#include <vector>

using namespace Qt::StringLiterals;
using namespace millrace;
using namespace std::chrono_literals;

namespace {

Error httpError(int status, const QByteArray &code = {})
{
    FailedResponse r;
    r.httpStatus = status;
    r.key = u"k"_s;
    if (!code.isEmpty())
        r.body = "<Error><Code>" + code + "</Code></Error>";
    return errorFromResponse(r);
}

Error plain(ErrorKind kind, ErrorCause cause = ErrorCause::None)
{
    return Error::make(kind, cause, u"x"_s);
}

} // namespace

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void failures_data();
    void failures();
    void backoffGrowsToItsCap();
    void backoffUsesTheWholeRange();
    void backoffRepeatsForASeed();
    void retryAfterIsAFloor();
    void budgetRunsOut();
    void timeoutsCostMore();
    void successGivesBack();
    void budgetHoldsUnderThreads();
};

void TestRetryPolicy::answers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("retry");
    const auto row = [](int status, const char *code, bool retry) {
        QTest::newRow(qPrintable(QString::number(status) + u' ' + QString::fromLatin1(code))) << status << QByteArray(code) << retry;
    };
    for (const int status : {500, 502, 503, 504, 429, 408})
        row(status, "", true);
    for (const int status : {301, 307, 400, 401, 403, 404, 405, 409, 411, 412, 416, 501, 505})
        row(status, "", false);
    row(500, "InternalError", true);
    row(503, "SlowDown", true);
    row(503, "ServiceUnavailable", true);
    row(400, "RequestTimeout", true);
    row(200, "InternalError", true);
    row(200, "SlowDown", true);
    row(400, "ExpiredToken", false);
    row(400, "AuthorizationHeaderMalformed", false);
    row(400, "BadDigest", false);
    row(403, "AccessDenied", false);
    row(403, "SignatureDoesNotMatch", false);
    row(403, "RequestTimeTooSkewed", false);
    row(404, "NoSuchKey", false);
    row(412, "PreconditionFailed", false);
    row(501, "NotImplemented", false);
}

void TestRetryPolicy::answers()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, code);
    QTEST(isRetryable(httpError(status, code)), "retry");
}

void TestRetryPolicy::failures_data()
{
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<ErrorCause>("cause");
    QTest::addColumn<bool>("retry");
    QTest::newRow("reset") << ErrorKind::Network << ErrorCause::ConnectionLost << true;
    QTest::newRow("short body") << ErrorKind::Network << ErrorCause::ShortBody << true;
    QTest::newRow("short document") << ErrorKind::Protocol << ErrorCause::ShortBody << true;
    QTest::newRow("stall") << ErrorKind::Timeout << ErrorCause::None << true;
    QTest::newRow("no such host") << ErrorKind::Network << ErrorCause::HostNotFound << false;
    QTest::newRow("refused") << ErrorKind::Network << ErrorCause::ConnectionRefused << false;
    QTest::newRow("tls") << ErrorKind::Network << ErrorCause::TlsFailed << false;
    QTest::newRow("proxy") << ErrorKind::Network << ErrorCause::ProxyFailed << false;
    QTest::newRow("web page") << ErrorKind::Protocol << ErrorCause::NotS3 << false;
    QTest::newRow("wrong range") << ErrorKind::Protocol << ErrorCause::RangeNotHonoured << false;
    QTest::newRow("cancelled") << ErrorKind::Cancelled << ErrorCause::None << false;
    QTest::newRow("disk full") << ErrorKind::LocalFile << ErrorCause::DiskFull << false;
    QTest::newRow("checksum") << ErrorKind::Integrity << ErrorCause::ChecksumMismatch << false;
    QTest::newRow("changed") << ErrorKind::Conflict << ErrorCause::ObjectChanged << false;
    QTest::newRow("settings") << ErrorKind::Config << ErrorCause::None << false;
}

void TestRetryPolicy::failures()
{
    QFETCH(const ErrorKind, kind);
    QFETCH(const ErrorCause, cause);
    QTEST(isRetryable(plain(kind, cause)), "retry");
}

void TestRetryPolicy::backoffGrowsToItsCap()
{
    QRandomGenerator random(1);
    const std::chrono::milliseconds limits[] = {100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 12800ms, 20s, 20s, 20s};
    for (int attempt = 1; attempt <= 11; ++attempt) {
        std::chrono::milliseconds longest = 0ms;
        for (int i = 0; i < 2000; ++i) {
            const auto wait = backoff(attempt, httpError(500), random);
            QVERIFY(wait >= 0ms);
            QVERIFY(wait <= limits[attempt - 1]);
            longest = std::max(longest, wait);
        }
        QVERIFY(longest > limits[attempt - 1] * 9 / 10);
    }
    QVERIFY(backoff(1'000'000, httpError(500), random) <= 20s);
    QVERIFY(backoff(0, httpError(500), random) <= 100ms);
}

void TestRetryPolicy::backoffUsesTheWholeRange()
{
    QRandomGenerator random(2);
    int buckets[10] = {};
    for (int i = 0; i < 10'000; ++i)
        ++buckets[std::min<qint64>(9, backoff(8, httpError(500), random).count() / 1280)];
    for (const int count : buckets)
        QVERIFY(count > 850 && count < 1150);
}

void TestRetryPolicy::backoffRepeatsForASeed()
{
    QRandomGenerator a(7);
    QRandomGenerator b(7);
    for (int i = 1; i < 20; ++i)
        QCOMPARE(backoff(i, httpError(500), a), backoff(i, httpError(500), b));
}

void TestRetryPolicy::retryAfterIsAFloor()
{
    QRandomGenerator random(3);
    Error slow = httpError(503, "SlowDown");
    slow.retryAfter = 30s;
    std::chrono::milliseconds shortest = 1h;
    std::chrono::milliseconds longest = 0ms;
    for (int i = 0; i < 1000; ++i) {
        const auto wait = backoff(1, slow, random);
        shortest = std::min(shortest, wait);
        longest = std::max(longest, wait);
    }
    QVERIFY(shortest >= 30s);
    QVERIFY(longest <= 33s);
    QVERIFY(longest > shortest);
    slow.retryAfter = 1ms;
    QVERIFY(backoff(9, slow, random) <= 20s);
}

void TestRetryPolicy::budgetRunsOut()
{
    RetryBudget budget;
    for (int i = 0; i < 100; ++i)
        QVERIFY(budget.take(httpError(500)));
    QVERIFY(!budget.take(httpError(500)));
    QCOMPARE(budget.available(), 0);
}

void TestRetryPolicy::timeoutsCostMore()
{
    RetryBudget budget(24);
    QVERIFY(budget.take(plain(ErrorKind::Timeout)));
    QVERIFY(budget.take(httpError(408)));
    QVERIFY(!budget.take(httpError(500)));
    QCOMPARE(budget.available(), 4); // a refusal takes nothing
    // Who was not there was not burdened.
    Error gone = plain(ErrorKind::Network);
    gone.cause = ErrorCause::ConnectionRefused;
    QVERIFY(budget.take(gone));
    QCOMPARE(budget.available(), 4);
}

void TestRetryPolicy::successGivesBack()
{
    RetryBudget budget(20);
    budget.success();
    QCOMPARE(budget.available(), 20);
    const Error error = httpError(500);
    QVERIFY(budget.take(error));
    QVERIFY(budget.take(plain(ErrorKind::Timeout)));
    QCOMPARE(budget.available(), 5);
    budget.success();
    QCOMPARE(budget.available(), 6);
    budget.success(&error);
    QCOMPARE(budget.available(), 11);
    const Error timeout = plain(ErrorKind::Timeout);
    budget.success(&timeout);
    QCOMPARE(budget.available(), 20);
}

void TestRetryPolicy::budgetHoldsUnderThreads()
{
    RetryBudget budget(10'000);
    std::atomic<int> taken{0};
    std::vector<std::unique_ptr<QThread>> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back(QThread::create([&] {
            const Error error = httpError(500);
            for (int i = 0; i < 1000; ++i)
                taken += budget.take(error) ? 1 : 0;
        }));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        QVERIFY(thread->wait(30'000));
    QCOMPARE(taken.load(), 2000);
    QCOMPARE(budget.available(), 0);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
