// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/credentialschain.h"

#include <optional>

namespace millrace {

/// What a profile of @p files says of credentials, in awscli's order: a role (web identity, then one that other keys ask
/// for), single sign-on, keys, credential_process; none where it says nothing. Follows source_profile from one to the next.
/// Errors as findCredentialSource's. Nothing is run or asked.
/// Source: "Assume role credential provider", AWS SDKs and Tools Reference Guide.
Result<std::optional<CredentialSource>> sourceOfProfile(const QString &name, const QProcessEnvironment &environment,
                                                        const AwsConfigFile &files);

/// The keys of the environment; empty where there are none, an error for half a pair.
Result<Credentials> environmentKeys(const QProcessEnvironment &environment);

/// A key pair of one place: whole, absent, or an error where one half is missing. @p idName and @p secretName are what the
/// place calls them.
Result<Credentials> keyPair(const QString &place, const Credentials &keys, const QString &idName, const QString &secretName);

} // namespace millrace
