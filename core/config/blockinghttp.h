// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/headers.h"

#include <QByteArray>
#include <QNetworkProxy>
#include <QString>
#include <chrono>
#include <stop_token>

namespace millrace {

/// One small request to a service that hands out credentials.
struct SmallRequest
{
    QByteArray method = "GET";
    QByteArray url;      ///< absolute, percent-encoded, http or https
    HeaderList headers;
    QByteArray body;     ///< of a POST
    QString caBundle;    ///< PEM file of the authorities to trust instead of the system's; empty: the system's
    QNetworkProxy proxy{QNetworkProxy::NoProxy}; ///< the environment is never looked into
    std::chrono::milliseconds timeout{5'000};    ///< for all of it, from the name to the last byte
};

struct SmallAnswer
{
    int status = 0;
    HeaderList headers;
    QByteArray body;
};

/// Asks, without an event loop, and without following redirects: what is sent is a secret for one host. Blocks until the
/// answer is there, for the time-out at most; Cancelled soon after @p stop. Errors: Network, Timeout; Protocol for an answer
/// longer than any such service gives. They quote neither URL nor headers. From any thread.
Result<SmallAnswer> askSmall(const SmallRequest &request, const std::stop_token &stop = {});

/// Waits between two tries; ends at once when told to @p stop.
void waitBeforeAsking(std::chrono::milliseconds time, const std::stop_token &stop);

} // namespace millrace
