// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/credentials.h"

#include <QNetworkProxy>
#include <QString>
#include <QUrl>
#include <stop_token>

namespace millrace {

/// How the security token service is reached.
struct TokenService
{
    QUrl endpoint; ///< http or https
    QString region;
    QString caBundle; ///< empty: the system's authorities
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
};

/// The role that is wanted, and under which name.
struct RoleRequest
{
    QString roleArn;
    QString sessionName;  ///< empty: one is made up
    QString externalId;   ///< empty: none
    int durationSeconds = 0; ///< 0: the service's own, an hour
    QString who;          ///< "the profile \"x\"" or "the environment", for errors
};

/// AssumeRole, signed with @p keys. Blocks: a few tries of 10 s; Cancelled soon after @p stop. Errors name the role, who
/// asks for it and the service: Auth where it refused or made no sense, Network, Timeout or Throttled where it could not be
/// asked. Never a key or a token.
/// Source: "AssumeRole", AWS Security Token Service API reference.
Result<Credentials> assumeRole(const TokenService &service, const RoleRequest &role, const Credentials &keys,
                               const std::stop_token &stop = {});

/// AssumeRoleWithWebIdentity with the token that the file @p tokenFile holds now; not signed. Errors as above, and Config
/// for a file that cannot be read or is empty.
/// Source: "AssumeRoleWithWebIdentity", AWS Security Token Service API reference.
Result<Credentials> assumeRoleWithWebIdentity(const TokenService &service, const RoleRequest &role, const QString &tokenFile,
                                              const std::stop_token &stop = {});

} // namespace millrace
