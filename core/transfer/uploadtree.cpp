// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/uploadtree.h"

#include "base/utf8.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace millrace {

Result<UploadTree> UploadTree::make(const QStringList &paths, KeyFilter filter)
{
    UploadTree tree(std::move(filter));
    std::set<QString> names;
    for (const QString &text : paths) {
        const QByteArray path = QFile::encodeName(QDir::cleanPath(text));
        struct stat status = {};
        if (::stat(path.constData(), &status) != 0) {
            Error e = localError(errno, u"find"_s, text);
            e.kind = ErrorKind::LocalFile;
            return fail(std::move(e));
        }
        const bool folder = S_ISDIR(status.st_mode);
        if (!folder && !S_ISREG(status.st_mode))
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"%1 is a pipe or a device, not a file: name \"-\" as the source and send the bytes to standard "
                        "input, as in: upload - s3://bucket/key < %1"_s.arg(text));
        QString name = QFileInfo(QDir::cleanPath(QDir::current().absoluteFilePath(text))).fileName();
        // One folder is uploaded as what is in it; several are kept apart by their names.
        if (folder && paths.size() == 1)
            name.clear();
        if (!names.insert(name).second)
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"two sources are called \"%1\" and would have the same keys: upload them one by one"_s.arg(name));
        tree.m_roots.emplace_back(path, name);
        tree.m_singleFile = paths.size() == 1 && !folder;
    }
    std::reverse(tree.m_roots.begin(), tree.m_roots.end());
    return tree;
}

std::optional<FoundFile> UploadTree::next()
{
    for (;;) {
        std::optional<FoundFile> found;
        if (!m_levels.empty()) {
            Level &level = m_levels.back();
            if (level.entries.empty()) {
                m_levels.pop_back();
                continue;
            }
            const QByteArray entry = std::move(level.entries.back());
            level.entries.pop_back();
            const QByteArray path = level.path + '/' + entry;
            const QString text = fromUtf8Exactly(entry);
            if (text.toUtf8() != entry) {
                found = FoundFile{path, level.name + text, {}, {}, std::nullopt, false};
                found->refused = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                                             u"the name is not UTF-8, which a key must be"_s);
            } else {
                found = visit(path, level.name + text);
                if (found && !found->refused && looksLikeTempFile(text))
                    found->skipped = u"belongs to a download that is not finished"_s;
            }
        } else if (!m_roots.empty()) {
            const auto [path, name] = std::move(m_roots.back());
            m_roots.pop_back();
            found = visit(path, name);
        } else {
            return std::nullopt;
        }
        // What an unreadable folder holds is not known: an --include that its own name does not match must not hide it.
        if (found && (m_filter.accepts(found->name) || (found->isFolder && !m_filter.excludes(found->name))))
            return found;
    }
}

/// A folder is entered, and nothing found yet.
std::optional<FoundFile> UploadTree::visit(const QByteArray &path, const QString &name)
{
    FoundFile found{path, name, {}, {}, std::nullopt, false};
    struct stat status = {};
    if (::stat(path.constData(), &status) != 0) {
        found.refused = localError(errno, u"read"_s, QFile::decodeName(path));
    } else if (S_ISDIR(status.st_mode)) {
        found.refused = enter(path, name, {status.st_dev, status.st_ino});
        if (!found.refused)
            return std::nullopt;
        found.isFolder = true;
    } else if (S_ISREG(status.st_mode)) {
        found.identity = FileIdentity::of(status);
    } else {
        found.skipped = u"not a regular file"_s;
    }
    return found;
}

std::optional<Error> UploadTree::enter(const QByteArray &path, const QString &name,
                                       std::pair<quint64, quint64> folder)
{
    for (const Level &level : m_levels)
        if (level.folder == folder)
            return Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                               u"the link leads back to a folder it is in"_s);
    DIR *dir = ::opendir(path.constData());
    if (!dir)
        return localError(errno, u"read the folder"_s, QFile::decodeName(path));
    Level level{path, name.isEmpty() ? QString() : name + u'/', folder, {}};
    errno = 0;
    while (const dirent *entry = ::readdir(dir)) {
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0)
            level.entries.emplace_back(entry->d_name);
        errno = 0;
    }
    const int reason = errno;
    ::closedir(dir);
    if (reason != 0)
        return localError(reason, u"read the folder"_s, QFile::decodeName(path));
    std::sort(level.entries.begin(), level.entries.end(), std::greater<>());
    m_levels.push_back(std::move(level));
    return std::nullopt;
}

} // namespace millrace
