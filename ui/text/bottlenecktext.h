// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/bottleneck.h"

namespace millrace {

/// "Disk: writers were busy 97 % of the time at 410 MB/s": the kind in the user's language, the measurement as core tells
/// it. Empty for none.
QString bottleneckText(const Bottleneck &bottleneck);
/// "Disk", "Network", ...
QString bottleneckName(BottleneckKind kind);
/// The numbers it rests on, in one line.
QString evidenceText(const Bottleneck &bottleneck);

} // namespace millrace
