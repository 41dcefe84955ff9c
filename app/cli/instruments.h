// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/outputflags.h"
#include "cli/runview.h"
#include "report/profilefile.h"
#include "report/tracefile.h"

namespace millrace {

/// What looks on while a run goes: --profile-out and --trace.
class Instruments
{
public:
    /// Makes the files. LocalFile error where one cannot be made.
    static Result<std::unique_ptr<Instruments>> open(const OutputOptions &options);
    ~Instruments();

    /// For the settings of a run; none where no trace was asked for.
    std::shared_ptr<RequestTrace> trace() const { return m_trace; }
    void progressed(const Snapshot &snapshot);
    /// Completes the files; what went wrong with them.
    QList<Error> close();

private:
    std::unique_ptr<ProfileFile> m_profile;
    std::vector<std::shared_ptr<TraceFile>> m_files;
    std::shared_ptr<RequestTrace> m_trace;
};

/// @p inner, with the instruments told of what it is told.
std::unique_ptr<RunView> instrumented(std::unique_ptr<RunView> inner, std::unique_ptr<Instruments> instruments);

} // namespace millrace
