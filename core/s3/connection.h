// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/credentials.h"

#include <QNetworkProxy>
#include <QString>
#include <QUrl>
#include <memory>
#include <optional>

namespace millrace {

class CredentialSupply;

enum class Addressing { Auto, Path, Virtual };

/// Which S3 to speak to, and as whom. A value.
struct Connection
{
    QUrl endpoint;               ///< empty: AWS for the region
    QString region;              ///< signing region; never empty once resolved
    Addressing addressing = Addressing::Auto;
    Credentials credentials;
    /// Where the credentials are renewed; none where they last. currentCredentials() tells the present ones.
    std::shared_ptr<CredentialSupply> supply = {};
    QString caBundle;            ///< PEM file that replaces the system's authorities; empty: system
    bool requesterPays = false;
    QNetworkProxy proxy{QNetworkProxy::NoProxy}; ///< from the environment or the settings
};

} // namespace millrace
