// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/partfetch.h"

#include "s3/answerbody.h"
#include "s3/errorparser.h"
#include "s3/listparser.h"
#include "s3/s3client.h"
#include "transfer/rereading.h"
#include "transfer/urlprobe.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// "bytes 0-99/1000": first byte, last byte, size (-1 for "*"). False for anything else.
bool parseContentRange(const QByteArray &value, ByteCount &first, ByteCount &last, ByteCount &size)
{
    if (!value.startsWith("bytes "))
        return false;
    const qsizetype dash = value.indexOf('-'), slash = value.indexOf('/');
    bool okFirst = false, okLast = false, okSize = true;
    first = value.mid(6, dash - 6).trimmed().toLongLong(&okFirst);
    last = value.mid(dash + 1, slash - dash - 1).toLongLong(&okLast);
    size = value.mid(slash + 1) == "*" ? -1 : value.mid(slash + 1).toLongLong(&okSize);
    return dash > 0 && slash > dash && okFirst && okLast && okSize;
}

constexpr ByteCount smallBodyLimit = 256 * KiB;

} // namespace

PartFetch::PartFetch(PartJob job, const PartEnvironment &environment, S3Signer &signer, HttpTransport &transport,
                     QObject *owner, Done done)
    : PartTransfer(owner), m_job(std::move(job)), m_env(environment), m_signer(signer), m_transport(transport), m_owner(owner),
      m_done(std::move(done)), m_etag(m_job.file->etag), m_validator(m_job.file->validator), m_share(environment.bandwidth, [this] { onGranted(); }), m_paid(m_job.offset),
      m_next(m_job.offset)
{
    m_outcome.fileId = m_job.file->id;
    m_outcome.index = m_job.index;
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setTimerType(Qt::PreciseTimer); // a coarse one may fire early, before the Retry-After of the server
    connect(&m_retryTimer, &QTimer::timeout, this, &PartFetch::attempt);
    if (!m_job.whole && m_job.hashes)
        m_hasher.emplace(m_job.file->plan, m_job.offset);
}

void PartFetch::start()
{
    if (m_job.begun > 0)
        readBegun();
    else
        attempt();
}

/// What an earlier run left of this part is hashed as if it came now, and taken where it is what that run wrote.
void PartFetch::readBegun()
{
    struct Begun
    {
        std::optional<PieceHasher> goesOn;
        QList<PieceDigest> pieces;
    };
    const auto begun = std::make_shared<Begun>();
    const ByteCount to = m_job.offset + m_job.begun;
    m_reads = true;
    ++m_writesUnderWay;
    m_waits.enter(PartPhase::Disk);
    m_env.writers->run([begun, to, sink = m_job.file->sink, stop = m_job.file->stop, from = m_job.offset, plan = m_job.file->plan,
                        hashes = m_hasher && m_job.file->plan.shape != VerificationPlan::Shape::None]() -> Result<void> {
        if (!hashes)
            return {};
        begun->goesOn.emplace(plan, from);
        PieceHasher sofar(plan, from);
        auto read = readRange(*sink, from, to, [&stop] { return stop->load(); }, [&](const char *data, ByteCount size) {
            begun->goesOn->add(data, size);
            sofar.add(data, size);
        });
        begun->pieces = sofar.finish();
        return read;
    }, m_owner, [this, begun, to](const Result<void> &read) {
        --m_writesUnderWay;
        m_reads = false;
        if (m_verdict) {
            finishIfIdle();
            return;
        }
        if (read && (m_job.begunPieces.isEmpty() || begun->pieces == m_job.begunPieces)) {
            if (begun->goesOn)
                m_hasher = std::move(begun->goesOn);
            m_next = m_paid = to;
            m_outcome.resumed = m_job.begun;
        }
        attempt();
    });
}

void PartFetch::attempt()
{
    HttpRequest paced;
    if (!maySend(paced)) {
        m_waits.enter(PartPhase::RateLimit);
        return; // comes back through onGranted()
    }
    ++m_attempts;
    m_refused = false;
    m_errorBody.clear();
    m_attemptBegan = m_next;
    m_toSkip = 0;

    S3Request request;
    request.method = "GET";
    request.bucket = m_job.file->bucket;
    request.key = m_job.file->key;
    request.part = m_job.index + 1;
    request.attempt = m_attempts;
    request.plainUrl = m_job.file->plainUrl;
    if (!m_job.file->versionId.isEmpty())
        request.query.emplaceBack("versionId", m_job.file->versionId.toUtf8());
    if (!m_etag.isEmpty())
        request.headers.emplaceBack("If-Match", '"' + m_etag + '"');
    if (!m_job.whole || m_next > 0)
        request.headers.emplaceBack("Range", "bytes=" + QByteArray::number(m_next) + '-'
                                                 + (end() < 0 ? QByteArray() : QByteArray::number(end() - 1)));
    else if (m_job.file->validate && request.plainUrl.isEmpty())
        request.headers.emplaceBack("x-amz-checksum-mode", "ENABLED");

    HttpRequest http = m_signer.prepare(request);
    http.readBuffer = paced.readBuffer;
    http.smallBody = m_job.length >= 0 && m_job.length <= (m_share.isLimited() ? m_ahead : smallBodyLimit);
    m_keys = http.keys;
    m_call = m_transport.send(http);
    connect(m_call.get(), &HttpCall::headersReceived, this, &PartFetch::onHeaders);
    connect(m_call.get(), &HttpCall::readyRead, this, &PartFetch::onReadyRead);
    connect(m_call.get(), &HttpCall::finished, this, &PartFetch::onCallFinished);
    m_sinceByte.start();
    m_waits.sent();
}

void PartFetch::dropCall()
{
    // We may be inside one of its signals.
    if (!m_call)
        return;
    m_call->disconnect(this);
    m_call->abort();
    m_call.release()->deleteLater();
}

void PartFetch::onHeaders()
{
    m_env.session->noteAnswer();
    m_sinceByte.start();
    m_waits.enter(PartPhase::Network);
    if (auto accepted = acceptHead(); !accepted) {
        if (m_call->status() < 300) {
            // A success that is not what was asked for: its body is of no use either.
            attemptFailed(accepted.error());
            return;
        }
        m_refused = true;
    }
}

Result<void> PartFetch::acceptHead()
{
    const int status = m_call->status();
    if (status != 200 && status != 206)
        return millrace::fail(ErrorKind::Protocol, ErrorCause::None, u"HTTP status %1"_s.arg(status));
    if (m_call->header("content-type").startsWith("text/html") && m_job.file->plainUrl.isEmpty()
        && m_call->header("etag").isEmpty())
        return millrace::fail(ErrorKind::Protocol, ErrorCause::NotS3,
                              u"a web page came instead of the object"_s);
    // If-Match compares strongly: a weak ETag would match nothing, itself included.
    const bool plain = !m_job.file->plainUrl.isEmpty(), weak = m_call->header("etag").startsWith("W/");
    const QByteArray etag = plain && weak ? QByteArray() : unquoteETag(QString::fromUtf8(m_call->header("etag")));
    if (etag.isEmpty() && !plain)
        return millrace::fail(ErrorKind::Protocol, ErrorCause::None, u"the answer carries no ETag"_s);
    if (m_job.whole && m_next == m_job.offset)
        m_hasher.reset(); // nothing is here yet: this answer is what counts
    // Pages made anew for each request have another time each time, which does no harm while nothing is joined.
    if (plain && (m_validator.isEmpty() || (m_job.whole && m_next == m_job.offset)))
        m_validator = validatorOf(m_call->headers());
    if ((!etag.isEmpty() && !m_etag.isEmpty() && etag != m_etag) || (plain && m_validator != validatorOf(m_call->headers())))
        return millrace::fail(ErrorKind::Conflict, ErrorCause::ObjectChanged,
                              u"the object was replaced while it was being downloaded"_s);
    if (auto range = acceptRange(); !range)
        return range;
    if (!etag.isEmpty())
        m_etag = etag;
    if (m_job.whole && !m_hasher) {
        m_outcome.head = objectInfoFromHeaders(m_job.file->key, m_call->headers());
        if (m_job.file->validate)
            m_outcome.plan = planVerification(m_etag, m_call->headers(), m_job.length);
        m_hasher.emplace(m_outcome.plan, 0);
    }
    return {};
}

Result<void> PartFetch::acceptRange()
{
    if (m_call->status() == 200) {
        // All of the same bytes over again from a server that knows no ranges: those that are here are passed over.
        m_toSkip = m_job.whole && (!m_etag.isEmpty() || !m_validator.isEmpty()) ? m_next : 0;
        if (!m_job.whole || m_next != m_toSkip)
            return millrace::fail(ErrorKind::Protocol, ErrorCause::RangeNotHonoured,
                                  u"the server sent the whole object instead of the range asked for"_s);
        bool known = false;
        const ByteCount length = m_call->header("content-length").toLongLong(&known);
        if (known && m_job.length >= 0 && length != m_job.length)
            return millrace::fail(ErrorKind::Conflict, ErrorCause::ObjectChanged,
                                  u"the object has %1 bytes now, not %2"_s.arg(length).arg(m_job.length));
        return {};
    }
    ByteCount first = 0, last = 0, size = 0;
    if (!parseContentRange(m_call->header("content-range"), first, last, size) || first != m_next
        || (end() >= 0 && last != end() - 1))
        return millrace::fail(ErrorKind::Protocol, ErrorCause::RangeNotHonoured,
                              u"the server answered with another range (%1) than the one asked for"_s.arg(
                                  QString::fromLatin1(m_call->header("content-range"))));
    if (size >= 0 && m_job.file->size >= 0 && size != m_job.file->size)
        return millrace::fail(ErrorKind::Conflict, ErrorCause::ObjectChanged,
                              u"the object has %1 bytes now, not %2"_s.arg(size).arg(m_job.file->size));
    return {};
}

void PartFetch::onReadyRead()
{
    if (!m_call || m_verdict)
        return;
    if (m_refused)
        collectErrorBody();
    else if (m_call->status())
        takeBody();
}

void PartFetch::collectErrorBody()
{
    takeAnswer(*m_call, m_errorBody);
    m_sinceByte.start();
    if (m_errorBody.size() > mostOfARefusal && !m_call->isFinished())
        onCallFinished(); // what it says so far has to do
}

/// Moves what has arrived into buffers. False when it stopped early: no buffer is free, or the attempt was ended.
bool PartFetch::takeBody()
{
    char seen[16 * 1024];
    while (m_toSkip > 0) {
        const ByteCount n = m_call->read(seen, std::min<ByteCount>(m_toSkip, sizeof seen));
        if (n <= 0)
            return true;
        m_toSkip -= n;
        m_outcome.moved += n;
        m_byteCame = true;
    }
    ByteCount available = m_call->bytesAvailable();
    while (available > 0) {
        if (end() >= 0 && m_next >= end()) {
            if (char extra; m_call->read(&extra, 1) <= 0)
                break;
            attemptFailed(Error::make(ErrorKind::Protocol, ErrorCause::SizeMismatch,
                                      u"more bytes came than the object has"_s));
            return false;
        }
        const ByteCount paid = mayTake();
        if (paid <= 0) {
            m_waits.enter(PartPhase::RateLimit);
            return false; // comes back through onGranted()
        }
        if (!ensureBuffer())
            return false;
        const ByteCount wanted = end() < 0 ? m_env.chunkSize : end() - m_next;
        const ByteCount room = std::min({m_env.chunkSize - m_bufferFill, wanted, paid});
        const ByteCount n = m_call->read(m_buffer.data() + m_bufferBegin + m_bufferFill, room);
        if (n <= 0)
            break;
        if (m_hasher) // none where the file is hashed in order as its parts arrive
            m_hasher->add(m_buffer.data() + m_bufferBegin + m_bufferFill, n);
        if (m_env.hooks)
            for (const ChunkHook &hook : m_env.hooks->chunks)
                hook({m_job.file->id, m_job.file->key, m_next, m_buffer.data() + m_bufferBegin + m_bufferFill, n});
        m_bufferFill += n;
        m_next += n;
        m_outcome.moved += n;
        m_byteCame = true;
        if (m_bufferFill == m_env.chunkSize || m_next == end())
            flushBuffer();
        available = m_call->bytesAvailable();
    }
    return true;
}

bool PartFetch::ensureBuffer()
{
    if (m_buffer)
        return true;
    // One owner waits for all its parts; it hands the news on to those that wait.
    m_buffer = m_env.buffers->acquire(m_owner, [owner = m_owner] {
        for (PartFetch *part : owner->findChildren<PartFetch *>(Qt::FindDirectChildrenOnly))
            part->onBufferFree();
    });
    m_waitsForBuffer = !m_buffer;
    if (m_waitsForBuffer) {
        m_waits.enter(PartPhase::Memory);
        return false;
    }
    m_bufferOffset = m_next;
    m_bufferBegin = m_next % blockSize;
    m_bufferFill = 0;
    return true;
}

void PartFetch::onBufferFree()
{
    if (!m_waitsForBuffer || !m_call)
        return;
    m_waitsForBuffer = false;
    m_sinceByte.start();
    m_waits.enter(PartPhase::Network);
    if (takeBody() && m_call && m_call->isFinished())
        onCallFinished();
}

void PartFetch::flushBuffer()
{
    if (!m_buffer || m_bufferFill == 0)
        return;
    if (!m_job.file->keepsBytes) {
        m_bufferFill = 0;
        m_bufferOffset = m_next;
        m_bufferBegin = m_next % blockSize;
        if (m_next == end())
            m_buffer.reset();
        return;
    }
    if (const auto &stream = m_job.file->stream) {
        stream->put(m_job.file->streamObject, m_bufferOffset, std::exchange(m_buffer, {}), m_bufferBegin,
                    std::exchange(m_bufferFill, 0));
        return;
    }
    ++m_writesUnderWay;
    // The owner is the context: it outlives this part, which in turn lives until its writes have ended.
    m_env.writers->write(m_job.file->sink, m_bufferOffset, std::exchange(m_buffer, {}), m_bufferBegin,
                         std::exchange(m_bufferFill, 0), m_job.file->smallFolder, m_owner,
                         [this](Result<void> result) { onWritten(result); });
}

void PartFetch::onWritten(const Result<void> &result)
{
    --m_writesUnderWay;
    // Whatever the network says, the disk's word stands; also where a cancel came after the last byte.
    m_writeFailed = m_writeFailed || !result;
    if (!result && (!m_cancelled || m_verdict->has_value())) {
        m_verdict = result;
        dropCall();
        withdraw();
        m_retryTimer.stop();
        m_waitsForBuffer = false;
        m_buffer.reset();
    }
    finishIfIdle();
}

void PartFetch::onCallFinished()
{
    if (!m_call || m_verdict)
        return;
    if (m_call->error()) {
        // What did arrive in order is good: the next attempt goes on behind it.
        if (m_call->status() && !m_refused && !takeBody())
            return;
        attemptFailed(*m_call->error());
        return;
    }
    if (m_refused || (m_call->status() != 200 && m_call->status() != 206)) {
        if (m_call->isFinished())
            collectErrorBody();
        FailedResponse response{m_call->status(), m_call->headers(), m_errorBody, m_job.file->bucket,
                                m_job.file->key, QDateTime::currentDateTimeUtc()};
        response.expectsS3 = m_job.file->plainUrl.isEmpty();
        attemptFailed(errorFromResponse(response));
        return;
    }
    if (!takeBody())
        return; // comes back through onBufferFree()
    if (m_toSkip > 0) {
        attemptFailed(Error::make(ErrorKind::Network, ErrorCause::ShortBody,
                                  u"the answer ended %1 bytes before what is here already"_s.arg(m_toSkip)));
        return;
    }
    if (end() >= 0 && m_next < end()) {
        attemptFailed(Error::make(ErrorKind::Network, ErrorCause::ShortBody,
                                  u"the connection closed %1 bytes before the end"_s.arg(end() - m_next)));
        return;
    }
    succeed();
}

void PartFetch::checkStall()
{
    if (std::exchange(m_byteCame, false))
        m_sinceByte.start();
    m_share.lookAgain();
    if (m_share.isWaiting())
        m_sinceByte.start(); // it is us who wait
    if (!m_call || m_verdict || m_waitsForBuffer || std::chrono::milliseconds(m_sinceByte.elapsed()) < m_env.stallTimeout)
        return;
    attemptFailed(Error::make(ErrorKind::Timeout, ErrorCause::ConnectionLost,
                              u"no byte came for %1 seconds"_s.arg(
                                  std::chrono::duration_cast<std::chrono::seconds>(m_env.stallTimeout).count())));
}

PartTick PartFetch::tick() const
{
    PartTick t;
    t.fileId = m_job.file->id;
    t.index = m_job.index;
    t.done = m_reads ? m_job.begun : m_next - m_job.offset;
    t.attempt = m_attempts;
    t.phase = m_waits.phase();
    t.state = m_retryTimer.isActive() || m_waitsForKeys ? PartState::Retrying : PartState::Active;
    t.lastError = m_outcome.lastError;
    return t;
}

} // namespace millrace
