// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/blockingrun.h"
#include "io/orderedstream.h"
#include "transfer/transferspec.h"

#include <QIODevice>

namespace millrace {

/// An object as a sequential device, open for reading from the start. It works as a socket does: by readyRead() in an
/// event loop, or by waitForReadyRead() without one. Whoever reads slowly holds the download back. The thread it was made
/// in.
class ObjectDevice final : public QIODevice
{
    Q_OBJECT
public:
    ObjectDevice(DownloadSpec spec, CancelToken cancel, QObject *parent = nullptr);
    ~ObjectDevice() override; ///< cancels

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override;
    bool atEnd() const override;
    /// False at the end, and when @p msecs (-1: no limit) passed.
    bool waitForReadyRead(int msecs) override;
    void close() override;

    /// Once `ended` was sent: whether the bytes were those the server has.
    const std::optional<Result<FileResult>> &result() const { return m_result; }

signals:
    /// All was read, or the download failed: result() tells. readChannelFinished() follows.
    void ended();

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    bool fill();
    void onReadable();

    std::shared_ptr<OrderedStream> m_stream;
    std::unique_ptr<BlockingRun> m_run;
    OrderedStream::Chunk m_chunk;
    ByteCount m_taken = 0;      ///< of m_chunk
    std::optional<Result<FileResult>> m_result;
};

} // namespace millrace
