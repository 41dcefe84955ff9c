// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connectionflags.h"
#include "cli/hookflags.h"
#include "cli/outputflags.h"
#include "report/report.h"
#include "transfer/ratetimetable.h"
#include "transfer/uploadspec.h"

namespace millrace {

/// An upload as the command line asks for it.
struct UploadRequest
{
    UploadSpec spec;             ///< its connection is not filled in
    ConnectionOptions connection;
    RateTimetable rates;
    HookLines hooks;
    QStringList warnings;        ///< to be said before the run
    OutputOptions output;
    RunFacts facts;
    bool fromStdin = false;      ///< the spec's feed is not filled in
};

/// Every flag of "upload".
const OptionTable &uploadOptions();
QString uploadIntro();

/// Config error with the flag, the value and what is allowed; LocalFile error for a customer key that cannot be read.
Result<UploadRequest> parseUpload(const QStringList &words);

} // namespace millrace
