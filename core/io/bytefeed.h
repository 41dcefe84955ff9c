// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace millrace {

/// Bytes that come one after another, once, and nobody knows how many. One read at a time.
class ByteFeed
{
public:
    /// How many bytes came: fewer than were asked for only at the end.
    using Done = std::function<void(Result<ByteCount>)>;

    virtual ~ByteFeed() = default;
    /// Returns at once. @p done is called once, in any thread, when @p size bytes are at @p data or the stream has ended.
    virtual void read(char *data, ByteCount size, Done done) = 0;
    /// Ends the read under way, and every later one, with a Cancelled error. Any thread.
    virtual void cancel() = 0;
};

/// Reads a file descriptor in a thread of its own: a pipe may have nothing to give for ever.
class FdFeed final : public ByteFeed
{
public:
    /// @p name is what messages call the descriptor, which stays the caller's. @p interrupted is asked when the stream
    /// has ended, in the reading thread: a producer that the same Ctrl-C ended looks like one that has finished, and what
    /// it left is then read as cancelled.
    FdFeed(int fd, const QString &name, std::function<bool()> interrupted = {});
    ~FdFeed() override; ///< a read under way ends as cancelled

    void read(char *data, ByteCount size, Done done) override;
    void cancel() override;

private:
    struct Request
    {
        char *data = nullptr;
        ByteCount size = 0;
        Done done;
    };
    void loop();
    Result<ByteCount> fill(char *data, ByteCount size) const;

    const int m_fd;
    const QString m_name;
    const std::function<bool()> m_interrupted;
    int m_wake[2] = {-1, -1};           ///< a pipe; readable once cancelled
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Request> m_request;   ///< guarded by m_mutex, as is m_stopping
    bool m_stopping = false;
    std::thread m_thread;
};

} // namespace millrace
