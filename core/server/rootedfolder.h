// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/uniquefd.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <sys/stat.h>

namespace millrace::server {

/// File operations below one folder that cannot leave it, whatever the path says and wherever symbolic links point.
/// Paths are relative, with "/" between names. Functions return false or an invalid descriptor and leave errno set.
/// Thread-safe.
class RootedFolder
{
public:
    /// Opens @p folder; isValid() tells whether that worked.
    explicit RootedFolder(const QString &folder);
    bool isValid() const { return m_root.isValid(); }

    UniqueFd open(const QByteArray &path, int flags, mode_t mode = 0644) const;
    bool stat(const QByteArray &path, struct stat *info) const;
    bool makeFolders(const QByteArray &path) const;
    /// Makes the folders that @p to needs.
    bool rename(const QByteArray &from, const QByteArray &to) const;
    bool removeFile(const QByteArray &path) const;
    bool removeEmptyFolder(const QByteArray &path) const;
    /// Removes @p path with all that is in it.
    void removeTree(const QByteArray &path) const;
    /// Removes the folders above @p path that are empty now.
    void pruneAbove(const QByteArray &path) const;
    QByteArray readAll(const QByteArray &path) const;
    /// Writes beside @p path first, so that a reader sees the old content or the new.
    bool replaceContent(const QByteArray &path, const QByteArray &content) const;

private:
    /// The folder that holds the last name of @p path; @p name receives that name.
    UniqueFd openParent(const QByteArray &path, QByteArray *name) const;

    UniqueFd m_root;
};

/// Writes all of @p data; false with errno set.
bool writeFully(int fd, const char *data, qint64 size);

} // namespace millrace::server
