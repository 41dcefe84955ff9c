// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionoptions.h"
#include "config/credentialschain.h"

#include <QProcessEnvironment>

namespace millrace {

/// A connection and where its credentials came from.
struct ResolvedConnection
{
    Connection connection;
    CredentialSource source;
};

/// Region, endpoint, addressing and CA bundle from flags, environment and profile, in this order; credentials stay empty.
///  region:     flag, AWS_REGION, AWS_DEFAULT_REGION, profile, options.defaultRegion
///  endpoint:   flag, AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, the profile's services section, the profile's endpoint_url;
///              AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true leaves only the flag
///  addressing: flag, s3.addressing_style of the profile
///  CA bundle:  flag, AWS_CA_BUNDLE, ca_bundle of the profile
///  proxy:      https_proxy or http_proxy, all_proxy, no_proxy (see proxyFromEnvironment())
/// Config error for a value that cannot be used, by the name of the place it came from.
/// Source: "Settings reference", AWS SDKs and Tools Reference Guide.
Result<Connection> resolveEndpoint(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                   const AwsConfigFile &files);

/// The token service that roles are asked of: AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, the profile's services section and
/// endpoint_url, unless they are to be ignored; else that of AWS for the region (us-east-1 where none is named). Authorities
/// as for @p connection, the proxy of the environment.
Result<TokenService> resolveTokenService(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                         const AwsConfigFile &files, const Connection &connection);

/// The connection to a presigned or public @p url: no credentials, no endpoint but its own.
Result<Connection> resolveForUrl(const ConnectionOptions &options, const QProcessEnvironment &environment, const QUrl &url);

/// The whole of it: files, endpoint and credentials, and a supply of others where these do not last. May run a
/// credential_process or ask a service, and then blocks; Cancelled soon after @p stop.
Result<ResolvedConnection> resolveConnection(const ConnectionOptions &options, const QProcessEnvironment &environment,
                                             const std::stop_token &stop = {});

} // namespace millrace
