// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connectionflags.h"
#include "cli/console.h"
#include "cli/instruments.h"
#include "cli/outputflags.h"
#include "cli/runview.h"

namespace millrace {

/// What a verb needs to know of its flags to set the stage for a transfer.
struct StageRequest
{
    const OutputOptions &output;
    const ConnectionOptions &connection;
    QStringList warnings = {};
    bool toMemory = false;
    bool signs = true;      ///< false: only plain URLs, no service
};

/// A transfer's surroundings: who shows it, whom it speaks to, who looks on.
struct TransferStage
{
    std::unique_ptr<RunView> view; ///< with the instruments behind it
    Connection connection;
    std::shared_ptr<RequestTrace> trace;
};

/// Sets up the console and a view, finds the connection, which is told to @p facts, and makes the instruments' files. What
/// fails is shown; then the exit code.
tl::expected<TransferStage, int> setStage(const StageRequest &request, RunFacts &facts, Console &console);

} // namespace millrace
