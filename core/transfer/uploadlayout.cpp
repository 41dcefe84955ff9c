// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr ByteCount defaultUploadPart = 8 * MiB;
constexpr int defaultUploadConcurrency = 16;
/// The first parts of a stream; as many of the same size, and then so many of each doubling.
constexpr ByteCount feedPart = 16 * MiB;
constexpr int equalFeedParts = 2000;
constexpr int feedPartsAlike = 1000;
/// Memory for parts where the user set nothing: the run then stays below 128 MiB.
constexpr ByteCount defaultPartMemory = 80 * MiB;
/// What the process needs beside parts.
constexpr ByteCount otherMemory = 32 * MiB;

constexpr ByteCount ceilDiv(ByteCount a, ByteCount b) { return (a + b - 1) / b; }

} // namespace

Result<void> checkUploadSettings(const UploadSpec &spec)
{
    const auto &part = spec.settings.partSize;
    if (part && *part < smallestPart)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"parts of %1 are too small: S3 takes 5 MiB and more"_s.arg(formatBytes(*part)));
    if (part && *part > largestPart)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"parts of %1 are too large: S3 takes 5 GiB at most"_s.arg(formatBytes(*part)));
    if (spec.multipartThreshold > largestPart)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"a threshold of %1 is too large: S3 takes 5 GiB in one request"_s.arg(
                        formatBytes(spec.multipartThreshold)));
    if (spec.multipartThreshold < 1)
        return fail(ErrorKind::Config, ErrorCause::None, u"the threshold for parts must be at least one byte"_s);
    if (spec.checksum.mode == UploadChecksum::Mode::Fixed && !isAvailable(spec.checksum.algorithm))
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"this system offers no %1"_s.arg(name(spec.checksum.algorithm)));
    if (spec.encryption.mode == UploadEncryption::Mode::CustomerKey && spec.encryption.customerKey.size() != 32)
        return fail(ErrorKind::Config, ErrorCause::None, u"a customer key has 32 bytes"_s);
    return {};
}

Result<PartLayout> layOutUpload(ByteCount size, const UploadSpec &spec)
{
    PartLayout layout;
    if (size < spec.multipartThreshold) {
        layout.whole = true;
        layout.partSize = std::max<ByteCount>(size, 1);
        layout.count = 1;
        return layout;
    }
    if (size > largestObject)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"%1 is more than S3 keeps in one object (48.8 TiB)"_s.arg(formatBytes(size)));
    const ByteCount needed = ceilDiv(ceilDiv(size, mostUploadParts), MiB) * MiB;
    layout.partSize = std::max(spec.settings.partSize.value_or(defaultUploadPart), needed);
    layout.count = int(std::max<ByteCount>(1, ceilDiv(size, layout.partSize)));
    const int concurrency = spec.settings.autoOptimize ? spec.settings.maxConnections : defaultUploadConcurrency;
    layout.concurrency = std::clamp(spec.settings.concurrency.value_or(concurrency), 1, layout.count);
    return layout;
}

Result<RunLayout> layOutUploads(const UploadSpec &spec, bool tls)
{
    if (auto good = checkUploadSettings(spec); !good)
        return fail(good.error());
    TransferSettings settings = spec.settings;
    settings.streaming = true; // has no meaning here: a part is always in memory as a whole, or streamed from disk
    return layOutRun(settings, tls);
}

ByteCount feedPartSize(int index, const UploadSpec &spec)
{
    const ByteCount first = spec.settings.partSize.value_or(feedPart);
    if (spec.expectedSize)
        return std::clamp(ceilDiv(ceilDiv(*spec.expectedSize, mostUploadParts), MiB) * MiB, first, largestPart);
    const int doublings = index < equalFeedParts ? 0 : (index - equalFeedParts) / feedPartsAlike + 1;
    return std::min(first << doublings, largestPart);
}

ByteCount firstFeed(const UploadSpec &spec)
{
    const ByteCount part = feedPartSize(0, spec);
    const ByteCount most = std::max(part, uploadMemory(spec) / 2 / part * part);
    return std::clamp(ceilDiv(spec.multipartThreshold, part) * part, part, most);
}

int feedConcurrency(const UploadSpec &spec)
{
    return spec.settings.concurrency.value_or(defaultUploadConcurrency);
}

int feedAhead(int index, const UploadSpec &spec)
{
    // Where parts are so large that few fit, one is read while another is sent; the memory itself has the last word.
    const ByteCount memory = spec.settings.concurrency ? uploadMemory(spec) : defaultPartMemory;
    const auto fit = int(std::min<ByteCount>(memory / feedPartSize(index, spec), mostUploadParts));
    return std::max(2, std::min(fit, feedConcurrency(spec) + 1));
}

ByteCount uploadMemory(const UploadSpec &spec)
{
    const TransferSettings &settings = spec.settings;
    const bool chosen = settings.concurrency || settings.fileParallelism || settings.partSize || settings.autoOptimize;
    const ByteCount most = std::max(settings.memoryLimit - otherMemory, settings.memoryLimit / 2);
    // Of a stream every part is held until the server has it, and parts grow: feedAhead() keeps it small until they do.
    return chosen || spec.feed ? most : std::min(most, defaultPartMemory);
}

} // namespace millrace
