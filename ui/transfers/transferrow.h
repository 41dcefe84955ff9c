// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/history.h"
#include "transfer/results.h"
#include "transfer/transferspec.h"
#include "transfer/uploadspec.h"

#include <QDateTime>
#include <QMetaType>
#include <QString>
#include <variant>

namespace millrace {

enum class TransferState { Queued, Active, Pausing, Paused, Done, Failed, Cancelled };

/// One line of the transfers table. A value.
struct TransferRow
{
    quint64 id = 0;
    bool upload = false;
    QString name;           ///< file or folder, for the eye
    QString source;         ///< "s3://bucket/prefix/" or a local path
    QString target;
    QString connectionName;
    TransferState state = TransferState::Queued;
    std::optional<Error> error; ///< why it failed
    bool listing = false;   ///< more files may come: totals are lower bounds
    ByteCount size = -1;    ///< -1: not known yet
    ByteCount done = 0;
    ByteCount moved = 0;
    ByteRate rate = 0;
    double etaSeconds = -1;
    int partsTotal = 0;     ///< of the files in flight or finished
    int partsDone = 0;
    bool partsOpen = false; ///< more come with files that have not begun
    qint64 filesTotal = 0;
    qint64 filesDone = 0;
    qint64 filesSkipped = 0;
    qint64 filesFailed = 0;
    qint64 retries = 0;
    qint64 throttles = 0;
    int connections = 0;
    Bottleneck bottleneck;  ///< of the last run, once it has ended
    int position = 0;       ///< in the queue
    double elapsedSeconds = 0; ///< under way, pauses left out
    QDateTime addedAt;      ///< UTC
    QDateTime endedAt;

    /// -1 until it is known: nothing but an empty object that has arrived is 0 bytes large.
    ByteCount knownSize() const { return size == 0 && state != TransferState::Done ? -1 : size; }
    bool isOver() const
    {
        return state == TransferState::Done || state == TransferState::Failed || state == TransferState::Cancelled;
    }
};

/// What the user wants moved. A value.
struct TransferOrder
{
    std::variant<DownloadSpec, UploadSpec> spec;
    QString connectionId;
    QString connectionName;
    QString awsProfile;     ///< of ~/.aws, where the connection takes its keys from one
    bool startPaused = false;
    bool ofSession = false; ///< not to be kept on disk: its connection ends with the process
};

/// A file of the watched transfer with its parts.
struct FileParts
{
    FileProgress progress;
    std::optional<FileResult> result; ///< once it has ended
};

/// All that the details show of the watched transfer.
struct TransferDetail
{
    quint64 id = 0;
    QList<FileParts> files;  ///< finished ones first, in order of their end; then those in flight
    qint64 filesLeftOut = 0; ///< finished ones beyond what is kept
    Snapshot snapshot;       ///< its files are left out
    History history;
};

struct LogLine
{
    QDateTime at; ///< UTC
    enum class Level { Info, Warning, Error } level = Level::Info;
    QString text;
};

/// Sums over all transfers, for the status bar.
struct TransferTotals
{
    ByteRate downRate = 0;
    ByteRate upRate = 0;
    int connections = 0;
    int active = 0;
    int queued = 0;
    int paused = 0;
    int failed = 0;
    int finished = 0;
    qint64 retries = 0;
    qint64 throttles = 0;
    int cancelled = 0;
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::TransferRow)
Q_DECLARE_METATYPE(QList<millrace::TransferRow>)
Q_DECLARE_METATYPE(millrace::TransferOrder)
Q_DECLARE_METATYPE(millrace::TransferDetail)
Q_DECLARE_METATYPE(millrace::LogLine)
Q_DECLARE_METATYPE(QList<millrace::LogLine>)
Q_DECLARE_METATYPE(millrace::TransferTotals)
