// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connectionflags.h"
#include "cli/console.h"
#include "report/report.h"
#include "tuning/tuningrun.h"

namespace millrace {

/// A tuning as the command line asks for it.
struct TuneRequest
{
    TuningRequest tuning;       ///< the spec's connection is not filled in
    ConnectionOptions connection;
    QStringList warnings;
    RunFacts facts;
    QString command;            ///< "millrace-cli download SOURCE TARGET" and connection flags, to which settings are put
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    ColourMode colour = ColourMode::Auto;
    QString reportFile;
};

/// Every flag of "tune".
const OptionTable &tuneOptions();
QString tuneIntro();

/// Config error with the flag, the value and what is allowed.
Result<TuneRequest> parseTune(const QStringList &words);

} // namespace millrace
