// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "s3/sigv4.h"

#include <QByteArray>
#include <memory>

namespace millrace {

/// Reads the answer to one HTTP/1.1 request: its head, how the end of its body is told, and a body in chunks. A body of
/// known length, or one that ends with its connection, is its reader's to take from the socket.
class Http1Response
{
public:
    enum class Framing { None, Length, Chunked, UntilClose };

    explicit Http1Response(bool toHead); ///< @p toHead: the request was HEAD, so that no body comes
    ~Http1Response();

    /// Takes what belongs to the head from @p data; interim answers are passed over. How many bytes, or -1 where this is
    /// no HTTP.
    qsizetype takeHead(const char *data, qsizetype size);
    bool isHeadDone() const;

    int status() const;
    const HeaderList &headers() const;
    Framing framing() const;
    ByteCount length() const; ///< of the body, where Framing is Length
    /// The connection may serve another request afterwards.
    bool keepsConnection() const;

    /// Takes pieces of a chunked body and appends what they hold to @p body. How many bytes, or -1 where the chunks are
    /// broken.
    qsizetype takeChunks(const char *data, qsizetype size, QByteArray &body);
    bool areChunksDone() const;

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
    const bool m_toHead;
    QByteArray m_held; ///< the beginning of a head, or of a chunk's line
};

} // namespace millrace
