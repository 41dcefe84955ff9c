// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <functional>

namespace millrace {

/// Tells @p each of every regular file below @p root, by its path relative to it. Links are neither followed nor told of,
/// so that nothing outside the folder is; unfinished downloads (tempnames.h) are left out too. Blocks. LocalFile error
/// where a folder cannot be read: then not all was told.
Result<> walkFiles(const QString &root, const std::function<void(const QByteArray &path)> &each);

/// Removes the regular file @p path below @p root, going down from it folder by folder so that no link on the way is
/// followed, then the folders it leaves empty, as far as @p mayGo lets them. Gone already is fine.
Result<> removeFile(const QString &root, const QByteArray &path,
                    const std::function<bool(const QByteArray &folder)> &mayGo);

} // namespace millrace
