// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/serveroptions.h"

#include <QUrl>
#include <memory>

namespace millrace {

/// What an endpoint has done since it started.
struct ServerCounters
{
    qint64 requests = 0;
    qint64 requestsInFlight = 0;
    qint64 peakRequests = 0;      ///< most in flight at once
    qint64 connections = 0;       ///< accepted
    qint64 openConnections = 0;
    ByteCount bytesSent = 0;      ///< response bodies handed to the network
    ByteCount bytesReceived = 0;  ///< request bodies as on the wire
    qint64 faults = 0;            ///< rules fired and requests throttled
    qint64 errors = 0;            ///< answers of 400 and above
};

/// An S3 endpoint over folders and generated objects, for the demo, tests, benchmarks and network tests between two
/// machines. It runs in threads of its own and needs no event loop. start() and stop() belong to one thread; all else
/// may be called from any.
class EmbeddedServer
{
public:
    explicit EmbeddedServer(ServerOptions options);
    ~EmbeddedServer(); ///< stops
    EmbeddedServer(const EmbeddedServer &) = delete;
    EmbeddedServer &operator=(const EmbeddedServer &) = delete;

    /// Binds and begins to serve. Config error for options that cannot work, LocalFile for folders and certificates,
    /// Network where the port is taken.
    Result<void> start();
    /// Ends every connection and waits for the threads. Does nothing when not running.
    void stop();
    bool isRunning() const;

    quint16 port() const;            ///< as bound; 0 before start()
    QUrl url() const;                ///< "http://127.0.0.1:1234"; a wildcard address is named by the loopback one
    QByteArray certificatePem() const; ///< what a client passes as --ca-bundle; empty without TLS

    ServerCounters counters() const;
    /// Replaces the fault script while running; the rules count from zero again.
    void setFaults(const FaultOptions &faults);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace millrace
