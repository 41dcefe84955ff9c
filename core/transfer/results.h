// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"

#include "transfer/bottleneck.h"
#include "transfer/tuningstep.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <QString>
#include <memory>
#include <optional>

namespace millrace {

enum class FileOutcome {
    Done,
    Skipped,   ///< the local copy is current, or --overwrite never
    Failed,
    Cancelled,
    Planned,   ///< dry run
};

/// How the finished file was proved to be what the server holds.
enum class VerifiedBy {
    Nothing,        ///< not downloaded, or failed
    SizeOnly,
    Md5Etag,
    MultipartEtag,
    Crc32, Crc32c, Crc64Nvme, Sha1, Sha256,
};

/// What became of one object.
struct FileResult
{
    quint64 id = 0;             ///< unique in the run, in list order from 1
    QString bucket;
    QString key;
    QString versionId;
    QByteArray etag;
    QString path;               ///< local path; empty for memory
    QString renamedBecause;     ///< why path is not the key's own; empty where it is
    ByteCount size = 0;
    ByteCount bytesMoved = 0;   ///< over the network in this run; less than size after a resume, more after retries
    ByteCount bytesResumed = 0; ///< found on disk from an earlier run
    int parts = 0;
    int retries = 0;
    double durationSeconds = 0; ///< from its first request to its name on disk
    FileOutcome outcome = FileOutcome::Failed;
    VerifiedBy verifiedBy = VerifiedBy::Nothing;
    bool composite = false;     ///< verifiedBy was a checksum of part checksums
    QByteArray checksum;        ///< the verified value as the server spells it (hex ETag or base64)
    QString note;               ///< "object changed since the last run: started over", "already current", ...
    std::optional<Error> error;
};

enum class PartState { Waiting, Active, Retrying, Paused, Received, Verified, Failed };

/// One part of a file in flight, for the monitor and the part grid.
struct PartProgress
{
    PartState state = PartState::Waiting;
    ByteCount offset = 0;
    ByteCount size = 0;
    ByteCount done = 0;
    int attempt = 0;          ///< 1-based; 0 before the first
    int connection = -1;      ///< lane it runs on
    ByteRate rate = 0;
    float seconds = 0;        ///< from its first sign of life to the last, retries included; 0 for one too short to be seen
    std::shared_ptr<const Error> lastError; ///< of the last attempt that failed, also once a later one went well; null: none
};

/// A file in flight.
struct FileProgress
{
    quint64 id = 0;
    QString key;
    QString path;
    ByteCount size = 0;
    ByteCount done = 0;
    ByteRate rate = 0;
    int retries = 0;
    QList<PartProgress> parts;
};

/// One point of a run's time series: rates are means since the point before.
struct Sample
{
    double elapsedSeconds = 0;
    ByteRate rate = 0;          ///< bytes the run moved
    double cpuPercent = 0;      ///< of this process; 100 = one core
    ByteCount residentBytes = 0;
    int connections = 0;        ///< requests in flight
    qint64 retries = 0;         ///< so far
    double cpuUserPercent = 0;
    double cpuSystemPercent = 0;
    ByteRate networkReceivedRate = 0; ///< of all network interfaces but the loopback, whoever caused it
    ByteRate networkSentRate = 0;
    ByteRate loopbackRate = 0;        ///< of the loopback interface, on which what is sent is what is received
    ByteRate diskReadRate = 0;        ///< of this process, from and to storage devices
    ByteRate diskWrittenRate = 0;
    qint64 throttles = 0;       ///< so far
};

/// The state of a run at one moment; leaves the engine at 10 Hz. Every view is drawn from this.
struct Snapshot
{
    double elapsedSeconds = 0;
    bool listing = false;       ///< more keys may come, so the totals are lower bounds
    qint64 filesTotal = 0;
    qint64 filesDone = 0;
    qint64 filesSkipped = 0;
    qint64 filesFailed = 0;
    ByteCount bytesTotal = 0;   ///< of all files known so far, skipped ones left out
    ByteCount bytesDone = 0;    ///< delivered, resumed bytes included
    ByteCount bytesMoved = 0;   ///< received in this run, what was thrown away by retries included
    ByteRate rate = 0;          ///< smoothed over the last seconds
    double etaSeconds = -1;     ///< -1: unknown
    int connections = 0;        ///< requests in flight
    qint64 retries = 0;
    qint64 throttles = 0;       ///< 429 and 503 answers
    double cpuSeconds = 0;      ///< user + system of this process since the run began
    ByteCount residentBytes = 0;
    Sample now;                 ///< what the time series gets of this moment, rates not smoothed
    QList<FileProgress> files;  ///< in flight
};

/// The end of a run.
struct RunResult
{
    QDateTime startedAt; ///< UTC
    QDateTime endedAt;
    double durationSeconds = 0;
    qint64 filesTotal = 0;
    qint64 filesDone = 0;
    qint64 filesSkipped = 0;
    qint64 filesFailed = 0;
    qint64 filesCancelled = 0;
    qint64 filesRenamed = 0;
    qint64 validationFailures = 0; ///< files that failed with ErrorKind::Integrity
    ByteCount bytesDone = 0;       ///< bytes of files done, resumed bytes included
    ByteCount bytesMoved = 0;
    qint64 retries = 0;
    qint64 throttles = 0;
    double cpuSeconds = 0;
    ByteCount peakResidentBytes = 0;
    bool cancelled = false;
    std::optional<Error> error;    ///< what ended the run as a whole (listing failed, bucket unknown, ...)
    QList<Sample> samples;         ///< at most some 1,000 points: spacing doubles as the run grows
    /// What the engine used where the settings left the choice to it.
    int fileParallelism = 0;
    int concurrency = 0;           ///< of the largest file
    ByteCount partSize = 0;        ///< of the largest file
    int workers = 0;
    RunCounters counters;          ///< where its time went
    Bottleneck bottleneck;         ///< and what that means
    QList<TuningStep> tuning;      ///< what --auto-optimize changed on the way, and why
};

QString name(FileOutcome outcome); ///< "done", "skipped", "failed", "cancelled", "planned"
QString name(VerifiedBy verifiedBy); ///< "size only", "md5 etag", "multipart etag", "crc32", ...
QString name(PartState state);

} // namespace millrace

Q_DECLARE_METATYPE(millrace::FileResult)
Q_DECLARE_METATYPE(millrace::Snapshot)
Q_DECLARE_METATYPE(millrace::RunResult)
