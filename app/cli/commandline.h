// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QStringList>

namespace millrace {

/// Runs the command line. @p args begin with the program's name; what is wrong with them is told. Needs a QCoreApplication whose event loop does not run
/// yet. Returns the process's exit code (see exitcode.h).
int runCommandLine(const Result<QStringList> &args);

} // namespace millrace
