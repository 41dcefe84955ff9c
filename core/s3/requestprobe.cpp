// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/requestprobe.h"

#include <QThread>
#include <QUrl>
#include <atomic>

using namespace Qt::StringLiterals;

namespace millrace {

/// Threads of the system are known by numbers that mean nothing to a reader.
static int threadNumber()
{
    static std::atomic<int> last{0};
    thread_local const int number = ++last;
    return number;
}

std::unique_ptr<RequestProbe> RequestProbe::begin(const std::shared_ptr<RequestTrace> &trace, const HttpRequest &request)
{
    return trace ? std::unique_ptr<RequestProbe>(new RequestProbe(trace, request)) : nullptr;
}

RequestProbe::RequestProbe(std::shared_ptr<RequestTrace> trace, const HttpRequest &request) : m_trace(std::move(trace))
{
    m_record.method = request.method;
    m_record.thread = threadNumber();
    m_record.threadName = QThread::currentThread()->objectName();
    if (request.label) {
        m_record.label = *request.label;
    } else {
        m_record.label.operation = request.method;
        m_record.label.key = QUrl::fromEncoded(request.url).path(QUrl::FullyDecoded);
    }
    m_record.queued = m_trace->now();
}

RequestProbe::~RequestProbe()
{
    if (!m_trace)
        return;
    m_record.error = u"given up before its end"_s;
    tell();
}

void RequestProbe::sent(int localPort, bool newConnection)
{
    if (!m_trace)
        return;
    m_record.sent = m_trace->now();
    m_record.localPort = localPort;
    m_record.newConnection = m_record.newConnection || newConnection;
}

void RequestProbe::answered(int status)
{
    if (!m_trace)
        return;
    m_record.firstByte = m_trace->now();
    m_record.status = status;
}

void RequestProbe::end(const std::optional<Error> &error)
{
    if (!m_trace)
        return;
    if (error)
        m_record.error = error->message;
    tell();
}

void RequestProbe::tell()
{
    m_record.lastByte = m_trace->now();
    m_trace->add(m_record);
    m_trace.reset();
}

} // namespace millrace
