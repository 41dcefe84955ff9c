// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/hooks.h"

namespace millrace {

/// Is the local copy current? Leaves a download out whose file is there with the object's modification time, to the
/// second, and its size. A file only gets its name when it is whole, so the time tells.
class CacheCheckHook final : public TransferHook
{
public:
    enum class Compare { SizeAndTime, Time };
    /// Time: for files that do not have their object's size, since they were decompressed.
    explicit CacheCheckHook(Compare compare = Compare::SizeAndTime) : m_compare(compare) {}
    QString fileStarts(const HookedFile &file) override;

private:
    const Compare m_compare;
};

/// Decompresses what is downloaded, and takes ".gz" or ".zst" off its name. Objects that are not compressed stay as
/// they are.
class DecompressHook final : public TransferHook
{
public:
    /// @p keepCurrent: files that are there already with the object's time are left out.
    explicit DecompressHook(bool keepCurrent) : m_keepCurrent(keepCurrent) {}
    HookedName fileFound(const HookedFile &file, const QString &name) override;
    QString fileStarts(const HookedFile &file) override;
    std::unique_ptr<ChunkTransform> transformOf(const HookedFile &file) override;

private:
    const bool m_keepCurrent;
    CacheCheckHook m_current{CacheCheckHook::Compare::Time};
};

} // namespace millrace
