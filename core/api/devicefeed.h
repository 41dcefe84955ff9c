// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytefeed.h"

class QIODevice;

namespace millrace {

/// Reads a QIODevice for an upload, in the thread that calls serve(), which must be the device's.
class DeviceFeed final : public ByteFeed
{
public:
    explicit DeviceFeed(QIODevice &device) : m_device(device) {}

    /// Reads whatever is asked for until stop(). Needs no event loop.
    void serve();
    /// The run is over. Any thread.
    void stop();

    void read(char *data, ByteCount size, Done done) override;
    void cancel() override;

private:
    Result<ByteCount> fill(char *data, ByteCount size);
    bool isCancelled();

    QIODevice &m_device;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    char *m_data = nullptr;   ///< guarded by m_mutex, as all below
    ByteCount m_size = 0;
    Done m_done;
    bool m_cancelled = false;
    bool m_stopped = false;
};

} // namespace millrace
