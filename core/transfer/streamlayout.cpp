// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/streamlayout.h"

#include <algorithm>

namespace millrace {
namespace {

/// Large enough for a request to be worth it; small, because a part in flight takes memory for all of it.
constexpr ByteCount streamPart = 8 * MiB;
/// Parts in the window: so many connections can be busy, and one more is being read.
constexpr ByteCount defaultWindow = 128 * MiB;
/// What the process needs beside buffers.
constexpr ByteCount otherMemory = 32 * MiB;
/// Fewer parts than this in the window would leave the connections idle while the first is read.
constexpr ByteCount fewestParts = 4;

ByteCount largestPart(ByteCount window)
{
    return std::max<ByteCount>(1, window / fewestParts);
}

ByteCount chosenPart(const TransferSettings &settings, ByteCount window)
{
    return std::min(settings.partSize.value_or(streamPart), largestPart(window));
}

} // namespace

Result<RunLayout> layOutStreamRun(const TransferSettings &settings, bool tls)
{
    TransferSettings streamed = settings;
    streamed.streaming = true; // gathering a part before handing it on would be of no use to whoever reads
    auto run = layOutRun(streamed, tls);
    if (!run)
        return run;
    const ByteCount most = std::max(settings.memoryLimit - otherMemory, settings.memoryLimit / 2);
    const ByteCount asked = settings.concurrency || settings.partSize
        ? (settings.concurrency.value_or(run->connections) + 1) * settings.partSize.value_or(streamPart)
        : defaultWindow;
    run->buffers = int(std::max<ByteCount>(1, std::min(most, asked) / run->chunkSize));
    run->mostBuffers = run->buffers; // the stream counts on a fixed number
    return run;
}

bool streamedWhole(ByteCount size, const TransferSettings &settings, ByteCount window)
{
    return size <= chosenPart(settings, window);
}

PartLayout layOutStream(ByteCount size, const TransferSettings &settings, const VerificationPlan &plan,
                        ByteCount window)
{
    TransferSettings streamed = settings;
    streamed.partSize = chosenPart(settings, window);
    // Whole segments of the upload are hashed as they pass, each in the thread that fetches it; otherwise the reader's
    // thread has to hash everything.
    const ByteCount segment = plan.shape == VerificationPlan::Shape::Segmented ? plan.segmentSize : 0;
    if (!settings.partSize && segment > 0 && segment <= largestPart(window))
        streamed.partSize = std::max<ByteCount>(1, *streamed.partSize / segment) * segment;
    return layOut(size, streamed, plan);
}

} // namespace millrace
