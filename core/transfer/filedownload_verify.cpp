// SPDX-License-Identifier: GPL-3.0-or-later
// The second half of FileDownload: what is remembered across runs, and what a finished file is checked against.
#include "transfer/filedownload.h"
#include "io/filesink.h"
#include "io/orderedstream.h"
#include "transfer/rereading.h"

#include <QFileInfo>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr auto syncInterval = std::chrono::seconds(5);
constexpr int mostSegmentGuesses = 8;
constexpr ByteCount mostPartsResumed = 10'000'000;

} // namespace

/// Takes up what an earlier run left. False when there is nothing, or nothing that still counts.
bool FileDownload::loadJournal()
{
    JournalHeader header;
    header.source = journalSource(m_planned.plainUrl.isEmpty()
                                      ? u"s3://%1/%2"_s.arg(m_planned.bucket, m_object.key)
                                      : QString::fromUtf8(m_planned.plainUrl));
    header.versionId = m_spec.versionId;
    header.etag = m_object.etag;
    header.size = m_object.size;
    header.partSize = m_layout.partSize;

    LoadedJournal loaded;
    if (QFileInfo::exists(m_planned.partPath) && !m_object.etag.isEmpty()) {
        auto journal = Journal::resume(m_planned.journalPath, &loaded);
        if (journal) {
            const QString difference = loaded.header.differenceFrom(header);
            if (difference.isEmpty() && takeRecords(loaded)) {
                m_journal.emplace(std::move(*journal));
                noteResumed();
                return true;
            }
            if (!difference.isEmpty()) {
                m_result.note = u"started over: %1"_s.arg(difference);
                emit noticed(m_object.key + u": "_s + m_result.note);
            }
        } else if (journal.error().kind == ErrorKind::Integrity) {
            m_result.note = u"started over: the resume journal is damaged (%1)"_s.arg(journal.error().message);
            emit noticed(m_object.key + u": "_s + m_result.note);
        } else if (journal.error().kind == ErrorKind::Conflict) {
            m_journalError = journal.error();
            return false;
        }
    }
    // The first file of a folder comes here before the sink has made the folder.
    if (auto made = makeFolder(QFileInfo(m_planned.journalPath).path()); !made) {
        m_journalError = made.error();
        return false;
    }
    header.partSize = m_layout.partSize;
    auto fresh = Journal::create(m_planned.journalPath, header);
    if (fresh)
        m_journal.emplace(std::move(*fresh));
    else
        m_journalError = fresh.error();
    return false;
}

/// Marks recorded parts as received. False when none of them fits.
bool FileDownload::takeRecords(const LoadedJournal &loaded)
{
    const ByteCount onDisk = QFileInfo(m_planned.partPath).size();
    // A journal is a file that anybody may have edited: a part size of 0 must not be divided by.
    const ByteCount oldPartSize = loaded.header.partSize;
    if (oldPartSize <= 0 || m_object.size / oldPartSize > mostPartsResumed)
        return false;
    const auto usable = [onDisk](const PartRecord &record) { return record.offset + record.length <= onDisk; };
    if (oldPartSize != m_layout.partSize && std::any_of(loaded.parts.begin(), loaded.parts.end(), usable)) {
        // Same object, other part size: go on with the parts as they were cut.
        m_layout.partSize = oldPartSize;
        m_layout.count = int((m_object.size + m_layout.partSize - 1) / m_layout.partSize);
        m_layout.concurrency = std::min(m_layout.concurrency, m_layout.count);
        cutParts();
    }
    for (const PartRecord &record : loaded.parts) {
        if (record.index < 0 || size_t(record.index) >= m_parts.size())
            continue;
        Part &part = m_parts[size_t(record.index)];
        if (part.offset != record.offset || record.length > part.size || !usable(record))
            continue;
        part.done = record.length;
        part.pieces = splitDigests(m_plan, record.sums.value(m_plan.algorithm), record.length);
        m_result.bytesResumed += record.length;
        if (record.length < part.size) {
            part.begun = record.length;
            continue;
        }
        part.state = PartState::Received;
        m_unchecked.append(record.index);
        ++m_partsDone;
    }
    m_nextPart = nextWaiting(m_parts, m_nextPart);
    m_recorded = m_result.bytesResumed > 0;
    return m_recorded;
}

void FileDownload::noteResumed()
{
    m_result.note = u"resumed: %1 were here already"_s.arg(formatBytes(m_result.bytesResumed));
}

/// What was proved when it came may have been changed on the disk since: each part of an earlier run is read back once,
/// while the others are fetched.
void FileDownload::checkNextResumed()
{
    if (m_unchecked.isEmpty())
        return;
    const Part &part = m_parts[size_t(m_unchecked.first())];
    const auto found = std::make_shared<QList<PieceDigest>>();
    ++m_tasks;
    m_writers.run([sink = m_sink, plan = m_plan, from = part.offset, to = part.offset + part.size, found,
                   stop = m_stop]() -> Result<void> {
        auto pieces = hashRange(*sink, from, to, plan, [stop] { return stop->load(); });
        if (!pieces)
            return fail(pieces.error());
        *found = *pieces;
        return {};
    }, this, [this, found](const Result<void> &result) {
        --m_tasks;
        if (m_error || m_cancelled)
            settle();
        else if (!result)
            endWithError(result.error());
        else
            onResumedChecked(*found);
    });
}

void FileDownload::onResumedChecked(const QList<PieceDigest> &found)
{
    const int index = m_unchecked.takeFirst();
    Part &part = m_parts[size_t(index)];
    if (part.pieces.isEmpty()) { // recorded under another checksum: the whole will tell
        part.pieces = found;
    } else if (part.pieces != found) {
        emit noticed(u"%1: part %2 is not what the last run wrote any more, and is fetched again"_s.arg(m_object.key)
                         .arg(index + 1));
        part.state = PartState::Waiting;
        part.done = 0;
        part.pieces.clear();
        --m_partsDone;
        m_result.bytesResumed -= part.size;
        noteResumed();
        m_nextPart = std::min(m_nextPart, index);
        emit partsReady();
    }
    if (!finishIfWhole())
        checkNextResumed();
}

/// Goes on to the verification once every part is here and proved. False while something is missing.
bool FileDownload::finishIfWhole()
{
    if (m_partsDone < m_layout.count || !m_unchecked.isEmpty())
        return false;
    allPartsFinished();
    return true;
}

/// A part, or the beginning of one, is on the disk.
void FileDownload::recordPart(int index)
{
    // Without an ETag the next run cannot tell whether it is the same object.
    if (!m_journal || m_journalFull || m_object.etag.isEmpty())
        return;
    const Part &part = m_parts[size_t(index)];
    PartRecord record;
    record.index = index;
    record.offset = part.offset;
    record.length = part.done;
    QByteArray digests;
    for (const PieceDigest &piece : part.pieces)
        digests += piece.digest;
    if (!digests.isEmpty())
        record.sums.insert(m_plan.algorithm, digests);
    if (auto recorded = m_journal->partDone(record); !recorded) {
        // The download itself is well, and so is what was recorded before. The disk is likely full, though.
        emit noticed(m_object.key + u": the resume journal cannot be written: "_s + recorded.error().message);
        m_journalFull = true; // behind a line that is torn no other would count
        return;
    }
    m_recorded = true;
    if (std::chrono::milliseconds(m_sinceSync.elapsed()) >= syncInterval && !m_syncing)
        syncJournal();
}

/// From time to time what is recorded is made to survive a power cut as well.
void FileDownload::syncJournal()
{
    m_syncing = true;
    ++m_tasks;
    const Journal::Mark mark = m_journal->mark();
    m_writers.run([sink = m_sink] { return sink->sync(); }, this, [this, mark](const Result<void> &result) {
        m_syncing = false;
        --m_tasks;
        m_sinceSync.start();
        if (result && m_journal && !m_journalFull)
            (void)m_journal->synced(mark); // unsynced records are still good unless the power fails
        if (m_committed)
            endCommitted();
        else
            settleIfEnding();
    });
}

/// Hands the next run of finished parts to the checksum that needs them in order.
void FileDownload::followInOrder()
{
    if (m_following || !m_follower || m_stage == Stage::Ended)
        return;
    int to = m_followedParts;
    while (to < m_layout.count && m_parts[size_t(to)].state == PartState::Received)
        ++to;
    if (to == m_followedParts) {
        return;
    }
    const ByteCount begin = m_parts[size_t(m_followedParts)].offset;
    const ByteCount end = m_parts[size_t(to - 1)].offset + m_parts[size_t(to - 1)].size;
    m_followedParts = to;
    m_following = true;
    m_writers.run([sink = m_sink, follower = m_follower, begin, end, stop = m_stop] {
        return addRange(*sink, begin, end, *follower, [stop] { return stop->load(); });
    }, this, [this](const Result<void> &result) {
        m_following = false;
        if (m_error || m_cancelled)
            settle();
        else if (!result)
            endWithError(result.error());
        else if (m_followedParts == m_layout.count && m_partsDone == m_layout.count)
            judge(m_plan, combinePieces(m_plan, {{m_object.size, m_follower->finish()}}));
        else
            followInOrder();
    });
}

void FileDownload::allPartsFinished()
{
    m_stage = Stage::Verifying;
    if (m_streamObject && !m_drained) {
        m_spec.stream->complete(*m_streamObject, m_object.size);
        return;
    }
    if (!m_spec.settings.validate) {
        m_plan = {};
        m_plan.note = u"validation was switched off"_s;
    }
    if (m_plan.shape == VerificationPlan::Shape::None) {
        judge(m_plan, {});
    } else if (m_inOrder) {
        judge(m_plan, combinePieces(m_plan, m_inOrder->finish()));
    } else if (m_follower) {
        followInOrder(); // judges once it has caught up
    } else {
        QList<PieceDigest> pieces;
        ByteCount covered = 0;
        for (const Part &part : m_parts)
            for (const PieceDigest &piece : part.pieces) {
                pieces.append(piece);
                covered += piece.length;
            }
        if (m_onTheFly && covered == m_object.size)
            judge(m_plan, combinePieces(m_plan, pieces));
        else
            reread(m_plan);
    }
}

void FileDownload::reread(const VerificationPlan &plan)
{
    if (m_planned.path.isEmpty()) {
        m_plan = {};
        m_plan.note = u"its checksum does not fit the part size, and the bytes were dropped as they came"_s;
        judge(m_plan, {});
        return;
    }
    ++m_tasks;
    auto value = std::make_shared<QByteArray>();
    m_writers.run([sink = m_sink, size = m_object.size, plan, value, stop = m_stop]() -> Result<void> {
        auto read = rereadSink(*sink, size, plan, [stop] { return stop->load(); });
        if (!read)
            return fail(read.error());
        *value = *read;
        return {};
    }, this, [this, plan, value](const Result<void> &result) {
        --m_tasks;
        if (m_error || m_cancelled)
            settle();
        else if (!result)
            endWithError(result.error());
        else
            judge(plan, *value);
    });
}

void FileDownload::judge(const VerificationPlan &plan, const QByteArray &value)
{
    if (plan.shape == VerificationPlan::Shape::None) {
        m_result.verifiedBy = VerifiedBy::SizeOnly;
        if (m_result.note.isEmpty())
            m_result.note = plan.note;
        commit();
        return;
    }
    if (value == plan.expected) {
        m_result.verifiedBy = plan.verifiedBy;
        m_result.composite = plan.shape == VerificationPlan::Shape::Segmented;
        m_result.checksum = value;
        for (Part &part : m_parts)
            part.state = PartState::Verified;
        commit();
        return;
    }
    // The size of the uploaded parts may have been guessed wrong: that proves nothing about the bytes.
    if (plan.shape == VerificationPlan::Shape::Segmented && !plan.segmentSizeCertain) {
        if (!m_askedSegmentSize && m_layout.whole && m_planned.plainUrl.isEmpty() && !m_planned.path.isEmpty()) {
            askSegmentSize(plan, value);
            return;
        }
        if (!plan.otherSegmentSizes.isEmpty() && m_segmentGuesses++ < mostSegmentGuesses
            && !m_planned.path.isEmpty()) {
            VerificationPlan next = plan;
            next.segmentSize = next.otherSegmentSizes.takeFirst();
            reread(next);
            return;
        }
        VerificationPlan none;
        none.note = u"the %1 fits none of the usual part sizes, so it proves nothing"_s.arg(name(plan.verifiedBy));
        judge(none, {});
        return;
    }
    const QString what = u"the bytes received give the %1 %2, the server says %3"_s.arg(
        name(plan.verifiedBy), QString::fromLatin1(value), QString::fromLatin1(plan.expected));
    if (!m_restarted) {
        restart(what);
        return;
    }
    endWithError(Error::make(ErrorKind::Integrity, ErrorCause::ChecksumMismatch, what));
}

/// An object that came in one GET was not asked about its parts beforehand, which would cost every small object a request.
void FileDownload::askSegmentSize(const VerificationPlan &plan, const QByteArray &value)
{
    m_askedSegmentSize = true;
    ++m_tasks;
    m_client.head(m_planned.bucket, m_object.key, m_spec.versionId, 1,
                  [this, plan, value](const Result<ObjectHead> &head) {
        --m_tasks;
        if (m_error || m_cancelled) {
            settle();
            return;
        }
        const auto segments = [this](ByteCount segment) { return (m_object.size - 1) / segment + 1; };
        const ByteCount told = head && head->info.etag == m_object.etag ? head->info.size : 0;
        if (told <= 0 || told >= m_object.size || segments(told) != segments(plan.segmentSize)) {
            judge(plan, value);
            return;
        }
        VerificationPlan certain = plan;
        certain.segmentSize = told;
        certain.segmentSizeCertain = true;
        reread(certain);
    });
}

void FileDownload::commit()
{
    m_stage = Stage::Committing;
    if (m_planned.path.isEmpty()) {
        endWith(FileOutcome::Done);
        return;
    }
    TransformChain chain = m_spec.settings.hooks ? m_spec.settings.hooks->transformsOf(hooked()) : TransformChain();
    if (chain.empty())
        giveName();
    else
        transform(std::move(chain));
}

void FileDownload::giveName()
{
    ++m_tasks;
    FileCommit whole{m_sink, QFileInfo(m_planned.path).path(), m_object.lastModified,
                     !m_file->smallFolder.isEmpty()};
    m_writers.commit(std::move(whole), this, [this](const Result<void> &result) {
        --m_tasks;
        if (!result) {
            endWithError(result.error());
            return;
        }
        // Once the file has its name, a cancel comes too late to matter.
        m_committed = true;
        endCommitted();
    });
    m_committing = true;
    emit committing();
}

/// The file has its name. A flush for the journal may still be under way, and it reports to this object.
void FileDownload::endCommitted()
{
    if (m_tasks > 0)
        return;
    m_sink.reset();
    if (m_wire)
        m_wire->discard();
    m_wire.reset();
    if (m_journal)
        (void)m_journal->remove(); // an orphaned journal is taken for what it is by the next run
    m_journal.reset();
    m_result.error.reset();
    endWith(FileOutcome::Done);
}

} // namespace millrace
