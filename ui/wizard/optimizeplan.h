// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/machineinfo.h"
#include "tuning/tuningrun.h"

namespace millrace {

/// What the wizard is asked to find settings for. A value.
struct OptimizePlan
{
    QString connectionId;
    QString address;           ///< "s3://bucket/prefix/" or a single object
    QString folder;            ///< trials write below it; empty: to memory
    int mostTrials = 15;
    int trialSeconds = 3;
    ByteCount trialBytes = 1 * GiB;
    int transfersUnderWay = 0; ///< which share the line with the trials: the user is told

    /// The download of the trials, under the present settings.
    DownloadSpec spec(const Connection &connection, const TransferSettings &present) const;
    TuningRequest request(const Connection &connection, const TransferSettings &present) const;
};

/// What was found on this machine before the search. A value.
struct MachineFindings
{
    MachineInfo machine;
    std::optional<Result<ByteRate>> writeRate; ///< none: nothing is to be written
    qint64 linkMegabits = 0;                   ///< of the fastest interface that is up; 0: the system does not tell

    /// Looks and measures; takes seconds: for threads of a pool.
    static MachineFindings look(const QString &folder);
};

} // namespace millrace
