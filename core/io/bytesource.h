// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <QByteArray>
#include <memory>

namespace millrace {

/// Where the bytes of an upload come from. The calls block, run in disk-writer and worker threads, and may run at the
/// same time.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Exactly @p size bytes from @p offset. @p data has room for whole blocks, so that a last block may be read whole.
    virtual Result<void> read(ByteCount offset, char *data, ByteCount size) = 0;
    /// Whether the range can be read again at the price of a copy, without waiting for a disk.
    virtual bool isAtHand(ByteCount, ByteCount) { return false; }
    /// read(), but only where that need not wait for a disk: false, with nothing promised of @p data, where it would, or
    /// where something is wrong, which read() tells.
    virtual bool readAtHand(ByteCount offset, char *data, ByteCount size)
    {
        return isAtHand(offset, size) && read(offset, data, size);
    }
    /// A descriptor from which the range can be sent without waiting for a disk; -1 where it has to be read. Good as long
    /// as the source is.
    virtual int descriptor(ByteCount, ByteCount) { return -1; }
    /// Conflict error when the bytes may no longer be those that were planned. Cheap; asked after every part.
    virtual Result<void> checkUnchanged() { return {}; }
};

/// Bytes that are in memory.
class MemorySource final : public ByteSource
{
public:
    explicit MemorySource(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    Result<void> read(ByteCount offset, char *data, ByteCount size) override;

private:
    const QByteArray m_bytes;
};

/// Random-looking bytes that follow from a seed and their offset, for test objects: nothing is stored anywhere.
class GeneratedSource final : public ByteSource
{
public:
    explicit GeneratedSource(quint64 seed) : m_seed(seed) {}
    Result<void> read(ByteCount offset, char *data, ByteCount size) override;

private:
    const quint64 m_seed;
};

} // namespace millrace
