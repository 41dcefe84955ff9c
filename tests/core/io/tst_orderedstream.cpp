// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/orderedstream.h"

#include <QSignalSpy>
#include <QTest>
#include <cstring>

using namespace millrace;

namespace {
constexpr int chunk = 4096;
using State = OrderedStream::Chunk::State;
} // namespace

class TestOrderedStream : public QObject
{
    Q_OBJECT

    std::shared_ptr<BufferPool> m_pool;
    int m_room = 0;
    int m_drained = 0;

    OrderedStream::Listener listener()
    {
        return {this, [this] { ++m_room; }, [this] { ++m_drained; }};
    }
    void put(OrderedStream &stream, quint64 object, ByteCount offset, const QByteArray &bytes)
    {
        Buffer buffer = m_pool->acquire(this, [] {});
        QVERIFY2(buffer, "the pool ran dry");
        const ByteCount begin = offset % blockSize;
        std::memcpy(buffer.data() + begin, bytes.constData(), size_t(bytes.size()));
        stream.put(object, offset, std::move(buffer), begin, bytes.size());
    }
    /// Everything that can be read now.
    QByteArray read(OrderedStream &stream)
    {
        QByteArray bytes;
        for (;;) {
            const auto got = stream.tryNext(this, [] {});
            if (got.state != State::Data)
                return bytes;
            bytes.append(got.data, got.size);
        }
    }

private slots:
    void init()
    {
        m_pool = BufferPool::create(chunk, 4);
        m_room = m_drained = 0;
    }

    void putsChunksInOrder()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener());
        QVERIFY(stream.hasRoom(a, 2 * chunk));
        stream.admit(a, 2 * chunk, false);
        QVERIFY(stream.hasRoom(a, chunk));
        stream.admit(a, chunk, true);
        put(stream, a, 2 * chunk, "c");
        put(stream, a, chunk, QByteArray(chunk, 'b'));
        QVERIFY(read(stream).isEmpty());
        put(stream, a, 0, QByteArray(chunk, 'a'));
        QCOMPARE(read(stream), QByteArray(chunk, 'a') + QByteArray(chunk, 'b') + 'c');
        stream.complete(a, 2 * chunk + 1);
        QVERIFY(read(stream).isEmpty());
        QTRY_COMPARE(m_drained, 1);
        stream.finish();
        QCOMPARE(stream.tryNext(this, [] {}).state, State::End);
    }

    void objectsLeaveOneAfterAnother()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener()), empty = stream.open(listener()), b = stream.open(listener());
        QVERIFY(!stream.hasRoom(b, 1)); // before those ahead of it have begun
        stream.admit(a, 1, true);
        QVERIFY(!stream.hasRoom(b, 1));
        stream.admit(empty, 0, true);
        QTRY_COMPARE(m_room, 1);
        QVERIFY(stream.hasRoom(b, 1));
        stream.admit(b, 1, true);
        put(stream, b, 0, "b");
        stream.complete(b, 1);
        stream.complete(empty, 0);
        QVERIFY(read(stream).isEmpty());
        put(stream, a, 0, "a");
        stream.complete(a, 1);
        QCOMPARE(read(stream), "ab");
        QTRY_COMPARE(m_drained, 3);
    }

    void aPartWaitsForItsBuffers()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener());
        stream.admit(a, 3 * chunk, false);
        QVERIFY(!stream.hasRoom(a, 2 * chunk));
        QVERIFY(stream.hasRoom(a, chunk));
        QVERIFY(!stream.hasRoom(a, 2 * chunk));
        put(stream, a, 0, QByteArray(chunk, 'a'));
        auto got = stream.tryNext(this, [] {});
        QCOMPARE(got.state, State::Data);
        QVERIFY2(!stream.hasRoom(a, 2 * chunk), "the chunk is still being read");
        got = {};
        QCOMPARE(stream.tryNext(this, [] {}).state, State::NotYet); // says that the chunk before is done with
        QTRY_COMPARE(m_room, 1);
        QVERIFY(stream.hasRoom(a, 2 * chunk));
    }

    void aPartBeyondAllBuffersBeginsAlone()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener()), b = stream.open(listener());
        QVERIFY(stream.hasRoom(a, -1));
        stream.admit(a, -1, true);
        QVERIFY(!stream.hasRoom(b, 1));
        for (int i = 0; i < 20; ++i) { // many times what the pool holds
            put(stream, a, i * chunk, QByteArray(chunk, char('a' + i)));
            QCOMPARE(read(stream), QByteArray(chunk, char('a' + i)));
        }
        stream.complete(a, 20 * chunk);
        QVERIFY(read(stream).isEmpty());
        QTRY_COMPARE(m_room, 1);
        QVERIFY(stream.hasRoom(b, 1));
    }

    void aGapIsNeverClosed()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener()), b = stream.open(listener());
        stream.admit(a, 1, true);
        stream.admit(b, 1, true);
        put(stream, b, 0, "b");
        stream.complete(b, 1);
        stream.close(a); // it failed
        QCOMPARE(stream.tryNext(this, [] {}).state, State::End);
        QCOMPARE(stream.next().state, State::End);
    }

    void observersSeeTheBytesInOrder()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener());
        QByteArray seen;
        stream.observe(a, [&seen](const char *data, ByteCount size) { seen.append(data, size); });
        stream.admit(a, chunk + 1, true);
        put(stream, a, chunk, "b");
        put(stream, a, 0, QByteArray(chunk, 'a'));
        QCOMPARE(seen.size(), 0);
        const QByteArray got = read(stream);
        QCOMPARE(seen, got);
    }

    void anAbandonedStreamHoldsNothing()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        const quint64 a = stream.open(listener());
        stream.admit(a, 4 * chunk, true);
        for (int i = 1; i < 4; ++i)
            put(stream, a, i * chunk, "x");
        stream.abandon();
        for (int i = 0; i < 8; ++i)
            put(stream, a, i * chunk, "x"); // would run the pool dry
        QCOMPARE(stream.next().state, State::End);
    }

    void theReaderIsToldOnce()
    {
        OrderedStream stream;
        stream.setCapacity(4, chunk);
        int told = 0;
        const quint64 a = stream.open(listener());
        stream.admit(a, 2 * chunk, true);
        QCOMPARE(stream.tryNext(this, [&told] { ++told; }).state, State::NotYet);
        put(stream, a, chunk, "b");
        QTest::qWait(0);
        QCOMPARE(told, 0);
        put(stream, a, 0, QByteArray(chunk, 'a'));
        stream.complete(a, chunk + 1);
        QTRY_COMPARE(told, 1);
    }
};

QTEST_GUILESS_MAIN(TestOrderedStream)
#include "tst_orderedstream.moc"
