// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/orderedstream.h"

#include <algorithm>

namespace millrace {

void OrderedStream::setCapacity(int buffers, ByteCount bufferSize)
{
    std::lock_guard lock(m_mutex);
    m_capacity = std::max(1, buffers);
    m_chunkSize = std::max<ByteCount>(1, bufferSize);
}

quint64 OrderedStream::open(Listener listener)
{
    std::lock_guard lock(m_mutex);
    auto object = std::make_shared<Object>();
    object->id = ++m_lastId;
    object->listener = std::move(listener);
    m_objects.push_back(std::move(object));
    return m_lastId;
}

OrderedStream::Object *OrderedStream::find(quint64 object)
{
    const auto found = std::find_if(m_objects.begin(), m_objects.end(),
                                    [object](const auto &one) { return one->id == object; });
    return found == m_objects.end() ? nullptr : found->get();
}

void OrderedStream::observe(quint64 object, Observer observer)
{
    std::lock_guard lock(m_mutex);
    if (Object *one = find(object))
        one->observer = std::move(observer);
}

int OrderedStream::buffersFor(ByteCount size) const
{
    if (size < 0)
        return m_capacity + 1;
    return int(std::min<ByteCount>((size + m_chunkSize - 1) / m_chunkSize, m_capacity + 1));
}

bool OrderedStream::fits(const Object &object, int buffers) const
{
    // Parts begin in the order in which they leave; a later one that took the buffers first would wait for ever for
    // the earlier one to be read.
    for (const auto &other : m_objects) {
        if (other->id == object.id)
            break;
        if (!other->admitted || other->alone)
            return false;
    }
    if (buffers > m_capacity)
        return m_reserved == 0;
    return m_reserved + buffers <= m_capacity;
}

bool OrderedStream::hasRoom(quint64 object, ByteCount size)
{
    std::lock_guard lock(m_mutex);
    Object *one = find(object);
    if (!one)
        return false;
    one->needs = buffersFor(size);
    one->wantsRoom = !fits(*one, one->needs);
    return !one->wantsRoom;
}

void OrderedStream::admit(quint64 object, ByteCount size, bool last)
{
    std::lock_guard lock(m_mutex);
    Object *one = find(object);
    if (!one)
        return;
    const int buffers = buffersFor(size);
    if (buffers > m_capacity)
        one->alone = true;
    else
        m_reserved += buffers;
    one->admitted = last;
    if (last)
        tellRoom();
}

/// Tells the one object whose turn it is.
void OrderedStream::tellRoom()
{
    for (const auto &object : m_objects) {
        if (object->admitted && !object->alone)
            continue;
        // Posted under the lock: close() then cannot return while a context is still being posted to.
        if (object->wantsRoom && fits(*object, object->needs)) {
            object->wantsRoom = false;
            QMetaObject::invokeMethod(object->listener.context, object->listener.onRoom, Qt::QueuedConnection);
        }
        return;
    }
}

void OrderedStream::put(quint64 object, ByteCount offset, Buffer buffer, ByteCount begin, ByteCount size)
{
    std::lock_guard lock(m_mutex);
    Object *one = m_ended ? nullptr : find(object);
    if (!one)
        return;
    one->pieces.insert_or_assign(offset, Piece{std::move(buffer), begin, size});
    if (isReadable())
        wakeReader();
}

void OrderedStream::complete(quint64 object, ByteCount size)
{
    std::lock_guard lock(m_mutex);
    if (Object *one = find(object))
        one->size = size;
    if (isReadable())
        wakeReader();
}

void OrderedStream::close(quint64 object)
{
    std::lock_guard lock(m_mutex);
    const auto found = std::find_if(m_objects.begin(), m_objects.end(),
                                    [object](const auto &one) { return one->id == object; });
    if (found == m_objects.end())
        return;
    m_objects.erase(found);
    m_ended = true;
    wakeReader();
}

void OrderedStream::finish()
{
    std::lock_guard lock(m_mutex);
    m_ended = true;
    wakeReader();
}

void OrderedStream::abandon()
{
    std::lock_guard lock(m_mutex);
    m_ended = true;
    for (const auto &object : m_objects)
        object->pieces.clear();
}

bool OrderedStream::waitForReadable(int msecs)
{
    std::unique_lock lock(m_mutex);
    if (msecs < 0)
        m_readable.wait(lock, [this] { return isReadable(); });
    return m_readable.wait_for(lock, std::chrono::milliseconds(std::max(0, msecs)), [this] { return isReadable(); });
}

void OrderedStream::forgetReader()
{
    std::lock_guard lock(m_mutex);
    m_reader = nullptr;
    m_onReadable = nullptr;
}

bool OrderedStream::isReadable() const
{
    if (m_ended)
        return true;
    if (m_objects.empty())
        return false;
    const Object &first = *m_objects.front();
    return first.next == first.size || (!first.pieces.empty() && first.pieces.begin()->first == first.next);
}

void OrderedStream::wakeReader()
{
    m_readable.notify_all();
    if (m_reader)
        QMetaObject::invokeMethod(std::exchange(m_reader, nullptr), std::exchange(m_onReadable, nullptr),
                                  Qt::QueuedConnection);
}

OrderedStream::Chunk OrderedStream::take(bool wait, QObject *context, std::function<void()> onReadable)
{
    Chunk chunk;
    Observer observer;
    {
        std::unique_lock lock(m_mutex);
        if (std::exchange(m_reading, false) && !m_readingAlone) {
            --m_reserved;
            tellRoom();
        }
        for (;;) {
            if (wait)
                m_readable.wait(lock, [this] { return isReadable(); });
            if (!isReadable()) {
                m_reader = context;
                m_onReadable = std::move(onReadable);
                return chunk;
            }
            if (m_ended) {
                chunk.state = Chunk::State::End;
                return chunk;
            }
            const auto first = m_objects.front();
            if (first->next != first->size) {
                Piece piece = std::move(first->pieces.begin()->second);
                first->pieces.erase(first->pieces.begin());
                chunk.state = Chunk::State::Data;
                chunk.data = piece.buffer.data() + piece.begin;
                chunk.size = piece.size;
                chunk.buffer = std::move(piece.buffer);
                chunk.object = first->id;
                chunk.offset = first->next;
                first->next += piece.size;
                m_reading = true;
                m_readingAlone = first->alone;
                observer = first->observer;
                break;
            }
            m_objects.pop_front();
            QMetaObject::invokeMethod(first->listener.context, first->listener.onDrained, Qt::QueuedConnection);
            tellRoom();
        }
    }
    if (observer)
        observer(chunk.data, chunk.size);
    return chunk;
}

} // namespace millrace
