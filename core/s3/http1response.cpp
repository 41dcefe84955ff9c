// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1response.h"

#define BOOST_DISABLE_ASSERTS // one of the parser's does not hold for an empty chunked body in pieces
#include <boost/beast/http/basic_parser.hpp>
#include <limits>

namespace millrace {

namespace http = boost::beast::http;
using boost::beast::error_code;

namespace {

constexpr qsizetype headLimit = 256 * 1024;

QByteArray bytes(boost::beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

} // namespace

class Http1Response::Parser final : public http::basic_parser<false>
{
public:
    explicit Parser(bool toHead)
    {
        skip(toHead);
        header_limit(headLimit);
        body_limit(std::numeric_limits<std::uint64_t>::max()); // none would be less than any length
    }

    /// False where @p head, whole with its empty line, is none.
    bool takeHead(QByteArrayView head)
    {
        // Some servers leave out the reason and the space before it, which the parser will not have.
        QByteArray mended;
        if (const qsizetype line = head.indexOf("\r\n"); line == 12) {
            mended = head.toByteArray().insert(line, ' ');
            head = mended;
        }
        error_code error;
        eager(false); // the body is another's business
        put(boost::asio::buffer(head.data(), size_t(head.size())), error);
        return !error && is_header_done();
    }

    int status = 0;
    HeaderList headers;
    QByteArray *body = nullptr; ///< where chunks go

private:
    void on_request_impl(http::verb, boost::beast::string_view, boost::beast::string_view, int, error_code &) override {}
    void on_response_impl(int code, boost::beast::string_view, int, error_code &) override { status = code; }
    void on_field_impl(http::field, boost::beast::string_view name, boost::beast::string_view value, error_code &) override
    {
        if (m_headDone)
            return; // a trailer says nothing that is asked for
        addReceived(headers, bytes(name), bytes(value));
    }
    void on_header_impl(error_code &) override { m_headDone = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t> &, error_code &) override {}
    std::size_t on_body_impl(boost::beast::string_view, error_code &) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, boost::beast::string_view, error_code &) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view piece, error_code &) override
    {
        body->append(piece.data(), qsizetype(piece.size()));
        return piece.size();
    }
    void on_finish_impl(error_code &) override {}

    bool m_headDone = false;
};

Http1Response::Http1Response(bool toHead) : m_parser(std::make_unique<Parser>(toHead)), m_toHead(toHead) {}

Http1Response::~Http1Response() = default;

qsizetype Http1Response::takeHead(const char *data, qsizetype size)
{
    // The parser wants a head in one piece.
    const qsizetype held = m_held.size();
    if (held > 0)
        m_held.append(data, size);
    QByteArrayView rest = held > 0 ? QByteArrayView(m_held) : QByteArrayView(data, size);
    qsizetype from = std::max<qsizetype>(0, held - 3);
    for (;;) {
        if (!QByteArrayView("HTTP/").startsWith(rest.first(std::min<qsizetype>(5, rest.size()))))
            return -1;
        const qsizetype end = rest.indexOf("\r\n\r\n", from);
        if (end < 0) {
            if (rest.contains("\n\n") || rest.contains("\n\r\n"))
                return -1; // lines that end otherwise would be waited for in vain
            m_held = rest.toByteArray();
            return m_held.size() > headLimit ? -1 : size;
        }
        if (!m_parser->takeHead(rest.first(end + 4)))
            return -1;
        rest = rest.sliced(end + 4);
        if (isHeadDone()) {
            const qsizetype taken = size - rest.size();
            m_held.clear();
            return taken;
        }
        m_parser = std::make_unique<Parser>(m_toHead); // that was an interim answer
        from = 0;
    }
}

bool Http1Response::isHeadDone() const
{
    return m_parser->is_header_done() && m_parser->status >= 200;
}

int Http1Response::status() const
{
    return m_parser->status;
}

const HeaderList &Http1Response::headers() const
{
    return m_parser->headers;
}

Http1Response::Framing Http1Response::framing() const
{
    const int status = m_parser->status;
    if (m_toHead || status == 204 || status == 304)
        return Framing::None;
    if (m_parser->chunked())
        return Framing::Chunked;
    if (const auto length = m_parser->content_length())
        return *length > 0 ? Framing::Length : Framing::None;
    return Framing::UntilClose;
}

ByteCount Http1Response::length() const
{
    const auto length = m_parser->content_length();
    return length ? ByteCount(std::min<std::uint64_t>(*length, std::numeric_limits<ByteCount>::max())) : 0;
}

bool Http1Response::keepsConnection() const
{
    return framing() != Framing::UntilClose && m_parser->keep_alive();
}

qsizetype Http1Response::takeChunks(const char *data, qsizetype size, QByteArray &body)
{
    m_parser->body = &body;
    m_parser->eager(true);
    const qsizetype held = m_held.size();
    if (held > 0)
        m_held.append(data, size);
    const char *begin = held > 0 ? m_held.constData() : data;
    const qsizetype all = held > 0 ? m_held.size() : size;
    qsizetype taken = 0;
    while (taken < all && !areChunksDone()) {
        error_code error;
        const auto n = qsizetype(m_parser->put(boost::asio::buffer(begin + taken, size_t(all - taken)), error));
        taken += n;
        if (error && error != http::error::need_more)
            return -1;
        if (error == http::error::need_more || n == 0)
            break;
    }
    if (areChunksDone()) {
        m_held.clear();
        return taken - held;
    }
    m_held = QByteArray(begin + taken, all - taken); // a line cut short
    return m_held.size() > headLimit ? -1 : size;
}

bool Http1Response::areChunksDone() const
{
    return m_parser->is_done();
}

} // namespace millrace
