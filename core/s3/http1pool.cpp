// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1pool.h"

#include <QPointer>
#include <algorithm>
#include <csignal>

using namespace std::chrono_literals;

namespace millrace {

std::shared_ptr<Http1Pool> Http1Pool::ofThisThread()
{
    thread_local std::weak_ptr<Http1Pool> current;
    auto pool = current.lock();
    if (!pool) {
        pool = std::shared_ptr<Http1Pool>(new Http1Pool);
        current = pool;
    }
    return pool;
}

/// sendfile(2) knows no MSG_NOSIGNAL, and libcurl now and then puts back what the process did with the signal before. It
/// is meant for the thread that wrote, so that it is enough for this one not to take it.
static void blockPipeSignal()
{
    sigset_t pipe;
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
}

Http1Pool::Http1Pool() : m_multi(CurlMulti::ofThisThread()), m_scratch(new char[scratchSize])
{
    blockPipeSignal();
    m_tick.setInterval(200ms);
    QObject::connect(&m_tick, &QTimer::timeout, this, &Http1Pool::onTick);
}

Http1Pool::~Http1Pool()
{
    // Those in use are not among them: their calls hold us.
    for (auto &[connection, host] : m_host)
        delete connection;
}

Http1Connection *Http1Pool::lease(const QByteArray &origin, const std::shared_ptr<const CurlSettings> &settings, Http1Lessee *lessee)
{
    Host &host = m_hosts[origin + '\n' + settings->caBundle];
    if (!host.settings) {
        host.origin = origin;
        host.settings = settings;
    }
    if (Http1Connection *connection = takeIdle(host))
        return handOut(connection, lessee);
    host.waiting.push_back(lessee);
    connectMore(host);
    return nullptr;
}

void Http1Pool::withdraw(Http1Lessee *lessee)
{
    for (auto &[key, host] : m_hosts) {
        if (std::erase(host.waiting, lessee) == 0)
            continue;
        // Nobody waits for this one any more, and the host may be one that never answers.
        if (host.connecting.size() > host.waiting.size())
            discard(host.connecting.front()); // the oldest, which is the likeliest to hang
        return;
    }
}

/// As many connections under way as there are users waiting, within the limit.
void Http1Pool::connectMore(Host &host)
{
    while (host.connecting.size() < host.waiting.size() && host.all < std::max(1, m_limit)) {
        auto *connection = new Http1Connection(m_multi, host.settings, host.origin);
        ++host.all;
        host.connecting.push_back(connection);
        m_host.emplace(connection, &host);
        QObject::connect(connection, &Http1Connection::opened, this, [this, connection] { onOpened(connection); });
        QObject::connect(connection, &Http1Connection::failed, this, [this, connection](const Error &e) { onFailed(connection, e); });
        QObject::connect(connection, &Http1Connection::spoiled, this, [this, connection] { discard(connection); });
        connection->open();
    }
}

void Http1Pool::onOpened(Http1Connection *connection)
{
    Host &host = hostOf(connection);
    std::erase(host.connecting, connection);
    if (host.waiting.empty()) {
        host.idle.push_back(connection);
        return;
    }
    // Even where the other end has closed it already: its user then learns of it, instead of one attempt after another.
    Http1Lessee *lessee = host.waiting.front();
    host.waiting.pop_front();
    lessee->onLeased(handOut(connection, lessee));
}

void Http1Pool::onFailed(Http1Connection *connection, const Error &error)
{
    const auto alive = m_multi; // the lessee may be the last to hold us
    Host &host = hostOf(connection);
    Http1Lessee *lessee = host.waiting.empty() ? nullptr : host.waiting.front();
    if (lessee)
        host.waiting.pop_front();
    discard(connection);
    if (lessee)
        lessee->onLeaseFailed(error);
}

Http1Connection *Http1Pool::handOut(Http1Connection *connection, Http1Lessee *lessee)
{
    m_leased.insert(connection);
    if (!m_tick.isActive())
        m_tick.start();
    connection->setUser(lessee);
    return connection;
}

void Http1Pool::giveBack(Http1Connection *connection)
{
    Host &host = hostOf(connection);
    connection->wakeAtOnce();
    connection->setWriting(false);
    connection->setReading(true);
    connection->setUser(nullptr);
    connection->rest();
    m_leased.erase(connection);
    while (!host.idle.empty() && host.idle.front()->isForgotten())
        discard(host.idle.front());
    host.idle.push_back(connection);
    if (!host.waiting.empty()) // not from inside another's call
        QMetaObject::invokeMethod(this, [this, &host] { serveWaiting(host); }, Qt::QueuedConnection);
}

/// The warm connection used last, as it is the likeliest to be there still; none where all have died.
Http1Connection *Http1Pool::takeIdle(Host &host)
{
    while (!host.idle.empty()) {
        Http1Connection *connection = host.idle.back();
        if (!connection->isForgotten() && connection->isAlive()) {
            host.idle.pop_back();
            return connection;
        }
        discard(connection);
    }
    return nullptr;
}

void Http1Pool::serveWaiting(Host &host)
{
    const auto alive = m_multi; // a lessee may be the last to hold us
    QPointer<Http1Pool> self(this);
    while (self && !host.waiting.empty()) {
        Http1Connection *connection = takeIdle(host);
        if (!connection)
            return;
        Http1Lessee *lessee = host.waiting.front();
        host.waiting.pop_front();
        lessee->onLeased(handOut(connection, lessee));
    }
}

/// Forgets and closes it, whatever it is doing; a connection less may make room for one that is waited for.
void Http1Pool::discard(Http1Connection *connection)
{
    Host &host = hostOf(connection);
    std::erase(host.connecting, connection);
    std::erase(host.idle, connection);
    m_leased.erase(connection);
    m_host.erase(connection);
    --host.all;
    connection->disconnect(this);
    connection->close();
    connection->deleteLater();
    connectMore(host);
}

void Http1Pool::changeConnections(int difference)
{
    m_limit += difference;
    m_multi->changeConnections(difference);
}

/// What waits in a socket for more to come, while nothing more comes, is handed over.
void Http1Pool::onTick()
{
    for (Http1Connection *connection : m_leased)
        if (connection->isWaitingLong())
            connection->wakeAtOnce();
    if (m_leased.empty())
        m_tick.stop();
}

} // namespace millrace
