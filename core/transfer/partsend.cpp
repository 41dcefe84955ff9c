// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/partsend.h"

#include "io/bufferpool.h"
#include "s3/answerbody.h"
#include "s3/errorparser.h"
#include "s3/listparser.h"
#include "transfer/checksumheaders.h"
#include "transfer/multipartlayout.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// A part this small beside the limit leaves room for others; anything larger is streamed from disk.
constexpr int partsInMemory = 4;
/// One read of a range that is not held in memory: what a processor's own cache takes.
constexpr ByteCount stepSize = 256 * KiB;
/// What a transport takes at a time, at most.
constexpr ByteCount lastPiece = 64 * KiB;
/// Tries after which bytes that arrive damaged are given up.
constexpr int mostDamagedTries = 4;

/// Whether the range is too large for memory, or so cheap to read again that memory would only cost.
bool isReadTwice(const SendJob &job)
{
    if (job.held.data)
        return false;
    return job.length > std::max<ByteCount>(job.file->memory->limit() / partsInMemory, 16 * MiB)
        || (job.length > stepSize && job.file->source->isAtHand(job.offset, job.length));
}

} // namespace

PartSend::PartSend(SendJob job, PartLane lane)
    : PartTransfer(lane.owner), m_job(std::move(job)), m_env(lane.environment), m_signer(lane.signer),
      m_transport(lane.transport), m_done(std::move(lane.done)),
      m_fromDisk(isReadTwice(m_job)),
      m_checksum(m_job.file->checksum), m_share(m_env.bandwidth, [this] { onGranted(); })
{
    m_outcome.fileId = m_job.file->id;
    m_outcome.index = m_job.index;
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // a coarse one may fire early, before the Retry-After of the server
    connect(&m_retryTimer, &QTimer::timeout, this, &PartSend::attempt);
}

PartSend::~PartSend()
{
    m_job.file->memory->forget(this);
}

void PartSend::start()
{
    m_sinceByte.start();
    if (m_job.file->checksumOptional && m_job.file->traits->refusesChecksums)
        m_checksum.reset();
    m_read = m_job.held.data;
    m_waits.enter(PartPhase::Memory);
    if (m_fromDisk || m_read)
        readSource();
    else
        takeMemory();
}

void PartSend::takeMemory()
{
    if (m_verdict || m_memory)
        return;
    m_memory = m_job.file->memory->acquire(std::max<ByteCount>(1, m_job.length), this, [this] { takeMemory(); });
    if (m_memory)
        readSource();
}

void PartSend::readSource()
{
    m_waits.enter(PartPhase::Disk);
    const SendFile &file = *m_job.file;
    // The ETag of a server that does not repeat checksums is compared with the MD5; better computed while the bytes
    // are in the processor's cache than after the answer.
    const bool md5 = file.validate && file.etagIsMd5 && (!m_checksum || file.traits->echoesNone);
    if ((m_fromDisk || m_read) && !m_checksum && !md5)
        onRead({});
    else
        runDigests(true, md5, &PartSend::onRead);
}

/// Reads the range, from disk or again from memory, and computes what is asked for.
void PartSend::runDigests(bool checksum, bool md5, void (PartSend::*then)(const Result<void> &))
{
    // Two changes of thread cost more than to read a small file that is in memory anyway.
    const bool small = m_job.length <= stepSize && bytes();
    const bool here = m_read || (small && m_job.file->source->readAtHand(m_job.offset, bytes(), m_job.length));
    auto task = [job = m_job, memory = bytes(), read = here, check = !m_read, digests = m_digests, md5,
                 algorithm = checksum ? m_checksum : std::nullopt]() -> Result<void> {
        std::optional<Checksum> sum, etag;
        if (algorithm)
            sum.emplace(*algorithm);
        if (md5)
            etag.emplace(ChecksumAlgorithm::Md5);
        std::unique_ptr<char, decltype(&std::free)> step(nullptr, &std::free);
        if (!memory)
            step.reset(static_cast<char *>(std::aligned_alloc(size_t(blockSize), size_t(stepSize))));
        for (ByteCount done = 0; done < job.length;) {
            const ByteCount n = std::min(stepSize, job.length - done);
            char *piece = memory ? memory + done : step.get();
            if (!read)
                if (auto got = job.file->source->read(job.offset + done, piece, n); !got)
                    return got;
            if (sum)
                sum->add(piece, n);
            if (etag)
                etag->add(piece, n);
            done += n;
        }
        if (sum)
            digests->checksum = sum->finish();
        if (etag)
            digests->md5 = etag->finish();
        return check ? job.file->source->checkUnchanged() : Result<void>();
    };
    if (small && here) {
        if (const Result<void> done = task()) {
            (this->*then)(done);
            return;
        }
    }
    ++m_tasks;
    m_env.writers->run(std::move(task), this, [this, then](const Result<void> &result) {
        --m_tasks;
        if (m_verdict)
            finishIfIdle();
        else
            (this->*then)(result);
    });
}

void PartSend::onRead(const Result<void> &result)
{
    if (!result) {
        fail(result.error());
        return;
    }
    m_read = bytes() != nullptr;
    attempt();
}

HttpRequest PartSend::request()
{
    const SendFile &file = *m_job.file;
    S3Request r;
    r.method = "PUT";
    r.bucket = file.bucket;
    r.key = file.key;
    r.part = m_job.index + 1;
    r.attempt = m_attempts;
    r.headers = file.headers;
    if (!file.uploadId.isEmpty()) {
        r.query.emplaceBack("partNumber", QByteArray::number(m_job.index + 1));
        r.query.emplaceBack("uploadId", file.uploadId.toUtf8());
    }
    if (m_checksum) {
        r.headers.emplaceBack("x-amz-sdk-checksum-algorithm", checksumWireName(*m_checksum));
        r.headers.emplaceBack(checksumHeaderName(*m_checksum), m_digests->checksum.toBase64());
    }
    // The checksum guards the bytes; a SHA-256 for the signature would cost more CPU than all the rest.
    r.payloadHash = "UNSIGNED-PAYLOAD";
    r.body = m_body.get();
    return m_signer.prepare(r);
}

void PartSend::attempt()
{
    ++m_attempts;
    m_body = bytes() ? std::make_unique<SourceBody>(bytes(), m_job.length)
                      : std::make_unique<SourceBody>(m_job.file->source, m_job.offset, m_job.length);
    m_lastArrived = 0;
    m_answer.clear();
    // All of it crosses the network again, so all of it is paid for again.
    m_paid = 0;
    m_body->setLimit([this](ByteCount at) { return mayRead(at); });
    HttpRequest http = request();
    m_keys = http.keys;
    m_call = m_transport.send(http);
    connect(m_call.get(), &HttpCall::readyRead, this, &PartSend::onAnswer);
    connect(m_call.get(), &HttpCall::finished, this, &PartSend::onCallFinished);
    m_sinceByte.start();
    m_waits.sent();
    if (m_job.length > 0)
        m_waits.enter(PartPhase::Network);
}

void PartSend::dropCall()
{
    if (!m_call)
        return;
    m_outcome.moved += m_body->sent();
    m_share.withdraw();
    m_body->setLimit({});
    // We may be inside one of its signals, and the transport may read the body until it hears of the end.
    m_call->disconnect(this);
    m_call->abort();
    m_body.release()->deleteLater();
    m_call.release()->deleteLater();
}

/// Up to where the body may be read under the bandwidth limit; asks for more where that is no further than @p at.
ByteCount PartSend::mayRead(ByteCount at)
{
    // The last piece is as good as gone; from then on the answer is what is waited for.
    if (at + lastPiece >= m_job.length && m_waits.phase() == PartPhase::Network)
        m_waits.enter(PartPhase::Server);
    if (!m_share.isLimited())
        return m_job.length;
    if (m_share.isWaiting())
        return at;
    if (m_paid <= at) { // less where the limit was lifted for a while
        // In whole blocks, as a source that bypasses the page cache reads best.
        const ByteCount blocks = (m_share.step() + blockSize - 1) / blockSize * blockSize;
        const ByteCount step = std::min(blocks, m_job.length - at);
        m_paid = at + step;
        if (!m_share.ask(step)) {
            m_waits.enter(PartPhase::RateLimit);
            return at;
        }
    }
    return m_paid;
}

/// The bandwidth limit lets more through.
void PartSend::onGranted()
{
    m_sinceByte.start();
    m_waits.enter(PartPhase::Network);
    if (m_body)
        emit m_body->readyRead();
}

void PartSend::onAnswer()
{
    if (!m_call || m_verdict)
        return;
    takeAnswer(*m_call, m_answer);
    if (m_answer.size() <= mostOfARefusal)
        return;
    if (m_call->status() >= 300)
        onCallFinished(); // what it says so far has to do
    else
        m_answer.clear(); // of what was taken the head tells all
}

void PartSend::onCallFinished()
{
    if (!m_call || m_verdict)
        return;
    if (m_body->error()) {
        fail(*m_body->error());
        return;
    }
    if (m_call->error()) {
        attemptFailed(*m_call->error());
        return;
    }
    m_env.session->noteAnswer();
    if (m_call->status() == 200) {
        judge();
        return;
    }
    if (m_call->isFinished())
        takeAnswer(*m_call, m_answer);
    const Error error = errorFromResponse({m_call->status(), m_call->headers(), m_answer, m_job.file->bucket,
                                           m_job.file->key, QDateTime::currentDateTimeUtc()});
    if (backOffFromChecksums(error))
        return;
    attemptFailed(error);
}

/// Where the checksum itself was refused and may be left out, sends again without it. True when it did.
bool PartSend::backOffFromChecksums(const Error &error)
{
    if (!m_checksum || !m_job.file->checksumOptional || !refusesChecksum(error))
        return false;
    m_job.file->traits->refusesChecksums = true;
    m_checksum.reset();
    ++m_outcome.retries;
    dropCall();
    attempt();
    return true;
}

/// The server took something; this finds out whether it is what was sent.
void PartSend::judge()
{
    const SendFile &file = *m_job.file;
    const QByteArray etag = unquoteETag(QString::fromUtf8(m_call->header("etag")));
    if (etag.isEmpty()) {
        attemptFailed(Error::make(ErrorKind::Protocol, ErrorCause::None, u"the answer carries no ETag"_s));
        return;
    }
    m_outcome.receipt.etag = etag;
    m_outcome.receipt.versionId = QString::fromUtf8(m_call->header("x-amz-version-id"));
    if (!file.validate) {
        succeed(VerifiedBy::SizeOnly, {});
        return;
    }
    if (m_checksum) {
        const QByteArray echoed = m_call->header(checksumHeaderName(*m_checksum));
        const QByteArray sent = m_digests->checksum.toBase64();
        if (echoed == sent) {
            succeed(verifiedByChecksum(*m_checksum), sent);
            return;
        }
        if (!echoed.isEmpty()) {
            attemptFailed(Error::make(ErrorKind::Integrity, ErrorCause::ChecksumMismatch,
                                      u"the server stored other bytes than were sent"_s));
            return;
        }
        file.traits->echoesNone = true;
    }
    const bool kms = m_call->header("x-amz-server-side-encryption").startsWith("aws:kms");
    if (!file.etagIsMd5 || kms || !isMd5Etag(etag) || !isAvailable(ChecksumAlgorithm::Md5)) {
        succeed(VerifiedBy::SizeOnly, {});
        return;
    }
    if (m_digests->md5.isEmpty())
        runDigests(false, true, &PartSend::onMd5);
    else
        compareMd5(etag);
}

void PartSend::onMd5(const Result<void> &result)
{
    if (!result)
        fail(result.error());
    else
        compareMd5(m_outcome.receipt.etag);
}

void PartSend::compareMd5(const QByteArray &etag)
{
    if (etag.toLower() == m_digests->md5.toHex())
        succeed(VerifiedBy::Md5Etag, etag);
    else
        attemptFailed(Error::make(ErrorKind::Integrity, ErrorCause::ChecksumMismatch,
                                  u"the ETag is not the MD5 of what was sent"_s));
}

/// Bytes of the body that have reached the server, as far as can be told.
ByteCount PartSend::arrived() const
{
    return m_body ? std::max<ByteCount>(0, m_body->sent() - (m_call ? m_call->unsent() : 0)) : 0;
}

void PartSend::checkStall()
{
    m_share.lookAgain();
    if (!m_call || m_verdict || m_tasks > 0)
        return;
    if (m_share.isWaiting())
        m_sinceByte.start(); // it is us who wait
    if (const ByteCount there = arrived(); there > m_lastArrived) {
        m_lastArrived = there;
        m_sinceByte.start();
    }
    if (std::chrono::milliseconds(m_sinceByte.elapsed()) < m_env.stallTimeout)
        return;
    attemptFailed(Error::make(ErrorKind::Timeout, ErrorCause::ConnectionLost,
                              u"nothing moved for %1 seconds"_s.arg(
                                  std::chrono::duration_cast<std::chrono::seconds>(m_env.stallTimeout).count())));
}

void PartSend::attemptFailed(Error error)
{
    const QByteArray serverDate = m_call ? m_call->header("date") : QByteArray();
    dropCall();
    error.bucket = m_job.file->bucket;
    error.key = m_job.file->key;
    if (error.kind == ErrorKind::Throttled)
        ++*m_env.throttles;
    if (error.kind == ErrorKind::Integrity && m_fromDisk) { // it was read again to be sent
        if (auto same = m_job.file->source->checkUnchanged(); !same) {
            fail(same.error());
            return;
        }
    }
    if (!m_corrected && m_env.session->correct(error, serverDate)) {
        m_corrected = true;
        ++m_outcome.retries;
        attempt();
        return;
    }
    if (!m_renewed && m_env.session->renewKeys(error, m_keys, this, [this](const auto &trouble) { onKeys(trouble); })) {
        m_renewed = m_waitsForKeys = true;
        m_waits.enter(PartPhase::Retrying);
        return;
    }
    // Damage on the way, or an answer that is none: what is in memory is good, so another try may well do.
    const bool damaged = error.kind == ErrorKind::Integrity
        || (error.kind == ErrorKind::Protocol && error.httpStatus == 0 && error.s3Code.isEmpty());
    const bool again = m_env.session->mayPass(error) || (damaged && m_attempts < mostDamagedTries);
    if (!again || m_attempts >= m_env.maxAttempts || !m_env.budget->take(error)) {
        fail(std::move(error));
        return;
    }
    m_outcome.lastError = std::make_shared<const Error>(error);
    ++m_outcome.retries;
    m_waits.enter(error.kind == ErrorKind::Throttled ? PartPhase::Throttled : PartPhase::Retrying);
    m_retryTimer.start(backoff(m_attempts, error, *QRandomGenerator::global()));
}

/// There are other keys than those the server called expired, or none to be had.
void PartSend::onKeys(const std::optional<Error> &trouble)
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

void PartSend::succeed(VerifiedBy verifiedBy, const QByteArray &value)
{
    dropCall();
    m_env.budget->success(m_outcome.lastError.get());
    m_outcome.length = m_job.length;
    if (m_checksum)
        m_outcome.receipt.checksum = m_digests->checksum;
    m_outcome.receipt.verifiedBy = verifiedBy;
    m_outcome.receipt.verifiedValue = value;
    m_verdict = Result<void>();
    finishIfIdle();
}

void PartSend::fail(Error error)
{
    dropCall();
    m_verdict = millrace::fail(std::move(error));
    finishIfIdle();
}

void PartSend::cancel()
{
    dropCall();
    m_retryTimer.stop();
    if (!m_verdict)
        m_verdict = millrace::fail(Error::cancelled());
    finishIfIdle();
}

void PartSend::finishIfIdle()
{
    if (!m_verdict || m_tasks > 0 || !m_done)
        return;
    m_memory.reset();
    m_outcome.result = *m_verdict;
    m_outcome.times = m_waits.times();
    auto done = std::exchange(m_done, nullptr);
    done(this, std::move(m_outcome));
}

PartTick PartSend::tick() const
{
    PartTick t;
    t.fileId = m_job.file->id;
    t.index = m_job.index;
    t.done = arrived();
    t.attempt = std::max(1, m_attempts);
    t.phase = m_waits.phase();
    t.state = m_retryTimer.isActive() || m_waitsForKeys ? PartState::Retrying : PartState::Active;
    t.lastError = m_outcome.lastError;
    return t;
}

} // namespace millrace
