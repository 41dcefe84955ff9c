// SPDX-License-Identifier: GPL-3.0-or-later
// Prints how fast each checksum runs, in GB/s, over 64 MiB in blocks of 1 MiB that stay in the cache; best of five.
#include "io/checksum.h"
#include "io/crc64nvme.h"

#include <QByteArray>
#include <chrono>
#include <cstdio>
#include <functional>

using namespace millrace;

namespace {

constexpr int blocks = 64;

void measure(const char *name, const QByteArray &block, const std::function<void(const QByteArray &)> &run)
{
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        for (int i = 0; i < blocks; ++i)
            run(block);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
        best = std::max(best, double(block.size()) * blocks / took.count() / 1e9);
    }
    std::printf("%-16s %6.2f GB/s\n", name, best);
}

} // namespace

int main()
{
    const QByteArray block(1 << 20, 'x');
    for (const auto algorithm : {ChecksumAlgorithm::Md5, ChecksumAlgorithm::Sha1, ChecksumAlgorithm::Sha256,
                                 ChecksumAlgorithm::Crc32, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc64Nvme}) {
        Checksum checksum(algorithm);
        measure(name(algorithm).toUtf8().constData(), block,
                [&](const QByteArray &data) { checksum.add(data.constData(), data.size()); });
    }
    std::uint64_t crc = 0;
    measure("crc64nvme 128", block, [&](const QByteArray &data) {
        crc = crc64NvmeByNarrowFolding(crc, data.constData(), std::size_t(data.size()));
    });
    measure("crc64nvme table", block,
            [&](const QByteArray &data) { crc = crc64NvmeByTable(crc, data.constData(), std::size_t(data.size())); });
    std::printf("%-16s %016llx\n", "(kept)", static_cast<unsigned long long>(crc));
}
