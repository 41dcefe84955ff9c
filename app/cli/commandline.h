// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace millrace {

/// Runs the command line. @p args begin with the program's name. Needs a QCoreApplication whose event loop does not run
/// yet. Returns the process's exit code (see exitcode.h).
int runCommandLine(const QStringList &args);

} // namespace millrace
