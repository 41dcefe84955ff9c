// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/credentials.h"

#include <QProcessEnvironment>
#include <stop_token>

namespace millrace {

/// The credentials that the container's host (ECS, EKS Pod Identity, IoT Greengrass) hands out at the address in
/// AWS_CONTAINER_CREDENTIALS_RELATIVE_URI or AWS_CONTAINER_CREDENTIALS_FULL_URI, never through a proxy. The token of
/// AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE, which is read anew each time, or AWS_CONTAINER_AUTHORIZATION_TOKEN goes with it;
/// therefore plain http only to this machine and to the addresses ECS and EKS use. Blocks: a few tries of 2 s. Errors name
/// the variable: Config for one that cannot be used, Auth where no credentials came.
/// Source: "Container credential provider", AWS SDKs and Tools Reference Guide.
Result<Credentials> containerCredentials(const QProcessEnvironment &environment, const QString &caBundle,
                                         const std::stop_token &stop = {});

/// The variable that names the address; empty where there is none.
QString containerVariable(const QProcessEnvironment &environment);

} // namespace millrace
