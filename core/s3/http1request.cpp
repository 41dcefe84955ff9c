// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/http1request.h"

#include <QIODevice>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

/// host, host:port, [v6] or [v6]:port.
bool isPlainAuthority(const QByteArray &authority)
{
    qsizetype end = 0;
    if (authority.startsWith('[')) {
        end = authority.indexOf(']') + 1;
        if (end < 4 || !std::all_of(authority.begin() + 1, authority.begin() + end - 1, [](char c) { return isPlain(c) || c == ':'; }))
            return false;
    } else {
        while (end < authority.size() && isPlain(authority[end]))
            ++end;
    }
    if (end == 0 || end == authority.size())
        return end > 0;
    bool ok = false;
    const uint port = authority.mid(end + 1).toUInt(&ok);
    return authority[end] == ':' && ok && port > 0 && port < 65536;
}

} // namespace

std::optional<Http1Address> splitUrl(const QByteArray &url)
{
    Http1Address address;
    const qsizetype colon = url.indexOf("://");
    const QByteArray scheme = url.first(std::max<qsizetype>(0, colon)).toLower();
    address.tls = scheme == "https";
    if (!address.tls && scheme != "http")
        return std::nullopt;
    const qsizetype begin = colon + 3;
    const auto end = std::find_if(url.begin() + begin, url.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    address.authority = url.mid(begin, end - url.begin() - begin);
    address.target = url.mid(end - url.begin());
    if (const qsizetype fragment = address.target.indexOf('#'); fragment >= 0)
        address.target.truncate(fragment);
    if (!address.target.startsWith('/'))
        address.target.prepend('/');
    const bool sendable = std::all_of(address.target.begin(), address.target.end(), [](char c) { return c > ' ' && c < 127; });
    return sendable && isPlainAuthority(address.authority) ? std::optional(address) : std::nullopt;
}

bool isOneLine(const QByteArray &text)
{
    return !text.contains('\r') && !text.contains('\n') && !text.contains('\0');
}

ByteCount bodySize(const HttpRequest &request)
{
    if (!request.body)
        return 0;
    for (const auto &[name, value] : request.headers)
        if (isHeader(name, "content-length"))
            return value.toLongLong();
    return request.body->isSequential() ? -1 : request.body->size() - request.body->pos();
}

Result<QByteArray> http1Head(const HttpRequest &request, const Http1Address &address, ByteCount bodySize)
{
    bool named = false, encoded = false;
    QByteArray head;
    head.reserve(2048 + address.target.size());
    const auto line = [&head](QByteArrayView name, QByteArrayView value) { head.append(name).append(": ").append(value).append("\r\n"); };
    head.append(request.method).append(' ').append(address.target).append(" HTTP/1.1\r\n");
    line("Host", address.authority);
    for (const auto &[name, value] : request.headers) {
        if (!isOneLine(name) || !isOneLine(value))
            return fail(ErrorKind::Config, ErrorCause::None, u"a request header holds a line break"_s);
        if (isHeader(name, "content-length") || isHeader(name, "host"))
            continue;
        named = named || isHeader(name, "user-agent");
        encoded = encoded || isHeader(name, "accept-encoding");
        line(name, value);
    }
    if (!named)
        line("User-Agent", "millrace");
    if (!encoded)
        line("Accept-Encoding", "identity");
    // A PUT or POST of nothing says so.
    if (request.body || request.method == "PUT" || request.method == "POST")
        line("Content-Length", QByteArray::number(bodySize));
    return head.append("\r\n");
}

} // namespace millrace
