// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/credentialschain.h"

#include "config/containercredentials.h"
#include "config/credentialprocess.h"
#include "config/homepath.h"
#include "config/instancemetadata.h"
#include "config/profilesource.h"

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

using Provider = CredentialSource::Provider;

/// Who asks for the keys, in an error.
QString asker(const CredentialSource &source)
{
    return source.settings.contains(source.setting) ? u"the profile \"%1\""_s.arg(source.profile) : u"the environment"_s;
}

/// The web identity of the environment (a pod of EKS); none where there is no token file.
Result<std::optional<CredentialSource>> environmentIdentity(const QProcessEnvironment &environment)
{
    const QString file = environment.value(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s).trimmed();
    if (file.isEmpty())
        return std::nullopt;
    CredentialSource source;
    source.provider = Provider::WebIdentity;
    source.setting = u"AWS_WEB_IDENTITY_TOKEN_FILE"_s;
    source.tokenFile = expandHome(file, environment);
    source.role.roleArn = environment.value(u"AWS_ROLE_ARN"_s).trimmed();
    source.role.sessionName = environment.value(u"AWS_ROLE_SESSION_NAME"_s).trimmed();
    source.role.who = u"the environment"_s;
    if (source.role.roleArn.isEmpty())
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN, the role its token is for, is not"_s);
    return source;
}

Result<Credentials> fromRole(const CredentialSource &source, const QProcessEnvironment &environment, const std::stop_token &stop)
{
    const Result<Credentials> base = credentialsFrom(*source.base, environment, stop);
    return base ? assumeRole(source.tokenService, source.role, *base, stop) : base;
}

/// What the metadata service gives; its silence is one place more that was looked at in vain.
Result<Credentials> fromLastResort(const CredentialSource &source, const QProcessEnvironment &environment,
                                   const std::stop_token &stop)
{
    QStringList places = source.lookedAt;
    if (isMetadataDisabled(environment)) {
        places += u"the metadata service of an EC2 instance is not to be asked (AWS_EC2_METADATA_DISABLED)"_s;
    } else {
        const Result<Credentials> keys = instanceCredentials(environment, source.settings, stop);
        if (keys || keys.error().kind != ErrorKind::Auth)
            return keys;
        places += u"the metadata service of an EC2 instance, which %1"_s.arg(keys.error().message);
    }
    // What to do about it is for front ends to say.
    return fail(ErrorKind::Auth, ErrorCause::CredentialsMissing,
                u"looked for credentials in vain: %1"_s.arg(places.join(u"; "_s)));
}

Result<Credentials> fromInstance(const CredentialSource &source, const QProcessEnvironment &environment,
                                 const std::stop_token &stop)
{
    if (isMetadataDisabled(environment))
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"the profile \"%1\" takes its keys from the metadata service (credential_source), which "
                    "AWS_EC2_METADATA_DISABLED forbids to ask"_s.arg(source.profile));
    Result<Credentials> keys = instanceCredentials(environment, source.settings, stop);
    if (!keys && keys.error().kind == ErrorKind::Auth)
        keys.error() = Error::make(ErrorKind::Auth, ErrorCause::None,
                                   u"the metadata service of this EC2 instance "_s + keys.error().message);
    return keys;
}

} // namespace

bool CredentialSource::mayBeRenewed() const
{
    switch (provider) {
    case Provider::Anonymous:
    case Provider::Flags:
    case Provider::Environment:
    case Provider::Sso:
        return false;
    case Provider::ProfileKeys: // with a token some program writes them anew
        return !credentials.sessionToken.isEmpty();
    case Provider::ProfileProcess:
    case Provider::AssumeRole:
    case Provider::WebIdentity:
    case Provider::Container:
    case Provider::Instance:
    case Provider::Nothing:
        return true;
    }
    return false;
}

Result<AwsConfigFile> loadAwsFiles(const QProcessEnvironment &environment)
{
    const auto path = [&environment](const QString &name, const QString &standard) {
        const QString given = environment.value(name);
        return expandHome(given.isEmpty() ? standard : given, environment);
    };
    return AwsConfigFile::load(path(u"AWS_CONFIG_FILE"_s, u"~/.aws/config"_s),
                               path(u"AWS_SHARED_CREDENTIALS_FILE"_s, u"~/.aws/credentials"_s));
}

QString profileName(const ConnectionOptions &options, const QProcessEnvironment &environment)
{
    if (!options.profile.isEmpty())
        return options.profile;
    for (const QString &name : {u"AWS_PROFILE"_s, u"AWS_DEFAULT_PROFILE"_s}) {
        if (const QString value = environment.value(name); !value.isEmpty())
            return value;
    }
    return u"default"_s;
}

Result<CredentialSource> findCredentialSource(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                              const AwsConfigFile &files)
{
    CredentialSource source;
    source.profile = profileName(options, environment);
    if (source.profile != u"default"_s && !files.hasProfile(source.profile)) {
        const QStringList known = files.profileNames();
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"there is no profile \"%1\" in the AWS configuration; %2"_s.arg(
                        source.profile,
                        known.isEmpty() ? u"no profiles were found"_s : u"known profiles: %1"_s.arg(known.join(u", "_s))));
    }
    source.settings = files.profile(source.profile);

    if (options.noSignRequest) {
        source.provider = Provider::Anonymous;
        source.credentials.anonymous = true;
        return source;
    }

    const Result<Credentials> flags =
        keyPair(u"the command line"_s, {options.accessKeyId, options.secretAccessKey, options.sessionToken, {}, false},
                u"an access key id"_s, u"secret access key"_s);
    if (!flags)
        return fail(flags.error());
    if (!flags->isEmpty()) {
        source.provider = Provider::Flags;
        source.credentials = *flags;
        return source;
    }
    source.lookedAt << u"the command line"_s;

    if (options.profile.isEmpty()) {
        const Result<Credentials> keys = environmentKeys(environment);
        if (!keys)
            return fail(keys.error());
        if (!keys->isEmpty()) {
            source.provider = Provider::Environment;
            source.setting = u"AWS_ACCESS_KEY_ID"_s;
            source.credentials = *keys;
            return source;
        }
        source.lookedAt << u"AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"_s;
    }

    const auto ofProfile = sourceOfProfile(source.profile, environment, files);
    if (!ofProfile)
        return fail(ofProfile.error());
    if (*ofProfile)
        return **ofProfile;
    source.lookedAt << u"the profile \"%1\" of the AWS configuration files"_s.arg(source.profile);

    if (options.profile.isEmpty()) {
        auto identity = environmentIdentity(environment);
        if (!identity)
            return fail(identity.error());
        if (*identity) {
            (*identity)->profile = source.profile;
            return **identity;
        }
        source.lookedAt << u"AWS_WEB_IDENTITY_TOKEN_FILE"_s;
    }
    if (const QString name = containerVariable(environment); !name.isEmpty()) {
        source.provider = Provider::Container;
        source.setting = name;
        return source;
    }
    source.lookedAt << u"AWS_CONTAINER_CREDENTIALS_FULL_URI and AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s;
    return source;
}

Result<Credentials> credentialsFrom(const CredentialSource &source, const QProcessEnvironment &environment,
                                    const std::stop_token &stop)
{
    switch (source.provider) {
    case Provider::Anonymous:
    case Provider::Flags:
    case Provider::Environment:
    case Provider::ProfileKeys:
        return source.credentials;
    case Provider::ProfileProcess:
        return runCredentialProcess(source.command, source.profile, environment, std::chrono::seconds(60), stop);
    case Provider::AssumeRole:
        return fromRole(source, environment, stop);
    case Provider::WebIdentity:
        return assumeRoleWithWebIdentity(source.tokenService, source.role, source.tokenFile, stop);
    case Provider::Sso:
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"%1 asks for single sign-on through %2, which is not supported; let the AWS command line do it, by a "
                    "profile of its own with credential_process = aws configure export-credentials --profile %3"_s.arg(asker(source), source.setting,
                                                                                              source.profile));
    case Provider::Container:
        return containerCredentials(environment, source.tokenService.caBundle, stop);
    case Provider::Instance:
        return fromInstance(source, environment, stop);
    case Provider::Nothing:
        break;
    }
    return fromLastResort(source, environment, stop);
}

} // namespace millrace
