// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "s3/credentials.h"

#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <chrono>
#include <stop_token>

namespace millrace {

/// Runs the credential_process @p command of @p profile without a shell and reads the JSON (version 1) it prints.
/// Blocks for at most @p timeout; Cancelled soon after @p stop. Errors name the profile and the program, never its arguments or what it printed.
/// Source: "Process credential provider", AWS SDKs and Tools Reference Guide.
Result<Credentials> runCredentialProcess(const QString &command, const QString &profile,
                                         const QProcessEnvironment &environment,
                                         std::chrono::milliseconds timeout = std::chrono::seconds(60),
                                         const std::stop_token &stop = {});

/// Splits a command line as a POSIX shell would, with '...', "..." and backslashes but no expansion of any kind. Empty
/// where a quote is not closed. QProcess::splitCommand() knows neither single quotes nor backslashes, and the AWS tools do.
QStringList splitCommandLine(const QString &command);

} // namespace millrace
