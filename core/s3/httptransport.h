// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "s3/sigv4.h"

#include <QNetworkProxy>
#include <QObject>
#include <algorithm>
#include <memory>
#include <optional>

class QIODevice;

namespace millrace {

class RequestTrace;
struct RequestLabel;

/// One HTTP/1.1 request, ready for the wire.
struct HttpRequest
{
    QByteArray method;
    QByteArray url;               ///< absolute, percent-encoded; sent as it is
    HeaderList headers;           ///< Host and Content-Length are the transport's own
    QIODevice *body = nullptr;    ///< open and outliving the call; none for requests without a body
    /// The response's body is known to be small: it may all wait unread. Holding a body back may cost a message to
    /// another thread for every read, which small objects feel.
    bool smallBody = false;
    /// Bytes of the response that may wait unread; 0: the transport's own measure. A slow reader sets it low, or what it
    /// leaves unread has crossed the network long before.
    ByteCount readBuffer = 0;
    /// For a trace; none where there is none.
    std::shared_ptr<const RequestLabel> label = {};
    quint64 keys = 0; ///< which issue of a CredentialSupply signed it; 0: none
};

/// What the system takes in for a connection whose request names this readBuffer, before anybody reads. Only libcurl's
/// connections keep to it.
constexpr ByteCount receiveWindow(ByteCount readBuffer)
{
    return std::clamp(2 * readBuffer, 64 * KiB, 192 * KiB);
}

/// One HTTP attempt under way: the response's head, then its body as the caller reads it. Unread bytes hold the
/// connection back, which is how back-pressure reaches the server. Ends with exactly one finished(), unless aborted or
/// destroyed first. Lives in its transport's thread.
class HttpCall : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual int status() const = 0;                             ///< 0 before headersReceived
    virtual QByteArray header(const char *name) const = 0;      ///< empty where absent
    virtual HeaderList headers() const = 0;
    virtual ByteCount bytesAvailable() const = 0;               ///< more than 0: read() is worth a call
    virtual ByteCount read(char *data, ByteCount maxSize) = 0;  ///< bytes read, 0 when none are there
    virtual bool isFinished() const = 0;                        ///< the whole response has arrived or failed
    /// Network failure that ended the call; none when a whole response arrived, whatever its status.
    virtual const std::optional<Error> &error() const = 0;
    /// Bytes of the request that were handed to the system and have not reached the server yet; 0 where nothing tells.
    virtual ByteCount unsent() const { return 0; }
    /// Ends the call at once; nothing is signalled afterwards.
    virtual void abort() = 0;

signals:
    void headersReceived();
    void readyRead();
    void finished();
};

/// Who speaks HTTP. Qt's access manager and libcurl do all of it. Builtin has libcurl make the connections (names,
/// TLS, authorities) and speaks HTTP/1.1 over them itself, so that bodies go from the socket straight into their reader's
/// memory; it leaves to libcurl what is out of the ordinary: proxies, odd URLs, bodies of unknown length.
enum class TransportKind { Qt, Curl, Builtin };
/// For the bytes of files, where nobody chose.
constexpr TransportKind defaultTransport = TransportKind::Builtin;

/// What every connection of a transport has in common.
struct HttpTransportOptions
{
    TransportKind kind = TransportKind::Qt;
    /// PEM file whose authorities are trusted instead of the system's; empty: the system's. Reading either takes tens of
    /// milliseconds, so that it is left to the first TLS connection.
    QString caBundle;
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    /// Bytes of body that may wait unread, per call; 0: no limit. Measured: 256 KiB over http, 64 KiB over TLS.
    ByteCount readBuffer = 0;
    std::shared_ptr<RequestTrace> trace = {}; ///< told of every call; none: nobody
};

/// Makes calls over connections it keeps warm. One thread; not shared.
class HttpTransport : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    virtual std::unique_ptr<HttpCall> send(const HttpRequest &request) = 0;
    /// Connections to one host this transport can use at a time.
    virtual int maxConnectionsPerHost() const = 0;
};

/// HttpTransport over one QNetworkAccessManager made in the calling thread.
std::unique_ptr<HttpTransport> makeQnamTransport(const HttpTransportOptions &options);
/// HttpTransport over libcurl, driven by the calling thread's event loop. The transports of a thread share connections.
std::unique_ptr<HttpTransport> makeCurlTransport(const HttpTransportOptions &options);
/// HttpTransport of our own, driven by the calling thread's event loop. The transports of a thread share connections.
std::unique_ptr<HttpTransport> makeHttp1Transport(const HttpTransportOptions &options);
/// The one that options.kind names.
std::unique_ptr<HttpTransport> makeTransport(const HttpTransportOptions &options);

} // namespace millrace
