// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/bufferpool.h"

#include <QRandomGenerator>
#include <QTest>
#include <QThread>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>

using namespace millrace;

namespace {

/// Waits for a buffer in its own thread's event loop, as a PartWorker does, until it has had its share.
class Taker : public QObject
{
public:
    Taker(std::shared_ptr<BufferPool> pool, int wanted, std::atomic<int> &out, std::atomic<int> &most)
        : m_pool(std::move(pool)), m_wanted(wanted), m_out(out), m_most(most) {}
    ~Taker() override { m_pool->forget(this); }

    std::function<void(Buffer)> handOver; ///< takes the buffer to another thread, which lets it go
    std::function<void()> done;

    void next()
    {
        while (m_had < m_wanted) {
            Buffer buffer = m_pool->acquire(this, [this] { next(); });
            if (!buffer)
                return;
            ++m_had;
            const int out = ++m_out;
            int most = m_most;
            while (out > most && !m_most.compare_exchange_weak(most, out)) {
            }
            std::memset(buffer.data(), m_had, size_t(m_pool->bufferSize()));
            handOver(std::move(buffer));
        }
        if (auto tell = std::exchange(done, nullptr))
            tell();
    }

private:
    std::shared_ptr<BufferPool> m_pool;
    const int m_wanted;
    int m_had = 0;
    std::atomic<int> &m_out;
    std::atomic<int> &m_most;
};

} // namespace

class TestBufferPool : public QObject
{
    Q_OBJECT
private slots:
    void sizesAreWholeBlocks()
    {
        for (const ByteCount size : {ByteCount(1), blockSize - 1, blockSize, blockSize + 1, ByteCount(MiB)}) {
            const auto pool = BufferPool::create(size, 1);
            QCOMPARE(pool->bufferSize() % blockSize, ByteCount(0));
            // A chunk may begin at any byte of its block.
            QVERIFY(pool->bufferSize() >= size + blockSize - 1);
            const Buffer buffer = pool->acquire(this, {});
            QVERIFY(buffer);
            QCOMPARE(quintptr(buffer.data()) % quintptr(blockSize), quintptr(0));
            std::memset(buffer.data(), 1, size_t(pool->bufferSize())); // the sanitizer watches
        }
    }

    void noMoreThanTheCountAreOut()
    {
        const auto pool = BufferPool::create(100, 2);
        Buffer a = pool->acquire(this, {});
        Buffer b = pool->acquire(this, {});
        QVERIFY(a && b && a.data() != b.data());
        QVERIFY(!pool->acquire(this, [] {}));
        char *const was = a.data();
        a.reset();
        QVERIFY(!a);
        const Buffer c = pool->acquire(this, {});
        QCOMPARE(c.data(), was); // kept and lent again
    }

    void moves()
    {
        const auto pool = BufferPool::create(100, 1);
        Buffer a = pool->acquire(this, {});
        char *const was = a.data();
        Buffer b = std::move(a);
        QVERIFY(!a);
        QCOMPARE(b.data(), was);
        Buffer &same = b;
        b = std::move(same);
        QCOMPARE(b.data(), was);
        b = Buffer(); // gives back what it held
        QVERIFY(pool->acquire(this, {}));
    }

    void outlivesItsOwner()
    {
        auto pool = BufferPool::create(100, 1);
        Buffer buffer = pool->acquire(this, {});
        std::weak_ptr<BufferPool> watch = pool;
        pool.reset();
        buffer.data()[0] = 1;
        QVERIFY(!watch.expired());
        buffer.reset();
        QVERIFY(watch.expired());
    }

    void allWhoWaitAreToldOnce()
    {
        const auto pool = BufferPool::create(100, 1);
        Buffer held = pool->acquire(this, {});
        QObject first, second;
        int toldFirst = 0, toldSecond = 0;
        QVERIFY(!pool->acquire(&first, [&] { ++toldFirst; }));
        QVERIFY(!pool->acquire(&first, [&] { toldFirst += 10; })); // replaces the one before
        QVERIFY(!pool->acquire(&second, [&] { ++toldSecond; }));
        held.reset();
        QCOMPARE(toldFirst + toldSecond, 0); // posted, not called
        QCoreApplication::processEvents();
        QCOMPARE(toldFirst, 10);
        QCOMPARE(toldSecond, 1);
        held = pool->acquire(this, {});
        QVERIFY(held);
        held.reset();
        QCoreApplication::processEvents();
        QCOMPARE(toldFirst, 10);
        QCOMPARE(toldSecond, 1);
    }

    void theForgottenAreNotTold()
    {
        const auto pool = BufferPool::create(100, 1);
        Buffer held = pool->acquire(this, {});
        bool told = false;
        {
            QObject gone;
            QVERIFY(!pool->acquire(&gone, [&] { told = true; }));
            pool->forget(&gone);
        }
        held.reset(); // would post to freed memory
        QCoreApplication::processEvents();
        QVERIFY(!told);
    }

    /// Six threads want three buffers, which two others give back: nobody starves, and never are more out.
    void threadsShareFewBuffers()
    {
        constexpr int threads = 6, each = 400, buffers = 3;
        const auto pool = BufferPool::create(4096, buffers);
        std::atomic<int> out = 0, most = 0, finished = 0;

        std::mutex mutex;
        std::condition_variable wake;
        std::deque<Buffer> queue;
        bool stop = false;
        std::vector<std::thread> writers;
        for (int i = 0; i < 2; ++i)
            writers.emplace_back([&] {
                std::unique_lock lock(mutex);
                for (;;) {
                    wake.wait(lock, [&] { return stop || !queue.empty(); });
                    if (queue.empty())
                        return;
                    Buffer buffer = std::move(queue.front());
                    queue.pop_front();
                    lock.unlock();
                    --out;
                    buffer.reset();
                    lock.lock();
                }
            });

        std::vector<std::unique_ptr<QThread>> loops;
        for (int i = 0; i < threads; ++i) {
            auto thread = std::make_unique<QThread>();
            auto *taker = new Taker(pool, each, out, most);
            taker->handOver = [&](Buffer buffer) {
                const std::lock_guard lock(mutex);
                queue.push_back(std::move(buffer));
                wake.notify_one();
            };
            taker->done = [&] { ++finished; };
            taker->moveToThread(thread.get());
            connect(thread.get(), &QThread::finished, taker, &QObject::deleteLater);
            thread->start();
            QMetaObject::invokeMethod(taker, &Taker::next, Qt::QueuedConnection);
            loops.push_back(std::move(thread));
        }
        QTRY_COMPARE_WITH_TIMEOUT(finished.load(), threads, 60'000);
        for (auto &thread : loops) {
            thread->quit();
            QVERIFY(thread->wait(10'000));
        }
        {
            const std::lock_guard lock(mutex);
            stop = true;
        }
        wake.notify_all();
        for (std::thread &writer : writers)
            writer.join();
        QVERIFY2(most <= buffers, qPrintable(QString::number(most)));
        QCOMPARE(out.load(), 0);
    }

    /// Contexts come and go while another thread gives buffers back.
    void forgettingRacesWithGivingBack()
    {
        const auto pool = BufferPool::create(100, 1);
        std::atomic<bool> stop = false;
        std::thread other([&] {
            while (!stop) {
                QObject context;
                if (const Buffer buffer = pool->acquire(&context, [] {}); !buffer)
                    pool->forget(&context);
            }
        });
        for (int i = 0; i < 3000; ++i) {
            QObject context;
            Buffer mine = pool->acquire(&context, [] {});
            if (!mine)
                pool->forget(&context);
        }
        stop = true;
        other.join();
        QVERIFY(pool->acquire(this, {}));
    }
};

QTEST_GUILESS_MAIN(TestBufferPool)
#include "tst_bufferpool.moc"
