// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/credentialschain.h"

#include "config/credentialprocess.h"
#include "config/homepath.h"

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

using Provider = CredentialSource::Provider;

tl::unexpected<Error> halfPair(const QString &place, const QString &has, const QString &lacks)
{
    return fail(ErrorKind::Config, ErrorCause::CredentialsMissing, u"%1 gives %2 but no %3"_s.arg(place, has, lacks));
}

/// A key pair of one place: whole, absent, or an error where one half is missing.
Result<Credentials> keyPair(const QString &place, const QByteArray &id, const QByteArray &secret, const QByteArray &token,
                            const QString &idName, const QString &secretName)
{
    if (!id.isEmpty() && secret.isEmpty())
        return halfPair(place, idName, secretName);
    if (id.isEmpty() && !secret.isEmpty())
        return halfPair(place, secretName, idName);
    Credentials keys;
    keys.accessKeyId = id;
    keys.secretAccessKey = secret;
    keys.sessionToken = id.isEmpty() ? QByteArray() : token;
    return keys;
}

QByteArray variable(const QProcessEnvironment &environment, const QString &name)
{
    return environment.value(name).trimmed().toUtf8();
}

/// The providers of a profile in awscli's order: a role first, since its keys may be those the role is assumed with.
Result<bool> askProfile(CredentialSource &source)
{
    const AwsSettings &s = source.settings;
    const auto decide = [&source](Provider provider, const QString &setting) {
        source.provider = provider;
        source.setting = setting;
        return true;
    };
    if (s.contains(u"web_identity_token_file"_s))
        return decide(Provider::WebIdentity, u"web_identity_token_file"_s);
    if (s.contains(u"role_arn"_s))
        return decide(Provider::AssumeRole, u"role_arn"_s);
    for (const QString &name : {u"sso_session"_s, u"sso_start_url"_s}) {
        if (s.contains(name))
            return decide(Provider::Sso, name);
    }
    const Result<Credentials> keys =
        keyPair(u"the profile \"%1\""_s.arg(source.profile), s.value(u"aws_access_key_id"_s).toUtf8(),
                s.value(u"aws_secret_access_key"_s).toUtf8(), s.value(u"aws_session_token"_s).toUtf8(),
                u"aws_access_key_id"_s, u"aws_secret_access_key"_s);
    if (!keys)
        return fail(keys.error());
    if (!keys->isEmpty()) {
        source.credentials = *keys;
        return decide(Provider::ProfileKeys, u"aws_access_key_id"_s);
    }
    if (s.contains(u"credential_process"_s)) {
        source.command = s.value(u"credential_process"_s);
        return decide(Provider::ProfileProcess, u"credential_process"_s);
    }
    return false;
}

QString notYet(const CredentialSource &source)
{
    switch (source.provider) {
    case Provider::AssumeRole: return u"assuming a role"_s;
    case Provider::WebIdentity: return u"web identity"_s;
    case Provider::Sso: return u"single sign-on"_s;
    default: return u"credentials of a container"_s;
    }
}

} // namespace

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
        keyPair(u"the command line"_s, options.accessKeyId, options.secretAccessKey, options.sessionToken,
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
        const QByteArray token = variable(environment, u"AWS_SESSION_TOKEN"_s);
        const Result<Credentials> keys = keyPair(
            u"the environment"_s, variable(environment, u"AWS_ACCESS_KEY_ID"_s),
            variable(environment, u"AWS_SECRET_ACCESS_KEY"_s),
            token.isEmpty() ? variable(environment, u"AWS_SECURITY_TOKEN"_s) : token, u"AWS_ACCESS_KEY_ID"_s,
            u"AWS_SECRET_ACCESS_KEY"_s);
        if (!keys)
            return fail(keys.error());
        if (!keys->isEmpty()) {
            source.provider = Provider::Environment;
            source.setting = u"AWS_ACCESS_KEY_ID"_s;
            source.credentials = *keys;
            return source;
        }
        source.lookedAt << u"AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"_s;
        if (environment.contains(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s)) {
            source.provider = Provider::WebIdentity;
            source.setting = u"AWS_WEB_IDENTITY_TOKEN_FILE"_s;
            return source;
        }
    }

    const Result<bool> found = askProfile(source);
    if (!found)
        return fail(found.error());
    if (*found)
        return source;
    source.lookedAt << u"the profile \"%1\" of the AWS configuration files"_s.arg(source.profile);

    for (const QString &name : {u"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"_s, u"AWS_CONTAINER_CREDENTIALS_FULL_URI"_s}) {
        if (options.profile.isEmpty() && !environment.value(name).isEmpty()) {
            source.provider = Provider::Container;
            source.setting = name;
            return source;
        }
    }
    return source;
}

Result<Credentials> credentialsFrom(const CredentialSource &source, const QProcessEnvironment &environment)
{
    switch (source.provider) {
    case Provider::Anonymous:
    case Provider::Flags:
    case Provider::Environment:
    case Provider::ProfileKeys:
        return source.credentials;
    case Provider::ProfileProcess:
        return runCredentialProcess(source.command, source.profile, environment);
    case Provider::AssumeRole:
    case Provider::WebIdentity:
    case Provider::Sso:
    case Provider::Container: {
        const bool ofProfile = source.settings.contains(source.setting);
        return fail(ErrorKind::Config, ErrorCause::CredentialsMissing,
                    u"%1 asks for %2 through %3, which is not supported yet; use static keys or credential_process"_s.arg(
                        ofProfile ? u"the profile \"%1\""_s.arg(source.profile) : u"the environment"_s, notYet(source),
                        source.setting));
    }
    case Provider::Nothing:
        break;
    }
    return fail(ErrorKind::Auth, ErrorCause::CredentialsMissing,
                u"no credentials found; looked at %1. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile with "
                "--profile, or use --no-sign-request for a public bucket"_s.arg(source.lookedAt.join(u", "_s)));
}

} // namespace millrace
