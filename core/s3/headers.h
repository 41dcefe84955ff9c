// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <utility>

namespace millrace {

/// Names and values in the order they are sent or came.
using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

/// Whether @p name is @p other; upper and lower case mean the same in headers.
inline bool isHeader(QByteArrayView name, QByteArrayView other)
{
    return name.compare(other, Qt::CaseInsensitive) == 0;
}

/// First value of @p name in @p headers, without blanks around it; empty where absent.
QByteArray headerValue(const HeaderList &headers, QByteArrayView name);

/// Adds a header that came; one that came before is made longer by it (RFC 9110, 5.3).
void addReceived(HeaderList &headers, const QByteArray &name, const QByteArray &value);

} // namespace millrace
