// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/localnames.h"
#include "transfer/localsegment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr qsizetype pathMax = 4096; // Linux, the closing NUL included
constexpr qsizetype shortestUsefulPath = 2 * longestName;

void addReason(QString &reasons, const QString &reason)
{
    if (!reasons.isEmpty() && !reason.isEmpty())
        reasons += u"; "_s;
    reasons += reason;
}

} // namespace

LocalNames::LocalNames(LocalNameOptions options)
    : m_options(std::move(options)),
      // Under a target folder that leaves no room at all nothing can be created, and creating files says so.
      m_longestPath(std::max(shortestUsefulPath,
                             pathMax - 1 - longestTempSuffix - 1 - m_options.targetFolder.toUtf8().size()))
{
}

LocalName LocalNames::assign(const QString &key, ByteCount size)
{
    const qsizetype nameAt = key.lastIndexOf(u'/') + 1;
    const QString ownName = key.sliced(nameAt);
    const bool marker = ownName.isEmpty() && size == 0;

    Folder folder = m_last.key == QStringView(key).first(nameAt) ? m_last : folderFor(QStringView(key).first(nameAt));
    LocalName result{folder.path, folder.renamedBecause, marker};
    quint64 fileHash = 0;
    if (!marker) {
        LocalSegment name = localSegment(ownName, key, m_options.windowsReserved);
        if (ownName.isEmpty())
            name.renamedBecause = u"a key that ends in `/` but has bytes is no folder"_s;
        fileHash = hash(folder.path + name.name);
        if (m_folders.contains(fileHash)) {
            name.renamedBecause = u"%1 is also a folder"_s.arg(quoted(name.readable));
        } else if (m_files.contains(fileHash)) {
            name.renamedBecause = m_options.caseInsensitive
                ? u"differs from another key only by case or Unicode form"_s
                : u"another key has the same local path"_s;
        }
        if (m_folders.contains(fileHash) || m_files.contains(fileHash)) {
            // A key listed over and over must not try all its earlier names each time.
            int &attempt = m_attempts[hash(folder.path + renamedForm(name.readable, key))];
            do {
                name.name = renamedForm(name.readable, key, ++attempt);
                fileHash = hash(folder.path + name.name);
            } while (m_folders.contains(fileHash) || m_files.contains(fileHash));
        }
        result.path += name.name;
        addReason(result.renamedBecause, name.renamedBecause);
    }
    if (!fits(result.path))
        return flattened(key, marker);

    for (const quint64 folderHash : std::as_const(folder.hashes))
        m_folders.insert(folderHash);
    if (!marker)
        m_files.insert(fileHash);
    else if (result.path.endsWith(u'/'))
        result.path.chop(1);
    m_last = std::move(folder);
    return result;
}

/// The local folder of a key's part up to its last "/". The answer for one key stays the same once its hashes are in
/// m_folders: no file is given a folder's path, so what was free of files remains so.
LocalNames::Folder LocalNames::folderFor(QStringView key) const
{
    Folder folder;
    folder.key = key.toString();
    for (qsizetype at = 0; at < key.size();) {
        const qsizetype end = key.indexOf(u'/', at);
        const QStringView keySoFar = key.first(end + 1);
        LocalSegment name = localSegment(key.sliced(at, end - at).toString(), keySoFar, m_options.windowsReserved);
        quint64 folderHash = hash(folder.path + name.name);
        if (m_files.contains(folderHash))
            name.renamedBecause = u"%1 is also a file"_s.arg(quoted(name.readable));
        for (int attempt = 1; m_files.contains(folderHash); ++attempt) {
            name.name = renamedForm(name.readable, keySoFar, attempt);
            folderHash = hash(folder.path + name.name);
        }
        folder.path += name.name + u'/';
        folder.hashes.append(folderHash);
        addReason(folder.renamedBecause, name.renamedBecause);
        at = end + 1;
    }
    return folder;
}

/// A place right in the target folder for a key whose own path would be too long for the system.
LocalName LocalNames::flattened(const QString &key, bool folderMarker)
{
    constexpr qsizetype readableBytes = 120;
    const QString lastNames = key.right(readableBytes).replace(u'/', u'_');
    const QString readable =
        firstBytes(localSegment(lastNames, key, m_options.windowsReserved).readable, readableBytes);
    LocalName result{{}, u"the path is too long"_s, folderMarker};
    quint64 pathHash = 0;
    int attempt = 1;
    do {
        result.path = renamedForm(readable, key, attempt++);
        pathHash = hash(result.path);
    } while (m_files.contains(pathHash) || (!folderMarker && m_folders.contains(pathHash)));
    (folderMarker ? m_folders : m_files).insert(pathHash);
    return result;
}

bool LocalNames::fits(const QString &path) const
{
    return path.size() * 3 <= m_longestPath || path.toUtf8().size() <= m_longestPath;
}

quint64 LocalNames::hash(const QString &path) const
{
    // Fixed seeds, so that a chance meeting of two hashes, like everything else, repeats itself.
    const auto of = [](QStringView text) {
        if constexpr (sizeof(std::size_t) >= sizeof(quint64))
            return quint64(qHash(text, 0x6d696c6c));
        else
            return quint64(qHash(text, 0x6d696c6c)) << 32 | quint64(qHash(text, 0x72616365));
    };
    if (!m_options.caseInsensitive)
        return of(path);
    // Unicode's canonical caseless match (definition D145).
    return of(path.normalized(QString::NormalizationForm_D)
                  .toCaseFolded()
                  .normalized(QString::NormalizationForm_D));
}

} // namespace millrace
