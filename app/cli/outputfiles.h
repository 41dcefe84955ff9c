// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/outputflags.h"
#include "cli/runview.h"
#include "report/report.h"

namespace millrace {

/// Config error where two of the files that @p output names are one, or one is the file that is to be moved or made.
Result<> checkOutputFiles(const OutputOptions &output, const RunFacts &facts);

/// Completes the report and what the view writes beside it; what could not be written is told and counted, and a report that
/// is not there is not named in @p output any more.
void completeOutputFiles(Report &report, OutputOptions &output, RunView &view, ExitTally &tally);

} // namespace millrace
