// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1connection.h"

#include "s3/curlfailure.h"

#include <QSocketNotifier>
#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace millrace {
namespace {

/// A user is woken for what comes in this time, in nanoseconds, where that is a lot: at most mostWaiting.
constexpr qint64 wakeTime = 4'000'000;
constexpr ByteCount leastWaiting = 128 * KiB, mostWaiting = 1 * MiB;
/// Of the last bytes none must be waited for; TLS may hold some of them already.
constexpr ByteCount lastBytes = 64 * KiB;

/// Of a system call that moves bytes.
qsizetype outcome(ssize_t n)
{
    if (n >= 0)
        return n;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Http1Connection::wouldBlock : Http1Connection::broken;
}

} // namespace

Http1Connection::Http1Connection(std::shared_ptr<CurlMulti> multi, std::shared_ptr<const CurlSettings> settings,
                                 const QByteArray &origin)
    : m_multi(std::move(multi)), m_settings(std::move(settings)), m_origin(origin), m_tls(m_origin.startsWith("https"))
{
}

Http1Connection::~Http1Connection()
{
    close();
}

void Http1Connection::open()
{
    m_easy = m_multi->takeHandle();
    m_settings->apply(m_easy, m_words);
    curl_easy_setopt(m_easy, CURLOPT_URL, m_origin.constData());
    curl_easy_setopt(m_easy, CURLOPT_CONNECT_ONLY, 1L);
    m_multi->connect(m_easy, [this](CURLcode code) { onDone(code); });
}

void Http1Connection::onDone(CURLcode code)
{
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (code == CURLE_OK)
        curl_easy_getinfo(m_easy, CURLINFO_ACTIVESOCKET, &socket);
    if (socket == CURL_SOCKET_BAD) {
        const Error error = curlFailure(code == CURLE_OK ? CURLE_COULDNT_CONNECT : code, m_easy, m_words, !m_settings->proxy.isEmpty());
        close();
        emit failed(error);
        return;
    }
    // libcurl closes what lies unused in its store, and gives its number to the next; once bytes were asked for through the
    // handle, the connection counts as the handle's own.
    char byte;
    size_t nothing = 0;
    curl_easy_recv(m_easy, &byte, m_tls ? 1 : 0, &nothing);
    m_socket = int(socket);
    m_multi->unwatch(socket);
    m_reads = watch(true);
    emit opened();
}

void Http1Connection::close()
{
    m_user = nullptr;
    for (QSocketNotifier *notifier : {m_reads, m_writes})
        if (notifier)
            notifier->setEnabled(false);
    m_socket = -1;
    if (CURL *easy = std::exchange(m_easy, nullptr))
        m_multi->disconnect(easy);
}

QSocketNotifier *Http1Connection::watch(bool forReading)
{
    auto *notifier = new QSocketNotifier(m_socket, forReading ? QSocketNotifier::Read : QSocketNotifier::Write, this);
    QObject::connect(notifier, &QSocketNotifier::activated, this, [this, forReading] {
        if (m_user && forReading)
            m_user->onReadable();
        else if (m_user)
            m_user->onWritable();
        else if (m_socket >= 0 && !isAlive())
            emit spoiled();
    });
    return notifier;
}

int Http1Connection::localPort() const
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (m_socket < 0 || ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return 0;
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    return address.ss_family == AF_INET6 ? ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port) : 0;
}

bool Http1Connection::isAlive()
{
    if (m_socket < 0)
        return false;
    // Over TLS something may wait that is not for us, such as a ticket; reading takes it in.
    char byte;
    return m_tls ? receive(&byte, 1) == wouldBlock
                 : ::recv(m_socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

qsizetype Http1Connection::receive(char *data, qsizetype size)
{
    m_moved = true;
    if (!m_tls)
        return outcome(::recv(m_socket, data, size_t(size), MSG_DONTWAIT));
    size_t n = 0;
    const CURLcode code = curl_easy_recv(m_easy, data, size_t(size), &n);
    return code == CURLE_OK ? qsizetype(n) : code == CURLE_AGAIN ? wouldBlock : broken;
}

qsizetype Http1Connection::sendFile(int file, ByteCount offset, qsizetype size)
{
    off_t at = offset;
    return outcome(::sendfile(m_socket, file, &at, size_t(size)));
}

qsizetype Http1Connection::send(const char *data, qsizetype size, bool more)
{
    if (!m_tls)
        return outcome(::send(m_socket, data, size_t(size), MSG_DONTWAIT | MSG_NOSIGNAL | (more ? MSG_MORE : 0)));
    size_t n = 0;
    const CURLcode code = curl_easy_send(m_easy, data, size_t(size), &n);
    return code == CURLE_OK ? qsizetype(n) : code == CURLE_AGAIN ? wouldBlock : broken;
}

qsizetype Http1Connection::sendBoth(QByteArrayView first, QByteArrayView second, bool more)
{
    iovec pieces[] = {{const_cast<char *>(first.data()), size_t(first.size())},
                      {const_cast<char *>(second.data()), size_t(second.size())}};
    msghdr message{};
    message.msg_iov = pieces;
    message.msg_iovlen = second.isEmpty() ? 1 : 2;
    return outcome(::sendmsg(m_socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL | (more ? MSG_MORE : 0)));
}

void Http1Connection::setReading(bool on)
{
    if (m_reads && m_reads->isEnabled() != on)
        m_reads->setEnabled(on);
}

void Http1Connection::setWriting(bool on)
{
    if (!m_writes && on)
        m_writes = watch(false);
    else if (m_writes && m_writes->isEnabled() != on)
        m_writes->setEnabled(on);
}

void Http1Connection::paceWakeUps(ByteCount got, ByteCount remaining)
{
    m_sinceMark += got;
    if (!m_mark.isValid()) {
        m_mark.start();
        m_sinceMark = 0;
        return;
    }
    ByteCount wanted = m_lowWater;
    if (const qint64 passed = m_mark.nsecsElapsed(); passed >= wakeTime) {
        wanted = std::min(mostWaiting, ByteCount(double(m_sinceMark) * double(wakeTime) / double(passed)));
        m_mark.start();
        m_sinceMark = 0;
    }
    wanted = std::min(wanted, remaining - lastBytes);
    if (wanted < leastWaiting)
        wanted = 1;
    // Small changes are not worth a system call.
    if (wanted == 1 || wanted < m_lowWater || wanted > m_lowWater + m_lowWater / 2)
        setLowWater(int(wanted));
}

bool Http1Connection::wakeAtOnce()
{
    const bool changed = m_lowWater != 1;
    setLowWater(1);
    m_mark.invalidate();
    return changed;
}

bool Http1Connection::isWaitingLong()
{
    return !std::exchange(m_moved, false) && m_lowWater != 1;
}

void Http1Connection::setLowWater(int bytes)
{
    if (bytes == m_lowWater || m_socket < 0)
        return;
    m_lowWater = bytes;
    ::setsockopt(m_socket, SOL_SOCKET, SO_RCVLOWAT, &bytes, sizeof bytes);
}

} // namespace millrace
