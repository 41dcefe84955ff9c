// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QFile>
#include <memory>

namespace millrace {

/// Opens @p path for reading and writing, unbuffered, and locks it against other processes until it is closed or its process
/// is gone, however it went: there is no stale lock. Nothing is truncated. Conflict, with @p held as its words, where another
/// process has it; LocalFile where it cannot be opened, or is a link, pipe or device. A file system without locks is no reason
/// to refuse. Any thread.
Result<std::unique_ptr<QFile>> openLocked(const QString &path, QIODevice::OpenMode more, const QString &held);

enum class FileLock {
    Taken,
    Elsewhere, ///< another process, or another descriptor of this one, has it
    Stale,     ///< the name was taken away or given to another file meanwhile: open it again
};
/// Tries on which a name may change under us before a file system is taken for one whose inode numbers mean nothing.
constexpr int mostStaleLocks = 20;
/// Locks the open file @p fd, which was opened as @p path, until it is closed. As openLocked() otherwise.
FileLock lockFile(int fd, const QByteArray &path);

/// @p e, as one about the file @p path.
Error withPath(Error e, const QString &path);
/// The error of what was last done to @p file: errno's where it is set, else Qt's words. "cannot DOING".
tl::unexpected<Error> fileFailure(const QFile &file, const QString &doing);

/// Sees the bytes of @p file on the disk. False, with errno set, when that failed. Blocks.
bool syncToDisk(const QFile &file);

} // namespace millrace
