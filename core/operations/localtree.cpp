// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/localtree.h"

#include "transfer/tempnames.h"

#include <QFile>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int folderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

/// A descriptor that is closed with it.
class Fd
{
public:
    explicit Fd(int fd) : m_fd(fd) {}
    Fd(Fd &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Fd &operator=(Fd &&) = delete;
    ~Fd()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    int get() const { return m_fd; }
    bool isValid() const { return m_fd >= 0; }

private:
    int m_fd;
};

QString shown(const QString &root, const QByteArray &path)
{
    return path.isEmpty() ? root : root + u'/' + QFile::decodeName(path);
}

Result<> walkFolder(const QString &root, int parent, const QByteArray &name, const QByteArray &path,
                    const std::function<void(const QByteArray &)> &each)
{
    const int fd = ::openat(parent, name.constData(), folderFlags | (path.isEmpty() ? 0 : O_NOFOLLOW));
    if (fd < 0)
        return fail(localError(errno, u"read the folder"_s, shown(root, path)));
    const std::unique_ptr<DIR, int (*)(DIR *)> dir(::fdopendir(fd), &::closedir);
    if (!dir) {
        ::close(fd);
        return fail(localError(errno, u"read the folder"_s, shown(root, path)));
    }
    const QByteArray below = path.isEmpty() ? path : path + '/';
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(dir.get());
        if (!entry && errno != 0)
            return fail(localError(errno, u"read the folder"_s, shown(root, path)));
        if (!entry)
            return {};
        const QByteArray child(entry->d_name);
        struct stat status = {};
        if (child == "." || child == ".." || ::fstatat(fd, child.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        if (S_ISDIR(status.st_mode)) {
            if (auto walked = walkFolder(root, fd, child, below + child, each); !walked)
                return walked;
        } else if (S_ISREG(status.st_mode) && !looksLikeTempFile(QFile::decodeName(child))) {
            each(below + child);
        }
    }
}

} // namespace

Result<> walkFiles(const QString &root, const std::function<void(const QByteArray &path)> &each)
{
    return walkFolder(root, AT_FDCWD, QFile::encodeName(root), {}, each);
}

Result<> removeFile(const QString &root, const QByteArray &path,
                    const std::function<bool(const QByteArray &folder)> &mayGo)
{
    const QByteArrayList names = path.split('/');
    std::vector<Fd> folders;
    folders.emplace_back(::open(QFile::encodeName(root).constData(), folderFlags));
    for (qsizetype i = 0; i + 1 < names.size() && folders.back().isValid(); ++i)
        folders.emplace_back(::openat(folders.back().get(), names.at(i).constData(), folderFlags | O_NOFOLLOW));
    if (!folders.back().isValid()) {
        if (errno == ENOENT)
            return {};
        return fail(localError(errno, u"delete"_s, shown(root, path)));
    }
    struct stat status = {};
    if (::fstatat(folders.back().get(), names.last().constData(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT)
            return {};
        return fail(localError(errno, u"delete"_s, shown(root, path)));
    }
    if (!S_ISREG(status.st_mode))
        return fail(ErrorKind::Conflict, ErrorCause::None, u"%1 is no regular file any more"_s.arg(shown(root, path)));
    if (::unlinkat(folders.back().get(), names.last().constData(), 0) != 0 && errno != ENOENT)
        return fail(localError(errno, u"delete"_s, shown(root, path)));
    for (qsizetype depth = names.size() - 1; depth > 0; --depth) {
        const QByteArray folder = names.mid(0, depth).join('/');
        if (!mayGo(folder) || ::unlinkat(folders[size_t(depth - 1)].get(), names.at(depth - 1).constData(), AT_REMOVEDIR) != 0)
            break; // not empty, most often
    }
    return {};
}

} // namespace millrace
