// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/profilesource.h"

#include "config/homepath.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

using Provider = CredentialSource::Provider;
using Found = Result<std::optional<CredentialSource>>;

tl::unexpected<Error> halfPair(const QString &place, const QString &has, const QString &lacks)
{
    return fail(ErrorKind::Config, ErrorCause::CredentialsMissing, u"%1 gives %2 but no %3"_s.arg(place, has, lacks));
}

/// Walks from a profile to the one whose keys its role is asked for with, and on.
class ProfileWalk
{
public:
    ProfileWalk(const QProcessEnvironment &environment, const AwsConfigFile &files) : m_environment(environment), m_files(files) {}

    /// @p lends: its keys are wanted by another profile's role. Then keys of its own end the walk, as with awscli.
    Found look(const QString &name, bool lends)
    {
        CredentialSource source;
        source.profile = name;
        source.settings = m_files.profile(name);
        const AwsSettings &s = source.settings;
        if (lends && s.contains(u"aws_access_key_id"_s))
            return keysOf(std::move(source));
        if (s.contains(u"web_identity_token_file"_s))
            return webIdentityOf(std::move(source));
        if (s.contains(u"role_arn"_s))
            return roleOf(std::move(source));
        for (const QString &setting : {u"sso_session"_s, u"sso_start_url"_s})
            if (s.contains(setting))
                return decided(std::move(source), Provider::Sso, setting);
        const Found keys = keysOf(source);
        if (!keys || *keys)
            return keys;
        if (s.contains(u"credential_process"_s)) {
            source.command = s.value(u"credential_process"_s);
            return decided(std::move(source), Provider::ProfileProcess, u"credential_process"_s);
        }
        return std::nullopt;
    }

private:
    static Found decided(CredentialSource source, Provider provider, const QString &setting)
    {
        source.provider = provider;
        source.setting = setting;
        return source;
    }
    static QString called(const QString &profile) { return u"the profile \"%1\""_s.arg(profile); }
    static tl::unexpected<Error> unusable(const QString &profile, const QString &why)
    {
        return fail(ErrorKind::Config, ErrorCause::None, called(profile) + u' ' + why);
    }

    Found keysOf(CredentialSource source) const
    {
        const AwsSettings &s = source.settings;
        const Result<Credentials> keys =
            keyPair(called(source.profile),
                    {s.value(u"aws_access_key_id"_s).toUtf8(), s.value(u"aws_secret_access_key"_s).toUtf8(),
                     s.value(u"aws_session_token"_s).toUtf8(), {}, false},
                    u"aws_access_key_id"_s, u"aws_secret_access_key"_s);
        if (!keys)
            return fail(keys.error());
        if (keys->isEmpty())
            return std::nullopt;
        source.credentials = *keys;
        return decided(std::move(source), Provider::ProfileKeys, u"aws_access_key_id"_s);
    }

    Result<RoleRequest> requestOf(const CredentialSource &source) const
    {
        const AwsSettings &s = source.settings;
        RoleRequest role;
        role.roleArn = s.value(u"role_arn"_s).trimmed();
        role.sessionName = s.value(u"role_session_name"_s).trimmed();
        role.externalId = s.value(u"external_id"_s).trimmed();
        role.who = called(source.profile);
        if (const QString seconds = s.value(u"duration_seconds"_s).trimmed(); !seconds.isEmpty()) {
            bool ok = false;
            role.durationSeconds = seconds.toInt(&ok);
            // The service's own bounds; what a role allows, the service says itself.
            if (!ok || role.durationSeconds < 900 || role.durationSeconds > 43'200)
                return unusable(source.profile,
                                u"sets duration_seconds to \"%1\": a number from 900 to 43200 is needed"_s.arg(seconds));
        }
        return role;
    }

    Found webIdentityOf(CredentialSource source) const
    {
        if (!source.settings.contains(u"role_arn"_s))
            return unusable(source.profile, u"sets web_identity_token_file but no role_arn"_s);
        const Result<RoleRequest> role = requestOf(source);
        if (!role)
            return fail(role.error());
        source.role = *role;
        source.tokenFile = expandHome(source.settings.value(u"web_identity_token_file"_s).trimmed(), m_environment);
        return decided(std::move(source), Provider::WebIdentity, u"web_identity_token_file"_s);
    }

    Found roleOf(CredentialSource source)
    {
        const AwsSettings s = source.settings;
        const QString profile = source.profile;
        if (s.contains(u"mfa_serial"_s))
            return unusable(profile, u"needs a code of the device mfa_serial names for its role_arn, which cannot be asked for "
                                     "here: let a tool that can (\"aws sts assume-role --serial-number ... --token-code ...\") "
                                     "get the keys, or set credential_process"_s);
        const QString lender = s.value(u"source_profile"_s).trimmed(), place = s.value(u"credential_source"_s).trimmed();
        if (lender.isEmpty() == place.isEmpty())
            return unusable(profile, lender.isEmpty()
                                         ? u"sets role_arn but neither source_profile nor credential_source, which say whose "
                                           "keys the role is asked for with"_s
                                         : u"sets both source_profile and credential_source: remove one"_s);
        const Result<RoleRequest> role = requestOf(source);
        if (!role)
            return fail(role.error());
        source.role = *role;
        const Result<CredentialSource> base = lender.isEmpty() ? placeOf(profile, place) : lenderOf(profile, lender);
        if (!base)
            return fail(base.error());
        source.base = std::make_shared<const CredentialSource>(*base);
        return decided(std::move(source), Provider::AssumeRole, u"role_arn"_s);
    }

    Result<CredentialSource> lenderOf(const QString &profile, const QString &lender)
    {
        m_way += profile;
        if (!m_files.hasProfile(lender))
            return unusable(profile, u"names the source_profile \"%1\", which does not exist"_s.arg(lender));
        if (m_way.contains(lender) && !m_files.profile(lender).contains(u"aws_access_key_id"_s))
            return unusable(profile, u"comes back to itself by its source_profile: %1"_s.arg(
                                         (m_way + QStringList(lender)).join(u" -> "_s)));
        const Found found = look(lender, true);
        if (!found)
            return fail(found.error());
        if (!*found)
            return unusable(profile, u"names the source_profile \"%1\", which has no credentials"_s.arg(lender));
        return **found;
    }

    /// The place that credential_source names.
    Result<CredentialSource> placeOf(const QString &profile, const QString &place) const
    {
        CredentialSource source;
        source.profile = profile;
        source.settings = m_files.profile(profile);
        source.setting = u"credential_source"_s;
        if (place.compare(u"Environment"_s, Qt::CaseInsensitive) == 0) {
            const Result<Credentials> keys = environmentKeys(m_environment);
            if (!keys)
                return fail(keys.error());
            if (keys->isEmpty())
                return unusable(profile, u"takes its keys from the environment (credential_source), where AWS_ACCESS_KEY_ID and "
                                         "AWS_SECRET_ACCESS_KEY are not set"_s);
            source.provider = Provider::Environment;
            source.credentials = *keys;
        } else if (place.compare(u"Ec2InstanceMetadata"_s, Qt::CaseInsensitive) == 0) {
            source.provider = Provider::Instance;
        } else if (place.compare(u"EcsContainer"_s, Qt::CaseInsensitive) == 0) {
            source.provider = Provider::Container;
        } else {
            return unusable(profile, u"sets credential_source to \"%1\", which is none of Environment, Ec2InstanceMetadata and "
                                     "EcsContainer"_s.arg(place));
        }
        return source;
    }

    const QProcessEnvironment &m_environment;
    const AwsConfigFile &m_files;
    QStringList m_way; ///< profiles passed whose roles wait for the next one's keys
};

QByteArray variable(const QProcessEnvironment &environment, const QString &name)
{
    return environment.value(name).trimmed().toUtf8();
}

} // namespace

Result<Credentials> keyPair(const QString &place, const Credentials &keys, const QString &idName, const QString &secretName)
{
    if (!keys.accessKeyId.isEmpty() && keys.secretAccessKey.isEmpty())
        return halfPair(place, idName, secretName);
    if (keys.accessKeyId.isEmpty() && !keys.secretAccessKey.isEmpty())
        return halfPair(place, secretName, idName);
    return keys.accessKeyId.isEmpty() ? Credentials() : keys;
}

Result<Credentials> environmentKeys(const QProcessEnvironment &environment)
{
    const QByteArray token = variable(environment, u"AWS_SESSION_TOKEN"_s);
    return keyPair(u"the environment"_s,
                   {variable(environment, u"AWS_ACCESS_KEY_ID"_s), variable(environment, u"AWS_SECRET_ACCESS_KEY"_s),
                    token.isEmpty() ? variable(environment, u"AWS_SECURITY_TOKEN"_s) : token, {}, false},
                   u"AWS_ACCESS_KEY_ID"_s, u"AWS_SECRET_ACCESS_KEY"_s);
}

Result<std::optional<CredentialSource>> sourceOfProfile(const QString &name, const QProcessEnvironment &environment,
                                                        const AwsConfigFile &files)
{
    return ProfileWalk(environment, files).look(name, false);
}

} // namespace millrace
