// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionoptions.h"
#include "transfer/results.h"
#include "transfer/transferspec.h"
#include "transfer/uploadspec.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <variant>

namespace millrace {

/// What a queue's entry is to do. A value; holds no secret: the connection is named by profile, endpoint and region, and
/// its keys are found when the entry runs.
struct QueueTask
{
    /// The connection within is left empty.
    std::variant<DownloadSpec, UploadSpec> spec;
    ConnectionOptions connection; ///< without keys
    /// A front end that keeps keys of its own (the desktop application) names the connection they belong to. Only it can run
    /// the entry; empty: anyone, by the usual chain.
    QString connectionId;
    QString connectionName;       ///< for people
    QString customerKeyFile;      ///< uploads encrypted with a key of the customer's: where it is read from

    bool isUpload() const { return std::holds_alternative<UploadSpec>(spec); }
    /// Where from and where to, for people: "s3://bucket/prefix/", "/data/file".
    QString source() const;
    QString target() const;

    /// Config error, in a sentence, for what a queue cannot keep: a key or token, a URL with a query (which may be a
    /// signature), bytes from memory, a target that is not an absolute path, a dry run, no target at all.
    Result<> check() const;
};

/// A new entry.
struct QueueDraft
{
    QueueTask task;
    int priority = 0;
    bool paused = false; ///< to be started by resume
};

enum class QueueState { Queued, Active, Paused, Finished, Failed, Cancelled };

/// What was asked of an active entry and is not done yet.
enum class QueueWish { None, Pause, Cancel, Remove };

constexpr int highestPriority = 100; ///< and the lowest is its negative; 0 is normal

struct QueueProgress
{
    ByteCount bytesTotal = 0; ///< known so far
    ByteCount bytesDone = 0;  ///< delivered, resumed bytes included
    qint64 filesTotal = 0;
    qint64 filesDone = 0;     ///< skipped ones included
    qint64 filesFailed = 0;
    ByteRate rate = 0;        ///< 0 unless active
    double etaSeconds = -1;   ///< -1: unknown

    static QueueProgress from(const Snapshot &snapshot);
    static QueueProgress from(const RunResult &result);
    bool operator==(const QueueProgress &) const = default;
};

/// One transfer of the queue, as it stands.
struct QueueEntry
{
    qint64 id = 0;           ///< for ever; never used again
    QueueTask task;
    QueueState state = QueueState::Queued;
    QueueWish wish = QueueWish::None;
    int priority = 0;        ///< higher ones first
    int place = 0;           ///< 1-based in the whole list, which is in the order of running
    QDateTime added;         ///< UTC
    QDateTime started;       ///< last time; invalid: never
    QDateTime ended;         ///< invalid unless finished, failed or cancelled
    int runs = 0;            ///< how often it was begun or taken up again
    QueueProgress progress;
    std::optional<Error> error; ///< failed: why; of several files the first
    QString note;            ///< "taken over from a process that ended", ...
    qint64 ownerPid = 0;     ///< active: the process that runs it
    bool mine = false;       ///< active: by this store's own process
};

QString name(QueueState state); ///< "queued", "active", "paused", "finished", "failed", "cancelled"
std::optional<QueueState> queueStateFromName(QStringView name);
QString name(QueueWish wish);   ///< "", "pause", "cancel", "remove"

} // namespace millrace

Q_DECLARE_METATYPE(millrace::QueueEntry)
