// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "io/orderedstream.h"

#include <QObject>
#include <memory>
#include <thread>

namespace millrace {

/// Writes a stream to a file descriptor, in a thread of its own: a write to a pipe may block for ever. What the file
/// system tells only at a close counts as a failed write.
class StreamWriter : public QObject
{
    Q_OBJECT
public:
    /// SIGPIPE must be ignored. @p name is what messages call the descriptor.
    StreamWriter(int fd, const QString &name, std::shared_ptr<OrderedStream> stream, QObject *parent = nullptr);
    /// Leaves the thread to the end of the process where it hangs in a write that nobody reads.
    ~StreamWriter() override;

    /// No byte is written any more; a failure was told before.
    bool hasEnded() const;
    /// Whoever reads the descriptor has gone; also where nothing was written since.
    bool readerIsGone() const;

signals:
    /// Nothing more can be written: LocalFile error, with errno EPIPE as readerGone. The run should be cancelled.
    void failed(const millrace::Error &error, bool readerGone);
    /// The stream's end was reached, or the last write failed; follows `failed`. Not where the thread hangs in a write.
    void ended();

private:
    struct State;
    std::shared_ptr<State> m_state; ///< shared with the thread, which may outlive this object
    std::thread m_thread;
    bool m_ended = false;
};

} // namespace millrace
