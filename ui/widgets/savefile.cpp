// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/savefile.h"

#include "ui/text/errorsentence.h"
#include "ui/widgets/later.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

Result<> written(const QString &path, const Result<QByteArray> &bytes)
{
    if (!bytes)
        return fail(bytes.error());
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size() && file.commit())
        return {};
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot write the file: %1"_s.arg(file.errorString()));
    if (file.error() == QFileDevice::ResourceError)
        error.cause = ErrorCause::DiskFull;
    else if (file.error() == QFileDevice::PermissionsError)
        error.cause = ErrorCause::PermissionDenied;
    error.path = path;
    return fail(error);
}

} // namespace

void saveFileLater(const QString &path, std::function<Result<QByteArray>()> make, QObject *context,
                   std::function<void(const Result<> &)> done)
{
    later(context, [path, make = std::move(make)] { return written(path, make()); }, std::move(done));
}

void saveFileLater(const QString &path, std::function<Result<QByteArray>()> make, QObject *context,
                   std::function<void(const QString &trouble)> done)
{
    saveFileLater(path, std::move(make), context, [done = std::move(done)](const Result<> &result) {
        done(result ? QString() : errorSentence(result.error()).line());
    });
}

} // namespace millrace
