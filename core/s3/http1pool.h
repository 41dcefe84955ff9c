// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/http1connection.h"

#include <QSet>
#include <QTimer>
#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace millrace {

/// Whom the pool has a connection for.
class Http1Lessee : public Http1User
{
public:
    virtual void onLeased(Http1Connection *connection) = 0; ///< new, or warm from another's hands
    virtual void onLeaseFailed(const Error &error) = 0;
};

/// The connections of one thread, kept warm between requests and shared by all its transports.
class Http1Pool : public QObject
{
public:
    /// The one of this thread; made when nobody holds it yet.
    static std::shared_ptr<Http1Pool> ofThisThread();
    ~Http1Pool() override;

    /// A warm connection to @p origin; none where one has to be made or waited for: @p lessee is told then, unless it
    /// withdraws.
    Http1Connection *lease(const QByteArray &origin, const std::shared_ptr<const CurlSettings> &settings, Http1Lessee *lessee);
    void withdraw(Http1Lessee *lessee);
    /// A leased connection that may serve another.
    void giveBack(Http1Connection *connection);
    /// A connection that may not. It is closed at once.
    void discard(Http1Connection *connection);

    /// What came from @p origin was no HTTP by the letter: whoever reads it more generously is to talk to it.
    void distrust(const QByteArray &origin) { m_odd.insert(origin); }
    bool trusts(const QByteArray &origin) const { return !m_odd.contains(origin); }

    /// A transport that may use so many connections to a host comes, or goes when negative.
    void changeConnections(int difference);
    /// Memory for what is read and dealt with in one go.
    char *scratch() { return m_scratch.get(); }
    static constexpr qsizetype scratchSize = 64 * 1024;

private:
    /// One server, with the authorities it is trusted by.
    struct Host
    {
        QByteArray origin;
        std::shared_ptr<const CurlSettings> settings;
        std::deque<Http1Lessee *> waiting;
        std::vector<Http1Connection *> connecting, idle;
        int all = 0; ///< connections, leased ones included
    };

    Http1Pool();
    void connectMore(Host &host);
    Host &hostOf(Http1Connection *connection) { return *m_host.at(connection); }
    void onOpened(Http1Connection *connection);
    void onFailed(Http1Connection *connection, const Error &error);
    Http1Connection *handOut(Http1Connection *connection, Http1Lessee *lessee);
    Http1Connection *takeIdle(Host &host);
    void serveWaiting(Host &host);
    void onTick();

    const std::shared_ptr<CurlMulti> m_multi;
    std::unordered_map<QByteArray, Host> m_hosts;
    std::unordered_map<Http1Connection *, Host *> m_host; ///< of every connection
    std::unordered_set<Http1Connection *> m_leased;
    QSet<QByteArray> m_odd;
    int m_limit = 0; ///< of connections to one host
    QTimer m_tick;
    const std::unique_ptr<char[]> m_scratch;
};

} // namespace millrace
