// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/faultscript.h"
#include "server/requestauth.h"
#include "server/s3service.h"
#include "server/serveroptions.h"
#include "server/suspender.h"

#include <QThreadPool>
#include <atomic>

namespace millrace::server {

/// ServerCounters while they count.
struct LiveCounters
{
    std::atomic<qint64> requests{0};
    std::atomic<qint64> inFlight{0};
    std::atomic<qint64> peak{0};
    std::atomic<qint64> connections{0};
    std::atomic<qint64> openConnections{0};
    std::atomic<ByteCount> sent{0};
    std::atomic<ByteCount> received{0};
    std::atomic<qint64> faults{0};
    std::atomic<qint64> errors{0};
};

/// What the requests of one running endpoint share.
struct EndpointState
{
    EndpointState(const ServerOptions &o, std::unique_ptr<BucketTable> table)
        : options(o), buckets(std::move(table)), service(o, *buckets),
          auth(o.credentials, o.anonymous, o.region.toUtf8())
    {
        faults.set(o.faults);
    }

    const ServerOptions options;
    std::unique_ptr<BucketTable> buckets;
    S3Service service;
    RequestAuth auth;
    FaultScript faults;
    LiveCounters counters;
    QThreadPool workers; ///< for operations that would hold up an I/O thread
    Suspender suspender;
};

/// What is kept per connection.
struct ConnectionState
{
    Suspender::Clock::time_point nextSend; ///< when the rate cap lets the next bytes go
};

} // namespace millrace::server
