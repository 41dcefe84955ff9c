// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/filedownload.h"

#include "io/orderedstream.h"
#include "transfer/partfetch.h"

using namespace Qt::StringLiterals;

namespace millrace {

FileDownload::FileDownload(PlannedFile planned, const DownloadSpec &spec, S3Client &client, DiskWriters &writers,
                           ByteCount partSize, QObject *parent)
    : FileTask(parent), m_planned(std::move(planned)), m_spec(spec), m_client(client), m_writers(writers),
      m_openPartSize(partSize), m_object(m_planned.object), m_headers(m_planned.headers)
{
    m_result.id = m_planned.id;
    m_result.bucket = m_planned.bucket;
    m_result.key = m_object.key;
    m_result.path = m_planned.path;
    m_result.renamedBecause = m_planned.renamedBecause;
    m_result.size = m_object.size;
}

FileDownload::~FileDownload()
{
    closeStream();
}

int FileDownload::wantedConnections() const
{
    if (m_parts.empty())
        return layOutParts().concurrency;
    return std::min(m_layout.concurrency, m_layout.count - m_partsDone);
}

bool FileDownload::hasWaitingPart() const
{
    return m_stage == Stage::Fetching && !m_error && !m_cancelled && m_nextPart < m_layout.count
        && m_active < m_layout.concurrency && streamHasRoom();
}

TransportKind FileDownload::transport() const
{
    return m_spec.settings.transport.value_or(defaultTransport);
}

PartTask FileDownload::takePart()
{
    const int index = m_nextPart++;
    m_nextPart = nextWaiting(m_parts, m_nextPart);
    Part &part = m_parts[size_t(index)];
    part.state = PartState::Active;
    part.attempt = 1;
    ++m_active;
    if (m_streamObject)
        m_spec.stream->admit(*m_streamObject, part.size, m_nextPart == m_layout.count);
    PartJob job;
    job.file = m_file;
    job.index = index;
    job.offset = part.offset;
    job.length = part.size;
    job.whole = m_layout.whole;
    job.hashes = m_onTheFly;
    job.begun = part.tickDone = part.begun;
    job.begunPieces = std::exchange(part.pieces, {});
    return {job.file->id, transport(), [job](PartLane lane) {
        return new PartFetch(job, lane.environment, lane.signer, lane.transport, lane.owner, std::move(lane.done));
    }};
}

void FileDownload::onTick(const PartTick &tick)
{
    if (size_t(tick.index) < m_parts.size())
        m_parts[size_t(tick.index)].take(tick);
}

void FileDownload::onPartFinished(const PartOutcome &outcome)
{
    --m_active;
    Part &part = m_parts[size_t(outcome.index)];
    takeEnd(part, outcome);
    m_movedParts += outcome.moved;
    m_result.retries += outcome.retries;
    if (part.begun > outcome.resumed) {
        m_result.bytesResumed -= part.begun - outcome.resumed;
        part.begun = outcome.resumed;
        noteResumed();
    }
    if (outcome.result && !m_error && !m_cancelled) {
        part.state = PartState::Received;
        part.done = outcome.length;
        part.pieces = outcome.pieces;
        ++m_partsDone;
        if (m_layout.whole) {
            // The answer to the one GET is what describes the object best.
            m_plan = outcome.plan;
            if (!outcome.head.etag.isEmpty())
                m_object.etag = outcome.head.etag;
            if (outcome.head.lastModified.isValid())
                m_object.lastModified = outcome.head.lastModified;
            if (!outcome.head.versionId.isEmpty())
                m_object.versionId = outcome.head.versionId;
            m_object.contentEncoding = outcome.head.contentEncoding;
            if (m_object.size < 0)
                m_object.size = m_result.size = outcome.length;
        } else if (m_partsDone < m_layout.count) {
            recordPart(outcome.index);
        }
        if (m_follower)
            followInOrder();
        if (!finishIfWhole())
            emit partsReady();
        return;
    }
    keepBeginning(outcome);
    if (m_error || m_cancelled) {
        part.state = PartState::Waiting;
        settle();
        return;
    }
    part.state = PartState::Failed;
    const Error error = outcome.result.error();
    if (error.cause == ErrorCause::ObjectChanged && !m_restarted && m_planned.plainUrl.isEmpty())
        restart(u"the object changed during the download"_s);
    else
        endWithError(error);
}

/// What came of a part in a run that ends here is there for the next one; also all of it, where that came too late to count.
void FileDownload::keepBeginning(const PartOutcome &outcome)
{
    Part &part = m_parts[size_t(outcome.index)];
    part.done = outcome.result && !m_layout.whole ? outcome.length : outcome.kept;
    part.pieces = outcome.pieces;
    if (part.done > 0)
        recordPart(outcome.index);
}

FileProgress FileDownload::progress() const
{
    FileProgress p;
    p.id = m_planned.id;
    p.key = m_object.key;
    p.path = m_planned.path;
    p.size = m_object.size;
    p.done = delivered();
    p.retries = m_result.retries;
    showParts(m_parts, p);
    return p;
}

ByteCount FileDownload::delivered() const
{
    return deliveredBytes(m_parts);
}

ByteCount FileDownload::moved() const
{
    return m_movedParts + bytesInFlight(m_parts);
}

/// Starts over with the object as it is now; once only.
void FileDownload::restart(const QString &why)
{
    m_restarted = true;
    m_error = Error::cancelled(); // until the parts in flight have ended; settle() takes it from there
    m_result.note = why + u": started over"_s;
    emit noticed(m_object.key + u": "_s + m_result.note);
    if (m_active > 0)
        emit partsUnwanted(m_planned.id);
    settle();
}

void FileDownload::cancel()
{
    if (m_stage == Stage::Ended || m_cancelled)
        return;
    m_cancelled = true;
    m_result.outcome = FileOutcome::Cancelled;
    m_result.error = Error::cancelled();
    settle();
}

void FileDownload::endWithError(Error error)
{
    if (error.key.isEmpty())
        error.key = m_object.key;
    if (error.bucket.isEmpty())
        error.bucket = m_planned.bucket;
    m_error = error;
    m_result.error = std::move(error);
    m_result.outcome = FileOutcome::Failed;
    m_restarted = true; // what failed for good is not started over
    if (m_active > 0)
        emit partsUnwanted(m_planned.id);
    settle();
}

void FileDownload::endWith(FileOutcome outcome)
{
    m_result.outcome = outcome;
    m_error.reset();
    m_stage = Stage::Ended;
    m_result.etag = m_object.etag;
    m_result.versionId = m_object.versionId;
    m_result.parts = m_layout.count;
    m_result.bytesMoved = m_movedParts;
    m_result.durationSeconds = double(m_clock.nsecsElapsed()) / 1e9;
    emit finished(m_result);
}

void FileDownload::settleIfEnding()
{
    if (m_error || m_cancelled)
        settle();
}

/// Ends a failed or cancelled file once nothing of it is under way any more, or begins it again.
void FileDownload::settle()
{
    if (m_error || m_cancelled)
        m_stop->store(true);
    if (m_error || m_cancelled)
        closeStream();
    if (m_active > 0 || m_tasks > 0 || m_following || m_stage == Stage::Ended)
        return;
    if (!m_cancelled && m_result.outcome == FileOutcome::Failed && !m_result.error) {
        beginAgain();
        return;
    }
    if (m_wire) {
        m_sink->discard();
        m_sink = std::exchange(m_wire, nullptr);
    }
    // What a journal vouches for is kept for the next run; anything else would only be litter. After damage nothing is.
    const bool damaged = m_result.error && m_result.error->kind == ErrorKind::Integrity;
    if (m_sink && (damaged || !(m_journal && m_recorded))) {
        m_sink->discard();
        if (m_journal)
            (void)m_journal->remove();
        m_parts.clear();
    }
    m_journal.reset();
    m_sink.reset();
    endWith(m_result.outcome);
}

/// Forgets all that was fetched and asks for the object as it is now.
void FileDownload::beginAgain()
{
    if (m_sink)
        m_sink->discard();
    if (m_journal)
        (void)m_journal->remove();
    m_journal.reset();
    m_sink.reset();
    m_follower.reset();
    m_headers.clear();
    m_plan = {};
    m_parts.clear();
    m_unchecked.clear();
    m_nextPart = m_followedParts = m_partsDone = m_segmentGuesses = 0;
    m_askedSegmentSize = m_recorded = m_journalFull = false;
    m_result.bytesResumed = 0;
    m_error.reset();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_stage = Stage::AskingServer;
    if (!m_planned.plainUrl.isEmpty()) {
        // A link is good for GET alone, and there is no bucket to ask.
        m_object = m_planned.object;
        m_headers = m_planned.headers;
        m_result.size = m_object.size;
        askFirstPart();
        return;
    }
    ++m_tasks;
    m_client.head(m_planned.bucket, m_object.key, m_spec.versionId, 0, [this](const Result<ObjectHead> &head) {
        --m_tasks;
        if (m_cancelled) {
            settle();
        } else if (!head) {
            endWithError(head.error());
        } else {
            m_object = head->info;
            m_headers = head->headers;
            m_result.size = m_object.size;
            askFirstPart();
        }
    });
}

} // namespace millrace
