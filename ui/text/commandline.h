// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connectionprofile.h"
#include "ui/transfers/transferrow.h"

namespace millrace {

/// The millrace-cli line that does what @p order does, quoted for a POSIX shell. Holds no secret: keys are left to the
/// environment (AWS_SECRET_ACCESS_KEY) or the profile. @p profile: of the order's connection, where it is known; it says
/// what a stored order does not.
QString commandLine(const TransferOrder &order, const ConnectionProfile *profile = nullptr);

} // namespace millrace
