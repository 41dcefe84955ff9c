// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/credentials.h"

namespace millrace {

/// Reads {"AccessKeyId", "SecretAccessKey", "Token", "Expiration"}, the form in which containers and instances are given
/// their keys; a Code that is not Success is an error. The messages say what is wrong, as the end of a sentence, and quote
/// nothing but that Code.
Result<Credentials> credentialsFromJson(const QByteArray &json);

} // namespace millrace
