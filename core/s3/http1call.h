// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bodydevice.h"
#include "s3/http1pool.h"
#include "s3/http1request.h"
#include "s3/http1response.h"
#include "s3/requestprobe.h"

#include <cstdlib>
#include <optional>

namespace millrace {

/// One request over a leased connection. The body of the answer goes from the socket straight into its reader's memory.
class Http1Call final : public HttpCall, private Http1Lessee
{
public:
    /// Where @p request goes; none for what this class does not do: odd URLs, bodies of unknown length, Expect.
    static std::optional<Http1Address> addressOf(const HttpRequest &request);

    /// @p readBuffer: how much of a body may wait unread, 0: all of it.
    Http1Call(std::shared_ptr<Http1Pool> pool, std::shared_ptr<const CurlSettings> settings, ByteCount readBuffer);
    ~Http1Call() override;
    void start(const HttpRequest &request, const Http1Address &address);

    int status() const override { return m_headTold ? m_response->status() : 0; }
    QByteArray header(const char *name) const override;
    HeaderList headers() const override { return m_response ? m_response->headers() : HeaderList(); }
    ByteCount bytesAvailable() const override;
    ByteCount read(char *data, ByteCount maxSize) override;
    bool isFinished() const override { return m_finished; }
    const std::optional<Error> &error() const override { return m_error; }
    ByteCount unsent() const override;
    void abort() override;

private:
    void onLeased(Http1Connection *connection) override;
    void onLeaseFailed(const Error &error) override;
    void onReadable() override;
    void onWritable() override { sendMore(); }

    void lease();
    void begin(Http1Connection *connection);
    bool sendAgain();

    void sendMore();
    qsizetype sendHead();
    qsizetype sendInPlace();
    void sendBroke();
    bool fillOut();
    void makeRoom(ByteCount size);
    void onBodyReady();

    bool receiveHead();
    void takeChunks(const char *data, qsizetype size);
    void receiveChunks();
    ByteCount receiveInto(char *data, ByteCount size);
    void keepUnread();
    void deliver();
    void afterRead();
    void pace();
    void goOnLater();
    bool mayKeepMore() const { return m_buffers || waiting() < m_readBuffer; }
    void endLater(const Error &error);
    void lost(const QString &words);
    void endIfComplete();
    void end(std::optional<Error> error);
    ByteCount waiting() const { return m_waiting.size() - m_waitingRead; }

    const std::shared_ptr<Http1Pool> m_pool;
    const std::shared_ptr<const CurlSettings> m_settings;
    ByteCount m_readBuffer;       ///< of a body that may wait unread; 0: all
    std::unique_ptr<RequestProbe> m_probe; ///< none without a trace
    QByteArray m_origin;
    ByteCount m_window = 0;       ///< bound of the connection's; 0: none
    bool m_paces = false;         ///< wake-ups may be saved
    bool m_buffers = false;       ///< what nobody reads is kept, so that the end comes
    Http1Connection *m_connection = nullptr;
    bool m_leasing = false;       ///< waits for a connection
    bool m_reused = false;        ///< the connection is warm, and may turn out to be dead
    int m_leases = 0;

    QByteArray m_head;
    QIODevice *m_body = nullptr;
    BodyDevice *m_inPlace = nullptr; ///< the body, where it can be sent from where it lies
    ByteCount m_bodyStart = 0, m_bodySize = 0;
    ByteCount m_bodyRead = 0;     ///< of the body, into m_out or the socket
    struct Free { void operator()(char *memory) const { std::free(memory); } };
    std::unique_ptr<char, Free> m_out; ///< what goes out next; none once all is sent
    qsizetype m_outSize = 0, m_outSent = 0, m_outRoom = 0;
    qsizetype m_headSent = 0;     ///< where the body is sent in place
    bool m_headOut = false;       ///< the head has gone into m_out or the socket
    bool m_allSent = false;
    bool m_sendStopped = false;   ///< the rest of the body is not wanted
    bool m_ending = false;        ///< end() is queued

    std::optional<Http1Response> m_response;
    bool m_answered = false;      ///< a byte of the answer has come
    bool m_headTold = false;
    ByteCount m_remaining = 0;    ///< of a body of known length, still in the network
    bool m_bodyDone = false;      ///< all of the answer has come
    bool m_extra = false;         ///< and more than that
    bool m_readable = false;      ///< the socket may have more just now
    ByteCount m_turn = 0;         ///< what may still be taken before others have their turn
    ByteCount m_got = 0;          ///< taken at this turn
    bool m_inTurn = false;
    bool m_later = false;         ///< goOnLater() is under way
    QByteArray m_waiting;         ///< what the reader left behind, or has to be put together
    qsizetype m_waitingRead = 0;
    const char *m_piece = nullptr;///< what has just come, with the head
    ByteCount m_pieceSize = 0;
    bool m_finished = false;
    bool m_gone = false;          ///< aborted: nothing is signalled any more
    std::optional<Error> m_lost;  ///< the connection's end, told after what came before it
    std::optional<Error> m_error;
};

} // namespace millrace
