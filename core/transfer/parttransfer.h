// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/retrypolicy.h"
#include "io/bufferpool.h"
#include "io/diskwriters.h"
#include "s3/s3session.h"
#include "stats/cputimes.h"
#include "transfer/hooks.h"
#include "transfer/partjob.h"
#include "transfer/tokenbucket.h"

#include <QObject>
#include <atomic>
#include <functional>

namespace millrace {

/// What the parts of a run share. The pointers outlive every worker.
struct PartEnvironment
{
    std::shared_ptr<S3Session> session;
    HttpTransportOptions transport;
    std::shared_ptr<BufferPool> buffers; ///< chunks of downloads; none in a run of uploads
    DiskWriters *writers = nullptr;
    RetryBudget *budget = nullptr;
    /// Refusals of a server that asks to slow down, counted as they come: who lowers the number of connections must not
    /// take one that a part slept over for one of those that are left.
    std::atomic<qint64> *throttles = nullptr;
    int maxAttempts = 10;
    std::chrono::milliseconds stallTimeout{30'000};
    ByteCount chunkSize = 1 * MiB;
    std::shared_ptr<TokenBucket> bandwidth; ///< none: no limit
    std::shared_ptr<const Hooks> hooks;     ///< may be none
    std::shared_ptr<ThreadTally> threads;   ///< what the workers' threads came to; may be none
};

/// One part under way in a worker thread, whichever direction. Calls `done` exactly once, after it stopped touching
/// everything.
class PartTransfer : public QObject
{
    Q_OBJECT
public:
    using Done = std::function<void(PartTransfer *, PartOutcome)>;
    using QObject::QObject;

    virtual void start() = 0;
    virtual void cancel() = 0;
    /// Called some times a second: ends an attempt in which nothing moved for the stall time-out.
    virtual void checkStall() = 0;
    virtual PartTick tick() const = 0;
    virtual quint64 fileId() const = 0;
    virtual HttpTransport &transport() const = 0;
};

/// What a worker lends to a part.
struct PartLane
{
    const PartEnvironment &environment;
    S3Signer &signer;
    HttpTransport &transport;
    QObject *owner;           ///< becomes the parent, and outlives the part
    PartTransfer::Done done;
};

/// A part on its way to a worker, as a value: what it belongs to, and how it is made there.
struct PartTask
{
    quint64 fileId = 0;
    TransportKind transport = TransportKind::Qt;
    std::function<PartTransfer *(PartLane lane)> make;
};

} // namespace millrace
