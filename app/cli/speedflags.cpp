// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/speedflags.h"

#include "stats/machineinfo.h"
#include "transfer/firstguess.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {
/// Where the run finds out by itself how many help, and more than these are seldom of use.
constexpr int autoConnections = 128;
} // namespace

Option autoOptimizeOption()
{
    return {{u"auto-optimize"_s}, {},
            u"measure while it runs, and adjust connections, disk threads and part size; flags given stay as they are"_s, {}};
}

void openForTuning(TransferSettings &settings)
{
    const MachineInfo machine = MachineInfo::current();
    const FirstGuess guess = FirstGuess::forMachine(machine.cpuCount, machine.memory);
    settings.autoOptimize = true;
    settings.maxConnections = std::max(autoConnections, guess.maxConnections);
    settings.ioThreads = std::max(settings.ioThreads, guess.ioThreads);
}

OptionGroup downloadSpeedOptions()
{
    return {u"Speed and memory"_s,
            {
                {{u"concurrency"_s}, u"N"_s, u"parts in flight per file"_s, u"from the object sizes"_s},
                {{u"multipart-size-mb"_s}, u"MIB"_s, u"size of a part"_s, u"from the object sizes"_s},
                {{u"file-parallelism"_s}, u"N"_s, u"files in flight"_s, u"4, more for small objects"_s},
                {{u"max-pool-connections"_s}, u"N"_s, u"hard cap on connections over all files"_s,
                 u"100; %1 with --auto-optimize"_s.arg(autoConnections)},
                {{u"io-threads"_s}, u"N"_s, u"disk-writer threads"_s, u"8"_s},
                {{u"chunk-size-kb"_s}, u"KIB"_s, u"size of one disk write"_s, u"1024"_s},
                {{u"memory-limit"_s}, u"SIZE"_s, u"all buffers together"_s, u"256MiB"_s},
                {{u"streaming-mode"_s}, {}, u"write chunks to disk as they arrive"_s, u"on"_s},
                {{u"no-streaming-mode"_s}, {}, u"gather a part in memory, then write it"_s, {}},
                {{u"direct-io"_s}, u"MODE"_s, u"auto, on or off: write past the page cache (O_DIRECT)"_s, u"auto"_s},
                {{u"disk-rate"_s}, u"RATE"_s, u"write to disk no faster, such as 100MB/s"_s, u"no limit"_s},
                {{u"transport"_s}, u"LIBRARY"_s, u"auto, builtin, curl or qt: who speaks HTTP; auto takes the built-in one, and libcurl for proxies"_s, u"auto"_s},
                autoOptimizeOption(),
            }};
}

void readParallelism(OptionValues &values, TransferSettings &s)
{
    if (const auto n = values.integer(u"concurrency"_s, 1, 1000))
        s.concurrency = int(*n);
    if (const auto mib = values.integer(u"multipart-size-mb"_s, 1, 5120))
        s.partSize = *mib * MiB;
    if (const auto n = values.integer(u"file-parallelism"_s, 1, 10'000))
        s.fileParallelism = int(*n);
    if (const auto n = values.integer(u"max-pool-connections"_s, 1, 10'000))
        s.maxConnections = int(*n);
}

void readMachinery(OptionValues &values, TransferSettings &s)
{
    if (const auto n = values.integer(u"io-threads"_s, 1, 256))
        s.ioThreads = int(*n);
    if (const auto kib = values.integer(u"chunk-size-kb"_s, 4, 65'536))
        s.chunkSize = *kib * KiB;
    if (const auto bytes = values.size(u"memory-limit"_s, 16 * MiB, 1024 * GiB))
        s.memoryLimit = *bytes;
    values.exclude(u"streaming-mode"_s, u"no-streaming-mode"_s);
    s.streaming = !values.has(u"no-streaming-mode"_s);
    if (const auto mode = values.choice(u"direct-io"_s, {u"auto"_s, u"on"_s, u"off"_s}))
        s.directIo = DirectIo(*mode);
    if (const auto kind = values.choice(u"transport"_s, {u"auto"_s, u"qt"_s, u"curl"_s, u"builtin"_s}); kind && *kind > 0)
        s.transport = TransportKind(*kind - 1);
    s.diskRate = values.rate(u"disk-rate"_s);
    s.validate = !values.has(u"skip-validation"_s);
    if (const auto time = values.duration(u"stall-timeout"_s, 1s, 24h))
        s.stallTimeout = *time;
    if (const auto n = values.integer(u"max-attempts"_s, 1, 1000))
        s.maxAttempts = int(*n);
}

TransferSettings readSpeed(OptionValues &values)
{
    TransferSettings s;
    s.autoOptimize = values.has(u"auto-optimize"_s);
    if (s.autoOptimize)
        openForTuning(s);
    readParallelism(values, s);
    readMachinery(values, s);
    return s;
}

} // namespace millrace
