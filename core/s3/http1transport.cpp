// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1call.h"

namespace millrace {
namespace {

/// Connections to one host that each transport adds to what its thread may use.
constexpr int connectionsPerTransport = 64;

class Http1Transport final : public HttpTransport
{
public:
    explicit Http1Transport(const HttpTransportOptions &options)
        : m_pool(Http1Pool::ofThisThread()), m_settings(std::make_shared<CurlSettings>(options)), m_options(options)
    {
        m_pool->changeConnections(connectionsPerTransport);
    }
    ~Http1Transport() override { m_pool->changeConnections(-connectionsPerTransport); }

    std::unique_ptr<HttpCall> send(const HttpRequest &request) override
    {
        if (auto address = Http1Call::addressOf(request); address && m_pool->trusts(address->origin())) {
            auto call = std::make_unique<Http1Call>(m_pool, m_settings, m_options.readBuffer);
            call->start(request, *address);
            return call;
        }
        if (!m_others)
            m_others = makeCurlTransport(m_options);
        return m_others->send(request);
    }
    int maxConnectionsPerHost() const override { return connectionsPerTransport; }

private:
    const std::shared_ptr<Http1Pool> m_pool;
    const std::shared_ptr<const CurlSettings> m_settings;
    const HttpTransportOptions m_options;
    std::unique_ptr<HttpTransport> m_others; ///< for what is out of the ordinary
};

} // namespace

std::unique_ptr<HttpTransport> makeHttp1Transport(const HttpTransportOptions &options)
{
    return std::make_unique<Http1Transport>(options);
}

std::unique_ptr<HttpTransport> makeTransport(const HttpTransportOptions &options)
{
    switch (options.kind) {
    case TransportKind::Qt: return makeQnamTransport(options);
    case TransportKind::Curl: return makeCurlTransport(options);
    case TransportKind::Builtin: break;
    }
    // Proxies have ways of their own, which libcurl knows.
    const bool direct = options.proxy.hostName().isEmpty();
    return direct ? makeHttp1Transport(options) : makeCurlTransport(options);
}

} // namespace millrace
