// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloadfiles.h"

#include "io/bytesource.h"
#include "transfer/tempnames.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <algorithm>
#include <cerrno>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

static QString pathOf(const WorkloadTask &task, const QString &folder)
{
    return folder + u'/' + task.key;
}

static Result<> makeFolderOf(const QString &path)
{
    const QString folder = QFileInfo(path).path();
    if (QDir().mkpath(folder))
        return {};
    return fail(localError(errno ? errno : EIO, u"make the folder"_s, folder));
}

static bool isRightFile(const WorkloadTask &task, const QString &folder)
{
    const QFileInfo info(pathOf(task, folder));
    return info.isFile() && info.size() == task.size;
}

Result<> clearDownloads(const Workload &workload, const QString &folder)
{
    if (!workload.filesOnDisk)
        return {};
    for (const WorkloadTask &task : workload.tasks) {
        if (task.action != WorkloadAction::Download)
            continue;
        const QString path = pathOf(task, folder);
        // What is left of a run that was killed would be taken up again, and the run would seem faster than it is.
        for (const QString &name : {path, partFileName(path), journalFileName(path)})
            if (::unlink(QFile::encodeName(name).constData()) != 0 && errno != ENOENT && errno != ENOTDIR)
                return fail(localError(errno, u"remove the earlier download"_s, name));
        if (const Result<> made = makeFolderOf(path); !made)
            return made;
    }
    return {};
}

static Result<> checkFiles(const Workload &workload, WorkloadAction action, const QString &folder, const QString &wrong)
{
    if (!workload.filesOnDisk)
        return {};
    for (const WorkloadTask &task : workload.tasks) {
        if (task.action != action || isRightFile(task, folder))
            continue;
        Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, wrong.arg(task.size));
        error.path = pathOf(task, folder);
        return fail(error);
    }
    return {};
}

Result<> checkUploads(const Workload &workload, const QString &folder)
{
    return checkFiles(workload, WorkloadAction::Upload, folder,
                      u"the file to be uploaded is not there with %1 bytes; \"millrace-cli workload prepare\" makes it, with --overwrite also where "
                      "there is one of another size"_s);
}

Result<> checkDownloads(const Workload &workload, const QString &folder)
{
    return checkFiles(workload, WorkloadAction::Download, folder, u"the downloaded file is not there with %1 bytes"_s);
}

QList<WorkloadTask> missingUploads(const Workload &workload, const QString &folder)
{
    QList<WorkloadTask> tasks;
    if (workload.filesOnDisk)
        std::copy_if(workload.tasks.cbegin(), workload.tasks.cend(), std::back_inserter(tasks),
                     [&folder](const WorkloadTask &task) {
                         return task.action == WorkloadAction::Upload && !isRightFile(task, folder);
                     });
    return tasks;
}

Result<> checkNothingInTheWay(const QList<WorkloadTask> &missing, const QString &folder)
{
    for (const WorkloadTask &task : missing) {
        const QFileInfo there(pathOf(task, folder));
        if (!there.exists() && !there.isSymLink())
            continue;
        Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                                  (there.isFile() ? u"a file of %1 bytes is there"_s.arg(there.size()) : u"something that is no file is there"_s)
                                      + u", where the workload has one of %1 bytes"_s.arg(task.size));
        error.path = there.filePath();
        return fail(error);
    }
    return {};
}

Result<> makeUpload(const WorkloadTask &task, const QString &folder, bool sparse, quint64 seed)
{
    const QString path = pathOf(task, folder);
    if (const Result<> made = makeFolderOf(path); !made)
        return made;
    QSaveFile file(path);
    const auto failed = [&file, &path](const QString &doing) {
        Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None, u"cannot %1: %2"_s.arg(doing, file.errorString()));
        error.path = path;
        return fail(error);
    };
    if (!file.open(QIODevice::WriteOnly))
        return failed(u"make the file"_s);
    if (sparse) {
        if (!file.resize(task.size))
            return failed(u"make the file"_s);
    } else {
        GeneratedSource source(seed);
        QByteArray chunk(qsizetype(MiB), Qt::Uninitialized);
        for (ByteCount at = 0; at < task.size; at += chunk.size()) {
            const ByteCount size = std::min<ByteCount>(chunk.size(), task.size - at);
            if (const Result<> read = source.read(at, chunk.data(), size); !read)
                return read;
            if (file.write(chunk.constData(), size) != size)
                return failed(u"write the file"_s);
        }
    }
    if (!file.commit())
        return failed(u"write the file"_s);
    return {};
}

} // namespace millrace
