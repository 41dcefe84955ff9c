// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bufferpool.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace millrace {

/// Puts chunks that arrive out of order back in order for one reader: objects one after another, each from its first
/// byte to its last. Memory is bounded because a part may begin only when the buffers it will fill are free or its own
/// (admit()), and parts are admitted in order, so that the one the reader waits for never lacks a buffer.
/// The run's threads write, one thread reads; all calls are thread-safe.
class OrderedStream
{
public:
    /// Sees the bytes of one object in order, in the reader's thread.
    using Observer = std::function<void(const char *data, ByteCount size)>;

    /// A piece of the stream, or why there is none.
    struct Chunk
    {
        enum class State { Data, NotYet, End } state = State::NotYet;
        Buffer buffer;
        const char *data = nullptr;
        ByteCount size = 0;
        quint64 object = 0;   ///< which one it belongs to, as open() returned it
        ByteCount offset = 0; ///< in the object
    };

    // The reader's side.

    /// Waits for the next bytes. End: the run is over, failed or not; its result tells. A call says that the chunk before
    /// has been dealt with: its memory counts as free, so it must have been let go of.
    Chunk next() { return take(true); }
    /// The same without waiting; after NotYet @p onReadable is posted once to @p context's thread when a call is worth it.
    Chunk tryNext(QObject *context, std::function<void()> onReadable) { return take(false, context, std::move(onReadable)); }
    /// Waits until a call would give something, @p msecs at most (-1: no limit); false when it would not.
    bool waitForReadable(int msecs);
    /// Must be called before a context that may be waiting is destroyed.
    void forgetReader();
    /// The reader takes no more. What arrives is dropped; the run should be cancelled.
    void abandon();

    // The run's side.

    /// How many buffers the run's pool has. Before anything else.
    void setCapacity(int buffers, ByteCount bufferSize);
    int capacity() const { return m_capacity; }
    ByteCount chunkSize() const { return m_chunkSize; }

    /// What an object asks to be told, in the thread of @p context: there may be room for its next part; the reader has
    /// dealt with its last byte.
    struct Listener
    {
        QObject *context = nullptr;
        std::function<void()> onRoom;
        std::function<void()> onDrained;
    };
    /// Appends an object. Objects leave in the order of these calls.
    quint64 open(Listener listener);
    /// Before the first put().
    void observe(quint64 object, Observer observer);
    /// True when a part of @p size bytes (-1: unknown) may begin: all parts before it have, and its buffers are there. One
    /// that needs more than there are begins alone. After false, onRoom follows.
    bool hasRoom(quint64 object, ByteCount size);
    /// A part begins. @p last: the object has no other.
    void admit(quint64 object, ByteCount size, bool last);
    /// A piece of an admitted part: @p size bytes from @p begin in the buffer.
    void put(quint64 object, ByteCount offset, Buffer buffer, ByteCount begin, ByteCount size);
    /// All of it was put, @p size bytes; onDrained follows.
    void complete(quint64 object, ByteCount size);
    /// No more calls to its listener. Where its end was not reached, the stream ends here: a hole must not be closed.
    void close(quint64 object);
    /// The run is over.
    void finish();

private:
    struct Piece
    {
        Buffer buffer;
        ByteCount begin = 0;
        ByteCount size = 0;
    };
    struct Object
    {
        quint64 id = 0;
        Listener listener;
        Observer observer;
        std::map<ByteCount, Piece> pieces; ///< by offset
        ByteCount next = 0;                ///< offset the reader has got to
        ByteCount size = -1;               ///< once complete
        bool admitted = false;             ///< all its parts have begun
        bool alone = false;                ///< needs more buffers than there are
        bool wantsRoom = false;
        int needs = 0;                     ///< buffers of the part that was refused
    };

    Chunk take(bool wait, QObject *context = nullptr, std::function<void()> onReadable = {});
    Object *find(quint64 object);
    int buffersFor(ByteCount size) const;
    bool fits(const Object &object, int buffers) const;
    void tellRoom();
    bool isReadable() const;
    void wakeReader();

    mutable std::mutex m_mutex;
    std::condition_variable m_readable;
    QObject *m_reader = nullptr;        ///< waits to be told
    std::function<void()> m_onReadable;
    std::deque<std::shared_ptr<Object>> m_objects; ///< the first is the one being read
    quint64 m_lastId = 0;
    int m_capacity = 1;
    ByteCount m_chunkSize = 1;
    int m_reserved = 0;                 ///< buffers of admitted parts that the reader has not dealt with
    bool m_reading = false;             ///< the reader holds a chunk
    bool m_readingAlone = false;        ///< whose buffer was not reserved
    bool m_ended = false;               ///< finished, broken off or abandoned
};

} // namespace millrace
