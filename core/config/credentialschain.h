// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/awsconfigfile.h"
#include "config/connectionoptions.h"
#include "config/tokenservice.h"

#include <QProcessEnvironment>
#include <QStringList>
#include <memory>
#include <stop_token>

namespace millrace {

/// Who provides the credentials, as the chain found it; a value that can be asked again when they expire.
struct CredentialSource
{
    enum class Provider {
        Anonymous,
        Flags,
        Environment,
        ProfileKeys,
        ProfileProcess,   ///< credential_process
        AssumeRole,       ///< role_arn with source_profile or credential_source
        WebIdentity,      ///< a token file and a role
        Sso,
        Container,        ///< AWS_CONTAINER_CREDENTIALS_*
        Instance,         ///< the metadata service of an EC2 instance, as credential_source names it
        Nothing,          ///< nothing configured; an instance's metadata service is what is left to ask
    };

    Provider provider = Provider::Nothing;
    QString profile;         ///< the profile in force, "default" where none was named
    QString setting;         ///< the name of the setting or variable that decided: "role_arn", "AWS_ROLE_ARN", ...
    Credentials credentials; ///< of Flags, Environment, ProfileKeys and Anonymous
    QString command;         ///< of ProfileProcess
    RoleRequest role;        ///< of AssumeRole and WebIdentity
    QString tokenFile;       ///< of WebIdentity
    std::shared_ptr<const CredentialSource> base; ///< of AssumeRole: whose keys the role is asked for with
    TokenService tokenService; ///< of AssumeRole and WebIdentity
    AwsSettings settings;    ///< of the profile, for providers that need more of it
    QStringList lookedAt;    ///< every place tried in vain, in order, for the message of Nothing

    /// Whether it may give other credentials later: those it gives do not last.
    bool mayBeRenewed() const;
    bool needsTokenService() const { return provider == Provider::AssumeRole || provider == Provider::WebIdentity; }
};

/// Reads the files named by AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, else ~/.aws/config and ~/.aws/credentials
/// under HOME of @p environment.
Result<AwsConfigFile> loadAwsFiles(const QProcessEnvironment &environment);

/// Name of the profile in force: @p options, AWS_PROFILE, AWS_DEFAULT_PROFILE, "default".
QString profileName(const ConnectionOptions &options, const QProcessEnvironment &environment);

/// Walks the chain without running or asking anything: flags, environment, profile with the profiles its roles are asked for
/// with, web identity of the environment, container. A profile named in @p options keeps keys and web identity of the
/// environment out. Errors: Config for half a key pair, for a profile that does not exist, and for a role without a source,
/// with one that leads back to itself, or with a device (mfa_serial) that has to be asked. The token service stays empty.
/// Source: "Understand credential provider chain", AWS SDKs and Tools Reference Guide; precedence of awscli.
Result<CredentialSource> findCredentialSource(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                              const AwsConfigFile &files);

/// The credentials of @p source. Blocks while a credential_process runs (at most a minute) or a service is asked (seconds):
/// not for a GUI thread. Call again to refresh. Cancelled soon after @p stop. Single sign-on is a Config error; none at all is
/// Auth with ErrorCause::CredentialsMissing and names every place looked at.
Result<Credentials> credentialsFrom(const CredentialSource &source, const QProcessEnvironment &environment,
                                    const std::stop_token &stop = {});

} // namespace millrace
