// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/downloadoptions.h"
#include "cli/source.h"

namespace millrace {

/// The sources of a command line, cut into runs of the engine.
struct SourceList
{
    QList<DownloadSpec> specs;  ///< source fields only
    QStringList displayNames;   ///< for the report; at most 100, then a count
    bool isTestObject = false;  ///< --object-size-mb without key and prefix
};

/// From words, --bucket-name/--prefix/--key and --from-file. Keys of one bucket that follow one another share a run.
Result<SourceList> gatherSources(const QStringList &words, OptionValues &values, const ListReader &readList);

/// Where several sources share a target folder, keeps them apart: what their keys have in common is cut off and the rest
/// of their tree kept; sources of different buckets go to a folder a bucket. Config error for URLs that would end under
/// one name.
Result<> separateTrees(QList<DownloadSpec> &specs, bool listed);

/// --iteration-number: at most the first N keys of a listing; N downloads of a single object, into memory at the same
/// time, onto disk one after another, each replacing the last.
void applyIterations(QList<DownloadSpec> &specs, std::optional<qint64> iterations, bool toDisk);

} // namespace millrace
