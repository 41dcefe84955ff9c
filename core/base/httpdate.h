// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

namespace millrace {

/// Reads "Sun, 06 Nov 1994 08:49:37 GMT" (IMF-fixdate, RFC 9110 section 5.6.7), the one form servers send today, as UTC.
/// Invalid on anything else.
QDateTime parseHttpDate(QByteArrayView text);

} // namespace millrace
