// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connectionresolver.h"

#include "config/homepath.h"
#include "config/proxyenvironment.h"
#include "s3/credentialsupply.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

/// A value and the place it came from, which an error names.
struct Found
{
    QString value;
    QString place;

    explicit operator bool() const { return !value.isEmpty(); }
};

class Places
{
public:
    Places(const QProcessEnvironment &environment, const AwsConfigFile &files, const QString &profile)
        : m_environment(environment), m_files(files), m_profile(profile), m_settings(files.profile(profile))
    {
    }

    Found flag(const QString &value, const QString &name) const { return {value.trimmed(), name}; }
    Found variable(const QString &name) const { return {m_environment.value(name).trimmed(), name}; }
    Found setting(const QString &name) const
    {
        return {m_settings.value(name).trimmed(), u"%1 of the profile \"%2\""_s.arg(name, m_profile)};
    }
    Found serviceEndpoint(const QString &service) const
    {
        const QString services = m_settings.value(u"services"_s);
        if (services.isEmpty())
            return {};
        return {m_files.services(services).value(service + u".endpoint_url"_s).trimmed(),
                u"endpoint_url of the section [services %1]"_s.arg(services)};
    }

private:
    const QProcessEnvironment &m_environment;
    const AwsConfigFile &m_files;
    QString m_profile;
    AwsSettings m_settings;
};

tl::unexpected<Error> unusable(const Found &found, const QString &why, bool quote = true)
{
    return fail(ErrorKind::Config, ErrorCause::None,
                quote ? u"%1 is \"%2\", which %3"_s.arg(found.place, found.value, why)
                      : u"%1 %2"_s.arg(found.place, why));
}

Result<QUrl> parseEndpoint(const Found &found)
{
    // What may hold a password or a signature is refused first and not quoted back.
    if (found.value.contains(u'@'))
        return unusable(found, u"must not hold a user name or password"_s, false);
    if (found.value.contains(u'?') || found.value.contains(u'#'))
        return unusable(found, u"must not hold a query or a fragment"_s, false);
    if (!found.value.contains(u"://"_s))
        return unusable(found, u"lacks http:// or https://"_s);
    const QUrl url(found.value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return unusable(found, u"is not a URL"_s);
    if (url.scheme() != u"http"_s && url.scheme() != u"https"_s)
        return unusable(found, u"is neither http nor https"_s);
    return url;
}

Result<Addressing> parseAddressing(const Found &found)
{
    const QString style = found.value.toLower();
    if (style == u"auto"_s)
        return Addressing::Auto;
    if (style == u"path"_s)
        return Addressing::Path;
    if (style == u"virtual"_s)
        return Addressing::Virtual;
    return unusable(found, u"is none of auto, path and virtual"_s);
}

template <typename... Rest> Found firstOf(const Found &first, const Rest &...rest)
{
    Found found = first;
    ((found ? void() : void(found = rest)), ...);
    return found;
}

/// The endpoint of @p service ("S3", "STS") that environment and files name; none where they are to be ignored.
Found configuredEndpoint(const Places &places, const QString &service)
{
    const bool ignored =
        firstOf(places.variable(u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s), places.setting(u"ignore_configured_endpoint_urls"_s))
            .value.compare(u"true"_s, Qt::CaseInsensitive) == 0;
    if (ignored)
        return {};
    return firstOf(places.variable(u"AWS_ENDPOINT_URL_"_s + service), places.variable(u"AWS_ENDPOINT_URL"_s),
                   places.serviceEndpoint(service.toLower()), places.setting(u"endpoint_url"_s));
}

Found namedRegion(const Places &places, const ConnectionOptions &options)
{
    return firstOf(places.flag(options.region, u"--region-name"_s), places.variable(u"AWS_REGION"_s),
                   places.variable(u"AWS_DEFAULT_REGION"_s), places.setting(u"region"_s));
}

/// What has credentials renewed while a connection is in use.
CredentialSupply::Ask renewalOf(const CredentialSource &source, const ConnectionOptions &options,
                                const QProcessEnvironment &environment)
{
    if (source.provider != CredentialSource::Provider::ProfileKeys)
        return [source, environment](const std::stop_token &stop) { return credentialsFrom(source, environment, stop); };
    // Some program writes them into the file.
    return [options, environment](const std::stop_token &) -> Result<Credentials> {
        const Result<AwsConfigFile> files = loadAwsFiles(environment);
        if (!files)
            return fail(files.error());
        const Result<CredentialSource> now = findCredentialSource(options, environment, *files);
        if (!now)
            return fail(now.error());
        if (now->provider != CredentialSource::Provider::ProfileKeys)
            return fail(ErrorKind::Config, ErrorCause::CredentialsMissing,
                        u"the profile \"%1\" holds no keys any more"_s.arg(now->profile));
        return now->credentials;
    };
}

/// The same source all the way down its chain of roles, with @p service to ask.
CredentialSource withTokenService(CredentialSource source, const TokenService &service)
{
    source.tokenService = service;
    if (source.base)
        source.base = std::make_shared<const CredentialSource>(withTokenService(*source.base, service));
    return source;
}

} // namespace

Result<Connection> resolveEndpoint(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                   const AwsConfigFile &files)
{
    const Places places(environment, files, profileName(options, environment));
    Connection connection;
    connection.requesterPays = options.requesterPays;

    const Found region = firstOf(namedRegion(places, options), Found{options.defaultRegion, {}});
    // It becomes part of a host name and of the signature's scope.
    static const QRegularExpression label(u"^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$"_s);
    if (!label.match(region.value).hasMatch())
        return unusable(region, u"is not the name of a region"_s);
    connection.region = region.value;

    Found endpoint = places.flag(options.endpointUrl, u"--endpoint-url"_s);
    if (!endpoint)
        endpoint = configuredEndpoint(places, u"S3"_s);
    if (endpoint) {
        const Result<QUrl> url = parseEndpoint(endpoint);
        if (!url)
            return fail(url.error());
        connection.endpoint = *url;
    }

    if (options.addressing) {
        connection.addressing = *options.addressing;
    } else if (const Found style = places.setting(u"s3.addressing_style"_s)) {
        const Result<Addressing> addressing = parseAddressing(style);
        if (!addressing)
            return fail(addressing.error());
        connection.addressing = *addressing;
    }

    const Found bundle = firstOf(places.flag(options.caBundle, u"--ca-bundle"_s), places.variable(u"AWS_CA_BUNDLE"_s),
                                 places.setting(u"ca_bundle"_s));
    if (bundle) {
        connection.caBundle = expandHome(bundle.value, environment);
        if (!QFileInfo(connection.caBundle).isFile() || !QFileInfo(connection.caBundle).isReadable())
            return unusable(bundle, u"is not a file that can be read"_s);
    }
    const QUrl service = connection.endpoint.isEmpty() ? QUrl(u"https://s3.%1.amazonaws.com"_s.arg(connection.region))
                                                       : connection.endpoint;
    const Result<QNetworkProxy> proxy = proxyFromEnvironment(environment, service);
    if (!proxy)
        return fail(proxy.error());
    connection.proxy = *proxy;
    return connection;
}

Result<TokenService> resolveTokenService(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                         const AwsConfigFile &files, const Connection &connection)
{
    const Places places(environment, files, profileName(options, environment));
    TokenService service;
    // Where nobody names a region the connection's is a guess that suits a bucket.
    service.region = namedRegion(places, options) ? connection.region : u"us-east-1"_s;
    service.caBundle = connection.caBundle;
    if (const Found named = configuredEndpoint(places, u"STS"_s)) {
        const Result<QUrl> url = parseEndpoint(named);
        if (!url)
            return fail(url.error());
        service.endpoint = *url;
    } else {
        service.endpoint = QUrl(u"https://sts.%1.amazonaws.com%2"_s.arg(
            service.region, service.region.startsWith(u"cn-"_s) ? u".cn"_s : QString()));
    }
    const Result<QNetworkProxy> proxy = proxyFromEnvironment(environment, service.endpoint);
    if (!proxy)
        return fail(proxy.error());
    service.proxy = *proxy;
    return service;
}

Result<Connection> resolveForUrl(const ConnectionOptions &options, const QProcessEnvironment &environment, const QUrl &url)
{
    Result<Connection> connection = resolveEndpoint(options, environment, AwsConfigFile());
    if (!connection)
        return connection;
    const Result<QNetworkProxy> proxy = proxyFromEnvironment(environment, url);
    if (!proxy)
        return fail(proxy.error());
    connection->proxy = *proxy;
    return connection;
}

Result<ResolvedConnection> resolveConnection(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                             const std::stop_token &stop)
{
    const Result<AwsConfigFile> files = loadAwsFiles(environment);
    if (!files)
        return fail(files.error());
    // The source first: it knows whether the profile exists at all.
    Result<CredentialSource> source = findCredentialSource(options, environment, *files);
    if (!source)
        return fail(source.error());
    const Result<Connection> connection = resolveEndpoint(options, environment, *files);
    if (!connection)
        return fail(connection.error());
    source->tokenService.caBundle = connection->caBundle;
    if (source->needsTokenService()) {
        const Result<TokenService> service = resolveTokenService(options, environment, *files, *connection);
        if (!service)
            return fail(service.error());
        source = withTokenService(*source, *service);
    }
    const Result<Credentials> credentials = credentialsFrom(*source, environment, stop);
    if (!credentials)
        return fail(credentials.error());
    if (source->provider == CredentialSource::Provider::Nothing)
        source->provider = CredentialSource::Provider::Instance; // which is what answered
    ResolvedConnection resolved{*connection, *source};
    resolved.connection.credentials = *credentials;
    if (source->mayBeRenewed())
        resolved.connection.supply =
            std::make_shared<CredentialSupply>(*credentials, renewalOf(*source, options, environment));
    return resolved;
}

} // namespace millrace
