// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/partclock.h"
#include "transfer/parttransfer.h"
#include "transfer/rateshare.h"

#include <QElapsedTimer>
#include <QTimer>

namespace millrace {

/// Fetches one range: GET, check, hash, hand full chunks to the disk writers; on failure again from the last good byte.
/// Lives in a worker thread. Calls `done` exactly once, after the last of its writes has ended.
class PartFetch final : public PartTransfer
{
    Q_OBJECT
public:
    /// @p owner becomes the parent; disk writers and the buffer pool post to it, so it must outlive their tasks.
    PartFetch(PartJob job, const PartEnvironment &environment, S3Signer &signer, HttpTransport &transport,
              QObject *owner, Done done);

    void start() override;
    void cancel() override;
    /// A buffer may be free again.
    void onBufferFree();
    void checkStall() override;
    PartTick tick() const override;
    quint64 fileId() const override { return m_job.file->id; }
    HttpTransport &transport() const override { return m_transport; }

private:
    void readBegun();
    void attempt();
    void dropCall();
    void onHeaders();
    void onReadyRead();
    void onCallFinished();
    /// Looks at the head of the answer; an Error when its body must not be used.
    Result<void> acceptHead();
    Result<void> acceptRange();
    bool takeBody();
    bool maySend(HttpRequest &http);
    ByteCount mayTake();
    void onGranted();
    void withdraw() { m_paid -= m_share.withdraw(); }
    void collectErrorBody();
    bool ensureBuffer();
    void flushBuffer();
    void onWritten(const Result<void> &result);
    void attemptFailed(Error error);
    void onKeys(const std::optional<Error> &trouble);
    void succeed();
    void fail(Error error);
    void keepBeginning();
    void finishIfIdle();
    ByteCount paidUpTo(ByteCount offset) const;
    ByteCount end() const { return m_job.length < 0 ? -1 : m_job.offset + m_job.length; }

    const PartJob m_job;
    const PartEnvironment &m_env;
    S3Signer &m_signer;
    HttpTransport &m_transport;
    QObject *m_owner;
    Done m_done;

    std::unique_ptr<HttpCall> m_call;
    QTimer m_retryTimer;
    QElapsedTimer m_sinceByte;
    bool m_byteCame = false;     ///< since m_sinceByte was last looked at: the clock is too dear to ask for every piece
    ByteCount m_toSkip = 0;      ///< of this answer, already here
    QByteArray m_etag;           ///< the one all answers must carry
    QByteArray m_validator;      ///< likewise, of a plain URL without it
    QByteArray m_errorBody;
    PartClock m_waits;
    bool m_refused = false;      ///< the answer's head was not acceptable; its body is an error document
    bool m_waitsForBuffer = false;
    RateShare m_share;
    ByteCount m_paid;            ///< offset in the object up to which the bandwidth limit was paid
    ByteCount m_ahead = 0;       ///< how far the network may run ahead of what is read, as it is paid for before
    bool m_cancelled = false;

    ByteCount m_next;            ///< offset in the object of the next byte wanted
    ByteCount m_attemptBegan = 0;
    Buffer m_buffer;
    ByteCount m_bufferOffset = 0; ///< offset in the object of the buffer's first byte
    ByteCount m_bufferBegin = 0;  ///< where in the buffer that byte is
    ByteCount m_bufferFill = 0;
    int m_writesUnderWay = 0;
    bool m_writeFailed = false;
    bool m_reads = false;        ///< what an earlier run left
    int m_attempts = 0;          ///< of this part, all told
    int m_fruitless = 0;         ///< attempts in a row that brought no byte
    bool m_corrected = false;    ///< a region or clock correction was tried since the last byte
    quint64 m_keys = 0;          ///< the issue of the credentials that signed the last attempt
    bool m_renewed = false;      ///< the server called them expired since the last byte
    bool m_waitsForKeys = false;

    std::optional<PieceHasher> m_hasher;
    std::optional<Result<void>> m_verdict; ///< set once; reported when the writes have ended
    PartOutcome m_outcome;
};

} // namespace millrace
