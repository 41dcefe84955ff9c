// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/runreport.h"

#include <QMetaType>

namespace millrace {

/// A run as the history lists it: its report without the files and the time series.
struct ArchivedRun
{
    QString file;
    qint64 bytes = 0;    ///< of the file
    QString title;       ///< what moved, for the eye
    RunReport report;    ///< files and samples left out
};

/// How much history is kept; what is older goes first.
struct ArchiveLimits
{
    int runs = 300;
    qint64 bytes = 256 * MiB;
};

// The folder of reports that finished runs leave behind. All of it reads and writes the disk: for threads of a pool.

/// In the application's data folder.
QString defaultReportFolder();
/// Within @p folder: what is kept of reports whose transfers are paused.
QString unfinishedFolder(const QString &folder);
/// A free name in @p folder (made where it is missing) for a run of @p title that began at @p startedAt.
QString archiveFile(const QString &folder, const QDateTime &startedAt, const QString &title);
/// Newest first; what is no report is left out.
QList<ArchivedRun> archivedRuns(const QString &folder);
/// The report's head alone: does not read the files it lists, however many.
Result<ArchivedRun> readArchivedRun(const QString &path);
/// Removes the oldest reports beyond @p limits, and what a crash left unfinished.
void pruneArchive(const QString &folder, const ArchiveLimits &limits = {});

/// "object.bin", "folder/ and 2 more": the sources of a report for the eye.
QString titleOf(const QStringList &sources);

} // namespace millrace

Q_DECLARE_METATYPE(millrace::ArchivedRun)
