// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/filesource.h"
#include "transfer/keyfilter.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>
#include <set>
#include <vector>

namespace millrace {

/// A file found below the sources of an upload.
struct FoundFile
{
    QByteArray path;
    QString name;                 ///< below the source, "/" between folders; what the key ends in
    FileIdentity identity;
    QString skipped;              ///< why it is no file to upload
    std::optional<Error> refused; ///< it cannot be read or named
    bool isFolder = false;        ///< of what is refused: nothing is known of what is in it
};

/// Walks files and folders, names in order, one at a time: a tree of any size takes the memory of one folder a level.
/// Links are followed, but not into a folder that the walk is inside of. One thread; calls block on the file system.
class UploadTree
{
public:
    /// Config error for a source that does not exist, or two that would be uploaded under one name.
    static Result<UploadTree> make(const QStringList &paths, KeyFilter filter);

    /// The next file that the filter lets through; none at the end.
    std::optional<FoundFile> next();
    /// True when the only source is a single file.
    bool isSingleFile() const { return m_singleFile; }

private:
    struct Level
    {
        QByteArray path;             ///< of the folder
        QString name;                ///< below the source, with a "/" at the end; empty for the source itself
        std::pair<quint64, quint64> folder; ///< device and inode
        std::vector<QByteArray> entries;    ///< names still to come, the last one first
    };
    explicit UploadTree(KeyFilter filter) : m_filter(std::move(filter)) {}
    std::optional<FoundFile> visit(const QByteArray &path, const QString &name);
    std::optional<Error> enter(const QByteArray &path, const QString &name, std::pair<quint64, quint64> folder);

    KeyFilter m_filter;
    std::vector<std::pair<QByteArray, QString>> m_roots; ///< path and name, the last one first
    std::vector<Level> m_levels;
    bool m_singleFile = false;
};

} // namespace millrace
