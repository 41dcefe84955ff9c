// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <curl/curl.h>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

class QSocketNotifier;

namespace millrace {

class CurlExchange;

/// libcurl's multi handle, driven by the calling thread's Qt event loop: a notifier for each socket and one timer.
/// The transports of a thread share one, and with it warm connections, resolved names and TLS sessions. Its own
/// callbacks into the exchanges may start, drop and resume others: what libcurl does not allow in there is done
/// directly afterwards.
class CurlMulti : public QObject, public std::enable_shared_from_this<CurlMulti>
{
public:
    /// The one of this thread; made when nobody holds it yet.
    static std::shared_ptr<CurlMulti> ofThisThread();
    ~CurlMulti() override;

    /// An easy handle with default options that shares this thread's TLS sessions; give it back through recycle().
    CURL *takeHandle();
    void recycle(CURL *handle);

    void start(std::unique_ptr<CurlExchange> exchange);
    /// Ends an exchange at once; it must not have a receiver any more.
    void drop(CurlExchange *exchange);
    /// Lets a paused exchange go on, as soon as control is back in the event loop.
    void resume(CurlExchange *exchange);

    /// Makes the connection @p easy was set up for (CURLOPT_CONNECT_ONLY) and says how that went, never from inside this
    /// call. The handle keeps it until disconnect().
    void connect(CURL *easy, std::function<void(CURLcode)> done);
    /// Closes that connection, or gives it up; the handle is ours again.
    void disconnect(CURL *easy);
    /// Leaves @p socket to whoever uses the connection.
    void unwatch(curl_socket_t socket) { forget(socket); }

    /// A transport that may use so many connections to a host comes, or goes when negative.
    void changeConnections(int difference);

private:
    struct Socket
    {
        QSocketNotifier *read = nullptr;
        QSocketNotifier *write = nullptr;
        int wanted = 0;    ///< CURL_POLL_IN | CURL_POLL_OUT
        bool ours = false; ///< opened through onOpen(), so that onClose() tells of its end
    };

    CurlMulti();
    void act(curl_socket_t socket, int events);
    void settle();
    void startNew();
    void resumePaused();
    void removeDropped();
    void deliverFinished();
    void finish(CurlExchange *exchange, CURLcode code);
    void close(CURL *easy);
    std::unique_ptr<CurlExchange> take(CurlExchange *exchange);
    void watch(curl_socket_t socket, int what);
    void forget(curl_socket_t socket);
    QSocketNotifier *makeNotifier(curl_socket_t socket, bool forReading);

    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *);
    static int onTimer(CURLM *, long milliseconds, void *self);
    static curl_socket_t onOpen(void *self, curlsocktype, curl_sockaddr *address);
    static int onClose(void *self, curl_socket_t socket);

    CURLM *m_multi;
    CURLSH *m_share;
    QTimer m_timer;
    bool m_due = false;      ///< libcurl asked to be called again at once
    bool m_inside = false;   ///< a call into libcurl is under way
    bool m_settling = false;
    int m_limit = 0; ///< of connections to one host
    std::unordered_map<curl_socket_t, Socket> m_sockets;
    std::unordered_map<CurlExchange *, std::unique_ptr<CurlExchange>> m_exchanges;
    std::vector<CurlExchange *> m_new, m_paused, m_dropped; ///< to be seen to in settle()
    std::unordered_map<CURL *, std::function<void(CURLcode)>> m_connections; ///< told once; then nothing
    std::vector<CURL *> m_newConnections, m_disconnected; ///< to be seen to in settle()
    std::vector<CURL *> m_handles; ///< to be used again
};

} // namespace millrace
