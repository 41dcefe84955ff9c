// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3/headers.h"

namespace millrace {

QByteArray headerValue(const HeaderList &headers, QByteArrayView name)
{
    for (const auto &[other, value] : headers)
        if (isHeader(other, name))
            return value.trimmed();
    return {};
}

void addReceived(HeaderList &headers, const QByteArray &name, const QByteArray &value)
{
    for (auto &[other, present] : headers)
        if (isHeader(other, name)) {
            present += ", " + value;
            return;
        }
    headers.emplaceBack(name, value);
}

} // namespace millrace
