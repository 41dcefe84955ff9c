// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesink.h"

#include <chrono>
#include <memory>
#include <mutex>

namespace millrace {

/// How fast all writes of a run together may be. Who writes waits his turn, as behind a slow disk. Thread-safe.
class DiskPace
{
public:
    explicit DiskPace(ByteRate rate) : m_rate(rate) {}
    /// Blocks for as long as a disk of that rate would take for @p size bytes and all that came before.
    void take(ByteCount size);

private:
    using Clock = std::chrono::steady_clock;
    const ByteRate m_rate;
    std::mutex m_mutex;
    Clock::time_point m_free; ///< when what was asked for before is written; guarded by m_mutex
};

/// Another sink, written to no faster than its pace allows (--disk-rate).
class PacedSink final : public ByteSink
{
public:
    PacedSink(std::shared_ptr<ByteSink> sink, std::shared_ptr<DiskPace> pace)
        : m_sink(std::move(sink)), m_pace(std::move(pace)) {}

    Result<void> prepare() override { return m_sink->prepare(); }
    Result<void> write(ByteCount offset, const char *data, ByteCount size) override
    {
        m_pace->take(size);
        return m_sink->write(offset, data, size);
    }
    Result<void> read(ByteCount offset, char *data, ByteCount size) override { return m_sink->read(offset, data, size); }
    Result<void> sync() override { return m_sink->sync(); }
    Result<void> publish(const QDateTime &modified) override { return m_sink->publish(modified); }
    void discard() override { m_sink->discard(); }

private:
    const std::shared_ptr<ByteSink> m_sink;
    const std::shared_ptr<DiskPace> m_pace;
};

} // namespace millrace
