// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/sourcebody.h"
#include "transfer/partclock.h"
#include "transfer/parttransfer.h"
#include "transfer/rateshare.h"
#include "transfer/sendjob.h"

#include <QElapsedTimer>
#include <QTimer>

namespace millrace {

/// Sends one range: has it read into memory once, with its checksum; PUTs it; makes sure of what the server took; on
/// failure sends again from memory. A range too large for memory is read twice: for the checksum, then as it is sent.
/// Lives in a worker thread. Calls `done` exactly once, after the last of its disk tasks has ended.
class PartSend final : public PartTransfer
{
    Q_OBJECT
public:
    PartSend(SendJob job, PartLane lane);
    ~PartSend() override;

    void start() override;
    void cancel() override;
    void checkStall() override;
    PartTick tick() const override;
    quint64 fileId() const override { return m_job.file->id; }
    HttpTransport &transport() const override { return m_transport; }

private:
    void takeMemory();
    char *bytes() const { return m_job.held.data ? m_job.held.data : m_memory.data(); }
    void readSource();
    void onRead(const Result<void> &result);
    void attempt();
    HttpRequest request();
    void dropCall();
    ByteCount mayRead(ByteCount at);
    ByteCount arrived() const;
    void onGranted();
    void onAnswer();
    void onCallFinished();
    bool backOffFromChecksums(const Error &error);
    void judge();
    void compareMd5(const QByteArray &etag);
    void attemptFailed(Error error);
    void onKeys(const std::optional<Error> &trouble);
    void succeed(VerifiedBy verifiedBy, const QByteArray &value);
    void fail(Error error);
    void finishIfIdle();

    /// What a disk task computes; the part reads it once the task has ended.
    struct Digests
    {
        QByteArray checksum;
        QByteArray md5;
    };
    void runDigests(bool checksum, bool md5, void (PartSend::*then)(const Result<void> &));
    void onMd5(const Result<void> &result);

    const SendJob m_job;
    const PartEnvironment &m_env;
    S3Signer &m_signer;
    HttpTransport &m_transport;
    Done m_done;

    const bool m_fromDisk;       ///< read twice rather than held in memory
    MemoryLease m_memory;
    bool m_read = false;         ///< m_memory holds the range
    std::shared_ptr<Digests> m_digests = std::make_shared<Digests>();
    std::optional<ChecksumAlgorithm> m_checksum;
    int m_tasks = 0;             ///< disk tasks under way

    std::unique_ptr<SourceBody> m_body;
    std::unique_ptr<HttpCall> m_call;
    RateShare m_share;
    ByteCount m_paid = 0;        ///< offset in the body up to which the bandwidth limit was paid in this attempt
    QTimer m_retryTimer;
    QElapsedTimer m_sinceByte;
    ByteCount m_lastArrived = 0;
    QByteArray m_answer;         ///< the body of the answer, as far as it is of use
    int m_attempts = 0;
    bool m_corrected = false;
    quint64 m_keys = 0;          ///< the issue of the credentials that signed the last attempt
    bool m_renewed = false;      ///< the server called them expired
    bool m_waitsForKeys = false;
    PartClock m_waits;
    std::optional<Result<void>> m_verdict; ///< set once; reported when the disk tasks have ended
    PartOutcome m_outcome;
};

} // namespace millrace
