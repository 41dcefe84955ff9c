// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/sizing.h"

#include "transfer/firstguess.h"

#include <QThread>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr ByteCount mostParts = 5000;
constexpr int defaultConcurrency = 16;
constexpr int defaultConnections = 32;
/// Enough to saturate a fast link at once; more only cost CPU there. A slow or distant server gets more as it shows.
constexpr int defaultFirstConnections = 6;
/// With --auto-optimize a machine of many processors begins with more, but no more than this.
constexpr int mostFirstConnections = 32;
/// Chunks in memory where the user set no number of connections: the memory of a run then stays below 80 MiB.
constexpr ByteCount defaultBufferMemory = 24 * MiB;
/// Parts larger than this would make retries and resumes coarse; longer segments are hashed after the download.
constexpr ByteCount largestPartForHashing = 128 * MiB;

constexpr ByteCount ceilDiv(ByteCount a, ByteCount b) { return (a + b - 1) / b; }

} // namespace

bool fetchedWhole(ByteCount size, const TransferSettings &settings, ByteCount open)
{
    return size <= settings.partSize.value_or(open);
}

PartLayout layOut(ByteCount size, const TransferSettings &settings, const VerificationPlan &plan, ByteCount open)
{
    PartLayout layout;
    if (fetchedWhole(size, settings, open)) {
        layout.whole = true;
        layout.partSize = std::max<ByteCount>(size, 1);
        layout.count = 1;
        return layout;
    }
    if (settings.partSize) {
        layout.partSize = *settings.partSize;
    } else {
        layout.partSize = std::max(open, ceilDiv(ceilDiv(size, mostParts), MiB) * MiB);
        const ByteCount segment = plan.shape == VerificationPlan::Shape::Segmented ? plan.segmentSize : 0;
        if (segment > 0 && segment <= largestPartForHashing)
            layout.partSize = std::max<ByteCount>(1, layout.partSize / segment) * segment;
    }
    layout.count = int(ceilDiv(size, layout.partSize));
    // Where the run finds out how many connections help, all of them may be one file's.
    const int concurrency = settings.autoOptimize ? settings.maxConnections : defaultConcurrency;
    layout.concurrency = std::clamp(settings.concurrency.value_or(concurrency), 1, layout.count);
    return layout;
}

bool hashesOnTheFly(const PartLayout &layout, const VerificationPlan &plan)
{
    switch (plan.shape) {
    case VerificationPlan::Shape::None:
    case VerificationPlan::Shape::Combinable:
        return true;
    case VerificationPlan::Shape::Segmented:
        return layout.whole || layout.partSize % plan.segmentSize == 0;
    case VerificationPlan::Shape::Whole:
        return layout.count <= 1;
    }
    return false;
}

Result<RunLayout> layOutRun(const TransferSettings &settings, bool tls)
{
    RunLayout run;
    run.filesFixed = settings.fileParallelism.has_value();
    const bool fixed = settings.fileParallelism || settings.concurrency;
    run.connections = settings.autoOptimize ? settings.maxConnections : defaultConnections;
    run.adjusts = !fixed;
    if (fixed)
        run.connections = settings.fileParallelism.value_or(4) * settings.concurrency.value_or(defaultConcurrency);
    run.connections = std::max(1, std::min(run.connections, settings.maxConnections));
    int first = defaultFirstConnections;
    if (settings.autoOptimize) {
        const FirstGuess guess = FirstGuess::forMachine(QThread::idealThreadCount(), 0);
        first = std::clamp(guess.fileParallelism * guess.concurrency, first, mostFirstConnections);
    }
    run.firstConnections = fixed ? run.connections : std::min(run.connections, first);
    run.files = run.filesFixed ? *settings.fileParallelism : run.connections;
    run.workers = std::clamp(QThread::idealThreadCount(), 1, std::min(16, run.connections));

    // Not streaming means that a part is gathered in memory and written in one go.
    run.chunkSize = settings.streaming ? settings.chunkSize : settings.partSize.value_or(defaultPartSize);
    const ByteCount unread = ByteCount(run.connections) * (tls ? 64 * KiB : 256 * KiB);
    const ByteCount forBuffers = settings.memoryLimit - std::min(unread, settings.memoryLimit / 2);
    const ByteCount fits = forBuffers / run.chunkSize;
    if (fits < 1)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"the memory limit of %1 does not hold one chunk of %2"_s.arg(formatBytes(settings.memoryLimit),
                                                                                  formatBytes(run.chunkSize)));
    // One being filled for each connection and some being written: more would only hide a slow disk for a moment.
    const ByteCount wanted = fixed ? run.connections + settings.ioThreads
                                   : std::max<ByteCount>(run.firstConnections + 2, defaultBufferMemory / run.chunkSize);
    run.buffers = int(std::min(fits, wanted));
    run.mostBuffers = fixed ? run.buffers : int(fits);
    return run;
}

} // namespace millrace
