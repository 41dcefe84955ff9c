// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/peercommand.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

using Made = tl::expected<PeerCommand, QString>;

tl::unexpected<QString> skip(const QString &reason)
{
    return tl::make_unexpected(reason);
}

/// The folder that all keys are in, with its "/"; nothing where there are several.
std::optional<QString> commonFolder(const Workload &workload)
{
    std::optional<QString> folder;
    for (const WorkloadTask &task : workload.tasks) {
        const QString own = task.key.left(task.key.lastIndexOf(u'/') + 1);
        if (folder && *folder != own)
            return std::nullopt;
        folder = own;
    }
    return folder;
}

QString settingsOfAwsCli(bool crt, const PeerPlace &place)
{
    QString text = u"[default]\nregion = %1\ns3 =\n"_s.arg(place.region);
    if (!place.endpoint.isEmpty())
        text += u"  addressing_style = path\n"_s;
    if (crt)
        return text + u"  preferred_transfer_client = crt\n  multipart_chunksize = 8MB\n  target_bandwidth = %1Gb/s\n"_s.arg(
                   place.targetGigabits);
    return text + u"  preferred_transfer_client = classic\n  max_concurrent_requests = 20\n  multipart_chunksize = 16MB\n"
                  "  multipart_threshold = 16MB\n  max_queue_size = 10000\n  io_chunksize = 1MB\n"_s;
}

Made awsCli(bool crt, const Workload &workload, const PeerPlace &place)
{
    const QString settings = place.scratch + u"/aws-config"_s;
    const bool upload = workload.has(WorkloadAction::Upload);
    const WorkloadTask &first = workload.tasks.first();
    PeerCommand command;
    command.program = u"aws"_s;
    if (!place.endpoint.isEmpty())
        command.arguments += {u"--endpoint-url"_s, place.endpoint};
    command.arguments += {u"--region"_s, place.region, u"s3"_s, u"cp"_s, u"--only-show-errors"_s};
    command.files.insert(settings, settingsOfAwsCli(crt, place).toUtf8());
    // Checksums only where asked for, and this command cannot be asked.
    command.environment = {{u"AWS_CONFIG_FILE"_s, settings},
                           {u"AWS_REQUEST_CHECKSUM_CALCULATION"_s, u"when_required"_s},
                           {u"AWS_RESPONSE_CHECKSUM_VALIDATION"_s, u"when_required"_s}};
    QString key = first.key;
    QString local = workload.filesOnDisk ? place.folder + u'/' + key : u"-"_s;
    if (workload.tasks.size() > 1) {
        const auto folder = commonFolder(workload);
        if (!workload.filesOnDisk)
            return skip(u"one \"aws s3 cp\" moves one object to or from memory, not several"_s);
        if (!folder || folder->isEmpty())
            return skip(u"one \"aws s3 cp\" moves one folder, and the workload's keys are in several or at the top"_s);
        key = *folder;
        local = place.folder + u'/' + *folder;
        command.arguments += u"--recursive"_s;
        command.needsExactFolder = true;
    }
    const QString remote = u"s3://%1/%2"_s.arg(place.bucket, key);
    command.arguments += upload ? QStringList{local, remote} : QStringList{remote, local};
    if (upload && !workload.filesOnDisk) {
        command.arguments += {u"--expected-size"_s, QString::number(first.size)};
        command.input = first.size;
    }
    return command;
}

Made s5cmd(const Workload &workload, const PeerPlace &place)
{
    PeerCommand command;
    command.program = u"s5cmd"_s;
    command.environment = {{u"AWS_REGION"_s, place.region}};
    command.arguments = {u"--log"_s, u"error"_s};
    if (!place.endpoint.isEmpty())
        command.arguments += {u"--endpoint-url"_s, place.endpoint};
    command.arguments += {u"--numworkers"_s, u"64"_s};
    const auto remote = [&place](const WorkloadTask &task) { return u"s3://%1/%2"_s.arg(place.bucket, task.key); };
    if (!workload.filesOnDisk) {
        if (workload.tasks.size() > 1)
            return skip(u"one s5cmd command moves one object to or from memory, not several"_s);
        const WorkloadTask &task = workload.tasks.first();
        if (task.action == WorkloadAction::Upload)
            command.input = task.size;
        command.arguments += {command.input ? u"pipe"_s : u"cat"_s, u"--concurrency"_s, u"16"_s, u"--part-size"_s, u"8"_s,
                              remote(task)};
        return command;
    }
    QByteArray lines;
    for (const WorkloadTask &task : workload.tasks) {
        const QString local = place.folder + u'/' + task.key;
        if (local.contains(u'\'') || local.contains(u'\n'))
            return skip(u"s5cmd cannot be given a list with such a name in it"_s);
        const bool upload = task.action == WorkloadAction::Upload;
        lines += u"cp --raw --concurrency 16 --part-size 8 '%1' '%2'\n"_s.arg(upload ? local : remote(task),
                                                                            upload ? remote(task) : local).toUtf8();
    }
    const QString list = place.scratch + u"/s5cmd.list"_s;
    command.files.insert(list, lines);
    command.arguments += {u"run"_s, list};
    return command;
}

Made rclone(const Workload &workload, const PeerPlace &place)
{
    PeerCommand command;
    command.program = u"rclone"_s;
    command.files.insert(place.scratch + u"/rclone.conf"_s, QByteArray());
    command.environment = {{u"RCLONE_CONFIG"_s, place.scratch + u"/rclone.conf"_s},
                           {u"RCLONE_CONFIG_B_TYPE"_s, u"s3"_s},
                           {u"RCLONE_CONFIG_B_PROVIDER"_s, place.endpoint.isEmpty() ? u"AWS"_s : u"Other"_s},
                           {u"RCLONE_CONFIG_B_ENV_AUTH"_s, u"true"_s},
                           {u"RCLONE_CONFIG_B_REGION"_s, place.region},
                           {u"RCLONE_CONFIG_B_ENDPOINT"_s, place.endpoint},
                           {u"RCLONE_CONFIG_B_FORCE_PATH_STYLE"_s, place.endpoint.isEmpty() ? u"false"_s : u"true"_s},
                           {u"RCLONE_CONFIG_B_NO_CHECK_BUCKET"_s, u"true"_s}};
    if (!place.caBundle.isEmpty()) {
        // Its AWS library refuses a bundle of the environment's beside rclone's own way.
        command.environment.insert(u"AWS_CA_BUNDLE"_s, QString());
        command.environment.insert(u"RCLONE_CA_CERT"_s, place.caBundle);
    }
    const QString bucket = u"b:"_s + place.bucket;
    const WorkloadTask &first = workload.tasks.first();
    const bool upload = first.action == WorkloadAction::Upload;
    if (!workload.filesOnDisk) {
        if (workload.tasks.size() > 1)
            return skip(u"one rclone command moves one object to or from memory, not several"_s);
        if (upload)
            command.input = first.size;
        command.arguments = {upload ? u"rcat"_s : u"cat"_s, bucket + u'/' + first.key};
        return command;
    }
    QByteArray keys;
    for (const WorkloadTask &task : workload.tasks) {
        if (task.key.contains(u'\n') || task.key.contains(u'\r'))
            return skip(u"rclone cannot be given a list with such a name in it"_s);
        keys += task.key.toUtf8() + '\n';
    }
    const QString list = place.scratch + u"/rclone.list"_s;
    command.files.insert(list, keys);
    command.arguments = {u"copy"_s, u"--files-from-raw"_s, list, u"--no-traverse"_s, u"--ignore-times"_s, u"--ignore-checksum"_s,
                         u"--multi-thread-streams"_s, u"16"_s, u"--multi-thread-cutoff"_s, u"16M"_s, u"--transfers"_s, u"32"_s,
                         u"--checkers"_s, u"32"_s, u"--buffer-size"_s, u"1M"_s, u"--s3-upload-concurrency"_s, u"16"_s};
    command.arguments += upload ? QStringList{place.folder, bucket} : QStringList{bucket, place.folder};
    return command;
}

} // namespace

tl::expected<PeerCommand, QString> peerCommand(const QString &client, const Workload &workload, const PeerPlace &place)
{
    if (workload.checksum)
        return skip(u"%1 cannot be told to use the checksum %2"_s.arg(client, name(*workload.checksum).toUpper()));
    const bool both = workload.has(WorkloadAction::Upload) && workload.has(WorkloadAction::Download);
    if (both && (client != u"s5cmd" || !workload.filesOnDisk))
        return skip(u"one command of %1 cannot both upload and download"_s.arg(client));
    if (client == u"s5cmd")
        return s5cmd(workload, place);
    if (client == u"rclone")
        return rclone(workload, place);
    return awsCli(client == u"cli-crt", workload, place);
}

} // namespace millrace
