// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesource.h"

#include <QMutex>
#include <optional>

struct stat;

namespace millrace {

/// What tells whether a file is still the one that was looked at.
struct FileIdentity
{
    ByteCount size = 0;
    qint64 modifiedNs = 0;
    quint64 inode = 0;
    /// Last change of anything: unlike modifiedNs nobody can set it back. New rights and names change it too, so it is no
    /// part of the comparison.
    qint64 changedNs = 0;

    static FileIdentity of(const struct stat &status);
    bool operator==(const FileIdentity &other) const
    {
        return size == other.size && modifiedNs == other.modifiedNs && inode == other.inode;
    }
};

/// Reads a file at any offset. What the page cache holds is taken from there; the rest is read past it where the file
/// system allows, which costs a third of the CPU and pushes nothing else out of memory. Opens on the first read.
class FileSource final : public ByteSource
{
public:
    enum class Direct { Auto, Always, Never };

    FileSource(QByteArray path, FileIdentity expected, Direct direct);
    ~FileSource() override;

    Result<void> read(ByteCount offset, char *data, ByteCount size) override;
    /// True when the page cache holds all of the range.
    bool isAtHand(ByteCount offset, ByteCount size) override;
    bool readAtHand(ByteCount offset, char *data, ByteCount size) override;
    int descriptor(ByteCount offset, ByteCount size) override { return isAtHand(offset, size) ? m_fd : -1; }
    /// Looks at the open file, and at what the path names now.
    Result<void> checkUnchanged() override;

private:
    Result<void> openIfNeeded();
    qint64 readSome(ByteCount offset, char *data, ByteCount size);
    bool isCached(ByteCount offset, ByteCount size) const;
    tl::unexpected<Error> changed() const;

    const QByteArray m_path;
    const FileIdentity m_expected;
    const Direct m_direct;
    QMutex m_openMutex;  ///< the first reader opens; guards the two descriptors until then
    int m_fd = -1;
    int m_directFd = -1; ///< O_DIRECT, or -1
};

} // namespace millrace
