// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/partfetch.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

// The part of PartFetch that ends an attempt or the whole of it: what is tried again, and what stays.
namespace millrace {

void PartFetch::attemptFailed(Error error)
{
    const QByteArray serverDate = m_call ? m_call->header("date") : QByteArray();
    dropCall();
    withdraw();
    m_waitsForBuffer = false;
    error.bucket = m_job.file->bucket;
    error.key = m_job.file->key;
    if (m_next > m_attemptBegan) {
        m_fruitless = 0;
        m_corrected = false;
        m_renewed = false;
    }
    ++m_fruitless;
    if (error.kind == ErrorKind::Throttled)
        ++*m_env.throttles;

    if (!m_corrected && m_job.file->plainUrl.isEmpty() && m_env.session->correct(error, serverDate)) {
        m_corrected = true;
        ++m_outcome.retries;
        attempt();
        return;
    }
    if (!m_renewed && m_job.file->plainUrl.isEmpty()
        && m_env.session->renewKeys(error, m_keys, this, [this](const auto &trouble) { onKeys(trouble); })) {
        m_renewed = m_waitsForKeys = true;
        m_waits.enter(PartPhase::Retrying);
        return;
    }
    // The rest of another version would be joined to what is here.
    const bool blind = !m_job.file->plainUrl.isEmpty() && m_etag.isEmpty() && m_validator.isEmpty() && m_next > m_job.offset;
    if (blind)
        error.message += u"; with neither an ETag nor a time of change from the server the rest cannot be joined to it"_s;
    if (blind || !m_env.session->mayPass(error) || m_fruitless >= m_env.maxAttempts || !m_env.budget->take(error)) {
        fail(std::move(error));
        return;
    }
    m_outcome.lastError = std::make_shared<const Error>(error);
    ++m_outcome.retries;
    m_waits.enter(error.kind == ErrorKind::Throttled ? PartPhase::Throttled : PartPhase::Retrying);
    m_retryTimer.start(backoff(m_fruitless, error, *QRandomGenerator::global()));
}

/// There are other keys than those the server called expired, or none to be had.
void PartFetch::onKeys(const std::optional<Error> &trouble)
{
    m_waitsForKeys = false;
    if (m_verdict)
        return;
    if (trouble) {
        fail(*trouble);
        return;
    }
    ++m_outcome.retries;
    attempt();
}

void PartFetch::succeed()
{
    dropCall();
    m_waits.enter(PartPhase::Disk);
    flushBuffer();
    m_env.budget->success(m_outcome.lastError.get());
    m_outcome.length = m_next - m_job.offset;
    if (m_hasher)
        m_outcome.pieces = m_hasher->finish();
    m_verdict = Result<void>();
    finishIfIdle();
}

void PartFetch::fail(Error error)
{
    m_verdict = millrace::fail(std::move(error));
    withdraw();
    keepBeginning();
    finishIfIdle();
}

/// What came of a part that goes no further is good for the next run.
void PartFetch::keepBeginning()
{
    const bool keeps = !m_job.whole && m_job.file->keepsBytes && !m_job.file->stream && m_verdict && !*m_verdict
        && m_verdict->error().kind != ErrorKind::LocalFile && m_verdict->error().kind != ErrorKind::Integrity && !m_writeFailed;
    if (keeps && m_reads) {
        m_outcome.kept = m_outcome.resumed = m_job.begun;
        m_outcome.pieces = m_job.begunPieces;
    } else if (keeps) {
        flushBuffer();
        m_outcome.kept = m_next - m_job.offset;
        if (m_hasher)
            m_outcome.pieces = m_hasher->finish();
        m_hasher.reset();
    }
    m_buffer.reset();
}

void PartFetch::cancel()
{
    m_cancelled = true;
    dropCall();
    withdraw();
    m_retryTimer.stop();
    m_waitsForBuffer = false;
    if (!m_verdict) {
        m_verdict = millrace::fail(Error::cancelled());
        keepBeginning();
    }
    m_buffer.reset();
    finishIfIdle();
}

void PartFetch::finishIfIdle()
{
    if (!m_verdict || m_writesUnderWay > 0 || !m_done)
        return;
    if (m_writeFailed)
        m_outcome.kept = 0;
    m_outcome.result = *m_verdict;
    m_outcome.times = m_waits.times();
    auto done = std::exchange(m_done, nullptr);
    done(this, std::move(m_outcome));
}

} // namespace millrace
