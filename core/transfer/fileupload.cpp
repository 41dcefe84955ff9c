// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fileupload.h"

#include "io/bytefeed.h"
#include "transfer/partsend.h"
#include "transfer/uploadheaders.h"
#include "transfer/uploadlayout.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace millrace {

HookedFile hookedFile(const PlannedUpload &planned, const QString &bucket)
{
    HookedFile file;
    file.id = planned.id;
    file.upload = true;
    file.bucket = bucket;
    file.key = planned.key;
    file.size = planned.identity.size;
    file.path = QFile::decodeName(planned.path);
    return file;
}

FileUpload::FileUpload(PlannedUpload planned, const UploadShare &share, QObject *parent)
    : FileTask(parent), m_planned(std::move(planned)), m_share(share), m_spec(share.spec),
      m_path(QFile::decodeName(m_planned.path)), m_size(m_planned.identity.size)
{
    m_result.id = m_planned.id;
    m_result.bucket = m_spec.bucket;
    m_result.key = m_planned.key;
    m_result.path = m_path;
    m_result.size = m_planned.identity.size;
}

FileUpload::~FileUpload()
{
    m_share.memory->forget(this);
}

void FileUpload::start()
{
    m_clock.start();
    if (m_planned.refused) {
        endWithError(*m_planned.refused);
        return;
    }
    if (!m_planned.skipped.isEmpty()) {
        m_result.note = m_planned.skipped;
        endWith(FileOutcome::Skipped);
        return;
    }
    if (m_spec.settings.hooks) {
        if (m_result.note = m_spec.settings.hooks->starts(hookedFile(m_planned, m_spec.bucket)); !m_result.note.isEmpty()) {
            endWith(FileOutcome::Skipped);
            return;
        }
    }
    auto layout = layOutUpload(m_planned.identity.size, m_spec);
    if (!layout) {
        endWithError(layout.error());
        return;
    }
    m_layout = *layout;
    if (m_planned.compare)
        compareWithStored();
    else
        begin();
}

void FileUpload::begin()
{
    if (m_spec.dryRun) {
        endWith(FileOutcome::Planned);
        return;
    }
    m_source = m_planned.source;
    if (!m_source && !m_spec.feed) {
        const auto direct = m_spec.settings.directIo == DirectIo::On ? FileSource::Direct::Always
            : m_spec.settings.directIo == DirectIo::Off              ? FileSource::Direct::Never
                                                                     : FileSource::Direct::Auto;
        m_source = std::make_shared<FileSource>(m_planned.path, m_planned.identity, direct);
    }
    m_headers = objectHeaders(m_spec, m_planned.key);
    if (m_spec.checksum.mode != UploadChecksum::Mode::None)
        m_checksum = m_spec.checksum.algorithm;
    if (m_spec.feed) {
        m_layout = {};
        m_layout.concurrency = feedConcurrency(m_spec);
        m_stage = Stage::Creating;
        feedNext();
        return;
    }
    cutParts();
    // Also what is small now may have been begun in parts by an earlier run.
    if (m_layout.whole && !(m_share.anyJournal && hasJournal()))
        beginSending();
    else
        openUpload();
}

/// Whether the ETag of a part, or of a whole object sent at once, is the MD5 of its bytes as far as we know.
bool FileUpload::etagIsMd5() const
{
    return m_spec.encryption.mode == UploadEncryption::Mode::ServerDefault
        || m_spec.encryption.mode == UploadEncryption::Mode::Aes256;
}

void FileUpload::cutParts()
{
    m_parts.assign(size_t(m_layout.count), {});
    for (int i = 0; i < m_layout.count; ++i) {
        Part &part = m_parts[size_t(i)];
        part.offset = i * m_layout.partSize;
        part.size = std::min(m_layout.partSize, m_planned.identity.size - part.offset);
    }
    m_nextPart = m_partsDone = 0;
}

void FileUpload::beginSending()
{
    m_stage = Stage::Sending;
    m_file = std::make_shared<SendFile>();
    m_file->id = m_planned.id;
    m_file->bucket = m_spec.bucket;
    m_file->key = m_planned.key;
    m_file->uploadId = m_uploadId;
    m_file->headers = m_layout.whole ? m_headers : keyHeaders(m_spec);
    m_file->source = m_source;
    m_file->memory = m_share.memory;
    m_file->traits = m_share.traits;
    m_file->checksum = m_checksum;
    m_file->checksumOptional = m_spec.checksum.mode == UploadChecksum::Mode::Auto;
    m_file->etagIsMd5 = etagIsMd5();
    m_file->validate = m_spec.settings.validate;
    if (allSent())
        allPartsSent();
    else
        emit partsReady();
}

int FileUpload::wantedConnections() const
{
    if (m_spec.feed)
        return std::clamp(int(m_parts.size()) - m_partsDone, 1, std::max(1, m_layout.concurrency));
    if (m_parts.empty()) {
        const auto layout = layOutUpload(m_planned.identity.size, m_spec);
        return layout ? layout->concurrency : 0;
    }
    return std::min(m_layout.concurrency, m_layout.count - m_partsDone);
}

bool FileUpload::hasWaitingPart() const
{
    return m_stage == Stage::Sending && !m_error && !m_cancelled && m_nextPart < int(m_parts.size())
        && m_active < m_layout.concurrency;
}

PartTask FileUpload::takePart()
{
    const int index = m_nextPart++;
    m_nextPart = nextWaiting(m_parts, m_nextPart);
    Part &part = m_parts[size_t(index)];
    part.state = PartState::Active;
    part.attempt = 1;
    ++m_active;
    const SendJob job{m_file, index, part.offset, part.size, std::exchange(part.held, {})};
    return {m_planned.id, m_spec.settings.transport.value_or(defaultTransport),
            [job](PartLane lane) { return new PartSend(job, std::move(lane)); }};
}

void FileUpload::onTick(const PartTick &tick)
{
    if (size_t(tick.index) < m_parts.size())
        m_parts[size_t(tick.index)].take(tick);
}

void FileUpload::onPartFinished(const PartOutcome &outcome)
{
    --m_active;
    Part &part = m_parts[size_t(outcome.index)];
    takeEnd(part, outcome);
    m_movedParts += outcome.moved;
    m_result.retries += outcome.retries;
    if (m_error || m_cancelled) {
        part.state = PartState::Waiting;
        part.done = 0;
        settle();
        return;
    }
    if (!outcome.result) {
        part.state = PartState::Failed;
        part.done = 0;
        const Error error = outcome.result.error();
        if (error.s3Code == u"NoSuchUpload" && m_resumed)
            startOver(u"the earlier upload is gone from the server"_s);
        else
            endWithError(error);
        return;
    }
    part.state = PartState::Received;
    part.done = outcome.length;
    part.receipt = outcome.receipt;
    ++m_partsDone;
    if (allSent()) {
        allPartsSent();
        return;
    }
    if (m_spec.feed)
        feedNext();
    emit partsReady();
}

FileProgress FileUpload::progress() const
{
    FileProgress p;
    p.id = m_planned.id;
    p.key = m_planned.key;
    p.path = m_path;
    p.size = m_size;
    p.done = delivered();
    p.retries = m_result.retries;
    showParts(m_parts, p);
    return p;
}

ByteCount FileUpload::delivered() const
{
    return deliveredBytes(m_parts);
}

ByteCount FileUpload::moved() const
{
    return m_movedParts + bytesInFlight(m_parts);
}

void FileUpload::cancel()
{
    if (m_stage == Stage::Ended || m_cancelled)
        return;
    m_cancelled = true;
    m_stop->store(true);
    settleLater();
}

void FileUpload::endWithError(Error error)
{
    if (error.key.isEmpty())
        error.key = m_planned.key;
    if (error.bucket.isEmpty())
        error.bucket = m_spec.bucket;
    if (error.path.isEmpty())
        error.path = m_path;
    if (!m_error) {
        m_error = error;
        m_result.error = std::move(error);
    }
    m_result.outcome = FileOutcome::Failed;
    if (m_active > 0)
        emit partsUnwanted(m_planned.id);
    settle();
}

void FileUpload::settleLater()
{
    // From the event loop: whoever cancels is about to cancel more, and an abort must not be among it.
    QMetaObject::invokeMethod(this, &FileUpload::settle, Qt::QueuedConnection);
}

/// Ends a failed or cancelled file once nothing of it is under way any more; takes back what the server holds of it.
void FileUpload::settle()
{
    if (m_feeding && (m_error || m_cancelled))
        m_spec.feed->cancel();
    if (m_stage == Stage::Ended || m_stage == Stage::Aborting || m_active > 0 || m_commands > 0
        || !(m_error || m_cancelled))
        return;
    if (m_restarting && !m_cancelled) {
        m_restarting = false;
        m_error.reset();
        m_uploadId.clear();
        m_resumed = false;
        m_result.bytesResumed = 0;
        cutParts();
        create();
        return;
    }
    // What proved damaged must not be taken up by the next run, which can compare it with less.
    const bool damaged = m_error && m_error->kind == ErrorKind::Integrity;
    const bool unwanted = m_cancelled && m_spec.takeBack && *m_spec.takeBack;
    if (!m_uploadId.isEmpty() && (damaged || unwanted || !m_spec.keepPartial)) {
        abortUpload();
        return;
    }
    if (!m_uploadId.isEmpty())
        m_result.note = u"the parts sent so far are kept on the server; the same command goes on with them"_s;
    if (m_cancelled && !m_result.error)
        m_result.error = Error::cancelled();
    endWith(m_result.error->kind == ErrorKind::Cancelled ? FileOutcome::Cancelled : FileOutcome::Failed);
}

void FileUpload::endWith(FileOutcome outcome)
{
    m_stage = Stage::Ended;
    m_journal.reset();
    m_source.reset();
    m_result.outcome = outcome;
    m_result.parts = m_layout.count;
    m_result.bytesMoved = m_movedParts;
    m_result.durationSeconds = double(m_clock.nsecsElapsed()) / 1e9;
    emit finished(m_result);
}

} // namespace millrace
