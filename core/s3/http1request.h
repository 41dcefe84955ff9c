// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/httptransport.h"

#include <optional>

namespace millrace {

/// A URL taken apart for HTTP/1.1, every part as it was given.
struct Http1Address
{
    bool tls = false;
    QByteArray authority; ///< host and, where it was named, port
    QByteArray target;    ///< path and query, at least "/"

    QByteArray origin() const { return (tls ? "https://" : "http://") + authority; }
};

/// None for what is no plain http or https URL: other schemes, and authorities with a user, a zone or letters beyond
/// ASCII.
std::optional<Http1Address> splitUrl(const QByteArray &url);

/// No line break and no NUL, so that a header of it stays one.
bool isOneLine(const QByteArray &text);

/// Bytes of @p request's body from where its device stands; 0 without one, -1 when neither device nor header knows.
ByteCount bodySize(const HttpRequest &request);

/// The request's head as it goes over the wire, with the empty line. Config error for a header that would break out of
/// its line.
Result<QByteArray> http1Head(const HttpRequest &request, const Http1Address &address, ByteCount bodySize);

} // namespace millrace
