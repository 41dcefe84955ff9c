// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "s3/connection.h"
#include "s3/httptransport.h"

#include <QString>
#include <QStringList>
#include <chrono>
#include <memory>
#include <optional>

namespace millrace {

struct Hooks;
class OrderedStream;
class RequestTrace;
class TokenBucket;

/// What becomes of a copy that is there already. IfDifferent goes by size and time, and by checksum where only the time
/// differs; ByChecksum does not trust the time.
enum class OverwritePolicy { Always, Never, IfDifferent, ByChecksum };
enum class DirectIo { Auto, On, Off };

/// Limits and knobs of a run. Everything unset is chosen from the object sizes and this machine.
struct TransferSettings
{
    std::optional<int> concurrency;        ///< parts in flight per file
    std::optional<ByteCount> partSize;     ///< bytes
    std::optional<int> fileParallelism;    ///< files in flight
    int maxConnections = 100;              ///< hard cap over all files
    int ioThreads = 8;                     ///< disk-writer threads
    ByteCount chunkSize = 1 * MiB;         ///< size of one disk write
    bool streaming = true;                 ///< false: a part is gathered in memory, then written
    ByteCount memoryLimit = 256 * MiB;     ///< all buffers together
    DirectIo directIo = DirectIo::Auto;
    bool validate = true;                  ///< false: size only (--skip-validation)
    std::chrono::milliseconds stallTimeout{30'000};
    std::optional<TransportKind> transport; ///< which library speaks HTTP
    int maxAttempts = 10;                  ///< tries of one part, the first included
    /// Limits the bytes per second of every run it is given to, all connections and files together; its rate may be
    /// changed at any time, from any thread. None: no limit, and none can be set while the run goes on.
    std::shared_ptr<TokenBucket> bandwidth;
    std::shared_ptr<const Hooks> hooks;    ///< who looks on and has a say; none: nobody
    std::shared_ptr<RequestTrace> trace;   ///< told of every HTTP request of the run; none: nobody, at no cost
    /// Measures while it goes on, and adjusts what is left open: connections, disk threads, parts of files to come.
    bool autoOptimize = false;
    std::optional<ByteRate> diskRate;      ///< writes no faster than this, to leave the rest of a disk to others
};

/// What to download and where to. A value; moves between threads freely.
struct DownloadSpec
{
    Connection connection;

    /// Exactly one kind of source is set.
    QString bucket;              ///< with keys, or prefix
    QStringList keys;            ///< single objects
    QString versionId;           ///< with exactly one key
    bool wholePrefix = false;    ///< list the bucket under prefix
    QString prefix;
    QString httpUrl;             ///< a presigned or public http(s) URL

    /// What is cut off the front of a key to get its local path; unset: the folder part of the prefix, or of the key
    /// where there is only one.
    std::optional<QString> stripPrefix;

    QStringList include;         ///< globs on the key; empty: everything. "*" crosses "/", as rclone and s5cmd do
    QStringList exclude;
    qint64 maxFiles = -1;        ///< at most the first N keys in list order; -1: all
    int repeat = 1;              ///< each single object this many times (benchmark); >1 needs no target folder

    QString targetFolder;        ///< empty: to memory and dropped
    QString targetFile;          ///< a single object under exactly this path; wins over targetFolder
    /// Instead of a target: all objects one after another, in list order, to whoever reads it. One run only. The first
    /// object that fails ends the run; its bytes may be out by then.
    std::shared_ptr<OrderedStream> stream;
    OverwritePolicy overwrite = OverwritePolicy::IfDifferent;
    bool caseInsensitiveNames = false;
    bool dryRun = false;         ///< plan and report, move nothing

    TransferSettings settings;
};

} // namespace millrace
