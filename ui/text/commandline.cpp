// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/commandline.h"

#include "base/shellquoting.h"
#include "io/checksum.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

QStringList connectionFlags(const TransferOrder &order, const Connection &connection, const ConnectionProfile *profile)
{
    const CredentialKind kind = profile ? profile->credentials : CredentialKind::Keys;
    QString awsProfile = order.awsProfile;
    QString accessKey = QString::fromLatin1(connection.credentials.accessKeyId);
    if (profile && kind == CredentialKind::AwsProfile)
        awsProfile = profile->awsProfile;
    if (profile && kind == CredentialKind::Keys && accessKey.isEmpty())
        accessKey = profile->accessKeyId;
    QStringList flags;
    if (!connection.endpoint.isEmpty())
        flags << u"--endpoint-url"_s << connection.endpoint.toString(QUrl::RemoveUserInfo);
    if (!connection.region.isEmpty())
        flags << u"--region-name"_s << connection.region;
    if (connection.addressing == Addressing::Path)
        flags << u"--addressing"_s << u"path"_s;
    else if (connection.addressing == Addressing::Virtual)
        flags << u"--addressing"_s << u"virtual"_s;
    if (!connection.caBundle.isEmpty())
        flags << u"--ca-bundle"_s << connection.caBundle;
    if (connection.requesterPays)
        flags << u"--requester-pays"_s;
    if (connection.credentials.anonymous || kind == CredentialKind::Anonymous)
        flags << u"--no-sign-request"_s;
    else if (!awsProfile.isEmpty())
        flags << u"--profile"_s << awsProfile;
    else if (!accessKey.isEmpty() && kind != CredentialKind::Environment)
        flags << u"--access-key-aws-id"_s << accessKey;
    return flags;
}

QStringList settingFlags(const TransferSettings &settings)
{
    const TransferSettings usual;
    QStringList flags;
    const auto number = [&flags](const QString &flag, qint64 value) { flags << flag << QString::number(value); };
    if (settings.concurrency)
        number(u"--concurrency"_s, *settings.concurrency);
    if (settings.partSize)
        number(u"--multipart-size-mb"_s, std::max<ByteCount>(1, *settings.partSize / MiB));
    if (settings.fileParallelism)
        number(u"--file-parallelism"_s, *settings.fileParallelism);
    if (settings.maxConnections != usual.maxConnections)
        number(u"--max-pool-connections"_s, settings.maxConnections);
    if (settings.ioThreads != usual.ioThreads)
        number(u"--io-threads"_s, settings.ioThreads);
    if (settings.maxAttempts != usual.maxAttempts)
        number(u"--max-attempts"_s, settings.maxAttempts);
    if (settings.memoryLimit != usual.memoryLimit)
        flags << u"--memory-limit"_s << u"%1MiB"_s.arg(settings.memoryLimit / MiB);
    if (settings.chunkSize != usual.chunkSize)
        number(u"--chunk-size-kb"_s, settings.chunkSize / KiB);
    if (!settings.streaming)
        flags << u"--no-streaming-mode"_s;
    if (settings.directIo != usual.directIo)
        flags << u"--direct-io"_s << (settings.directIo == DirectIo::On ? u"on"_s : u"off"_s);
    if (settings.stallTimeout != usual.stallTimeout)
        flags << u"--stall-timeout"_s << u"%1s"_s.arg(std::max<qint64>(1, settings.stallTimeout.count() / 1000));
    if (!settings.validate)
        flags << u"--skip-validation"_s;
    return flags;
}

QStringList words(const DownloadSpec &spec)
{
    QStringList line{u"download"_s};
    if (!spec.httpUrl.isEmpty()) {
        line << spec.httpUrl;
    } else if (spec.wholePrefix) {
        line << u"s3://%1/%2"_s.arg(spec.bucket, spec.prefix);
    } else {
        for (const QString &key : spec.keys)
            line << u"s3://%1/%2"_s.arg(spec.bucket, key);
        // Brackets and stars are letters of a key that was pointed at.
        if (spec.keys.join(u' ').contains(QRegularExpression(u"[*?\\[]"_s)))
            line << u"--no-glob"_s;
    }
    if (!spec.targetFile.isEmpty())
        line << spec.targetFile;
    else if (!spec.targetFolder.isEmpty())
        line << u"--save-to-disk"_s << spec.targetFolder;
    else
        line << u"--discard"_s;
    if (!spec.versionId.isEmpty())
        line << u"--version-id"_s << spec.versionId;
    for (const QString &glob : spec.include)
        line << u"--include"_s << glob;
    for (const QString &glob : spec.exclude)
        line << u"--exclude"_s << glob;
    if (spec.overwrite == OverwritePolicy::Always)
        line << u"--overwrite"_s << u"always"_s;
    else if (spec.overwrite == OverwritePolicy::Never)
        line << u"--overwrite"_s << u"never"_s;
    return line + settingFlags(spec.settings);
}

QStringList words(const UploadSpec &spec)
{
    QStringList line{u"upload"_s};
    line << spec.paths << u"s3://%1/%2"_s.arg(spec.bucket, spec.key);
    if (spec.checksum.mode == UploadChecksum::Mode::None)
        line << u"--checksum"_s << u"none"_s;
    else if (spec.checksum.mode == UploadChecksum::Mode::Fixed)
        line << u"--checksum"_s << name(spec.checksum.algorithm);
    if (!spec.storageClass.isEmpty())
        line << u"--storage-class"_s << spec.storageClass;
    if (!spec.contentType.isEmpty())
        line << u"--content-type"_s << spec.contentType;
    if (!spec.acl.isEmpty())
        line << u"--acl"_s << spec.acl;
    for (const QString &glob : spec.include)
        line << u"--include"_s << glob;
    for (const QString &glob : spec.exclude)
        line << u"--exclude"_s << glob;
    return line + settingFlags(spec.settings);
}

} // namespace

QString commandLine(const TransferOrder &order, const ConnectionProfile *profile)
{
    QStringList line = std::visit([](const auto &spec) { return words(spec); }, order.spec);
    const auto *download = std::get_if<DownloadSpec>(&order.spec);
    if (!download || download->httpUrl.isEmpty()) {
        const Connection &connection = std::visit([](const auto &spec) -> const Connection & { return spec.connection; },
                                                  order.spec);
        line += connectionFlags(order, connection, profile);
    }
    QString text = u"millrace-cli"_s;
    if (profile && !profile->proxy.isEmpty())
        text.prepend(u"ALL_PROXY="_s + shellQuoted(QUrl(profile->proxy).toString(QUrl::RemoveUserInfo)) + u' ');
    for (const QString &word : std::as_const(line))
        text += u' ' + shellQuoted(word);
    return text;
}

} // namespace millrace
