// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/curlmulti.h"

#include "s3/curlexchange.h"

#include <QSocketNotifier>
#include <algorithm>
#include <sys/socket.h>
#include <unistd.h>

namespace millrace {
namespace {

/// Handles kept for later; each holds a few KiB.
constexpr size_t idleHandles = 64;
/// Turns of settle() before the event loop gets its chance.
constexpr int turns = 16;

} // namespace

std::shared_ptr<CurlMulti> CurlMulti::ofThisThread()
{
    static const CURLcode once = curl_global_init(CURL_GLOBAL_DEFAULT);
    Q_UNUSED(once);
    thread_local std::weak_ptr<CurlMulti> current;
    auto multi = current.lock();
    if (!multi) {
        multi = std::shared_ptr<CurlMulti>(new CurlMulti);
        current = multi;
    }
    return multi;
}

CurlMulti::CurlMulti() : m_multi(curl_multi_init()), m_share(curl_share_init())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, this, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
    curl_share_setopt(m_share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETFUNCTION, onSocket);
    curl_multi_setopt(m_multi, CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERFUNCTION, onTimer);
    curl_multi_setopt(m_multi, CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
}

CurlMulti::~CurlMulti()
{
    m_inside = true;
    for (auto &[exchange, owned] : m_exchanges) {
        curl_multi_remove_handle(m_multi, exchange->easy());
        curl_easy_cleanup(exchange->easy());
    }
    for (auto &[easy, done] : m_connections) {
        curl_multi_remove_handle(m_multi, easy);
        curl_easy_cleanup(easy);
    }
    for (CURL *handle : m_handles)
        curl_easy_cleanup(handle);
    curl_multi_cleanup(m_multi); // closes the connections
    curl_share_cleanup(m_share);
    while (!m_sockets.empty())
        forget(m_sockets.begin()->first);
}

CURL *CurlMulti::takeHandle()
{
    CURL *handle = nullptr;
    if (m_handles.empty()) {
        handle = curl_easy_init();
        curl_easy_setopt(handle, CURLOPT_SHARE, m_share);
    } else {
        handle = m_handles.back();
        m_handles.pop_back();
    }
    // Set here, since a reset takes them away. They stay with a connection, which outlives the handle but not us.
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, onOpen);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETFUNCTION, onClose);
    curl_easy_setopt(handle, CURLOPT_CLOSESOCKETDATA, this);
    return handle;
}

void CurlMulti::recycle(CURL *handle)
{
    if (m_handles.size() >= idleHandles) {
        curl_easy_cleanup(handle);
        return;
    }
    curl_easy_reset(handle);
    m_handles.push_back(handle);
}

void CurlMulti::start(std::unique_ptr<CurlExchange> exchange)
{
    CurlExchange *added = exchange.get();
    m_exchanges.emplace(added, std::move(exchange));
    m_new.push_back(added);
    if (!m_inside && !m_settling)
        startNew();
}

void CurlMulti::startNew()
{
    for (CurlExchange *exchange : std::exchange(m_new, {}))
        curl_multi_add_handle(m_multi, exchange->easy()); // asks for the timer at once
    for (CURL *easy : std::exchange(m_newConnections, {}))
        curl_multi_add_handle(m_multi, easy);
}

void CurlMulti::connect(CURL *easy, std::function<void(CURLcode)> done)
{
    m_connections.emplace(easy, std::move(done));
    m_newConnections.push_back(easy);
    if (!m_inside && !m_settling)
        startNew();
}

void CurlMulti::disconnect(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, nullptr); // its owner's
    m_connections.erase(easy);
    std::erase(m_newConnections, easy);
    if (m_inside)
        m_disconnected.push_back(easy);
    else
        close(easy);
}

void CurlMulti::close(CURL *easy)
{
    curl_multi_remove_handle(m_multi, easy);
    recycle(easy);
}

void CurlMulti::drop(CurlExchange *exchange)
{
    std::erase(m_paused, exchange);
    std::erase(m_new, exchange);
    m_dropped.push_back(exchange);
    if (!m_inside)
        removeDropped();
}

void CurlMulti::removeDropped()
{
    for (CurlExchange *exchange : std::exchange(m_dropped, {})) {
        auto owned = take(exchange);
        if (!owned)
            continue;
        curl_multi_remove_handle(m_multi, owned->easy()); // harmless for one not added yet
        recycle(owned->easy());
    }
    for (CURL *easy : std::exchange(m_disconnected, {}))
        close(easy);
}

void CurlMulti::resume(CurlExchange *exchange)
{
    m_paused.push_back(exchange);
    if (!m_inside && !m_settling)
        m_timer.start(0);
}

void CurlMulti::resumePaused()
{
    m_inside = true;
    for (CurlExchange *exchange : std::exchange(m_paused, {}))
        exchange->goOn();
    m_inside = false;
}

void CurlMulti::deliverFinished()
{
    int left = 0;
    while (CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        const CURLcode code = message->data.result;
        CURL *easy = message->easy_handle;
        if (const auto it = m_connections.find(easy); it != m_connections.end()) {
            // It stays with libcurl, which keeps the connection for it.
            if (const auto done = std::exchange(it->second, nullptr))
                done(code);
            continue;
        }
        CurlExchange *exchange = nullptr;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
        curl_multi_remove_handle(m_multi, easy);
        finish(exchange, code);
    }
}

void CurlMulti::finish(CurlExchange *exchange, CURLcode code)
{
    std::erase(m_paused, exchange);
    std::erase(m_dropped, exchange);
    const auto owned = take(exchange);
    const auto error = owned->failure(code);
    CurlReceiver *receiver = owned->receiver();
    // Before the word goes out: the answer to it is often the next request.
    recycle(owned->easy());
    if (receiver)
        receiver->onDone(error);
}

std::unique_ptr<CurlExchange> CurlMulti::take(CurlExchange *exchange)
{
    const auto it = m_exchanges.find(exchange);
    if (it == m_exchanges.end())
        return nullptr;
    auto owned = std::move(it->second);
    m_exchanges.erase(it);
    return owned;
}

void CurlMulti::changeConnections(int difference)
{
    m_limit += difference;
    curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS, long(std::max(1, m_limit)));
    // Left alone, libcurl sizes its store of warm connections by the transfers of the moment.
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, long(std::max(1, m_limit)));
}

void CurlMulti::act(curl_socket_t socket, int events)
{
    const auto alive = shared_from_this(); // receivers may let go of the last transport
    int running = 0;
    m_inside = true;
    curl_multi_socket_action(m_multi, socket, events, &running);
    m_inside = false;
    settle();
}

/// Does what had to wait while libcurl was at work, and whatever that makes due at once: a request sent from a finished
/// one's signal goes out without a trip through the event loop.
void CurlMulti::settle()
{
    if (m_settling)
        return;
    m_settling = true;
    bool rest = true;
    for (int turn = 0; rest && turn < turns; ++turn) {
        removeDropped();
        resumePaused();
        removeDropped(); // or their ends would be delivered to nobody
        deliverFinished();
        removeDropped();
        startNew();
        rest = m_due;
        if (!rest)
            break;
        m_due = false;
        m_inside = true;
        int running = 0;
        curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
        m_inside = false;
    }
    m_settling = false;
    // The last turn may have ended transfers that nobody has been told of yet.
    if (rest || !m_paused.empty() || !m_dropped.empty() || !m_disconnected.empty())
        m_timer.start(0);
}

int CurlMulti::onTimer(CURLM *, long milliseconds, void *self)
{
    auto &multi = *static_cast<CurlMulti *>(self);
    multi.m_due = milliseconds == 0;
    if (milliseconds < 0)
        multi.m_timer.stop();
    else if (milliseconds > 0 || !(multi.m_inside || multi.m_settling))
        multi.m_timer.start(int(std::min<long>(milliseconds, 3'600'000)));
    return 0;
}

int CurlMulti::onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *)
{
    CurlExchange *exchange = nullptr;
    if (what != CURL_POLL_REMOVE && curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange) == CURLE_OK && exchange)
        exchange->setSocket(socket);
    static_cast<CurlMulti *>(self)->watch(socket, what);
    return 0;
}

void CurlMulti::watch(curl_socket_t socket, int what)
{
    const bool remove = what == CURL_POLL_REMOVE;
    Socket &entry = m_sockets[socket];
    if (remove && !entry.ours) {
        forget(socket);
        return;
    }
    entry.wanted = remove ? 0 : what & CURL_POLL_INOUT;
    if (entry.wanted & CURL_POLL_IN) {
        if (!entry.read)
            entry.read = makeNotifier(socket, true);
        entry.read->setEnabled(true);
    } // else switched off when it next fires: mostly the connection is wanted again before that
    if (entry.wanted & CURL_POLL_OUT) {
        if (!entry.write)
            entry.write = makeNotifier(socket, false);
        entry.write->setEnabled(true);
    } else if (entry.write) {
        entry.write->setEnabled(false);
    }
}

QSocketNotifier *CurlMulti::makeNotifier(curl_socket_t socket, bool forReading)
{
    auto *notifier = new QSocketNotifier(socket, forReading ? QSocketNotifier::Read : QSocketNotifier::Write, this);
    QObject::connect(notifier, &QSocketNotifier::activated, this, [this, socket, forReading, notifier] {
        const auto it = m_sockets.find(socket);
        const int event = forReading ? CURL_POLL_IN : CURL_POLL_OUT;
        if (it == m_sockets.end() || !(it->second.wanted & event))
            notifier->setEnabled(false);
        else
            act(socket, forReading ? CURL_CSELECT_IN : CURL_CSELECT_OUT);
    });
    return notifier;
}

void CurlMulti::forget(curl_socket_t socket)
{
    const auto it = m_sockets.find(socket);
    if (it == m_sockets.end())
        return;
    for (QSocketNotifier *notifier : {it->second.read, it->second.write})
        if (notifier) {
            // Its own signal may be what brought us here.
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    m_sockets.erase(it);
}

curl_socket_t CurlMulti::onOpen(void *self, curlsocktype, curl_sockaddr *address)
{
    // Not to be inherited by a credential process.
    const int fd = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd < 0)
        return CURL_SOCKET_BAD;
    static_cast<CurlMulti *>(self)->m_sockets[fd].ours = true;
    return fd;
}

int CurlMulti::onClose(void *self, curl_socket_t socket)
{
    static_cast<CurlMulti *>(self)->forget(socket);
    return ::close(socket);
}

} // namespace millrace
