// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

namespace millrace {

/// What this process costs right now.
struct ProcessSample
{
    double cpuSeconds = 0;        ///< user + system since the process began
    double userSeconds = 0;
    double systemSeconds = 0;
    ByteCount residentBytes = 0;
    ByteCount peakResidentBytes = 0;
    ByteCount diskReadBytes = 0;    ///< fetched from storage devices since the process began; the page cache is none
    ByteCount diskWrittenBytes = 0; ///< handed to storage devices since the process began
};

/// Asks the system; microseconds, any thread.
ProcessSample sampleProcess();

} // namespace millrace
