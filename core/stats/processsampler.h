// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace millrace {

/// What this process costs right now.
struct ProcessSample
{
    double cpuSeconds = 0;        ///< user + system since the process began
    ByteCount residentBytes = 0;
    ByteCount peakResidentBytes = 0;
    ByteCount diskWrittenBytes = 0; ///< handed to storage devices since the process began
};

/// Asks the system; microseconds, any thread.
ProcessSample sampleProcess();

} // namespace millrace
