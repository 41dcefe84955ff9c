// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/curlmulti.h"
#include "s3/curlsettings.h"

#include <QElapsedTimer>

class QSocketNotifier;

namespace millrace {

/// Whom a connection tells.
class Http1User
{
public:
    virtual ~Http1User() = default;
    virtual void onReadable() = 0; ///< again and again, until nothing waits
    virtual void onWritable() = 0;
};

/// A connection to one server, over TLS or not. libcurl finds the host and makes the connection; after that bytes go
/// straight between the socket and the user's memory. One thread. To be deleted later, since its own signals may bring on
/// its end.
class Http1Connection : public QObject
{
    Q_OBJECT
public:
    /// What receive() and send() come to when no byte moved.
    static constexpr qsizetype wouldBlock = -1, broken = -2;

    /// @p origin: "https://host:port".
    Http1Connection(std::shared_ptr<CurlMulti> multi, std::shared_ptr<const CurlSettings> settings,
                    const QByteArray &origin);
    ~Http1Connection() override;

    /// Begins to connect; opened() or failed() follows, never from inside this call.
    void open();
    /// Closes it, or gives up connecting. Nobody is told of anything afterwards.
    void close();
    /// Who is told what the socket says; none while it waits for its next user.
    void setUser(Http1User *user) { m_user = user; }

    bool isTls() const { return m_tls; }
    int socket() const { return m_socket; }
    /// Some request has been answered over it: it may have died since.
    bool hasServed() const { return m_served; }
    /// It has answered, and waits for its next user.
    void rest()
    {
        m_served = true;
        m_resting.start();
    }
    /// It has rested for so long that something on the way may have forgotten it.
    bool isForgotten() const { return m_resting.isValid() && m_resting.hasExpired(longestRest); }
    int localPort() const; ///< 0 where it cannot be told
    /// Nothing waits, and the other end has not closed it.
    bool isAlive();

    /// Bytes received; 0 at an orderly end.
    qsizetype receive(char *data, qsizetype size);
    /// Bytes taken. After wouldBlock the same bytes are to come again: TLS has begun with them.
    /// @p more: other bytes follow at once, and may share a segment with these.
    qsizetype send(const char *data, qsizetype size, bool more = false);
    /// Two pieces, one behind the other, not over TLS; how much of both together was taken.
    qsizetype sendBoth(QByteArrayView first, QByteArrayView second, bool more);
    /// As send(), of a file's bytes and not over TLS; 0 where the file ends before.
    qsizetype sendFile(int file, ByteCount offset, qsizetype size);
    /// Whether the user wants to hear of onReadable() and onWritable().
    void setReading(bool on);
    void setWriting(bool on);

    /// Wakes the user only when a fair lot has come, as fast as it comes now: @p got bytes came at this turn, and
    /// @p remaining are still to come. Fewer wake-ups leave more of the processor to those who copy.
    void paceWakeUps(ByteCount got, ByteCount remaining);
    /// Every byte wakes again. False where that was so.
    bool wakeAtOnce();
    /// Something waits for more than one byte, and nothing came since the last time this was asked.
    bool isWaitingLong();

signals:
    void opened();
    void failed(const millrace::Error &error);
    /// It said something while it had no user: it has been closed, or will be of no use.
    void spoiled();

private:
    static constexpr qint64 longestRest = 100'000; // milliseconds; balancers and firewalls drop idle flows after minutes

    void onDone(CURLcode code);
    QSocketNotifier *watch(bool forReading);
    void setLowWater(int bytes);

    const std::shared_ptr<CurlMulti> m_multi;
    const std::shared_ptr<const CurlSettings> m_settings;
    const QByteArray m_origin;
    const bool m_tls;
    Http1User *m_user = nullptr;
    CURL *m_easy = nullptr;
    int m_socket = -1;
    QSocketNotifier *m_reads = nullptr, *m_writes = nullptr;
    bool m_served = false;
    QElapsedTimer m_resting;
    int m_lowWater = 1;
    ByteCount m_sinceMark = 0;
    QElapsedTimer m_mark;
    bool m_moved = false; ///< since isWaitingLong() was last asked
    char m_words[CURL_ERROR_SIZE] = {};
};

} // namespace millrace
