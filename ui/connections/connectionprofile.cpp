// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connectionprofile.h"

#include <QUuid>
#include <array>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

const std::array<QString, 4> kindNames{u"keys"_s, u"profile"_s, u"environment"_s, u"anonymous"_s};
const std::array<QString, 3> addressingNames{u"auto"_s, u"path"_s, u"virtual"_s};

template <typename Names> int indexIn(const Names &names, const QString &name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? 0 : int(found - names.begin());
}

QJsonObject tunedJson(const TunedSettings &tuned)
{
    return {{u"file_parallelism"_s, tuned.fileParallelism},
            {u"concurrency"_s, tuned.concurrency},
            {u"part_size"_s, tuned.partSize},
            {u"chunk_size"_s, tuned.chunkSize},
            {u"io_threads"_s, tuned.ioThreads}};
}

/// None for an object that is damaged: then transfers choose for themselves.
std::optional<TunedSettings> tunedFrom(const QJsonObject &json)
{
    TunedSettings tuned;
    tuned.fileParallelism = json.value(u"file_parallelism"_s).toInt();
    tuned.concurrency = json.value(u"concurrency"_s).toInt();
    tuned.partSize = json.value(u"part_size"_s).toInteger();
    tuned.chunkSize = json.value(u"chunk_size"_s).toInteger();
    tuned.ioThreads = json.value(u"io_threads"_s).toInt();
    const bool sane = tuned.fileParallelism >= 1 && tuned.fileParallelism <= 10'000 && tuned.concurrency >= 1
        && tuned.concurrency <= 10'000 && tuned.partSize >= 1 * MiB && tuned.partSize <= 5 * GiB && tuned.chunkSize >= 4 * KiB
        && tuned.chunkSize <= 1 * GiB && tuned.ioThreads >= 1 && tuned.ioThreads <= 1024;
    return sane ? std::optional(tuned) : std::nullopt;
}

} // namespace

ConnectionProfile ConnectionProfile::make()
{
    ConnectionProfile profile;
    profile.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return profile;
}

QJsonObject ConnectionProfile::toJson() const
{
    QJsonObject json{{u"id"_s, id}, {u"name"_s, name}, {u"provider"_s, provider}};
    const auto put = [&json](const QString &key, const QString &value) {
        if (!value.isEmpty())
            json.insert(key, value);
    };
    put(u"endpoint"_s, endpoint);
    put(u"region"_s, region);
    json.insert(u"addressing"_s, addressingNames[size_t(addressing)]);
    json.insert(u"credentials"_s, kindNames[size_t(credentials)]);
    put(u"access_key_id"_s, accessKeyId);
    put(u"aws_profile"_s, awsProfile);
    put(u"ca_bundle"_s, caBundle);
    put(u"proxy"_s, proxy);
    put(u"start_path"_s, startPath);
    if (requesterPays)
        json.insert(u"requester_pays"_s, true);
    if (tuned)
        json.insert(u"tuned"_s, tunedJson(*tuned));
    return json;
}

ConnectionProfile ConnectionProfile::fromJson(const QJsonObject &json)
{
    ConnectionProfile p;
    const auto text = [&json](const QString &key) { return json.value(key).toString(); };
    p.id = text(u"id"_s);
    p.name = text(u"name"_s);
    p.provider = text(u"provider"_s);
    p.endpoint = text(u"endpoint"_s);
    p.region = text(u"region"_s);
    p.addressing = Addressing(indexIn(addressingNames, text(u"addressing"_s)));
    p.credentials = CredentialKind(indexIn(kindNames, text(u"credentials"_s)));
    p.accessKeyId = text(u"access_key_id"_s);
    p.awsProfile = text(u"aws_profile"_s);
    p.caBundle = text(u"ca_bundle"_s);
    p.proxy = text(u"proxy"_s);
    p.startPath = text(u"start_path"_s);
    p.tuned = tunedFrom(json.value(u"tuned"_s).toObject());
    p.requesterPays = json.value(u"requester_pays"_s).toBool();
    return p;
}

ConnectionOptions ConnectionProfile::options() const
{
    ConnectionOptions o;
    o.endpointUrl = endpoint;
    o.region = region;
    o.addressing = addressing;
    o.caBundle = caBundle;
    o.requesterPays = requesterPays;
    o.noSignRequest = credentials == CredentialKind::Anonymous;
    if (credentials == CredentialKind::AwsProfile)
        o.profile = awsProfile;
    if (credentials == CredentialKind::Keys)
        o.accessKeyId = accessKeyId.toUtf8();
    return o;
}

} // namespace millrace
