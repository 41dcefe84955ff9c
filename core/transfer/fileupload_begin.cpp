// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fileupload.h"

#include "s3/errorparser.h"
#include "s3/multipartreplies.h"
#include "s3/s3client.h"
#include "transfer/checksumheaders.h"
#include "transfer/multipartlayout.h"
#include "transfer/uploadheaders.h"
#include "transfer/uploadlayout.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;

// The part of FileUpload that gets an upload id: from an earlier run's journal, or a new one.
namespace millrace {
namespace {

/// The @p algorithm's value over [@p from, @p to) of @p source. Blocks; @p stop is looked at between reads.
Result<QByteArray> hashRange(ByteSource &source, ChecksumAlgorithm algorithm, ByteCount from, ByteCount to,
                             const std::atomic<bool> &stop)
{
    // As the source wants it: room for whole blocks, and where reads past the page cache may go.
    const std::unique_ptr<char, decltype(&std::free)> block(static_cast<char *>(std::aligned_alloc(4096, MiB)), &std::free);
    Checksum checksum(algorithm);
    for (ByteCount at = from; at < to;) {
        if (stop)
            return fail(Error::cancelled());
        const ByteCount length = std::min(MiB, to - at);
        if (const auto got = source.read(at, block.get(), length); !got)
            return fail(got.error());
        checksum.add(block.get(), length);
        at += length;
    }
    return checksum.finish();
}

} // namespace

UploadName FileUpload::upload() const
{
    return {m_spec.bucket, m_planned.key, m_uploadId, keyHeaders(m_spec)};
}

UploadRecord FileUpload::record() const
{
    QByteArray terms;
    for (const auto &[name, value] : m_headers)
        terms += name + ':' + value + '\n';
    UploadRecord r;
    r.uploadId = m_uploadId;
    r.partSize = m_layout.partSize;
    r.checksum = m_checksum ? name(*m_checksum) : QString();
    r.source = m_planned.identity;
    r.terms = sha256Hex(terms).left(32);
    return r;
}

QString FileUpload::journalTarget() const
{
    return UploadJournal::target(m_spec.connection, m_spec.bucket, m_planned.key);
}

bool FileUpload::hasJournal() const
{
    return !m_planned.path.isEmpty()
        && UploadJournal::exists(m_spec.stateFolder, QFileInfo(m_path).absoluteFilePath(), journalTarget());
}

void FileUpload::openUpload()
{
    if (m_planned.path.isEmpty()) {
        create();
        return;
    }
    auto journal = UploadJournal::take(m_spec.stateFolder, QFileInfo(m_path).absoluteFilePath(), journalTarget());
    if (!journal) {
        if (journal.error().kind == ErrorKind::Conflict) {
            endWithError(journal.error());
            return;
        }
        // Only a later resume needs it.
        emit noticed(u"%1: %2; an interrupted upload will have to start over"_s.arg(m_planned.key,
                                                                                 journal.error().message));
        create();
        return;
    }
    m_journal = std::move(*journal);
    const auto left = m_journal->load();
    if (!left) {
        create();
        return;
    }
    const UploadRecord now = record();
    const bool sameSource = left->source == now.source;
    const bool sameTerms = left->terms == now.terms
        && (left->checksum == now.checksum || (left->checksum.isEmpty() && m_spec.checksum.mode == UploadChecksum::Mode::Auto));
    const bool fits = (left->partSize >= now.partSize || !m_spec.settings.partSize)
        && (m_planned.identity.size - 1) / left->partSize < mostUploadParts; // a journal may have been edited
    m_uploadId = left->uploadId;
    if (!sameSource || !sameTerms || !fits || m_layout.whole || !m_spec.resume) {
        m_result.note = (!m_spec.resume ? u"as asked"_s
                         : sameSource   ? u"the settings changed since the last run"_s
                                        : u"the file changed since the last run"_s) + u": started over"_s;
        emit noticed(m_planned.key + u": "_s + m_result.note);
        // What the server holds of it would cost storage for ever.
        ++m_commands;
        m_share.client.send(abortUploadRequest(upload()), [this](const Result<S3Response> &response) {
            --m_commands;
            if (!response && response.error().httpStatus != 404)
                noticePartsRemain(response.error());
            m_uploadId.clear();
            if (m_cancelled)
                settle();
            else
                create();
        });
        return;
    }
    m_layout.partSize = left->partSize;
    m_layout.count = int((m_planned.identity.size + left->partSize - 1) / left->partSize);
    m_layout.concurrency = std::min(m_layout.concurrency, m_layout.count);
    if (left->checksum.isEmpty())
        m_checksum.reset();
    m_resumed = true;
    cutParts();
    m_stage = Stage::Resuming;
    listParts(*left, 0);
}

void FileUpload::listParts(const UploadRecord &record, int marker)
{
    ++m_commands;
    m_share.client.send(listPartsRequest(upload(), marker), [this, record, marker](const Result<S3Response> &response) {
        --m_commands;
        if (m_cancelled) {
            settle();
            return;
        }
        auto page = response ? parseListParts(response->body) : Result<PartsPage>(fail(response.error()));
        if (!page && page.error().httpStatus == 404) {
            askWhetherCompleted();
        } else if (!page) {
            m_uploadId.clear(); // what the last run sent stays, for the next
            endWithError(page.error());
        } else {
            m_listed += page->parts;
            if (page->nextMarker > marker && !page->parts.isEmpty())
                listParts(record, page->nextMarker);
            else
                takeUp(m_listed, record.source.changedNs == m_planned.identity.changedNs);
        }
    });
}

/// Counts the parts that are there already as sent. The source is the same by size, time and inode; but the run that
/// sent a part may have died before it had compared what arrived, and where the file is not @p untouched somebody may have
/// written into it and set its time back. Such parts are read and compared now.
void FileUpload::takeUp(const QList<UploadedPart> &parts, bool untouched)
{
    const QString algorithm = m_checksum ? name(*m_checksum) : QString();
    const bool compare = m_spec.settings.validate && etagIsMd5() && isAvailable(ChecksumAlgorithm::Md5);
    for (const UploadedPart &there : parts) {
        if (there.number < 1 || there.number > m_layout.count)
            continue;
        const size_t index = size_t(there.number - 1);
        Part &part = m_parts[index];
        if (there.size != part.size || part.state != PartState::Waiting || there.etag.isEmpty())
            continue;
        part.receipt.etag = there.etag;
        part.receipt.checksum = QByteArray::fromBase64(there.checksums.value(algorithm));
        const bool hasChecksum = m_checksum && !part.receipt.checksum.isEmpty();
        if (hasChecksum && untouched)
            accept(part, verifiedByChecksum(*m_checksum));
        else if (hasChecksum)
            compareListed(index, *m_checksum, part.receipt.checksum);
        else if (compare && isMd5Etag(there.etag))
            compareListed(index, ChecksumAlgorithm::Md5, QByteArray::fromHex(there.etag));
        else if (untouched)
            accept(part, VerifiedBy::SizeOnly);
        else
            part.receipt = {};
    }
    m_listed.clear();
    if (m_commands == 0)
        sendTheRest();
}

void FileUpload::accept(Part &part, VerifiedBy how)
{
    part.state = PartState::Received;
    part.done = part.size;
    part.receipt.verifiedBy = how;
    ++m_partsDone;
    m_result.bytesResumed += part.size;
}

/// Reads a listed part's range and takes the part only if it has the digest that the server names.
void FileUpload::compareListed(size_t index, ChecksumAlgorithm algorithm, const QByteArray &expected)
{
    const auto found = std::make_shared<QByteArray>();
    ++m_commands;
    m_share.writers.run([source = m_source, algorithm, found, from = m_parts[index].offset, size = m_parts[index].size,
                         stop = m_stop]() -> Result<void> {
        auto hashed = hashRange(*source, algorithm, from, from + size, *stop);
        if (!hashed)
            return fail(hashed.error());
        *found = *hashed;
        return {};
    }, this, [this, index, algorithm, expected, found](const Result<void> &result) {
        --m_commands;
        Part &part = m_parts[index];
        if (m_cancelled || m_error) {
            settle();
            return;
        }
        if (!result) {
            endWithError(result.error());
            return;
        }
        if (*found == expected) {
            accept(part, algorithm == ChecksumAlgorithm::Md5 ? VerifiedBy::Md5Etag : verifiedByChecksum(algorithm));
        } else {
            part.receipt = {};
            emit noticed(u"%1: part %2 of the last run is not what the file holds, and is sent again"_s.arg(m_planned.key).arg(index + 1));
        }
        if (m_commands == 0)
            sendTheRest();
    });
}

void FileUpload::sendTheRest()
{
    m_nextPart = nextWaiting(m_parts, m_nextPart);
    beginSending();
}

void FileUpload::create()
{
    if (m_layout.whole) {
        if (m_journal)
            m_journal->remove();
        m_journal.reset();
        beginSending();
        return;
    }
    m_stage = Stage::Creating;
    if (m_spec.checksum.mode == UploadChecksum::Mode::Auto && m_share.traits->refusesChecksums)
        m_checksum.reset();
    HeaderList headers = m_headers;
    if (m_checksum) {
        headers.emplaceBack("x-amz-checksum-algorithm", checksumWireName(*m_checksum));
        headers.emplaceBack("x-amz-checksum-type", isCombinable(*m_checksum) ? "FULL_OBJECT" : "COMPOSITE");
    }
    ++m_commands;
    m_share.client.send(createUploadRequest(m_spec.bucket, m_planned.key, headers),
                        [this](const Result<S3Response> &response) {
        --m_commands;
        onCreated(response);
    });
}

void FileUpload::onCreated(const Result<S3Response> &response)
{
    const auto id = response ? parseInitiateMultipartUpload(response->body) : Result<QString>(fail(response.error()));
    if (id)
        m_uploadId = *id;
    if (m_cancelled || m_error) { // a stream may have failed meanwhile
        settle();
        return;
    }
    if (!id) {
        if (m_checksum && m_spec.checksum.mode == UploadChecksum::Mode::Auto && refusesChecksum(id.error())) {
            m_share.traits->refusesChecksums = true;
            emit noticed(u"the server refuses checksums; parts are checked by their ETags"_s);
            create();
            return;
        }
        endWithError(id.error());
        return;
    }
    if (m_journal)
        if (auto saved = m_journal->save(record()); !saved)
            emit noticed(m_planned.key + u": "_s + saved.error().message);
    beginSending();
}

/// The earlier upload is gone from the server. Its process may have died between telling the server to put the object
/// together and hearing that it was done, and all of it would then be sent again.
void FileUpload::askWhetherCompleted()
{
    S3Request request;
    request.method = "HEAD";
    request.bucket = m_spec.bucket;
    request.key = m_planned.key;
    request.headers = keyHeaders(m_spec);
    request.headers.emplaceBack("x-amz-checksum-mode", "ENABLED");
    ++m_commands;
    m_share.client.send(request, [this](const Result<S3Response> &response) {
        --m_commands;
        if (m_cancelled) {
            settle();
            return;
        }
        ObjectInfo info;
        if (response)
            info = objectInfoFromHeaders(m_planned.key, response->headers);
        if (response && info.size == m_planned.identity.size && m_spec.settings.validate)
            compareWithObject(response->headers, info);
        else
            startOver(u"the earlier upload is gone from the server"_s);
    });
}

/// Reads the source once and compares it with what the server says of the object; sends again unless they are the same.
void FileUpload::compareWithObject(const HeaderList &headers, const ObjectInfo &info)
{
    QByteArray told = m_checksum ? headerValue(headers, checksumHeaderName(*m_checksum)) : QByteArray();
    if (told.contains('-'))
        told.clear(); // a checksum of the parts' checksums
    const bool byChecksum = !told.isEmpty() && isCombinable(*m_checksum);
    const bool byEtag = multipartCount(info.etag) == m_layout.count && isAvailable(ChecksumAlgorithm::Md5);
    if (!byChecksum && !byEtag) {
        startOver(u"the earlier upload is gone from the server"_s);
        return;
    }
    const ChecksumAlgorithm algorithm = byChecksum ? *m_checksum : ChecksumAlgorithm::Md5;
    const auto found = std::make_shared<QByteArray>();
    const auto read = [source = m_source, algorithm, byChecksum, found, size = m_planned.identity.size,
                       step = byChecksum ? m_planned.identity.size : m_layout.partSize, stop = m_stop]() -> Result<void> {
        QList<QByteArray> pieces;
        for (ByteCount at = 0; at < size; at += step) {
            auto piece = hashRange(*source, algorithm, at, std::min(size, at + step), *stop);
            if (!piece)
                return fail(piece.error());
            pieces += *piece;
        }
        *found = byChecksum ? pieces.value(0).toBase64() : multipartEtag(pieces);
        return source->checkUnchanged();
    };
    ++m_commands;
    m_share.writers.run(read, this, [this, found, byChecksum, told, info](const Result<void> &result) {
        --m_commands;
        if (m_cancelled) {
            settle();
        } else if (!result) {
            endWithError(result.error());
        } else if (*found != (byChecksum ? told : info.etag.toLower())) {
            startOver(u"the earlier upload is gone from the server"_s);
        } else {
            m_result.etag = info.etag;
            m_result.bytesResumed = m_planned.identity.size;
            m_result.verifiedBy = byChecksum ? verifiedByChecksum(*m_checksum) : VerifiedBy::MultipartEtag;
            m_result.composite = !byChecksum;
            m_result.checksum = *found;
            m_result.note = u"the last run had sent all of it"_s;
            if (m_journal)
                m_journal->remove();
            endWith(FileOutcome::Done);
        }
    });
}

/// Forgets the upload of an earlier run, once what is under way has ended.
void FileUpload::startOver(const QString &why)
{
    m_result.note = why + u": started over"_s;
    emit noticed(m_planned.key + u": "_s + m_result.note);
    m_listed.clear();
    m_restarting = true;
    m_error = Error::cancelled(); // until the parts in flight have ended; settle() takes it from there
    if (m_active > 0)
        emit partsUnwanted(m_planned.id);
    settle();
}

} // namespace millrace
