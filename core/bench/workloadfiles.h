// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workload.h"

namespace millrace {

// The files of a workload below its working directory. The calls block; any thread. LocalFile errors name the file. All of
// them do nothing for a workload that has no files on disk.

/// Before a timed run: removes what an earlier one downloaded, whole or in part, and makes the folders.
Result<> clearDownloads(const Workload &workload, const QString &folder);

/// That every file to be uploaded is there and has its size.
Result<> checkUploads(const Workload &workload, const QString &folder);
/// That every file a run should have downloaded is there and has its size.
Result<> checkDownloads(const Workload &workload, const QString &folder);

/// The files to be uploaded that are not there or have another size.
QList<WorkloadTask> missingUploads(const Workload &workload, const QString &folder);
/// That nothing else is where one of @p missing is to be made.
Result<> checkNothingInTheWay(const QList<WorkloadTask> &missing, const QString &folder);
/// Writes one of them, with bytes that follow from @p seed, or as a hole of zeros that takes no room.
Result<> makeUpload(const WorkloadTask &task, const QString &folder, bool sparse, quint64 seed);

} // namespace millrace
