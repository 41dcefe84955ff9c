// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/providerpresets.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Providers)
};
} // namespace

/// Endpoints as the services' own S3 documentation gives them.
const QList<ProviderPreset> &providerPresets()
{
    // Made anew in another language.
    static QString language;
    static QList<ProviderPreset> presets;
    if (const QString now = Words::tr("Other S3 service") + QLocale().name(); language == now)
        return presets;
    else
        language = now;
    presets = {
        {u"aws"_s, u"Amazon S3"_s, {}, {}, u"us-east-1"_s, u"eu-central-1"_s, Addressing::Auto,
         Words::tr("IAM console, Users, Security credentials, Access keys")},
        {u"nebius"_s, u"Nebius Object Storage"_s, u"https://storage.{region}.nebius.cloud"_s, {}, u"eu-north1"_s,
         u"eu-north1"_s, Addressing::Auto, Words::tr("Console, Service accounts, Access keys")},
        {u"ceph"_s, u"Ceph RADOS Gateway"_s, {}, u"https://rgw.example.com"_s, u"default"_s, u"default"_s,
         Addressing::Path, Words::tr("radosgw-admin user info, or your administrator")},
        {u"minio"_s, u"MinIO"_s, {}, u"https://minio.example.com:9000"_s, u"us-east-1"_s, u"us-east-1"_s,
         Addressing::Path, Words::tr("MinIO console, Access keys")},
        {u"r2"_s, u"Cloudflare R2"_s, u"https://{account}.r2.cloudflarestorage.com"_s,
         u"https://ACCOUNT.r2.cloudflarestorage.com"_s, u"auto"_s, u"auto"_s, Addressing::Path,
         Words::tr("Dashboard, R2, Manage API tokens")},
        {u"b2"_s, u"Backblaze B2"_s, u"https://s3.{region}.backblazeb2.com"_s, {}, u"us-west-004"_s, u"us-west-004"_s,
         Addressing::Auto, Words::tr("Application keys; the key id is the access key")},
        {u"wasabi"_s, u"Wasabi"_s, u"https://s3.{region}.wasabisys.com"_s, {}, u"us-east-1"_s, u"eu-central-1"_s,
         Addressing::Auto, Words::tr("Console, Access keys")},
        {u"digitalocean"_s, u"DigitalOcean Spaces"_s, u"https://{region}.digitaloceanspaces.com"_s, {}, u"fra1"_s, u"fra1"_s,
         Addressing::Auto, Words::tr("Control panel, Spaces Object Storage, Access keys")},
        {u"gcs"_s, u"Google Cloud Storage"_s, u"https://storage.googleapis.com"_s, {}, u"auto"_s, u"auto"_s,
         Addressing::Path, Words::tr("Cloud Storage, Settings, Interoperability, HMAC keys")},
        {u"other"_s, Words::tr("Other S3 service"), {}, u"https://s3.example.com"_s, u"us-east-1"_s, u"us-east-1"_s,
         Addressing::Auto, {}},
    };
    return presets;
}

const ProviderPreset &providerPreset(const QString &id)
{
    const auto &presets = providerPresets();
    const auto found = std::find_if(presets.begin(), presets.end(), [&id](const ProviderPreset &p) { return p.id == id; });
    return found == presets.end() ? presets.last() : *found;
}

QString endpointFor(const ProviderPreset &preset, const QString &region)
{
    QString endpoint = preset.endpoint;
    endpoint.replace(u"{region}"_s, region.isEmpty() ? preset.region : region);
    return endpoint.replace(u"{account}"_s, u"ACCOUNT"_s);
}

} // namespace millrace
