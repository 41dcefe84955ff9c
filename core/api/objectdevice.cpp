// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/objectdevice.h"

#include "transfer/downloadengine.h"

#include <QDeadlineTimer>
#include <algorithm>
#include <cstring>

namespace millrace {

ObjectDevice::ObjectDevice(DownloadSpec spec, CancelToken cancel, QObject *parent) : QIODevice(parent)
{
    m_stream = spec.stream = std::make_shared<OrderedStream>();
    m_run = std::make_unique<BlockingRun>([spec = std::move(spec)] { return std::make_unique<DownloadEngine>(spec); },
                                          std::move(cancel));
    // Unbuffered: QIODevice's own buffer would copy every byte once more.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    QMetaObject::invokeMethod(this, &ObjectDevice::onReadable, Qt::QueuedConnection);
}

ObjectDevice::~ObjectDevice()
{
    close();
}

void ObjectDevice::close()
{
    if (!isOpen())
        return;
    m_stream->forgetReader();
    m_chunk = {};
    m_stream->abandon();
    QIODevice::close();
    m_run.reset();
}

/// True when there are bytes to read.
bool ObjectDevice::fill()
{
    if (m_taken < m_chunk.size)
        return true;
    if (m_result || !isOpen())
        return false;
    m_chunk = {};
    m_taken = 0;
    m_chunk = m_stream->tryNext(this, [this] { onReadable(); });
    if (m_chunk.state == OrderedStream::Chunk::State::Data)
        return true;
    if (m_chunk.state == OrderedStream::Chunk::State::End) {
        m_result = m_run->only(); // the stream ends a moment before its run does
        if (!*m_result)
            setErrorString(m_result->error().message);
        QMetaObject::invokeMethod(this, [this] {
            emit ended();
            emit readChannelFinished();
        }, Qt::QueuedConnection);
    }
    return false;
}

void ObjectDevice::onReadable()
{
    if (fill())
        emit readyRead();
}

qint64 ObjectDevice::bytesAvailable() const
{
    return m_chunk.size - m_taken + QIODevice::bytesAvailable();
}

bool ObjectDevice::atEnd() const
{
    return m_result && m_taken >= m_chunk.size;
}

bool ObjectDevice::waitForReadyRead(int msecs)
{
    if (m_taken < m_chunk.size)
        return true;
    if (m_result || !isOpen())
        return false;
    // The end of one object is something to read too, which brings no byte: then on to the verdict.
    QDeadlineTimer deadline(msecs);
    while (!fill()) {
        if (m_result || !m_stream->waitForReadable(int(deadline.remainingTime())))
            return false;
    }
    emit readyRead();
    return true;
}

qint64 ObjectDevice::readData(char *data, qint64 maxSize)
{
    qint64 done = 0;
    while (done < maxSize && fill()) {
        const qint64 n = std::min<qint64>(maxSize - done, m_chunk.size - m_taken);
        std::memcpy(data + done, m_chunk.data + m_taken, size_t(n));
        m_taken += n;
        done += n;
    }
    // The rest of a chunk is still told of by bytesAvailable(); the next one needs a signal of its own.
    if (m_taken >= m_chunk.size && !m_result)
        QMetaObject::invokeMethod(this, &ObjectDevice::onReadable, Qt::QueuedConnection);
    if (done == 0 && m_result)
        return -1;
    return done;
}

} // namespace millrace
