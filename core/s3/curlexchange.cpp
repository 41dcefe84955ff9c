// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/curlexchange.h"

#include "s3/curlfailure.h"
#include "s3/http1request.h"
#include "s3/socketbuffers.h"

#include <QIODevice>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// How much libcurl takes from a socket, and from a body, at a time.
constexpr long receiveBuffer = 256 * 1024;
constexpr long sendBuffer = 512 * 1024;

} // namespace

Result<std::unique_ptr<CurlExchange>> CurlExchange::make(CURL *easy, const HttpRequest &request,
                                                         std::shared_ptr<const CurlSettings> settings,
                                                         CurlReceiver *receiver)
{
    std::unique_ptr<CurlExchange> exchange(new CurlExchange(easy, std::move(settings), receiver));
    exchange->setOptions();
    curl_easy_setopt(easy, CURLOPT_URL, request.url.constData());
    if (!exchange->setHeaders(request))
        return fail(ErrorKind::Config, ErrorCause::None, u"a request header holds a line break"_s);
    exchange->setBody(request);
    if (request.readBuffer > 0) {
        const ByteCount bounded = std::min<ByteCount>(request.readBuffer, receiveBuffer);
        curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, long(bounded)); // libcurl sees to it that this is not too little
        exchange->m_window = boundedWindow(request.readBuffer);
    }
    return exchange;
}

CurlExchange::CurlExchange(CURL *easy, std::shared_ptr<const CurlSettings> settings, CurlReceiver *receiver)
    : m_easy(easy), m_settings(std::move(settings)), m_receiver(receiver)
{
}

CurlExchange::~CurlExchange()
{
    curl_slist_free_all(m_headers);
}

void CurlExchange::setOptions()
{
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(m_easy, option, value); };
    m_settings->apply(m_easy, m_words);
    set(CURLOPT_PRIVATE, static_cast<void *>(this));
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    set(CURLOPT_BUFFERSIZE, receiveBuffer);
    set(CURLOPT_HEADERFUNCTION, &CurlExchange::onHeader);
    set(CURLOPT_HEADERDATA, static_cast<void *>(this));
    set(CURLOPT_WRITEFUNCTION, &CurlExchange::onBody);
    set(CURLOPT_WRITEDATA, static_cast<void *>(this));
    if (m_settings->trace) {
        set(CURLOPT_PREREQFUNCTION, &CurlExchange::onRequest);
        set(CURLOPT_PREREQDATA, static_cast<void *>(this));
    }
}

bool CurlExchange::setHeaders(const HttpRequest &request)
{
    bool expects = false, accepts = false, named = false, encoded = false;
    for (const auto &[name, value] : request.headers) {
        if (!isOneLine(name) || !isOneLine(value))
            return false;
        if (isHeader(name, "content-length"))
            continue;
        expects = expects || isHeader(name, "expect");
        accepts = accepts || isHeader(name, "accept");
        named = named || isHeader(name, "user-agent");
        encoded = encoded || isHeader(name, "accept-encoding");
        // "Name:" would mean "without this header"; "Name;" is libcurl's way to send an empty one.
        const QByteArray line = value.isEmpty() ? name + ';' : name + ": " + value;
        m_headers = curl_slist_append(m_headers, line.constData());
    }
    if (!expects)
        m_headers = curl_slist_append(m_headers, "Expect:");
    if (!accepts)
        m_headers = curl_slist_append(m_headers, "Accept:");
    if (!named)
        m_headers = curl_slist_append(m_headers, "User-Agent: millrace");
    if (!encoded)
        m_headers = curl_slist_append(m_headers, "Accept-Encoding: identity");
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
    return true;
}

void CurlExchange::setBody(const HttpRequest &request)
{
    if (request.method == "HEAD") {
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
        return;
    }
    // A PUT or POST of nothing says so with Content-Length: 0.
    const bool uploads = request.body || request.method == "PUT" || request.method == "POST";
    if (request.method != (uploads ? "PUT" : "GET"))
        curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, request.method.constData());
    if (!uploads)
        return;
    if (request.body) {
        m_body = request.body;
        m_bodyStart = m_body->isSequential() ? 0 : m_body->pos();
        m_bodySize = bodySize(request);
    }
    curl_easy_setopt(m_easy, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(m_easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(m_bodySize));
    curl_easy_setopt(m_easy, CURLOPT_UPLOAD_BUFFERSIZE, sendBuffer);
    curl_easy_setopt(m_easy, CURLOPT_READFUNCTION, &CurlExchange::onUpload);
    curl_easy_setopt(m_easy, CURLOPT_READDATA, static_cast<void *>(this));
    curl_easy_setopt(m_easy, CURLOPT_SEEKFUNCTION, &CurlExchange::onSeek);
    curl_easy_setopt(m_easy, CURLOPT_SEEKDATA, static_cast<void *>(this));
}

void CurlExchange::goOn()
{
    m_receivePaused = m_sendPaused = false; // set again by the callbacks where there is cause
    curl_easy_pause(m_easy, CURLPAUSE_CONT);
}

std::optional<Error> CurlExchange::failure(CURLcode code) const
{
    if (code == CURLE_OK)
        return std::nullopt;
    if (m_bodyFailed)
        return Error::make(ErrorKind::LocalFile, ErrorCause::None, u"the bytes to be sent could not be read"_s);
    return curlFailure(code, m_easy, m_words, !m_settings->proxy.isEmpty());
}

int CurlExchange::onRequest(void *self, char *, char *, int, int localPort)
{
    auto &exchange = *static_cast<CurlExchange *>(self);
    long opened = 0;
    curl_easy_getinfo(exchange.m_easy, CURLINFO_NUM_CONNECTS, &opened);
    if (exchange.m_receiver)
        exchange.m_receiver->onSending(localPort, opened > 0);
    return CURL_PREREQFUNC_OK;
}

size_t CurlExchange::onHeader(char *data, size_t, size_t size, void *self)
{
    auto &exchange = *static_cast<CurlExchange *>(self);
    if (!std::exchange(exchange.m_bounded, true))
        boundReceiveWindow(exchange.m_socket, exchange.m_window);
    if (exchange.m_receiver)
        exchange.m_receiver->onHeaderLine(QByteArrayView(data, qsizetype(size)).trimmed());
    return exchange.m_receiver ? size : 0;
}

size_t CurlExchange::onBody(char *data, size_t, size_t size, void *self)
{
    auto &exchange = *static_cast<CurlExchange *>(self);
    const bool taken = exchange.m_receiver && exchange.m_receiver->onBody(data, size);
    if (!exchange.m_receiver)
        return CURL_WRITEFUNC_ERROR;
    exchange.m_receivePaused = !taken;
    return taken ? size : size_t(CURL_WRITEFUNC_PAUSE);
}

size_t CurlExchange::onUpload(char *data, size_t, size_t size, void *self)
{
    auto &exchange = *static_cast<CurlExchange *>(self);
    if (!exchange.m_receiver)
        return CURL_READFUNC_ABORT;
    QIODevice *body = exchange.m_body;
    ByteCount wanted = ByteCount(size);
    if (exchange.m_bodySize >= 0)
        wanted = std::min(wanted, exchange.m_bodySize - exchange.m_bodySent);
    if (!body || wanted <= 0)
        return 0;
    const ByteCount n = body->read(data, wanted);
    if (n > 0) {
        exchange.m_bodySent += n;
        return size_t(n);
    }
    if (n == 0 && body->isOpen() && (body->isSequential() || !body->atEnd())) {
        exchange.m_sendPaused = true; // until the device has more
        return CURL_READFUNC_PAUSE;
    }
    if (exchange.m_bodySize < 0)
        return 0;
    exchange.m_bodyFailed = true;
    return CURL_READFUNC_ABORT;
}

/// libcurl goes back to the start when a warm connection turns out to have died and the request goes out anew.
int CurlExchange::onSeek(void *self, curl_off_t offset, int origin)
{
    auto &exchange = *static_cast<CurlExchange *>(self);
    if (!exchange.m_receiver || origin != SEEK_SET)
        return CURL_SEEKFUNC_FAIL;
    if (exchange.m_body && offset != exchange.m_bodySent) {
        if (exchange.m_body->isSequential() || !exchange.m_body->seek(exchange.m_bodyStart + offset))
            return CURL_SEEKFUNC_FAIL;
    }
    exchange.m_bodySent = offset;
    return CURL_SEEKFUNC_OK;
}

} // namespace millrace
