// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/embeddedserver.h"

#include "server/endpointstate.h"
#include "server/listener.h"
#include "server/requestflow.h"
#include "server/selfsignedcertificate.h"

#include <QFile>
#include <algorithm>
#include <cstring>
#include <microhttpd.h>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;

namespace millrace {
using namespace server;
namespace {

// Per connection; the read buffer lives in it, so it also bounds how much of an upload one read takes.
constexpr size_t connectionMemory = 64 * 1024;
constexpr unsigned int mostConnections = 16'384;
constexpr unsigned int idleSeconds = 120;

void *onTarget(void *state, const char *target, MHD_Connection *)
{
    return new RequestFlow(*static_cast<EndpointState *>(state), target);
}

MHD_Result onAccess(void *, MHD_Connection *connection, const char *, const char *method, const char *, const char *data,
                    size_t *size, void **flow)
{
    return static_cast<RequestFlow *>(*flow)->advance(connection, method, data, size);
}

void onCompleted(void *, MHD_Connection *, void **flow, MHD_RequestTerminationCode code)
{
    auto *request = static_cast<RequestFlow *>(*flow);
    if (!request)
        return;
    request->complete(code == MHD_REQUEST_TERMINATED_COMPLETED_OK);
    delete request;
    *flow = nullptr;
}

void onConnection(void *self, MHD_Connection *, void **context, MHD_ConnectionNotificationCode code)
{
    auto *state = static_cast<EndpointState *>(self);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *context = new ConnectionState;
        ++state->counters.connections;
        ++state->counters.openConnections;
    } else {
        delete static_cast<ConnectionState *>(*context);
        *context = nullptr;
        --state->counters.openConnections;
    }
}

/// The target is taken apart where it is used, from the bytes that came: a signature covers those.
size_t keepEscapes(void *, MHD_Connection *, char *text)
{
    return std::strlen(text);
}

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        Error error = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                                  u"cannot read the certificate or its key: "_s + file.errorString());
        error.path = path;
        return fail(error);
    }
    return file.readAll();
}

} // namespace

class EmbeddedServer::Private
{
public:
    explicit Private(ServerOptions o) : options(std::move(o)) {}

    Result<> loadCertificate();
    Result<> startDaemon();

    const ServerOptions options;
    CertificatePair certificate;
    std::unique_ptr<EndpointState> state;
    std::unique_ptr<Listener> listener;
    MHD_Daemon *daemon = nullptr;
    quint16 port = 0;
};

Result<> EmbeddedServer::Private::loadCertificate()
{
    if (options.certificateFile.isEmpty() != options.keyFile.isEmpty())
        return fail(ErrorKind::Config, ErrorCause::TlsFailed, u"a certificate needs its key, and a key its certificate"_s);
    if (options.certificateFile.isEmpty()) {
        QStringList names = options.certificateNames;
        const QHostAddress &address = options.address;
        if (!address.isLoopback() && address != QHostAddress(QHostAddress::AnyIPv4)
            && address != QHostAddress(QHostAddress::AnyIPv6) && address != QHostAddress(QHostAddress::Any))
            names.append(address.toString());
        auto made = makeSelfSignedCertificate(names);
        if (!made)
            return fail(made.error());
        certificate = std::move(*made);
        return {};
    }
    auto pem = readPem(options.certificateFile);
    auto key = readPem(options.keyFile);
    if (!pem || !key)
        return fail(pem ? key.error() : pem.error());
    certificate = {std::move(*pem), std::move(*key)};
    return {};
}

Result<> EmbeddedServer::Private::startDaemon()
{
    const unsigned int threads =
        options.threads > 0 ? unsigned(options.threads) : std::max(2U, std::thread::hardware_concurrency());
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME;
    std::vector<MHD_OptionItem> items{
        {MHD_OPTION_URI_LOG_CALLBACK, reinterpret_cast<intptr_t>(&onTarget), state.get()},
        {MHD_OPTION_NOTIFY_COMPLETED, reinterpret_cast<intptr_t>(&onCompleted), nullptr},
        {MHD_OPTION_NOTIFY_CONNECTION, reinterpret_cast<intptr_t>(&onConnection), state.get()},
        {MHD_OPTION_UNESCAPE_CALLBACK, reinterpret_cast<intptr_t>(&keepEscapes), nullptr},
        {MHD_OPTION_CONNECTION_LIMIT, mostConnections, nullptr},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, connectionMemory, nullptr},
        {MHD_OPTION_CONNECTION_TIMEOUT, idleSeconds, nullptr},
    };
    if (threads > 1)
        items.push_back({MHD_OPTION_THREAD_POOL_SIZE, intptr_t(threads), nullptr});
    if (options.tls) {
        flags |= MHD_USE_TLS;
        items.push_back({MHD_OPTION_HTTPS_MEM_CERT, 0, certificate.certificate.data()});
        items.push_back({MHD_OPTION_HTTPS_MEM_KEY, 0, certificate.key.data()});
    }
    items.push_back({MHD_OPTION_END, 0, nullptr});
    daemon = MHD_start_daemon(flags, 0, nullptr, nullptr, &onAccess, nullptr, MHD_OPTION_ARRAY, items.data(),
                              MHD_OPTION_END);
    if (!daemon)
        return fail(ErrorKind::Config, options.tls ? ErrorCause::TlsFailed : ErrorCause::None,
                    options.tls ? u"the HTTP server did not start; are certificate and key a pair?"_s
                                : u"the HTTP server did not start"_s);
    return {};
}

EmbeddedServer::EmbeddedServer(ServerOptions options) : d(std::make_unique<Private>(std::move(options))) {}

EmbeddedServer::~EmbeddedServer()
{
    stop();
}

Result<void> EmbeddedServer::start()
{
    if (isRunning())
        return {};
    auto buckets = BucketTable::open(d->options);
    if (!buckets)
        return fail(buckets.error());
    if (d->options.tls) {
        if (auto loaded = d->loadCertificate(); !loaded)
            return fail(loaded.error());
    }
    auto listener = std::make_unique<Listener>();
    if (auto listening = listener->listen(d->options.address, d->options.port); !listening)
        return fail(listening.error());
    d->state = std::make_unique<EndpointState>(d->options, std::move(*buckets));
    if (auto started = d->startDaemon(); !started) {
        d->state.reset();
        return fail(started.error());
    }
    d->port = listener->port();
    d->listener = std::move(listener);
    // The library closes a socket it does not take.
    d->listener->start([daemon = d->daemon](int socket, const sockaddr *address, socklen_t size) {
        MHD_add_connection(daemon, socket, address, size);
    });
    return {};
}

void EmbeddedServer::stop()
{
    if (!isRunning())
        return;
    d->listener->stop();
    d->state->suspender.stop();
    d->state->workers.waitForDone();
    MHD_stop_daemon(d->daemon);
    d->daemon = nullptr;
    d->listener.reset();
}

bool EmbeddedServer::isRunning() const
{
    return d->daemon != nullptr;
}

quint16 EmbeddedServer::port() const
{
    return d->port;
}

QUrl EmbeddedServer::url() const
{
    QHostAddress address = d->options.address;
    if (address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::Any))
        address = QHostAddress(QHostAddress::LocalHost);
    else if (address == QHostAddress(QHostAddress::AnyIPv6))
        address = QHostAddress(QHostAddress::LocalHostIPv6);
    QUrl url;
    url.setScheme(d->options.tls ? u"https"_s : u"http"_s);
    url.setHost(address.toString());
    url.setPort(d->port);
    return url;
}

QByteArray EmbeddedServer::certificatePem() const
{
    return d->options.tls ? d->certificate.certificate : QByteArray();
}

ServerCounters EmbeddedServer::counters() const
{
    ServerCounters out;
    if (!d->state)
        return out;
    const LiveCounters &live = d->state->counters;
    out.requests = live.requests;
    out.requestsInFlight = live.inFlight;
    out.peakRequests = live.peak;
    out.connections = live.connections;
    out.openConnections = live.openConnections;
    out.bytesSent = live.sent;
    out.bytesReceived = live.received;
    out.faults = live.faults;
    out.errors = live.errors;
    return out;
}

void EmbeddedServer::setFaults(const FaultOptions &faults)
{
    if (d->state)
        d->state->faults.set(faults);
}

} // namespace millrace
