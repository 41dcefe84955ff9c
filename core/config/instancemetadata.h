// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "config/awsconfigfile.h"
#include "s3/credentials.h"

#include <QProcessEnvironment>
#include <stop_token>

namespace millrace {

/// Whether AWS_EC2_METADATA_DISABLED forbids to ask the metadata service.
bool isMetadataDisabled(const QProcessEnvironment &environment);

/// The credentials of the role of the EC2 instance this runs on, by IMDSv2, never through a proxy. @p profile and
/// @p environment may name the service's address (AWS_EC2_METADATA_SERVICE_ENDPOINT and ..._MODE), the seconds it is waited
/// for (AWS_METADATA_SERVICE_TIMEOUT, 1) and the number of tries (AWS_METADATA_SERVICE_NUM_ATTEMPTS, 1). Blocks; on a machine
/// that is no instance for one such wait at most. Errors: Auth with CredentialsMissing; the message is what the service did,
/// as the end of a sentence. Config for an address that is none.
/// Source: "Use the Instance Metadata Service", Amazon EC2 user guide; "IMDS credential provider", AWS SDKs and Tools guide.
Result<Credentials> instanceCredentials(const QProcessEnvironment &environment, const AwsSettings &profile,
                                        const std::stop_token &stop = {});

} // namespace millrace
