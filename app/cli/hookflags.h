// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/optionvalues.h"

#include <QStringList>

namespace millrace {

/// Programs that a run starts, each with its arguments; empty: none.
struct HookLines
{
    QStringList onFileDone;
    QStringList onFinished;
};

/// The flags that name them.
OptionGroup hookOptions();
/// What they say; an error, also where there is no such program, is left with @p values.
HookLines readHooks(OptionValues &values);

} // namespace millrace
