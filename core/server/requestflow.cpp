// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requestflow.h"

#include "server/bodyreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace::server {
namespace {

// Below this, one read and one send of head and body together beat sendfile with its second system call.
constexpr ByteCount bufferedLimit = 64 * KiB;
// A refused body up to this size is read and dropped, so that the client gets to see why.
constexpr ByteCount drainLimit = 64 * MiB;

MHD_Result collectHeader(void *self, MHD_ValueKind, const char *name, const char *value)
{
    static_cast<HttpRequest *>(self)->addHeader(name, value ? QByteArrayView(value) : QByteArrayView());
    return MHD_YES;
}

QByteArray nextRequestId()
{
    static std::atomic<quint64> last{0};
    return QByteArray::number(++last + 0x1000000000000000ULL, 16).toUpper();
}

HttpResponse htmlPage(int status)
{
    HttpResponse response;
    response.status = status;
    response.addHeader("Content-Type", "text/html; charset=utf-8");
    response.body = "<!DOCTYPE html>\n<html><head><title>Network sign-on</title></head>"
                    "<body><h1>This is not the server you asked for</h1></body></html>\n";
    return response;
}

MHD_Response *bufferResponse(QByteArray content)
{
    auto *kept = new QByteArray(std::move(content));
    return MHD_create_response_from_buffer_with_free_callback_cls(
        size_t(kept->size()), const_cast<char *>(kept->constData()),
        [](void *bytes) { delete static_cast<QByteArray *>(bytes); }, kept);
}

} // namespace

RequestFlow::RequestFlow(EndpointState &state, const char *target)
    : m_state(state), m_began(std::chrono::steady_clock::now())
{
    m_request.setTarget(target);
    m_request.id = nextRequestId();
    ++m_state.counters.requests;
    const qint64 inFlight = ++m_state.counters.inFlight;
    qint64 peak = m_state.counters.peak;
    while (inFlight > peak && !m_state.counters.peak.compare_exchange_weak(peak, inFlight)) {
    }
}

RequestFlow::~RequestFlow()
{
    --m_state.counters.inFlight;
}

void RequestFlow::complete(bool ok)
{
    if (ok)
        m_state.counters.sent += m_countAtEnd;
}

QDateTime RequestFlow::now() const
{
    return QDateTime::currentDateTimeUtc().addSecs(m_limits.clockSkew.count());
}

MHD_Result RequestFlow::advance(MHD_Connection *connection, const char *method, const char *data, size_t *size)
{
    if (m_stage == Stage::Head)
        return begin(connection, method);
    if (*size > 0) {
        m_state.counters.received += ByteCount(*size);
        if (m_body && !m_response)
            takeBody(data, qsizetype(*size));
        *size = 0;
        return MHD_YES;
    }
    if (m_stage == Stage::Answered)
        return MHD_YES;
    return conclude(connection);
}

MHD_Result RequestFlow::begin(MHD_Connection *connection, const char *method)
{
    m_stage = Stage::Body;
    m_request.method = method;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, collectHeader, &m_request);
    m_limits = m_state.faults.limits();
    const auto operation = m_state.service.route(m_request);
    m_operation = operation ? *operation : nullptr;

    m_fault = m_state.faults.match(m_request, m_operation ? m_operation->name : "");
    if (m_fault) {
        ++m_state.counters.faults;
        if (!applyFault(*m_fault))
            return MHD_NO;
    }
    if (!m_response && m_limits.throttleAbove > 0 && m_state.counters.inFlight > m_limits.throttleAbove) {
        ++m_state.counters.faults;
        m_response = S3Service::failed(m_request, S3Failure::of("SlowDown"));
        if (m_limits.throttleRetryAfter >= 0)
            m_response->addHeader("Retry-After", QByteArray::number(m_limits.throttleRetryAfter));
    }
    if (!m_response) {
        if (const auto allowed = m_state.auth.admit(m_request, now()); !allowed)
            m_response = S3Service::failed(m_request, allowed.error());
        else if (!operation)
            m_response = S3Service::failed(m_request, operation.error());
        else if (const auto ready = m_state.service.prepareCall(*m_operation, m_call); !ready)
            m_response = S3Service::failed(m_request, ready.error());
        else if (m_request.hasBody() || m_operation->bodyToFile || m_request.method == "POST") {
            auto body = m_state.service.prepareBody(*m_operation, m_call, *allowed);
            if (body)
                m_body = std::move(*body);
            else
                m_response = S3Service::failed(m_request, body.error());
            m_call.body = m_body.get();
        }
    }
    // A client that waits for leave to send its body is told no at once.
    const bool waits = m_request.header("expect").toLower() == "100-continue";
    if (m_response && m_request.hasBody() && (waits || m_request.contentLength() > drainLimit)) {
        m_stage = Stage::Answered;
        return send(connection, std::move(*m_response));
    }
    return MHD_YES;
}

void RequestFlow::takeBody(const char *data, qsizetype size)
{
    const qint64 flip = m_fault && m_fault->action == FaultAction::FlipByte ? m_fault->bytes - m_bodyTaken : -1;
    m_bodyTaken += size;
    if (flip < 0 || flip >= size) {
        m_body->add(data, size);
        return;
    }
    QByteArray damaged(data, size);
    damaged[flip] = char(~damaged.at(flip));
    m_body->add(damaged.constData(), size);
}

bool RequestFlow::applyFault(const FaultRule &rule)
{
    switch (rule.action) {
    case FaultAction::CloseBefore:
        return false;
    case FaultAction::Status: {
        const int status = rule.httpStatus ? rule.httpStatus : 503;
        S3Failure failure =
            S3Failure::of(rule.s3Code.isEmpty() ? S3Failure::codeForStatus(status) : rule.s3Code.toLatin1());
        failure.status = status;
        if (failure.message.isEmpty())
            failure.message = u"A fault of the script"_s;
        m_response = S3Service::failed(m_request, failure);
        break;
    }
    case FaultAction::HtmlPage:
        m_response = htmlPage(rule.httpStatus ? rule.httpStatus : 502);
        break;
    case FaultAction::Redirect: {
        const int status = rule.httpStatus ? rule.httpStatus : 307;
        S3Failure failure = S3Failure::of(status == 301 ? "PermanentRedirect" : "TemporaryRedirect");
        failure.status = status;
        if (!rule.location.isEmpty())
            failure.headers.append({QByteArray("Location"), rule.location.toUtf8()});
        if (!rule.region.isEmpty())
            failure.headers.append({QByteArray("x-amz-bucket-region"), rule.region.toUtf8()});
        m_response = S3Service::failed(m_request, failure);
        break;
    }
    case FaultAction::ErrorIn200: {
        S3Failure failure = S3Failure::of(rule.s3Code.isEmpty() ? QByteArray("InternalError") : rule.s3Code.toLatin1());
        m_response = S3Service::failed(m_request, failure);
        m_response->status = 200;
        break;
    }
    case FaultAction::PretendDone:
        m_response.emplace();
        m_response->status = 204;
        break;
    case FaultAction::RefuseKeys:
        m_call.refusedKeys = rule.keys.toUtf8();
        m_call.refusedCode = rule.s3Code.isEmpty() ? QByteArray("AccessDenied") : rule.s3Code.toLatin1();
        break;
    case FaultAction::IgnoreRange:
        m_call.ignoreRange = true;
        break;
    case FaultAction::ChangeEtag:
        m_call.changeEtag = true;
        break;
    default:
        break;
    }
    if (m_response && rule.retryAfterSeconds >= 0)
        m_response->addHeader("Retry-After", QByteArray::number(rule.retryAfterSeconds));
    return true;
}

MHD_Result RequestFlow::conclude(MHD_Connection *connection)
{
    if (m_stage == Stage::Body && m_limits.latency.count() > 0) {
        m_stage = Stage::Delayed;
        return m_state.suspender.suspendUntil(connection, m_began + m_limits.latency) ? MHD_YES : MHD_NO;
    }
    if (!m_response && m_operation->slow) {
        m_stage = Stage::Working;
        if (!m_state.suspender.suspendForWork(connection))
            return MHD_NO;
        m_state.workers.start([this, connection] {
            m_response = m_state.service.handle(*m_operation, m_call);
            m_state.suspender.resumeNow(connection);
        });
        return MHD_YES;
    }
    m_stage = Stage::Answered;
    return send(connection, m_response ? std::move(*m_response) : m_state.service.handle(*m_operation, m_call));
}

void RequestFlow::distort(HttpResponse &response) const
{
    if (!m_fault)
        return;
    switch (m_fault->action) {
    case FaultAction::CloseAfter:
        response.closeAfter = m_fault->bytes;
        break;
    case FaultAction::StallAfter:
        response.stallAfter = m_fault->bytes;
        break;
    case FaultAction::FlipByte:
        response.flipByteAt = m_fault->bytes;
        break;
    case FaultAction::OmitLength:
        response.omitLength = true;
        break;
    case FaultAction::OmitEtag:
        response.removeHeader("ETag");
        break;
    case FaultAction::WrongContentRange:
        if (response.status == 206) {
            const QByteArray first = QByteArray::number(response.offset + 1);
            const QByteArray last = QByteArray::number(response.offset + response.length);
            response.setHeader("Content-Range",
                               "bytes " + first + '-' + last + '/' + QByteArray::number(response.offset + response.length + 1));
        }
        break;
    default:
        break;
    }
}

MHD_Response *RequestFlow::makeResponse(MHD_Connection *connection, HttpResponse &response)
{
    const bool distorted =
        response.closeAfter >= 0 || response.stallAfter >= 0 || response.flipByteAt >= 0 || response.omitLength;
    const bool isHead = m_request.method == "HEAD";
    if (isHead || distorted || (m_limits.connectionRate > 0 && response.source))
        return BodyReader::makeResponse(m_state, connection, response, m_limits.connectionRate);
    if (!response.source) {
        m_countAtEnd = response.body.size();
        return bufferResponse(std::move(response.body));
    }
    if (response.length <= bufferedLimit) {
        QByteArray content(response.length, Qt::Uninitialized);
        ByteCount got = 0;
        while (got < response.length) {
            const ByteCount n =
                response.source->read(response.offset + got, content.data() + got, response.length - got);
            if (n <= 0)
                return nullptr;
            got += n;
        }
        m_countAtEnd = response.length;
        return bufferResponse(std::move(content));
    }
    if (!m_state.options.tls) {
        if (UniqueFd fd = response.source->takeFd(); fd.isValid()) {
            m_countAtEnd = response.length;
            return MHD_create_response_from_fd_at_offset64(quint64(response.length), fd.release(),
                                                           quint64(response.offset));
        }
    }
    return BodyReader::makeResponse(m_state, connection, response, 0);
}

MHD_Result RequestFlow::send(MHD_Connection *connection, HttpResponse response)
{
    distort(response);
    if (response.status >= 400)
        ++m_state.counters.errors;
    MHD_Response *answer = makeResponse(connection, response);
    if (!answer)
        return MHD_NO;
    response.setHeader("x-amz-request-id", m_request.id);
    response.setHeader("Server", "Millrace");
    if (m_limits.clockSkew.count() != 0)
        response.setHeader("Date", httpDate(now()));
    for (const auto &[name, value] : response.headers)
        MHD_add_response_header(answer, name.constData(), value.constData());
    const MHD_Result queued = MHD_queue_response(connection, unsigned(response.status), answer);
    MHD_destroy_response(answer);
    return queued;
}

} // namespace millrace::server
