// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/connection.h"

#include <QList>
#include <QString>

namespace millrace {

/// What is known beforehand of a storage service.
struct ProviderPreset
{
    QString id;
    QString name;
    QString endpoint;       ///< "{region}" and "{account}" stand for what the user fills in; empty: AWS
    QString endpointHint;   ///< an example, where the user has to type it
    QString region;         ///< the usual one
    QString regionHint;
    Addressing addressing = Addressing::Auto;
    QString keysHint;       ///< where the keys are found
};

const QList<ProviderPreset> &providerPresets();
/// The last one ("Other S3 service") for an unknown id.
const ProviderPreset &providerPreset(const QString &id);
/// The endpoint for @p region; what stands for the account is left for the user to replace.
QString endpointFor(const ProviderPreset &preset, const QString &region);

} // namespace millrace
