// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optionvalues.h"

#include "transfer/hooks.h"
#include "transfer/transferspec.h"

#include <QStringList>
#include <chrono>
#include <optional>

namespace millrace {

/// Programs that a run starts, each with its arguments; empty: none.
struct HookLines
{
    QStringList onFileDone;
    QStringList onFinished;
    std::optional<std::chrono::milliseconds> timeout; ///< that each may take; none: as long as it likes
    std::shared_ptr<Backlog> backlog; ///< of the files' programs that wait for their turn

    /// Lets a run with @p settings begin no new files while too many of them wait.
    void holdBack(TransferSettings &settings) const;
};

/// The flags that name them.
OptionGroup hookOptions();
/// What they say; an error, also where there is no such program, is left with @p values.
HookLines readHooks(OptionValues &values);

} // namespace millrace
