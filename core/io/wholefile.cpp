// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

bool WholeFile::isReplaceable(const QString &path)
{
    const QFileInfo there(path);
    return !there.exists() || there.isFile() || there.isDir(); // a folder is refused when it is opened
}

WholeFile::WholeFile(const QString &path) : m_path(path), m_replaces(isReplaceable(path))
{
    if (m_replaces)
        m_file = std::make_unique<QSaveFile>(path);
    else
        m_file = std::make_unique<QFile>(path);
}

bool WholeFile::open()
{
    return m_file->open(m_replaces ? QIODevice::WriteOnly : QIODevice::WriteOnly | QIODevice::Unbuffered);
}

bool WholeFile::commit()
{
    return m_replaces ? static_cast<QSaveFile &>(*m_file).commit() : m_file->error() == QFileDevice::NoError;
}

Error WholeFile::error(const QString &doing) const
{
    Error e = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot %1: %2"_s.arg(doing, m_file->errorString()));
    if (m_file->error() == QFileDevice::ResourceError)
        e.cause = ErrorCause::DiskFull;
    else if (m_file->error() == QFileDevice::PermissionsError)
        e.cause = ErrorCause::PermissionDenied;
    e.path = m_path;
    return e;
}

Result<> checkWritable(const QString &path, const QString &what)
{
    if (!WholeFile::isReplaceable(path)) // opened, a pipe would wait for its reader, and tell it of an end
        return ::access(QFile::encodeName(path).constData(), W_OK) == 0 ? Result<>() : fail(localError(errno, u"write "_s + what, path));
    WholeFile file(path);
    return file.open() ? Result<>() : fail(file.error(u"write "_s + what));
}

Result<> writeWhole(const QString &path, const QByteArray &bytes, const QString &what)
{
    WholeFile file(path);
    if (file.open() && file.device().write(bytes) == bytes.size() && file.commit())
        return {};
    return fail(file.error(u"write "_s + what));
}

} // namespace millrace
