// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "queue/uploadtakeback.h"

namespace millrace {

/// Removes from the servers what the uploads of @p entries, which were given up, have sent, and warns of what stays there.
/// Runs the event loop; the process's exit code.
int takeBackUploads(const QList<QueueEntry> &entries, Console &console);

} // namespace millrace
