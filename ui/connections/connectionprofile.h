// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionoptions.h"
#include "tuning/tuningtrial.h"

#include <QJsonObject>
#include <QList>
#include <QMetaType>

namespace millrace {

enum class CredentialKind { Keys, AwsProfile, Environment, Anonymous };

/// A connection as the user set it up. A value; the secret key is no part of it.
struct ConnectionProfile
{
    QString id;             ///< for ever; also the keychain's name for the secret
    QString name;
    QString provider;       ///< a ProviderPreset's id
    QString endpoint;       ///< empty: AWS for the region
    QString region;
    Addressing addressing = Addressing::Auto;
    CredentialKind credentials = CredentialKind::Keys;
    QString accessKeyId;    ///< Keys
    QString awsProfile;     ///< AwsProfile
    QString caBundle;
    QString proxy;          ///< "http://host:port", "socks5://host:port"; empty: as the environment says
    bool requesterPays = false;
    QString startPath;      ///< "bucket/prefix/" to open first; for keys that may not list buckets
    std::optional<TunedSettings> tuned; ///< what auto-optimize found for it; its transfers use them
    bool transient = false; ///< the demo's: never stored

    static ConnectionProfile make(); ///< with an id of its own
    QJsonObject toJson() const;
    static ConnectionProfile fromJson(const QJsonObject &json);

    /// What core resolves; secrets are added by the caller.
    ConnectionOptions options() const;
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::ConnectionProfile)
