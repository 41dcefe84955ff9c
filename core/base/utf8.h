// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringDecoder>

namespace millrace {

/// The text of UTF-8 bytes, all of it: QString::fromUtf8() leaves out U+FEFF at the beginning, and a key without it is
/// another key. What is no UTF-8 becomes U+FFFD. Any thread.
inline QString fromUtf8Exactly(QByteArrayView bytes)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
    return decode(bytes);
}

} // namespace millrace
