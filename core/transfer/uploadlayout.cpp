// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr ByteCount defaultUploadPart = 8 * MiB;
constexpr int defaultUploadConcurrency = 16;
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
    layout.concurrency = std::clamp(spec.settings.concurrency.value_or(defaultUploadConcurrency), 1, layout.count);
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

ByteCount uploadMemory(const TransferSettings &settings)
{
    const bool chosen = settings.concurrency || settings.fileParallelism || settings.partSize;
    const ByteCount most = std::max(settings.memoryLimit - otherMemory, settings.memoryLimit / 2);
    return chosen ? most : std::min(most, defaultPartMemory);
}

} // namespace millrace
