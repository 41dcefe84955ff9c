// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/httptransport.h"
#include "s3/requesttrace.h"

namespace millrace {

/// Follows one request for the trace and tells of it once, at its end or its own. Lives in the transport's thread; a
/// transport without a trace has none.
class RequestProbe
{
public:
    /// None where @p trace is.
    static std::unique_ptr<RequestProbe> begin(const std::shared_ptr<RequestTrace> &trace, const HttpRequest &request);
    ~RequestProbe(); ///< not told yet: it was given up
    RequestProbe(const RequestProbe &) = delete;
    RequestProbe &operator=(const RequestProbe &) = delete;

    /// Its head leaves over the connection of @p localPort (0: not known). The last time counts: a client may find a
    /// warm connection dead and send again.
    void sent(int localPort, bool newConnection);
    void answered(int status); ///< the first byte of the answer is there
    void received(ByteCount bytes) { m_record.bytesReceived += bytes; }
    void setSent(ByteCount bytes) { m_record.bytesSent = bytes; }
    void end(const std::optional<Error> &error);

private:
    RequestProbe(std::shared_ptr<RequestTrace> trace, const HttpRequest &request);
    void tell();

    std::shared_ptr<RequestTrace> m_trace; ///< none once told
    RequestRecord m_record;
};

} // namespace millrace
