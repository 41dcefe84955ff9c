// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workload.h"
#include "transfer/transferspec.h"
#include "transfer/uploadspec.h"

#include <QHash>
#include <QSet>
#include <optional>

namespace millrace {

/// Where a workload runs.
struct WorkloadPlace
{
    Connection connection;
    QString bucket;
    QString folder;             ///< the working directory
    TransferSettings settings;
};

/// The engine runs that make up one pass over a workload.
struct WorkloadPlan
{
    QList<DownloadSpec> downloads;
    std::optional<UploadSpec> upload;
};

/// Folders of the workload that hold more than one download, with the number of them: a listing finds these at one
/// request a thousand, where asking for each by name costs one request each.
QHash<QString, int> downloadFolders(const Workload &workload);

/// @p listed are the folders ("download/64KiB-1_000x/") that hold exactly the workload's objects, and may be listed.
WorkloadPlan planWorkload(const Workload &workload, const WorkloadPlace &place, const QSet<QString> &listed);

/// Connections for a target in Gb/s: 0.4 each, 10 to 10,000; never fewer than the engine's own.
int connectionsFor(double targetGigabits);

} // namespace millrace
