// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workload.h"

#include <QStringList>

namespace millrace {

/// What a workload is made from (*.src.json): so many files of one size, in one direction.
struct WorkloadRecipe
{
    WorkloadAction action = WorkloadAction::Download;
    QString fileSize;          ///< as written: "5GiB"; part of the workload's name
    ByteCount fileBytes = 0;
    int numFiles = 1;
    bool filesOnDisk = true;
    std::optional<ChecksumAlgorithm> checksum;
    int maxRepeatCount = 10;
    int maxRepeatSecs = 600;
    QString comment;

    /// Config error that names the field; a field that is not known is one, since it would be a misspelt one.
    static Result<WorkloadRecipe> parse(const QByteArray &json);
    static Result<WorkloadRecipe> read(const QString &path);
    /// One of standardNames(); nothing for any other.
    static std::optional<WorkloadRecipe> standard(const QString &name);
    /// "download-256KiB-10_000x", "upload-5GiB-1x-ram", ...: the workloads of the benchmark's own.
    static QStringList standardNames();

    QString folder() const;   ///< "256KiB-10_000x", "5GiB-1x-crc32"
    QString name() const;     ///< "download-256KiB-10_000x", "upload-5GiB-1x-ram"
    QString fileName() const { return name() + QStringLiteral(".run.json"); }
    Workload build() const;
};

} // namespace millrace
