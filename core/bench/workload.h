// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "io/checksum.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

namespace millrace {

enum class WorkloadAction { Upload, Download };

/// One object of a workload. Its key is its path below the working directory too.
struct WorkloadTask
{
    WorkloadAction action = WorkloadAction::Download;
    QString key;
    ByteCount size = 0;
};

/// A workload of aws-crt-s3-benchmarks: what is moved in one run, and how often (*.run.json).
struct Workload
{
    static constexpr int currentVersion = 2;

    int version = currentVersion;
    QString comment;
    bool filesOnDisk = true; ///< false: uploads come from generated memory, downloads are dropped
    std::optional<ChecksumAlgorithm> checksum; ///< CRC32, CRC32C, SHA1 or SHA256
    int maxRepeatCount = 10;
    int maxRepeatSecs = 600;
    QList<WorkloadTask> tasks;

    /// Config error that names the field. Of another version only the version is read: the format is not known.
    static Result<Workload> parse(const QByteArray &json);
    /// The same from a file; LocalFile or NotFound errors.
    static Result<Workload> read(const QString &path);

    bool isSupported() const { return version == currentVersion; }
    ByteCount totalBytes() const;
    bool has(WorkloadAction action) const;
    /// Indented by four, as the original writes it.
    QByteArray toJson() const;
};

QString name(WorkloadAction action); ///< "upload", "download"
/// As workloads spell them: "CRC32", "CRC32C", "SHA1", "SHA256"; none for anything else.
std::optional<ChecksumAlgorithm> workloadChecksum(const QString &name);

} // namespace millrace
