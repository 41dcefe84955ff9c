// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "s3/sigv4.h"

#include <QByteArray>

namespace millrace::server {

/// The head of a request as it came over the wire, taken apart.
struct HttpRequest
{
    QByteArray method;
    QByteArray target;     ///< path and query, untouched
    QByteArray path;       ///< percent-decoded
    QueryList query;       ///< decoded; "+" is a space, as S3 reads it
    HeaderList headers;    ///< names in lower case; repeated ones joined by ","
    QByteArray id;         ///< x-amz-request-id

    QByteArray bucket;     ///< set by routing; empty for the service itself
    QByteArray key;        ///< set by routing; empty for the bucket itself

    /// Fills path and query from @p rawTarget.
    void setTarget(const QByteArray &rawTarget);
    void addHeader(QByteArrayView name, QByteArrayView value);

    /// Empty where absent. @p name is in lower case.
    QByteArray header(QByteArrayView name) const;
    bool hasHeader(QByteArrayView name) const;
    QByteArray queryValue(QByteArrayView name) const;
    bool hasQuery(QByteArrayView name) const;
    /// Content-Length; -1 where absent or no number.
    ByteCount contentLength() const;
    bool hasBody() const;
};

} // namespace millrace::server
