// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optiontable.h"
#include "cli/optionvalues.h"
#include "s3/connection.h"

namespace millrace {

/// What the flags say about the server and who asks; empty where the chain decides.
struct ConnectionRequest
{
    QString accessKeyId;
    QByteArray secretAccessKey; ///< goes to the chain only: never shown
    QByteArray sessionToken;
    QString profile;
    bool noSignRequest = false;
    QString endpoint;
    QString region;
    QString defaultRegion;      ///< where neither flag nor environment nor profile names one
    Addressing addressing = Addressing::Auto;
    QString caBundle;
    bool requesterPays = false;

    /// A secret came by argv.
    bool hasSecretFlag() const { return !secretAccessKey.isEmpty() || !sessionToken.isEmpty(); }
};

/// The flags that say which S3 to speak to and as whom; the same for every verb that does.
OptionGroup connectionOptions();

ConnectionRequest readConnection(OptionValues &values);

/// Through the credential chain: flags, environment, shared files.
Result<Connection> resolveConnection(const ConnectionRequest &request);

/// The warning that argv is public; empty where no secret came by argv.
QString secretFlagWarning(const ConnectionRequest &request);

} // namespace millrace
