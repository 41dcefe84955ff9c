// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/customerkey.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace millrace {

constexpr qsizetype customerKeySize = 32;

Result<QByteArray> readCustomerKey(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        Error e = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"the key cannot be read: "_s + file.errorString());
        e.path = path;
        return fail(std::move(e));
    }
    QByteArray key = file.read(4096);
    if (key.size() != customerKeySize)
        key = QByteArray::fromBase64(key.trimmed());
    if (key.size() != customerKeySize)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"--sse-customer-key-file %1 does not hold 32 bytes, raw or as base64"_s.arg(path));
    return key;
}

} // namespace millrace
