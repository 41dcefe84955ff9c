// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queueentry.h"

#include <QDir>
#include <QUrl>
#include <array>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr std::array states{u"queued", u"active", u"paused", u"finished", u"failed", u"cancelled"};

tl::unexpected<Error> refuse(const QString &message)
{
    return fail(ErrorKind::Config, ErrorCause::None, message);
}

QString sourceOf(const DownloadSpec &spec)
{
    if (!spec.httpUrl.isEmpty())
        return QUrl(spec.httpUrl).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (spec.wholePrefix)
        return u"s3://%1/%2"_s.arg(spec.bucket, spec.include.size() == 1 ? spec.include.first() : spec.prefix);
    const QString first = u"s3://%1/%2"_s.arg(spec.bucket, spec.keys.value(0));
    return spec.keys.size() > 1 ? u"%1 and %2 more"_s.arg(first).arg(spec.keys.size() - 1) : first;
}

QString sourceOf(const UploadSpec &spec)
{
    const QString first = spec.paths.value(0);
    return spec.paths.size() > 1 ? u"%1 and %2 more"_s.arg(first).arg(spec.paths.size() - 1) : first;
}

Result<> checkSpec(const DownloadSpec &spec)
{
    if (!spec.httpUrl.isEmpty()) {
        const QUrl url(spec.httpUrl);
        if (url.hasQuery() || !url.userInfo().isEmpty())
            return refuse(u"a queue keeps no credentials, and the query or user of a URL may be one: queue the object by "
                          "its s3:// name, or download the URL at once"_s);
    }
    const QString target = spec.targetFile.isEmpty() ? spec.targetFolder : spec.targetFile;
    if (spec.stream)
        return refuse(u"what goes to standard output cannot be queued"_s);
    if (target.isEmpty())
        return refuse(u"a queued download needs a target folder or file"_s);
    if (!QDir::isAbsolutePath(target))
        return refuse(u"\"%1\" is no absolute path, and a queue may run in another folder"_s.arg(target));
    if (spec.dryRun)
        return refuse(u"a dry run cannot be queued"_s);
    return {};
}

Result<> checkSpec(const UploadSpec &spec)
{
    if (spec.bytes || spec.generated || spec.feed || !spec.items.isEmpty() || spec.paths.isEmpty())
        return refuse(u"only files and folders can be queued for upload"_s);
    for (const QString &path : spec.paths)
        if (!QDir::isAbsolutePath(path))
            return refuse(u"\"%1\" is no absolute path, and a queue may run in another folder"_s.arg(path));
    if (spec.dryRun)
        return refuse(u"a dry run cannot be queued"_s);
    return {};
}

} // namespace

QString QueueTask::source() const
{
    return std::visit([](const auto &s) { return sourceOf(s); }, spec);
}

QString QueueTask::target() const
{
    if (const auto *upload = std::get_if<UploadSpec>(&spec))
        return u"s3://%1/%2"_s.arg(upload->bucket, upload->key);
    const auto &download = std::get<DownloadSpec>(spec);
    return download.targetFile.isEmpty() ? download.targetFolder : download.targetFile;
}

Result<> QueueTask::check() const
{
    if (!connection.accessKeyId.isEmpty() || !connection.secretAccessKey.isEmpty() || !connection.sessionToken.isEmpty())
        return refuse(u"a queue keeps no keys: name a --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY where "
                      "the queue runs"_s);
    if (!QUrl(connection.endpointUrl).userInfo().isEmpty())
        return refuse(u"a queue keeps no credentials, and this endpoint holds a user name"_s);
    return std::visit([](const auto &s) { return checkSpec(s); }, spec);
}

QueueProgress QueueProgress::from(const Snapshot &snapshot)
{
    QueueProgress p;
    p.bytesTotal = snapshot.bytesTotal;
    p.bytesDone = snapshot.bytesDone;
    p.filesTotal = snapshot.filesTotal;
    p.filesDone = snapshot.filesDone + snapshot.filesSkipped;
    p.filesFailed = snapshot.filesFailed;
    p.rate = snapshot.rate;
    p.etaSeconds = snapshot.etaSeconds;
    return p;
}

QueueProgress QueueProgress::from(const RunResult &result)
{
    QueueProgress p;
    p.bytesTotal = result.bytesDone;
    p.bytesDone = result.bytesDone;
    p.filesTotal = result.filesTotal;
    p.filesDone = result.filesDone + result.filesSkipped;
    p.filesFailed = result.filesFailed;
    return p;
}

QString name(QueueState state)
{
    return QStringView(states[size_t(state)]).toString();
}

std::optional<QueueState> queueStateFromName(QStringView name)
{
    for (size_t i = 0; i < states.size(); ++i)
        if (name == QStringView(states[i]))
            return QueueState(i);
    return std::nullopt;
}

QString name(QueueWish wish)
{
    switch (wish) {
    case QueueWish::None: break;
    case QueueWish::Pause: return u"pause"_s;
    case QueueWish::Cancel: return u"cancel"_s;
    case QueueWish::Remove: return u"remove"_s;
    }
    return {};
}

} // namespace millrace
