// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/connection.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace millrace {

/// What the command line or a form says about a connection; everything may be left empty.
struct ConnectionOptions
{
    QByteArray accessKeyId;
    QByteArray secretAccessKey;
    QByteArray sessionToken;
    QString profile;      ///< named on purpose: it then beats keys of the environment, as with awscli
    QString region;
    QString defaultRegion = QStringLiteral("us-east-1"); ///< where nobody names one
    QString endpointUrl;
    std::optional<Addressing> addressing;
    QString caBundle;
    bool noSignRequest = false;
    bool requesterPays = false;
};

} // namespace millrace
