// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/sigv4.h"
#include "server/bodysource.h"

#include <QByteArray>
#include <memory>

namespace millrace::server {

/// What goes back to the client.
struct HttpResponse
{
    int status = 200;
    HeaderList headers;
    QByteArray body;                    ///< unless there is a source
    std::unique_ptr<BodySource> source; ///< of an object's bytes
    ByteCount offset = 0;               ///< first byte of the source to send
    ByteCount length = 0;               ///< bytes of the source to send, or a HEAD's Content-Length

    /// Faults on the way out; offsets count within the object's bytes, lengths within this body.
    ByteCount closeAfter = -1;
    ByteCount stallAfter = -1;
    ByteCount flipByteAt = -1;
    bool omitLength = false;

    static HttpResponse xml(QByteArray document, int status = 200)
    {
        HttpResponse response;
        response.status = status;
        response.body = std::move(document);
        response.addHeader("Content-Type", "application/xml");
        return response;
    }
    void addHeader(const QByteArray &name, const QByteArray &value) { headers.append({name, value}); }
    void setHeader(const QByteArray &name, const QByteArray &value)
    {
        removeHeader(name);
        headers.append({name, value});
    }
    void removeHeader(const QByteArray &name)
    {
        headers.removeIf([&name](const auto &h) { return h.first.compare(name, Qt::CaseInsensitive) == 0; });
    }
};

} // namespace millrace::server
