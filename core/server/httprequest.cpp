// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httprequest.h"

#include <algorithm>

namespace millrace::server {

void HttpRequest::setTarget(const QByteArray &rawTarget)
{
    target = rawTarget;
    QByteArray rawPath = rawTarget;
    // The absolute form of a request through a proxy: "GET http://host/path".
    if (!rawPath.startsWith('/')) {
        const qsizetype scheme = rawPath.indexOf("://");
        const qsizetype slash = scheme < 0 ? -1 : rawPath.indexOf('/', scheme + 3);
        rawPath = slash < 0 ? QByteArray("/") : rawPath.mid(slash);
    }
    QByteArray rawQuery;
    if (const qsizetype mark = rawPath.indexOf('?'); mark >= 0) {
        rawQuery = rawPath.mid(mark + 1);
        rawPath.truncate(mark);
    }
    path = QByteArray::fromPercentEncoding(rawPath);

    query.clear();
    if (rawQuery.isEmpty())
        return;
    const QList<QByteArray> pairs = rawQuery.split('&');
    for (QByteArray pair : pairs) {
        if (pair.isEmpty())
            continue;
        pair.replace('+', ' ');
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1);
        query.append({QByteArray::fromPercentEncoding(name), QByteArray::fromPercentEncoding(value)});
    }
}

void HttpRequest::addHeader(QByteArrayView name, QByteArrayView value)
{
    const QByteArray lower = name.toByteArray().toLower();
    for (auto &[existing, text] : headers) {
        if (existing == lower) {
            text += ',' + value.toByteArray();
            return;
        }
    }
    headers.append({lower, value.toByteArray()});
}

QByteArray HttpRequest::header(QByteArrayView name) const
{
    for (const auto &[candidate, value] : headers) {
        if (candidate == name)
            return value;
    }
    return {};
}

bool HttpRequest::hasHeader(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(), [name](const auto &h) { return h.first == name; });
}

QByteArray HttpRequest::queryValue(QByteArrayView name) const
{
    for (const auto &[candidate, value] : query) {
        if (candidate == name)
            return value;
    }
    return {};
}

bool HttpRequest::hasQuery(QByteArrayView name) const
{
    return std::any_of(query.begin(), query.end(), [name](const auto &q) { return q.first == name; });
}

ByteCount HttpRequest::contentLength() const
{
    bool ok = false;
    const ByteCount length = header("content-length").toLongLong(&ok);
    return ok && length >= 0 ? length : -1;
}

bool HttpRequest::hasBody() const
{
    return contentLength() > 0 || hasHeader("transfer-encoding");
}

} // namespace millrace::server
