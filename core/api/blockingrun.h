// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/canceltoken.h"
#include "transfer/transferengine.h"

#include <QThread>
#include <condition_variable>
#include <deque>

namespace millrace {

/// An engine with an event loop of its own, for callers that have none. Any thread may call; one at a time calls next().
class BlockingRun
{
public:
    /// @p make is called once, in the run's thread. @p onEnd, if any, is called there too, when all is over.
    BlockingRun(std::function<std::unique_ptr<TransferEngine>()> make, CancelToken cancel, std::function<void()> onEnd = {});
    ~BlockingRun(); ///< cancels and waits for the end
    BlockingRun(const BlockingRun &) = delete;
    BlockingRun &operator=(const BlockingRun &) = delete;

    void cancel();
    /// Waits for the next file that ends, in the order of completion; none when the run is over.
    std::optional<FileResult> next();
    /// Waits for the end. What ended the run as a whole; none where that was nothing but its files.
    std::optional<Error> error();
    /// Waits for the end of a run of one file: its result, or why it failed.
    Result<FileResult> only();

private:
    void begin();

    const std::function<std::unique_ptr<TransferEngine>()> m_make;
    const CancelToken m_token;
    const std::function<void()> m_onEnd;
    quint64 m_listener = 0;
    QThread m_thread;
    std::unique_ptr<QObject> m_context;       ///< lives in m_thread
    std::unique_ptr<TransferEngine> m_engine; ///< lives and dies in m_thread

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<FileResult> m_files;           ///< guarded by m_mutex, as all below
    std::optional<RunResult> m_result;
};

} // namespace millrace
