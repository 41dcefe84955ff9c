// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rootedfolder.h"

#include <QFile>
#include <QList>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <dirent.h>
#include <fcntl.h>
#ifdef __linux__
#include <linux/openat2.h>
#include <sys/syscall.h>
#endif

namespace millrace::server {
namespace {

#ifndef O_PATH
constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
#else
constexpr int folderFlags = O_PATH | O_DIRECTORY | O_CLOEXEC;
#endif

/// Where the kernel cannot confine a look-up itself, no symbolic link is followed at all.
int openStepwise(int root, const QByteArray &path, int flags, mode_t mode)
{
    const QList<QByteArray> names = path.split('/');
    UniqueFd at(::openat(root, ".", folderFlags));
    for (qsizetype i = 0; at.isValid() && i < names.size(); ++i) {
        if (names.at(i) == "..") {
            errno = EXDEV;
            return -1;
        }
        const bool last = i == names.size() - 1;
        const int fd = ::openat(at.get(), names.at(i).constData(), (last ? flags : folderFlags) | O_NOFOLLOW, mode);
        if (last)
            return fd;
        at = UniqueFd(fd);
    }
    return -1;
}

int openBeneath(int root, const QByteArray &path, int flags, mode_t mode)
{
    const QByteArray name = path.isEmpty() ? QByteArray(".") : path;
#ifdef __linux__
    static std::atomic<bool> supported{true};
    if (supported.load(std::memory_order_relaxed)) {
        struct open_how how = {};
        how.flags = quint64(flags | O_CLOEXEC);
        how.mode = flags & O_CREAT ? mode : 0;
        how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
        const long fd = ::syscall(SYS_openat2, root, name.constData(), &how, sizeof how);
        // EPERM: container sandboxes that do not know the call refuse it so.
        if (fd >= 0 || (errno != ENOSYS && errno != EPERM))
            return int(fd);
        if (errno == ENOSYS)
            supported = false;
    }
#endif
    return openStepwise(root, name, flags | O_CLOEXEC, mode);
}

} // namespace

bool writeFully(int fd, const char *data, qint64 size)
{
    while (size > 0) {
        const ssize_t n = ::write(fd, data, size_t(size));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        data += n;
        size -= n;
    }
    return true;
}

RootedFolder::RootedFolder(const QString &folder)
    : m_root(::open(QFile::encodeName(folder).constData(), folderFlags))
{
}

UniqueFd RootedFolder::open(const QByteArray &path, int flags, mode_t mode) const
{
    // O_NONBLOCK: opening a FIFO somebody left in the folder must not hang the endpoint.
    return UniqueFd(openBeneath(m_root.get(), path, flags | O_NONBLOCK, mode));
}

bool RootedFolder::stat(const QByteArray &path, struct stat *info) const
{
#ifdef O_PATH
    const UniqueFd fd(openBeneath(m_root.get(), path, O_PATH, 0));
#else
    const UniqueFd fd(openBeneath(m_root.get(), path, O_RDONLY | O_NONBLOCK, 0));
#endif
    return fd.isValid() && ::fstat(fd.get(), info) == 0;
}

UniqueFd RootedFolder::openParent(const QByteArray &path, QByteArray *name) const
{
    const qsizetype slash = path.lastIndexOf('/');
    *name = path.mid(slash + 1);
    return UniqueFd(openBeneath(m_root.get(), slash < 0 ? QByteArray() : path.left(slash), folderFlags, 0));
}

bool RootedFolder::makeFolders(const QByteArray &path) const
{
    if (path.isEmpty() || UniqueFd(openBeneath(m_root.get(), path, folderFlags, 0)).isValid())
        return true;
    if (errno != ENOENT)
        return false;
    const qsizetype slash = path.lastIndexOf('/');
    if (slash > 0 && !makeFolders(path.left(slash)))
        return false;
    QByteArray name;
    const UniqueFd parent = openParent(path, &name);
    return parent.isValid() && (::mkdirat(parent.get(), name.constData(), 0755) == 0 || errno == EEXIST);
}

bool RootedFolder::rename(const QByteArray &from, const QByteArray &to) const
{
    QByteArray fromName, toName;
    const UniqueFd fromParent = openParent(from, &fromName);
    if (!fromParent.isValid())
        return false;
    // Again when another request pruned the folder between its making and the rename.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const qsizetype slash = to.lastIndexOf('/');
        if (slash > 0 && !makeFolders(to.left(slash)))
            return false;
        const UniqueFd toParent = openParent(to, &toName);
        if (toParent.isValid()
            && ::renameat(fromParent.get(), fromName.constData(), toParent.get(), toName.constData()) == 0)
            return true;
        if (errno != ENOENT)
            return false;
    }
    return false;
}

bool RootedFolder::removeFile(const QByteArray &path) const
{
    QByteArray name;
    const UniqueFd parent = openParent(path, &name);
    return parent.isValid() && ::unlinkat(parent.get(), name.constData(), 0) == 0;
}

bool RootedFolder::removeEmptyFolder(const QByteArray &path) const
{
    QByteArray name;
    const UniqueFd parent = openParent(path, &name);
    return parent.isValid() && ::unlinkat(parent.get(), name.constData(), AT_REMOVEDIR) == 0;
}

void RootedFolder::removeTree(const QByteArray &path) const
{
    UniqueFd fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
    if (!fd.isValid())
        return;
    DIR *folder = ::fdopendir(fd.release());
    QList<QByteArray> folders;
    while (const dirent *entry = ::readdir(folder)) {
        const QByteArray name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        if (::unlinkat(::dirfd(folder), entry->d_name, 0) != 0)
            folders.append(path + '/' + name);
    }
    ::closedir(folder);
    for (const QByteArray &inner : std::as_const(folders))
        removeTree(inner);
    removeEmptyFolder(path);
}

void RootedFolder::pruneAbove(const QByteArray &path) const
{
    QByteArray at = path;
    for (;;) {
        const qsizetype slash = at.lastIndexOf('/');
        if (slash <= 0)
            return;
        at.truncate(slash);
        if (!removeEmptyFolder(at))
            return;
    }
}

QByteArray RootedFolder::readAll(const QByteArray &path) const
{
    const UniqueFd fd = open(path, O_RDONLY);
    QByteArray content;
    char buffer[16 * 1024];
    for (;;) {
        const ssize_t n = fd.isValid() ? ::read(fd.get(), buffer, sizeof buffer) : 0;
        if (n <= 0)
            return content;
        content.append(buffer, n);
    }
}

bool RootedFolder::replaceContent(const QByteArray &path, const QByteArray &content) const
{
    static std::atomic<quint64> serial{0};
    const QByteArray beside = path + ".new" + QByteArray::number(++serial);
    UniqueFd fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC);
    if (!fd.isValid() && errno == ENOENT) {
        if (const qsizetype slash = path.lastIndexOf('/'); slash > 0 && makeFolders(path.left(slash)))
            fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC);
    }
    if (!fd.isValid())
        return false;
    if (!writeFully(fd.get(), content.constData(), content.size()) || !rename(beside, path)) {
        const int reason = errno;
        removeFile(beside);
        errno = reason;
        return false;
    }
    return true;
}

} // namespace millrace::server
