// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace millrace {

/// The 32 bytes of a customer's encryption key from a file that holds them raw or as base64. LocalFile where it cannot be
/// read, Config where it holds something else; no error shows any of it.
Result<QByteArray> readCustomerKey(const QString &path);

} // namespace millrace
