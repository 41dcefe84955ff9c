// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/credentialsupply.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <atomic>

using namespace Qt::StringLiterals;
using namespace millrace;

namespace {

Credentials keys(const QByteArray &id, std::optional<int> seconds = {})
{
    Credentials k{id, "secret", "token", {}, false};
    if (seconds)
        k.expiration = QDateTime::currentDateTimeUtc().addSecs(*seconds);
    return k;
}

} // namespace

class TestCredentialSupply : public QObject
{
    Q_OBJECT

private slots:
    void lastingKeysAreLeftAlone()
    {
        std::atomic<int> asked = 0;
        CredentialSupply supply(keys("A"), [&](const std::stop_token &) {
            ++asked;
            return keys("B");
        });
        CredentialSupply distant(keys("A", 3600), [&](const std::stop_token &) {
            ++asked;
            return keys("B");
        });
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(supply.issue(), 1ULL);
            QCOMPARE(distant.issue(), 1ULL);
        }
        QVERIFY(!supply.hasExpired() && !distant.hasExpired());
        QCOMPARE(asked.load(), 0);
    }

    /// In the background: the present keys are handed out all the while.
    void renewedBeforeTheEnd()
    {
        QSemaphore go;
        std::atomic<QThread *> asking = nullptr;
        CredentialSupply supply(keys("A", 2), [&](const std::stop_token &) {
            asking = QThread::currentThread();
            go.acquire();
            return keys("B", 3600);
        });
        QSignalSpy spy(&supply, &CredentialSupply::renewed);
        QCOMPARE(supply.current().accessKeyId, QByteArray("A"));
        QTRY_VERIFY((supply.issue(), asking.load() != nullptr));
        QVERIFY(asking != QThread::currentThread());
        QCOMPARE(supply.issue(), 1ULL);
        QCOMPARE(supply.current().accessKeyId, QByteArray("A"));
        go.release();
        QTRY_COMPARE(spy.size(), 1);
        quint64 issue = 0;
        QCOMPARE(supply.current(&issue).accessKeyId, QByteArray("B"));
        QCOMPARE(issue, 2ULL);
        QCOMPARE(supply.issue(), 2ULL);
    }

    void manyWaitForOneRenewal()
    {
        QSemaphore go;
        std::atomic<int> asked = 0;
        CredentialSupply supply(keys("A"), [&](const std::stop_token &) {
            ++asked;
            go.acquire();
            return keys("B");
        });
        int told = 0;
        for (int i = 0; i < 20; ++i)
            supply.renew(1, this, [&told](const std::optional<Error> &trouble) { told += !trouble; });
        {
            QObject gone; // who waits may go
            supply.renew(1, &gone, [](const std::optional<Error> &) { QFAIL("nobody waits for this"); });
        }
        QCoreApplication::processEvents();
        QCOMPARE(told, 0);
        go.release();
        QTRY_COMPARE(told, 20);
        QCOMPARE(asked.load(), 1);
        // Who comes late with the old ones is told of the new ones, from the event loop.
        supply.renew(1, this, [&told](const std::optional<Error> &trouble) { told += !trouble; });
        QCOMPARE(told, 20);
        QTRY_COMPARE(told, 21);
        QCOMPARE(asked.load(), 1);
    }

    void failuresAreToldToAll()
    {
        std::atomic<int> asked = 0;
        CredentialSupply supply(keys("A"), [&](const std::stop_token &) -> Result<Credentials> {
            ++asked;
            return fail(ErrorKind::Network, ErrorCause::None, u"the source is away"_s);
        });
        int told = 0;
        const auto then = [&told](const std::optional<Error> &trouble) { told += trouble && trouble->message == u"the source is away"; };
        supply.renew(1, this, then);
        QTRY_COMPARE(told, 1);
        // The other parts in flight are refused one after the other: they do not ask again each.
        for (int i = 0; i < 10; ++i)
            supply.renew(1, this, then);
        QTRY_COMPARE(told, 11);
        QCOMPARE(asked.load(), 1);
        QCOMPARE(supply.issue(), 1ULL);
        QCOMPARE(supply.current().accessKeyId, QByteArray("A"));
    }

    void theSameKeysAreNoNewOnes()
    {
        CredentialSupply supply(keys("A"), [](const std::stop_token &) { return keys("A", 3600); });
        bool told = false;
        supply.renew(1, this, [&told](const std::optional<Error> &trouble) {
            told = trouble && trouble->cause == ErrorCause::TokenExpired;
        });
        QTRY_VERIFY(told);
        QCOMPARE(supply.issue(), 1ULL);
    }

    /// The end of a window must not wait for a slow source.
    void endsWhileARenewalIsUnderWay()
    {
        std::atomic<bool> asking = false, stopped = false;
        auto supply = std::make_unique<CredentialSupply>(keys("A"), [&](const std::stop_token &stop) -> Result<Credentials> {
            asking = true;
            while (!stop.stop_requested())
                std::this_thread::yield();
            stopped = true;
            return fail(Error::cancelled());
        });
        supply->renew(1, this, [](const std::optional<Error> &) {});
        QTRY_VERIFY(asking);
        supply.reset();
        QVERIFY(stopped);
    }

    void expired()
    {
        CredentialSupply supply(keys("A", -1), [](const std::stop_token &) { return keys("B"); });
        QVERIFY(supply.hasExpired());
        // By this clock only: not asked for at once, or a clock that is off would have them asked for all the time.
        QCOMPARE(supply.issue(), 1ULL);
    }
};

QTEST_GUILESS_MAIN(TestCredentialSupply)
#include "tst_credentialsupply.moc"
