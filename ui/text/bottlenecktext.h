// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/bottleneck.h"

namespace millrace {

// What limited a run, in the user's language: made of the kind and the numbers, which a report keeps too.

/// "Disk: writers were busy 97 % of the time at 410 MiB/s; ...". Empty for none. Of a report that lacks the numbers: what
/// its writer said.
QString bottleneckText(const Bottleneck &bottleneck);
/// "Disk", "Network", ...
QString bottleneckName(BottleneckKind kind);
/// What would help, in terms of the settings here; empty where nothing would.
QString adviceText(const Bottleneck &bottleneck);
/// The numbers it rests on, in one line.
QString evidenceText(const Bottleneck &bottleneck);

} // namespace millrace
