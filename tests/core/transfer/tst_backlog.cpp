// SPDX-License-Identifier: GPL-3.0-or-later
// A follower that falls behind holds a run up, and loses nothing.
#include "support/enginerun.h"
#include "support/testendpoint.h"
#include "transfer/hooks.h"

#include <QTest>
#include <QTimer>
#include <deque>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestBacklog : public QObject
{
    Q_OBJECT
private slots:
    void tellsOfRoomOnce()
    {
        Backlog backlog(2);
        QObject context;
        int told = 0;
        backlog.listen(&context, [&told] { ++told; });
        backlog.add();
        QVERIFY(!backlog.isFull());
        backlog.remove();
        QCoreApplication::processEvents();
        QCOMPARE(told, 0);
        for (int i = 0; i < 3; ++i)
            backlog.add();
        QVERIFY(backlog.isFull());
        backlog.remove();
        QVERIFY(backlog.isFull()); // files under way came on top
        QCoreApplication::processEvents();
        QCOMPARE(told, 0);
        backlog.remove();
        QCoreApplication::processEvents();
        QCOMPARE(told, 1);
        backlog.add();
        backlog.listen(nullptr, {});
        backlog.remove();
        QCoreApplication::processEvents();
        QCOMPARE(told, 1);
        QCOMPARE(backlog.waiting(), 1);
    }

    void holdsARunUp_data()
    {
        QTest::addColumn<bool>("up");
        QTest::newRow("download") << false;
        QTest::newRow("upload") << true;
    }
    void holdsARunUp()
    {
        QFETCH(bool, up);
        constexpr int count = 700;
        constexpr int most = 5;
        constexpr int atOnce = 3;
        constexpr int committing = 256; // whole, on their way to disk: the coordinator's own bound
        TestEndpoint endpoint;
        QDir().mkpath(endpoint.scratch() + u"/source"_s);
        for (int i = 0; i < count; ++i) {
            const QByteArray bytes = testBytes(1000 + i, quint64(i) + 1);
            if (up) {
                QFile file(endpoint.scratch() + u"/source/%1"_s.arg(i));
                QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
            } else {
                endpoint.put(u"p/%1"_s.arg(i), bytes);
            }
        }
        // An end counts at once, in the run's own thread; it is dealt with long after.
        class Counting : public TransferHook
        {
        public:
            explicit Counting(std::shared_ptr<Backlog> backlog) : m_backlog(std::move(backlog)) {}
            QString fileStarts(const HookedFile &) override
            {
                peak = std::max(peak, m_backlog->waiting());
                return {};
            }
            int peak = 0;

        private:
            const std::shared_ptr<Backlog> m_backlog;
        };
        const auto hooks = std::make_shared<Hooks>();
        hooks->backlog = std::make_shared<Backlog>(most);
        const auto counting = std::make_shared<Counting>(hooks->backlog);
        hooks->stateful = {counting};
        const auto prepare = [&hooks, atOnce](auto spec) {
            spec.settings.fileParallelism = atOnce;
            spec.settings.hooks = hooks;
            return spec;
        };
        UploadSpec upload;
        upload.connection = endpoint.connection();
        upload.paths = QStringList{endpoint.scratch() + u"/source"_s};
        upload.bucket = endpoint.bucket();
        upload.key = u"p/"_s;
        const auto run = up ? std::make_unique<EngineRun>(prepare(upload))
                            : std::make_unique<EngineRun>(prepare(endpoint.prefixSpec(u"p/"_s)));
        // One every few milliseconds, and nothing at all for a while first.
        QTimer follower;
        int peak = 0;
        follower.callOnTimeout([&] {
            peak = std::max(peak, hooks->backlog->waiting());
            if (hooks->backlog->waiting() > 0)
                hooks->backlog->remove();
        });
        QTimer::singleShot(500, &follower, [&follower] { follower.start(1); });
        VERIFY_RUN(*run);
        QCOMPARE(run->result.filesDone, count);
        QCOMPARE(run->result.filesFailed, 0);
        QVERIFY2(peak >= most && peak <= most + atOnce + committing, qPrintable(QString::number(peak)));
        QVERIFY2(counting->peak < most + atOnce + committing, qPrintable(QString::number(counting->peak)));
        QVERIFY(run->result.counters.in(Schedule::HeldBack) > 0.4);
        QCOMPARE(run->result.bottleneck.kind, BottleneckKind::Hooks);
    }

    void aRunThatIsHeldUpCanBeCancelled()
    {
        TestEndpoint endpoint;
        for (int i = 0; i < 500; ++i)
            endpoint.put(u"p/%1"_s.arg(i), "x");
        DownloadSpec spec = endpoint.prefixSpec(u"p/"_s);
        const auto hooks = std::make_shared<Hooks>();
        hooks->backlog = std::make_shared<Backlog>(4);
        spec.settings.hooks = hooks;
        spec.settings.fileParallelism = 2;
        EngineRun run(spec);
        run.onProgress = [&](const Snapshot &) {
            if (hooks->backlog->isFull())
                run.cancel();
        };
        VERIFY_RUN(run);
        QVERIFY(run.result.cancelled);
        QVERIFY(run.result.filesDone >= 4 && run.result.filesDone <= 4 + 2 + 256);
    }
};

QTEST_GUILESS_MAIN(TestBacklog)
#include "tst_backlog.moc"
