// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/keyindex.h"

#include "server/objectmeta.h"

#include <algorithm>
#include <dirent.h>
#include <fcntl.h>
#include <iterator>

namespace millrace::server {
namespace {

// Time stamps of files move with the kernel's tick: a folder changed this recently may change again unnoticed.
constexpr qint64 uncertainNs = 50'000'000;

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

QByteArray below(const QByteArray &folder, const char *name)
{
    return folder.isEmpty() ? QByteArray(name) : folder + '/' + name;
}

QByteArray folderOf(const QByteArray &key)
{
    const qsizetype slash = key.lastIndexOf('/');
    return slash < 0 ? QByteArray() : key.left(slash);
}

} // namespace

qint64 KeySequence::lowerBound(const QByteArray &key) const
{
    qint64 low = 0;
    qint64 high = count();
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        if (at(middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

KeyIndex::KeyIndex(const RootedFolder &folder, QByteArray hiddenName)
    : m_folder(folder), m_hiddenName(std::move(hiddenName)),
      m_keys(std::make_shared<KeyList>(std::vector<QByteArray>()))
{
}

std::shared_ptr<const KeyList> KeyIndex::keys(bool mayBeRecent)
{
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    const bool recent = mayBeRecent && !m_folders.isEmpty() && m_touched.isEmpty()
        && now - m_refreshed < std::chrono::seconds(1);
    if (!recent) {
        refresh();
        m_refreshed = std::chrono::steady_clock::now();
    }
    return m_keys;
}

void KeyIndex::touch(const QByteArray &key)
{
    const std::lock_guard lock(m_mutex);
    // Folders above may have been made or pruned with the file.
    QByteArray at = folderOf(key);
    for (;;) {
        m_touched.insert(at);
        if (at.isEmpty())
            return;
        at = folderOf(at);
    }
}

void KeyIndex::refresh()
{
    KeyVector added, removed;
    visit(QByteArray(), &added, &removed);
    m_touched.clear();
    if (added.empty() && removed.empty())
        return;
    std::sort(added.begin(), added.end());
    std::sort(removed.begin(), removed.end());
    KeyVector kept;
    kept.reserve(m_keys->keys().size());
    std::set_difference(m_keys->keys().begin(), m_keys->keys().end(), removed.begin(), removed.end(),
                        std::back_inserter(kept));
    KeyVector merged;
    merged.reserve(kept.size() + added.size());
    std::merge(std::make_move_iterator(kept.begin()), std::make_move_iterator(kept.end()),
               std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()),
               std::back_inserter(merged));
    m_keys = std::make_shared<KeyList>(std::move(merged));
}

void KeyIndex::visit(const QByteArray &path, KeyVector *added, KeyVector *removed)
{
    struct stat info;
    const bool there = m_folder.stat(path, &info) && S_ISDIR(info.st_mode);
    if (!there) {
        forget(path, removed);
        return;
    }
    const auto known = m_folders.constFind(path);
    if (known != m_folders.constEnd() && known->certain && known->modifiedNs == modifiedNs(info)
        && !m_touched.contains(path)) {
        const KeyVector subfolders = known->subfolders;
        for (const QByteArray &inner : subfolders)
            visit(inner, added, removed);
        return;
    }

    Folder fresh;
    const qint64 began = nowNs();
    fresh.modifiedNs = modifiedNs(info);
    fresh.certain = began - fresh.modifiedNs > uncertainNs;
    if (!read(path, &fresh)) {
        forget(path, removed);
        return;
    }
    const Folder old = m_folders.value(path);
    std::set_difference(fresh.files.begin(), fresh.files.end(), old.files.begin(), old.files.end(),
                        std::back_inserter(*added));
    std::set_difference(old.files.begin(), old.files.end(), fresh.files.begin(), fresh.files.end(),
                        std::back_inserter(*removed));
    KeyVector gone;
    std::set_difference(old.subfolders.begin(), old.subfolders.end(), fresh.subfolders.begin(), fresh.subfolders.end(),
                        std::back_inserter(gone));
    const KeyVector subfolders = fresh.subfolders;
    m_folders.insert(path, std::move(fresh));
    for (const QByteArray &inner : gone)
        forget(inner, removed);
    for (const QByteArray &inner : subfolders)
        visit(inner, added, removed);
}

void KeyIndex::forget(const QByteArray &path, KeyVector *removed)
{
    const auto known = m_folders.constFind(path);
    if (known == m_folders.constEnd())
        return;
    const Folder folder = *known;
    m_folders.remove(path);
    removed->insert(removed->end(), folder.files.begin(), folder.files.end());
    for (const QByteArray &inner : folder.subfolders)
        forget(inner, removed);
}

bool KeyIndex::read(const QByteArray &path, Folder *folder) const
{
    UniqueFd fd = m_folder.open(path, O_RDONLY | O_DIRECTORY);
    if (!fd.isValid())
        return false;
    DIR *stream = ::fdopendir(fd.release());
    while (const dirent *entry = ::readdir(stream)) {
        const char *name = entry->d_name;
        if (name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0')))
            continue;
        if (path.isEmpty() && m_hiddenName == name)
            continue;
        const QByteArray full = below(path, name);
        bool isFolder = entry->d_type == DT_DIR;
        bool isFile = entry->d_type == DT_REG;
        if (entry->d_type == DT_UNKNOWN || entry->d_type == DT_LNK) {
            struct stat info;
            if (!m_folder.stat(full, &info))
                continue;
            // A link to a folder is not walked into: it could lead round in a circle.
            isFolder = S_ISDIR(info.st_mode) && entry->d_type != DT_LNK;
            isFile = S_ISREG(info.st_mode);
        }
        if (isFolder)
            folder->subfolders.push_back(full);
        else if (isFile)
            folder->files.push_back(full);
    }
    ::closedir(stream);
    std::sort(folder->files.begin(), folder->files.end());
    std::sort(folder->subfolders.begin(), folder->subfolders.end());
    return true;
}

} // namespace millrace::server
