// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesink.h"

#include <QMutex>
#include <QString>

namespace millrace {

/// A file that grows under a temporary name and gets its own only when it is whole. Large files bypass the page cache
/// (O_DIRECT), which costs several times the CPU of the copy; where the file system refuses that, or blocks are not
/// whole, the page cache is used. Locked against other runs while it is open: Conflict where another has it.
class FileSink final : public ByteSink
{
public:
    struct Options
    {
        QString finalPath;
        QString partPath;     ///< the temporary name
        ByteCount size = 0;   ///< -1: unknown until all of it is there
        bool direct = false;  ///< try O_DIRECT
        bool mustDirect = false; ///< fail when O_DIRECT is refused (--direct-io on)
        bool resume = false;  ///< keep the bytes that are there
    };
    explicit FileSink(Options options) : m_options(std::move(options)) {}
    ~FileSink() override;

    Result<void> prepare() override;
    Result<void> write(ByteCount offset, const char *data, ByteCount size) override;
    Result<void> read(ByteCount offset, char *data, ByteCount size) override;
    Result<void> sync() override;
    Result<void> publish(const QDateTime &modified) override;
    void discard() override;

    const Options &options() const { return m_options; }

private:
    Result<void> open();
    Result<void> reserve();
    Result<void> openIfNeeded();

    const Options m_options;
    QMutex m_openMutex;  ///< the first writer opens; guards the two descriptors until then
    int m_fd = -1;       ///< through the page cache
    int m_directFd = -1; ///< O_DIRECT, or -1
};

/// Bytes that are counted and dropped: a pure network benchmark.
class NullSink final : public ByteSink
{
public:
    Result<void> prepare() override { return {}; }
    Result<void> write(ByteCount, const char *, ByteCount) override { return {}; }
    Result<void> read(ByteCount, char *, ByteCount) override;
    Result<void> sync() override { return {}; }
    Result<void> publish(const QDateTime &) override { return {}; }
    void discard() override {}
};

/// Creates @p folder and its parents; quick when it is there. Thread-safe.
Result<void> makeFolder(const QString &folder);
/// Makes a rename or creation inside @p folder durable.
Result<void> syncFolder(const QString &folder);

} // namespace millrace
