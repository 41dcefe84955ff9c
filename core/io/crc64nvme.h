// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace millrace {

/// CRC-64/NVME (S3's CRC64NVME): reflected, initial value and final inversion all ones.
/// Takes and returns finished values: begin with 0 and pass each result on to the next call.
/// Uses the widest carry-less multiplication the processor has. Any thread.
std::uint64_t crc64Nvme(std::uint64_t crc, const void *data, std::size_t size);

/// The same with 128-bit carry-less multiplication where the processor has it, even where it has wider ones.
std::uint64_t crc64NvmeByNarrowFolding(std::uint64_t crc, const void *data, std::size_t size);

/// The same on any processor, by table, about 2 GB/s.
std::uint64_t crc64NvmeByTable(std::uint64_t crc, const void *data, std::size_t size);

/// True where crc64Nvme() uses carry-less multiplication.
bool crc64NvmeIsAccelerated();

} // namespace millrace
