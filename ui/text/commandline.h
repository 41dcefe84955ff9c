// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transfers/transferrow.h"

namespace millrace {

/// The millrace-cli line that does what @p order does, quoted for a POSIX shell. Holds no secret: keys are left to the
/// environment (AWS_SECRET_ACCESS_KEY) or the profile.
QString commandLine(const TransferOrder &order);

/// One word of a shell's line.
QString shellQuoted(const QString &word);

/// Flags that name @p connection.
QStringList connectionFlags(const Connection &connection, const QString &awsProfile);

} // namespace millrace
