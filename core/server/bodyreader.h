// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/endpointstate.h"
#include "server/httpresponse.h"

#include <microhttpd.h>

namespace millrace::server {

/// Feeds a response body to the HTTP library block by block where it is not simply sent from a file or a buffer: over
/// TLS, for generated objects, under a rate cap, and for faults in the body.
class BodyReader
{
public:
    /// Takes source, body and faults out of @p response.
    BodyReader(EndpointState &state, MHD_Connection *connection, HttpResponse &response, ByteRate rate);

    /// The response that reads through a new BodyReader, which it owns.
    static MHD_Response *makeResponse(EndpointState &state, MHD_Connection *connection, HttpResponse &response,
                                      ByteRate rate);

private:
    ssize_t read(ByteCount position, char *buffer, ByteCount size);
    ByteCount fetch(ByteCount position, char *buffer, ByteCount size);
    /// How many bytes may go now; 0 when the connection has been suspended, -1 when the endpoint stops.
    ByteCount paced(ByteCount size);

    EndpointState &m_state;
    MHD_Connection *m_connection;
    std::unique_ptr<BodySource> m_source;
    QByteArray m_body;
    ByteCount m_offset;
    ByteCount m_closeAfter;
    ByteCount m_stallAfter;
    ByteCount m_flipByteAt;
    ByteCount m_length;
    ByteRate m_rate;
    bool m_stalled = false;
};

} // namespace millrace::server
