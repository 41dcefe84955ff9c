// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optiontable.h"
#include "cli/optionvalues.h"
#include "config/connectionoptions.h"
#include "s3/connection.h"

namespace millrace {

/// The flags that say which S3 to speak to and as whom; the same for every verb that does.
OptionGroup connectionOptions();

ConnectionOptions readConnection(OptionValues &values);

/// Through the credential chain: flags, environment, shared files. Without @p signing, for plain URLs, no credentials are
/// looked for. Blocks while a credential_process runs. @p origin, where given, is told where the credentials came from.
Result<Connection> connectionFrom(ConnectionOptions options, bool signing, QString *origin = nullptr);

/// The warning that argv is public; empty where no secret came by argv.
QString secretFlagWarning(const OptionValues &values);

} // namespace millrace
