// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/s3client.h"
#include "transfer/filetask.h"
#include "transfer/sizing.h"

#include <memory>

namespace millrace {

/// What a run may change while it goes on, for files not begun. Lives in the run's thread.
struct RunChoices
{
    ByteCount partSize = defaultPartSize;
};

/// What the coordinator lends to the tasks of a run. The references outlive the source and every task.
struct RunContext
{
    S3Client &client;
    DiskWriters &writers;
    std::shared_ptr<S3Session> session;
    HttpTransportOptions transport;
    RunLayout layout;
    std::shared_ptr<const RunChoices> choices;
};

/// What sets one kind of run (downloads, uploads) apart from another; all else is the coordinator's.
class TransferKind
{
public:
    virtual ~TransferKind() = default;

    virtual const Connection &connection() const = 0;
    virtual const TransferSettings &settings() const = 0;
    virtual bool usesTls(const S3Session &session) const { return session.usesTls(); }
    /// Config error for settings that cannot work.
    virtual Result<RunLayout> layOut(bool tls) const = 0;
    /// What a run of this kind gives its parts beyond the common.
    virtual void equip(PartEnvironment &environment, const RunLayout &layout) = 0;
    virtual Result<std::unique_ptr<TaskSource>> makeSource(const RunContext &context) = 0;
    /// Once, before the first task that was not refused.
    virtual Result<void> prepare() { return {}; }
    /// Whether the first file that fails ends the run.
    virtual bool endsAtFirstFailure() const { return false; }
    /// The last of all calls: nothing of the run is under way any more.
    virtual void ended() {}
    /// Whether a cancel cuts commands short; false where the tasks must hear how theirs ended.
    virtual bool cancelsCommands() const { return true; }
    /// Whether parts of files that have not begun may be larger than the others'.
    virtual bool partsMayGrow() const { return false; }
    /// Fills in what the counters say of the kind of run.
    virtual void describe(RunCounters &counters) const { Q_UNUSED(counters) }
};

} // namespace millrace
