// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/connectionflags.h"

#include "config/connectionresolver.h"

#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {

OptionGroup connectionOptions()
{
    return {u"Server and credentials"_s,
            {
                {{u"endpoint-url"_s}, u"URL"_s, u"the S3 service, http or https"_s, u"AWS for the region"_s},
                {{u"region-name"_s, u"region"_s}, u"REGION"_s, u"signing region"_s,
                 u"environment, profile, then us-east-1; eu-north1 with --bucket-name"_s},
                {{u"profile"_s}, u"NAME"_s, u"profile of ~/.aws/config and ~/.aws/credentials: keys, credential_process, or a role_arn to assume"_s,
                 u"AWS_PROFILE, then \"default\""_s},
                {{u"no-sign-request"_s}, {}, u"ask without credentials, for public buckets"_s, {}},
                {{u"access-key-aws-id"_s, u"access-key-id"_s}, u"ID"_s, u"access key"_s, u"AWS_ACCESS_KEY_ID"_s},
                {{u"secret-access-key"_s}, u"KEY"_s,
                 u"secret key; other users of this machine can see it here, so better set AWS_SECRET_ACCESS_KEY or "
                 "use --profile"_s,
                 {}},
                {{u"session-token"_s}, u"TOKEN"_s,
                 u"token of temporary credentials; visible as above, so better set AWS_SESSION_TOKEN"_s, {}},
                {{u"addressing"_s}, u"STYLE"_s,
                 u"auto, path (https://host/bucket/key) or virtual (https://bucket.host/key)"_s, u"auto"_s},
                {{u"ca-bundle"_s}, u"FILE"_s, u"PEM file of the authorities to trust instead of the system's"_s,
                 u"AWS_CA_BUNDLE"_s},
                {{u"requester-pays"_s}, {}, u"accept that this account is billed for the traffic"_s, {}},
            }};
}

ConnectionOptions readConnection(OptionValues &values)
{
    ConnectionOptions request;
    request.accessKeyId = values.nonEmpty(u"access-key-aws-id"_s).value_or(QString()).toUtf8();
    request.secretAccessKey = values.text(u"secret-access-key"_s).toUtf8();
    request.sessionToken = values.text(u"session-token"_s).toUtf8();
    request.profile = values.nonEmpty(u"profile"_s).value_or(QString());
    request.noSignRequest = values.has(u"no-sign-request"_s);
    request.region = values.nonEmpty(u"region-name"_s).value_or(QString());
    request.requesterPays = values.has(u"requester-pays"_s);
    // The seed's own default, for scripts that rely on it; the rest of the world expects the one AWS tools have.
    if (values.has(u"bucket-name"_s))
        request.defaultRegion = u"eu-north1"_s;

    if (const auto endpoint = values.nonEmpty(u"endpoint-url"_s)) {
        const QUrl url(*endpoint, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty() || (url.scheme() != u"http" && url.scheme() != u"https"))
            values.reject(u"--endpoint-url cannot be \"%1\": a URL such as https://storage.example.com or "
                          "http://127.0.0.1:9000 is needed"_s.arg(*endpoint));
        request.endpointUrl = *endpoint;
    }
    if (const auto style = values.choice(u"addressing"_s, {u"auto"_s, u"path"_s, u"virtual"_s}))
        request.addressing = Addressing(*style);
    if (const auto file = values.nonEmpty(u"ca-bundle"_s)) {
        if (!QFileInfo(*file).isReadable())
            values.reject(u"--ca-bundle cannot be \"%1\": a readable PEM file is needed"_s.arg(*file));
        request.caBundle = *file;
    }

    values.exclude(u"no-sign-request"_s, u"access-key-aws-id"_s);
    values.exclude(u"no-sign-request"_s, u"secret-access-key"_s);
    values.exclude(u"no-sign-request"_s, u"profile"_s);
    values.exclude(u"profile"_s, u"access-key-aws-id"_s);
    if (values.has(u"secret-access-key"_s) && !values.has(u"access-key-aws-id"_s))
        values.reject(u"--secret-access-key needs --access-key-aws-id beside it"_s);
    if (values.has(u"session-token"_s) && !values.has(u"access-key-aws-id"_s))
        values.reject(u"--session-token needs --access-key-aws-id and --secret-access-key beside it"_s);
    if (values.has(u"access-key-aws-id"_s) && !values.has(u"secret-access-key"_s)
        && qEnvironmentVariableIsEmpty("AWS_SECRET_ACCESS_KEY"))
        values.reject(u"--access-key-aws-id needs a secret: set AWS_SECRET_ACCESS_KEY, or pass --secret-access-key"_s);
    return request;
}

static QString originText(const CredentialSource &source)
{
    switch (source.provider) {
    case CredentialSource::Provider::Anonymous: return u"no credentials (anonymous)"_s;
    case CredentialSource::Provider::Flags: return u"credentials from the command line"_s;
    case CredentialSource::Provider::Environment: return u"credentials from the environment"_s;
    case CredentialSource::Provider::ProfileKeys: return u"credentials from profile \"%1\""_s.arg(source.profile);
    case CredentialSource::Provider::AssumeRole:
        return u"credentials of the role %1, from profile \"%2\""_s.arg(source.role.roleArn, source.profile);
    case CredentialSource::Provider::WebIdentity:
        return u"credentials of the role %1, by the web identity of %2"_s.arg(source.role.roleArn, source.setting);
    case CredentialSource::Provider::Container: return u"credentials of this container (%1)"_s.arg(source.setting);
    case CredentialSource::Provider::Instance: return u"credentials of this instance's role (its metadata service)"_s;
    default: return u"credentials from %1 of profile \"%2\""_s.arg(source.setting, source.profile);
    }
}

Result<Connection> connectionFrom(ConnectionOptions options, bool signing, QString *origin)
{
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!signing)
        return resolveEndpoint(options, environment, AwsConfigFile());
    // A key id on the command line with its secret in the environment is the way to keep the secret off argv.
    if (!options.accessKeyId.isEmpty() && options.secretAccessKey.isEmpty()) {
        options.secretAccessKey = qgetenv("AWS_SECRET_ACCESS_KEY");
        options.sessionToken = qgetenv("AWS_SESSION_TOKEN");
    }
    Result<ResolvedConnection> resolved = resolveConnection(options, environment);
    if (!resolved)
        return fail(resolved.error());
    if (origin)
        *origin = originText(resolved->source);
    return resolved->connection;
}

QString secretFlagWarning(const OptionValues &values)
{
    if (!values.has(u"secret-access-key"_s) && !values.has(u"session-token"_s))
        return {};
    return u"a secret on the command line can be seen by other users of this machine and stays in the shell's history; "
           "set AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN) or use --profile instead"_s;
}

} // namespace millrace
