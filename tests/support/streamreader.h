// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/orderedstream.h"

#include <QByteArray>
#include <functional>
#include <memory>
#include <thread>

namespace millrace {

/// Reads a stream to its end in a thread of its own. What it read may be looked at after wait().
class StreamReader
{
public:
    explicit StreamReader(std::shared_ptr<OrderedStream> stream, std::function<void(ByteCount total)> beforeEach = {})
        : m_thread([this, stream = std::move(stream), beforeEach = std::move(beforeEach)] {
              for (auto chunk = stream->next(); chunk.state == OrderedStream::Chunk::State::Data;) {
                  if (beforeEach)
                      beforeEach(bytes.size());
                  bytes.append(chunk.data, chunk.size);
                  chunk = {};
                  chunk = stream->next();
              }
          })
    {
    }
    ~StreamReader() { wait(); }
    void wait()
    {
        if (m_thread.joinable())
            m_thread.join();
    }

    QByteArray bytes;

private:
    std::thread m_thread;
};

} // namespace millrace
