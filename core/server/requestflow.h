// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/endpointstate.h"

#include <chrono>
#include <memory>
#include <microhttpd.h>
#include <optional>

namespace millrace::server {

/// One request from its first line to its answer, driven by the HTTP library's callbacks. All calls for one request
/// come from one thread at a time.
class RequestFlow
{
public:
    RequestFlow(EndpointState &state, const char *target);
    ~RequestFlow();

    /// The library's access handler: first the head, then the body in pieces, then once with nothing.
    MHD_Result advance(MHD_Connection *connection, const char *method, const char *data, size_t *size);
    /// The answer is through, or the connection is gone.
    void complete(bool ok);

private:
    enum class Stage { Head, Body, Delayed, Working, Answered };

    MHD_Result begin(MHD_Connection *connection, const char *method);
    void takeBody(const char *data, qsizetype size);
    bool applyFault(const FaultRule &rule);
    MHD_Result conclude(MHD_Connection *connection);
    MHD_Result send(MHD_Connection *connection, HttpResponse response);
    void distort(HttpResponse &response) const;
    MHD_Response *makeResponse(MHD_Connection *connection, HttpResponse &response);
    QDateTime now() const;

    EndpointState &m_state;
    HttpRequest m_request;
    FaultOptions m_limits;
    std::optional<FaultRule> m_fault;
    qint64 m_bodyTaken = 0; ///< bytes of the request's body so far
    const S3Operation *m_operation = nullptr;
    S3Call m_call{m_request, {}, nullptr, false, false};
    std::unique_ptr<UploadBody> m_body;
    std::optional<HttpResponse> m_response;
    Stage m_stage = Stage::Head;
    std::chrono::steady_clock::time_point m_began;
    ByteCount m_countAtEnd = 0; ///< body bytes to count once they are known to be sent
};

} // namespace millrace::server
