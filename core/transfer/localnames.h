// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "transfer/tempnames.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

namespace millrace {

struct LocalNameOptions
{
    /// Treat names that differ only by case or by Unicode form (NFC, NFD) as the same, as the file systems of Windows
    /// and macOS do.
    bool caseInsensitive = false;
    /// Keep to names Windows allows.
#ifdef Q_OS_WIN
    bool windowsReserved = true;
#else
    bool windowsReserved = false;
#endif
    /// The folder everything goes into, as an absolute path: paths are kept short enough to stay below PATH_MAX.
    QString targetFolder;
};

/// Where one key goes.
struct LocalName
{
    QString path;              ///< relative to the target folder, "/" between names; empty: the target folder itself
    QString renamedBecause;    ///< a short phrase; empty where the path is the key's own
    bool folderMarker = false; ///< the key stands for a folder: make it, there are no bytes
};

/// Gives every key of a run its local path, before a byte moves. What it promises, whatever the keys are:
/// no path leaves the target folder; no two calls get the same file path; no file's path is that of a folder; none is
/// that of a temporary file; every name and path is short enough for the system, its temporary files included.
/// A name that cannot stay is renamed to a readable form, "~" and a hash of the key. A folder that is renamed keeps its
/// keys together. Which of two keys in each other's way is renamed depends only on their order: the second.
///
/// Holds 64-bit hashes rather than names, about 25 bytes a key; two that meet by chance cost a rename and no more.
/// One thread at a time.
class LocalNames
{
public:
    explicit LocalNames(LocalNameOptions options = {});

    /// The path for @p key, which is relative to the prefix that is stripped. @p size, in bytes, matters where the key
    /// is empty or ends in "/": without bytes it is a folder marker, with bytes a file with a name made up for it.
    LocalName assign(const QString &key, ByteCount size);

private:
    struct Folder
    {
        QString key;  ///< ends in "/", or is empty for the target folder
        QString path; ///< likewise
        QString renamedBecause;
        QList<quint64> hashes; ///< of its path and of those above it
    };

    Folder folderFor(QStringView key) const;
    LocalName flattened(const QString &key, bool folderMarker);
    bool fits(const QString &path) const;
    quint64 hash(const QString &path) const;

    const LocalNameOptions m_options;
    const qsizetype m_longestPath; ///< bytes
    QSet<quint64> m_files;
    QSet<quint64> m_folders;
    QHash<quint64, int> m_attempts; ///< of names that had to be renamed for a file or folder in the way
    Folder m_last; ///< of the key before, since listings come folder by folder; all its hashes are in m_folders
};

} // namespace millrace
