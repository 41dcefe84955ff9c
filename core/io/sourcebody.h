// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodydevice.h"
#include "io/bytesource.h"

#include <functional>
#include <optional>

namespace millrace {

/// A range of a source, or bytes in memory, as the body of a request. Sized and seekable, so that a transport can tell
/// the length and go back after a refused connection. How far it was read is how far the request has got.
class SourceBody final : public BodyDevice
{
public:
    /// Bytes that outlive the body.
    SourceBody(const char *data, ByteCount size);
    /// Reads from @p source as it goes, for what is too large to be held in memory. A failed read ends the request.
    SourceBody(std::shared_ptr<ByteSource> source, ByteCount offset, ByteCount size);

    qint64 size() const override { return m_size; }
    bool isSequential() const override { return false; }
    Piece nextPiece(ByteCount maxSize) override;
    void pass(ByteCount size) override;
    /// Bytes handed out so far.
    ByteCount sent() const { return m_sent; }
    const std::optional<Error> &error() const { return m_error; }
    /// Asked before every read at offset @p at of the range: up to which offset it may go. No further than @p at: the
    /// transport waits for readyRead().
    void setLimit(std::function<ByteCount(ByteCount at)> limit) { m_limit = std::move(limit); }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    ByteCount allowed(ByteCount at, ByteCount wanted);

    const char *m_data = nullptr;
    std::shared_ptr<ByteSource> m_source;
    ByteCount m_offset = 0;
    ByteCount m_size = 0;
    ByteCount m_sent = 0;
    std::optional<Error> m_error;
    std::function<ByteCount(ByteCount)> m_limit;
};

} // namespace millrace
