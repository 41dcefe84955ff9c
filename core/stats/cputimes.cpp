// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/cputimes.h"

#include <cstdio>
#include <ctime>
#include <unistd.h>

namespace millrace {

ThreadTimes ThreadTimes::ofThisThread()
{
    ThreadTimes times;
    // proc(5): time on a core and time in a run queue, both in nanoseconds.
    if (std::FILE *file = std::fopen("/proc/thread-self/schedstat", "re")) {
        unsigned long long running = 0, ready = 0;
        const int read = std::fscanf(file, "%llu %llu", &running, &ready);
        std::fclose(file);
        if (read == 2) {
            times.running = double(running) / 1e9;
            times.ready = double(ready) / 1e9;
            return times;
        }
    }
    timespec cpu;
    if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &cpu) == 0)
        times.running = double(cpu.tv_sec) + double(cpu.tv_nsec) / 1e9;
    return times;
}

MachineCpu MachineCpu::now()
{
    MachineCpu cpu;
    std::FILE *file = std::fopen("/proc/stat", "re");
    if (!file)
        return cpu;
    // proc(5): user nice system idle iowait irq softirq steal, in clock ticks; guests are in user already.
    unsigned long long t[8] = {};
    const int read = std::fscanf(file, "cpu %llu %llu %llu %llu %llu %llu %llu %llu", &t[0], &t[1], &t[2], &t[3], &t[4],
                                 &t[5], &t[6], &t[7]);
    std::fclose(file);
    if (read < 4)
        return cpu;
    const double tick = 1.0 / double(::sysconf(_SC_CLK_TCK));
    for (int i = 0; i < 8; ++i) {
        cpu.totalSeconds += double(t[i]) * tick;
        if (i != 3 && i != 4)
            cpu.busySeconds += double(t[i]) * tick;
    }
    return cpu;
}

} // namespace millrace
