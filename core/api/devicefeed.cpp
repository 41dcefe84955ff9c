// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/devicefeed.h"

#include "api/objectdevice.h"

#include <QAbstractSocket>
#include <QFileDevice>
#include <QProcess>
#include <utility>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
/// Between two looks at whether the upload still wants the bytes.
constexpr int waitMs = 100;

/// Whether a device that has no more to give ended otherwise than its other side meant it to.
bool hasBroken(QIODevice &device)
{
    if (const auto *socket = qobject_cast<QAbstractSocket *>(&device))
        return socket->error() != QAbstractSocket::RemoteHostClosedError
            && socket->error() != QAbstractSocket::UnknownSocketError; // none so far: closed on this side
    if (auto *process = qobject_cast<QProcess *>(&device)) {
        // Its output ends before it does; what it made is complete only if it says so.
        while (process->state() != QProcess::NotRunning && !process->waitForFinished(waitMs)) { }
        return process->error() == QProcess::FailedToStart || process->exitStatus() != QProcess::NormalExit
            || process->exitCode() != 0;
    }
    return false;
}
} // namespace

void DeviceFeed::read(char *data, ByteCount size, Done done)
{
    std::lock_guard lock(m_mutex);
    m_data = data;
    m_size = size;
    m_done = std::move(done);
    m_changed.notify_all();
}

void DeviceFeed::cancel()
{
    std::lock_guard lock(m_mutex);
    m_cancelled = true;
    m_changed.notify_all();
}

void DeviceFeed::stop()
{
    std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
}

bool DeviceFeed::isCancelled()
{
    std::lock_guard lock(m_mutex);
    return m_cancelled;
}

void DeviceFeed::serve()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopped || m_done; });
        if (!m_done)
            return;
        const Done done = std::exchange(m_done, nullptr);
        lock.unlock();
        done(fill(m_data, m_size));
        lock.lock();
    }
}

Result<ByteCount> DeviceFeed::fill(char *data, ByteCount size)
{
    ByteCount filled = 0;
    while (filled < size) {
        if (isCancelled())
            return fail(Error::cancelled());
        const qint64 n = m_device.read(data + filled, size - filled);
        if (n > 0) {
            filled += n;
            continue;
        }
        // Sockets and processes say -1 at their end and 0 where more may come; files block, and say 0 at theirs.
        const bool file = !m_device.isSequential() || qobject_cast<QFileDevice *>(&m_device);
        if (n < 0 && file)
            return fail(ErrorKind::LocalFile, ErrorCause::None, u"the device cannot be read: "_s + m_device.errorString());
        if (const auto *object = qobject_cast<ObjectDevice *>(&m_device);
            n < 0 && object && object->result() && !*object->result())
            return fail(object->result()->error()); // half an object is none
        if (n < 0 && !file && hasBroken(m_device))
            return fail(ErrorKind::LocalFile, ErrorCause::None,
                        u"the device ended before its bytes were complete: "_s + m_device.errorString());
        if (n < 0 || file)
            break;
        if (!m_device.waitForReadyRead(waitMs)) {
            // Not every device can wait; cancel() must be heard all the same.
            std::unique_lock lock(m_mutex);
            m_changed.wait_for(lock, std::chrono::milliseconds(1), [this] { return m_cancelled; });
        }
    }
    return filled;
}

} // namespace millrace
