// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/queueadd.h"

#include "cli/downloadoptions.h"
#include "cli/uploadoptions.h"
#include "queue/queueconnection.h"

#include <QDir>
#include <QSet>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

tl::unexpected<Error> usage(const QString &message)
{
    return fail(ErrorKind::Config, ErrorCause::None, message);
}

QString absolute(const QString &path)
{
    return path.isEmpty() ? path : QDir::cleanPath(QDir::current().absoluteFilePath(path));
}

/// A flag that is not known to be kept is refused: better than a transfer that runs without it some day.
Result<> checkFlags(const OptionTable &table, const QStringList &words, const QString &verb)
{
    static const QSet<QString> kept{
        u"bucket-name"_s, u"prefix"_s, u"key"_s, u"from-file"_s, u"save-to-disk"_s, u"include"_s, u"exclude"_s, u"no-glob"_s,
        u"version-id"_s, u"overwrite"_s, u"case-insensitive-names"_s, u"iteration-number"_s, u"concurrency"_s,
        u"multipart-size-mb"_s, u"multipart-threshold-mb"_s, u"file-parallelism"_s, u"max-pool-connections"_s,
        u"io-threads"_s, u"chunk-size-kb"_s, u"memory-limit"_s, u"streaming-mode"_s, u"no-streaming-mode"_s, u"direct-io"_s,
        u"transport"_s, u"auto-optimize"_s, u"disk-rate"_s, u"skip-validation"_s, u"stall-timeout"_s, u"max-attempts"_s, u"content-type"_s,
        u"metadata"_s, u"storage-class"_s, u"acl"_s, u"tagging"_s, u"sse"_s, u"sse-kms-key-id"_s,
        u"sse-customer-key-file"_s, u"checksum"_s, u"no-resume"_s, u"keep-partial"_s, u"endpoint-url"_s, u"region-name"_s,
        u"profile"_s, u"no-sign-request"_s, u"addressing"_s, u"ca-bundle"_s, u"requester-pays"_s};
    static const QSet<QString> secret{u"access-key-aws-id"_s, u"secret-access-key"_s, u"session-token"_s};
    const Result<Arguments> arguments = Arguments::parse(table, words, u"queue add "_s + verb);
    if (!arguments)
        return fail(arguments.error());
    for (const QString &name : table.longNames()) {
        if (!arguments->has(name))
            continue;
        if (secret.contains(name))
            return usage(u"--%1 cannot be queued, since a queue keeps no keys: name a --profile, or set AWS_ACCESS_KEY_ID and "
                         "AWS_SECRET_ACCESS_KEY where \"queue run\" is called"_s.arg(name));
        if (!kept.contains(name))
            return usage(u"--%1 cannot be queued: it is of use only to a \"%2\" that runs at once"_s.arg(name, verb));
    }
    return {};
}

Result<QList<QueueDraft>> downloads(const QStringList &words)
{
    if (const auto good = checkFlags(downloadOptions(), words, u"download"_s); !good)
        return fail(good.error());
    const Result<DownloadRequest> request = parseDownload(words);
    if (!request)
        return fail(request.error());
    const auto connection = fixConnection(request->connection, QProcessEnvironment::systemEnvironment());
    if (!connection)
        return fail(connection.error());
    QList<QueueDraft> drafts;
    for (DownloadSpec spec : request->specs) {
        spec.targetFolder = absolute(spec.targetFolder);
        spec.targetFile = absolute(spec.targetFile);
        QueueDraft draft;
        draft.task.spec = std::move(spec);
        draft.task.connection = *connection;
        drafts += draft;
    }
    return drafts;
}

Result<QList<QueueDraft>> uploads(const QStringList &words)
{
    if (const auto good = checkFlags(uploadOptions(), words, u"upload"_s); !good)
        return fail(good.error());
    Result<UploadRequest> request = parseUpload(words);
    if (!request)
        return fail(request.error());
    const auto connection = fixConnection(request->connection, QProcessEnvironment::systemEnvironment());
    if (!connection)
        return fail(connection.error());
    UploadSpec &spec = request->spec;
    for (QString &path : spec.paths) {
        path = absolute(path);
        if (!QFileInfo::exists(path)) {
            Error e = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"there is no such file or folder"_s);
            e.path = path;
            return fail(std::move(e));
        }
    }
    QueueDraft draft;
    draft.task.connection = *connection;
    if (!spec.encryption.customerKey.isEmpty()) {
        const Result<Arguments> arguments = Arguments::parse(uploadOptions(), words, u"upload"_s);
        draft.task.customerKeyFile = absolute(arguments->value(u"sse-customer-key-file"_s));
        spec.encryption.customerKey.clear();
    }
    draft.task.spec = std::move(spec);
    return QList<QueueDraft>{draft};
}

} // namespace

Result<QList<QueueDraft>> parseQueued(const QStringList &words)
{
    const QString verb = words.value(0);
    if (verb != u"download" && verb != u"upload")
        return usage(verb.isEmpty() ? u"\"queue add\" needs \"download\" or \"upload\" and what to move"_s
                                    : u"\"%1\" cannot be queued: \"queue add\" needs \"download\" or \"upload\" and what to move"_s
                                          .arg(verb));
    auto drafts = verb == u"download" ? downloads(words.mid(1)) : uploads(words.mid(1));
    if (!drafts)
        return drafts;
    for (const QueueDraft &draft : std::as_const(*drafts))
        if (const auto good = draft.task.check(); !good)
            return fail(good.error());
    return drafts;
}

} // namespace millrace
