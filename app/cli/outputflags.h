// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/optiontable.h"
#include "cli/optionvalues.h"
#include "cli/progressview.h"

#include <chrono>

namespace millrace {

enum class SummaryStyle { Seed, Short };

/// How a run is shown.
struct OutputOptions
{
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    ColourMode colour = ColourMode::Auto;
    MonitorMode monitor = MonitorMode::Parts;
    std::chrono::milliseconds monitorInterval{0}; ///< 0: 100 ms live, 5 s in a log, 1 s as JSON
    SummaryStyle summary = SummaryStyle::Seed;
    QString reportFile;
    QString profileFile;
    QStringList traceFiles;
};

/// --profile-out and --trace.
QList<Option> instrumentOptions();
void readInstruments(OptionValues &values, OutputOptions &output);
/// The flags of every verb that runs transfers.
OptionGroup outputOptions();
/// Those of verbs that run the same several times: no live view of files, no summary in the seed's words.
OptionGroup benchmarkOutputOptions();
OutputOptions readOutput(OptionValues &values);

} // namespace millrace
