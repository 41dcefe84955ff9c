// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/multipartlayout.h"
#include "io/checksum.h"

#include <algorithm>

namespace millrace {

namespace {

constexpr qsizetype md5Digits = 32;
constexpr int mostParts = 10'000; // S3's limit
constexpr qsizetype mostCandidates = 24;

bool isHex(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

ByteCount roundUp(ByteCount value, ByteCount step)
{
    return (value + step - 1) / step * step;
}

/// What clients use by default or are commonly set to, most used first: the AWS command line, boto3 and the CRT (8 MiB,
/// doubled by the former for large objects), the AWS SDKs and rclone (5), minio (16, 64, 128), s3cmd (15), s5cmd (50),
/// Hadoop (64, 100, 128).
constexpr ByteCount knownSizes[] = {
    8 * MiB,   5 * MiB,   16 * MiB,  64 * MiB,      50 * MiB,       15 * MiB,       128 * MiB,     100 * MiB, 32 * MiB,
    10 * MiB,  20 * MiB,  25 * MiB,  256 * MiB,     512 * MiB,      1 * GiB,        6 * MiB,       7 * MiB,   12 * MiB,
    30 * MiB,  40 * MiB,  48 * MiB,  60 * MiB,      80 * MiB,       96 * MiB,       200 * MiB,     250 * MiB, 500 * MiB,
    2 * GiB,   4 * GiB,   5 * GiB,   8'000'000,     5'000'000,      10'000'000,     16'000'000,    50'000'000,
    64'000'000, 100'000'000, 128'000'000, 500'000'000, 1'000'000'000,
};

} // namespace

bool isMd5Etag(QByteArrayView etag)
{
    return etag.size() == md5Digits && isHex(etag);
}

std::optional<int> multipartCount(QByteArrayView etag)
{
    if (etag.size() < md5Digits + 2 || !isHex(etag.first(md5Digits)) || etag[md5Digits] != '-')
        return std::nullopt;
    const QByteArrayView digits = etag.sliced(md5Digits + 1);
    if (digits.size() > 5 || digits[0] == '0'
        || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    const int count = digits.toInt();
    if (count > mostParts)
        return std::nullopt;
    return count;
}

QByteArray multipartEtag(const QList<QByteArray> &partMd5s)
{
    Checksum md5(ChecksumAlgorithm::Md5);
    for (const QByteArray &part : partMd5s)
        md5.add(part.constData(), part.size());
    return md5.finish().toHex() + '-' + QByteArray::number(partMd5s.size());
}

QList<ByteCount> uploadPartSizes(ByteCount size, int count, std::optional<ByteCount> sizeOfPart1)
{
    if (size < 0 || count < 1 || count > mostParts)
        return {};
    // One part holds everything, whatever size it might have had.
    if (count == 1) {
        if (sizeOfPart1 && *sizeOfPart1 != size)
            return {};
        return {std::max<ByteCount>(size, 1)};
    }
    const auto fits = [size, count](ByteCount partSize) {
        return partSize > 0 && (size - 1) / partSize + 1 == count;
    };
    if (size == 0)
        return {};
    if (sizeOfPart1)
        return fits(*sizeOfPart1) ? QList<ByteCount>{*sizeOfPart1} : QList<ByteCount>{};

    QList<ByteCount> candidates;
    const auto offer = [&](ByteCount partSize) {
        if (candidates.size() < mostCandidates && fits(partSize) && !candidates.contains(partSize))
            candidates.append(partSize);
    };
    // Near the limit of 10,000 parts clients stretch the part size just enough, and no round default fits.
    const ByteCount smallest = (size - 1) / count + 1;
    for (const ByteCount known : knownSizes)
        offer(known);
    offer(roundUp(smallest, MiB));
    offer(smallest);
    offer(size / count + 1);
    for (const ByteCount step : {5 * MiB, 8 * MiB, 16 * MiB, 64 * KiB, 4 * KiB, KiB, ByteCount(1'000'000)})
        offer(roundUp(smallest, step));
    for (ByteCount partSize = roundUp(smallest, MiB); fits(partSize) && candidates.size() < mostCandidates;
         partSize += MiB)
        offer(partSize);
    return candidates;
}

} // namespace millrace
