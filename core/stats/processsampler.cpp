// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/processsampler.h"

#include <cstdio>
#include <sys/resource.h>
#include <unistd.h>

namespace millrace {

ProcessSample sampleProcess()
{
    ProcessSample sample;
    struct rusage usage;
    if (::getrusage(RUSAGE_SELF, &usage) == 0) {
        sample.userSeconds = double(usage.ru_utime.tv_sec) + double(usage.ru_utime.tv_usec) / 1e6;
        sample.systemSeconds = double(usage.ru_stime.tv_sec) + double(usage.ru_stime.tv_usec) / 1e6;
        sample.cpuSeconds = sample.userSeconds + sample.systemSeconds;
        sample.peakResidentBytes = ByteCount(usage.ru_maxrss) * KiB;
        sample.diskReadBytes = ByteCount(usage.ru_inblock) * 512;
        sample.diskWrittenBytes = ByteCount(usage.ru_oublock) * 512; // Linux counts in such blocks, whatever the device's
    }
    sample.residentBytes = sample.peakResidentBytes; // where there is no /proc
    if (std::FILE *statm = std::fopen("/proc/self/statm", "re")) {
        long long pages = 0;
        if (std::fscanf(statm, "%*s %lld", &pages) == 1)
            sample.residentBytes = pages * ::sysconf(_SC_PAGESIZE);
        std::fclose(statm);
    }
    return sample;
}

} // namespace millrace
