// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueentry.h"

#include <QStringList>

namespace millrace {

/// Reads "download ..." or "upload ..." as those verbs do, and makes queue entries of it: paths are absolute, region and
/// endpoint fixed. Config errors for what the verb refuses, and for flags that a queue does not keep: keys above all.
Result<QList<QueueDraft>> parseQueued(const QStringList &words);

} // namespace millrace
