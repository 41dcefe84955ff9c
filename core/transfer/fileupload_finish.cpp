// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fileupload.h"

#include "s3/errorparser.h"
#include "s3/s3client.h"
#include "transfer/checksumheaders.h"
#include "transfer/multipartlayout.h"
#include "transfer/objecttags.h"
#include "transfer/uploadheaders.h"

using namespace Qt::StringLiterals;

// The part of FileUpload from the last byte on: the object is put together and made sure of, or taken back.
namespace millrace {

void FileUpload::allPartsSent()
{
    m_committing = true;
    emit committing();
    // Parts were read at different times, and so was the body of one request that nothing was compared with: only a file
    // that is still the same makes them one object.
    const bool proved = m_layout.whole && m_parts.front().receipt.verifiedBy != VerifiedBy::SizeOnly;
    if (!m_source || proved) {
        if (m_layout.whole)
            endWhole();
        else
            complete();
        return;
    }
    m_stage = Stage::Checking;
    ++m_commands;
    m_share.writers.run([source = m_source] { return source->checkUnchanged(); }, this,
                        [this](const Result<void> &result) {
        --m_commands;
        if (m_cancelled)
            settle();
        else if (!result)
            endWithError(result.error());
        else if (m_layout.whole)
            endWhole();
        else
            complete();
    });
}

void FileUpload::endWhole()
{
    const PartReceipt &receipt = m_parts.front().receipt;
    m_result.etag = receipt.etag;
    m_result.versionId = receipt.versionId;
    m_result.verifiedBy = receipt.verifiedBy;
    m_result.checksum = receipt.verifiedValue;
    endWith(FileOutcome::Done);
}

/// The checksum over the whole from those of the parts; empty where they do not combine or one is not known.
QByteArray FileUpload::wholeChecksum() const
{
    if (!m_checksum || !isCombinable(*m_checksum))
        return {};
    QByteArray whole;
    for (const Part &part : m_parts) {
        if (part.receipt.checksum.isEmpty())
            return {};
        whole = whole.isEmpty() ? part.receipt.checksum
                                : Checksum::combine(*m_checksum, whole, part.receipt.checksum, part.size);
    }
    return whole;
}

/// What the object's ETag must be where those of its parts are MD5s; empty otherwise.
QByteArray FileUpload::expectedEtag() const
{
    QList<QByteArray> md5s;
    for (const Part &part : m_parts) {
        if (!isMd5Etag(part.receipt.etag))
            return {};
        md5s += QByteArray::fromHex(part.receipt.etag);
    }
    return multipartEtag(md5s);
}

VerifiedBy FileUpload::weakestPart() const
{
    for (const Part &part : m_parts)
        if (part.receipt.verifiedBy == VerifiedBy::SizeOnly)
            return VerifiedBy::SizeOnly;
    return m_parts.front().receipt.verifiedBy;
}

void FileUpload::complete()
{
    m_stage = Stage::Completing;
    QList<CompletedPart> parts;
    for (size_t i = 0; i < m_parts.size(); ++i)
        parts.append({int(i) + 1, m_parts[i].receipt.etag, m_parts[i].receipt.checksum.toBase64()});
    QString element;
    if (m_checksum)
        element = u"Checksum"_s + QString::fromLatin1(checksumWireName(*m_checksum));
    S3Request request = completeUploadRequest(upload(), parts, element);
    if (const QByteArray whole = wholeChecksum(); !whole.isEmpty()) {
        // With these the server itself refuses to make anything else of the parts.
        request.headers.emplaceBack(checksumHeaderName(*m_checksum), whole.toBase64());
        request.headers.emplaceBack("x-amz-checksum-type", "FULL_OBJECT");
    }
    ++m_commands;
    m_share.client.send(request, [this](const Result<S3Response> &response) {
        --m_commands;
        onCompleted(response);
    });
}

void FileUpload::onCompleted(const Result<S3Response> &response)
{
    auto object = response ? parseCompleteMultipartUpload(response->body)
                           : Result<WrittenObject>(fail(response.error()));
    if (object) {
        m_result.versionId = QString::fromUtf8(response->header("x-amz-version-id"));
        confirm(*object);
        return;
    }
    Error error = object.error();
    if (error.s3Code == u"EntityTooSmall")
        error.message = u"this server wants larger parts than %1"_s.arg(formatBytes(m_layout.partSize));
    // The answer to a command that did its work may have been lost, and the next try then finds no upload.
    const bool inDoubt = error.s3Code == u"NoSuchUpload" || error.kind == ErrorKind::Network
        || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Cancelled || (response && error.s3Code.isEmpty()); // a yes without its document
    if (inDoubt)
        askObject(error);
    else
        endWithError(error);
}

/// The server says that the object is there: is it the one that was sent?
void FileUpload::confirm(const WrittenObject &object)
{
    m_written = object;
    m_result.etag = object.etag;
    if (!m_spec.settings.validate) {
        m_result.verifiedBy = VerifiedBy::SizeOnly;
        askObject(std::nullopt);
        return;
    }
    const QByteArray whole = wholeChecksum().toBase64();
    const QByteArray told = m_checksum ? object.checksums.value(name(*m_checksum)) : QByteArray();
    if (!whole.isEmpty() && !told.isEmpty() && !told.contains('-')) {
        if (told != whole) {
            endWithError(Error::make(ErrorKind::Integrity, ErrorCause::ChecksumMismatch,
                                     u"the server put other bytes together than were sent"_s));
            return;
        }
        m_result.verifiedBy = verifiedByChecksum(*m_checksum);
        m_result.checksum = whole;
        finishMultipart();
        return;
    }
    askObject(std::nullopt);
}

/// HEAD. With @p doubt it decides whether the upload was completed after all; that error stands if not.
void FileUpload::askObject(std::optional<Error> doubt)
{
    m_stage = Stage::Confirming;
    S3Request request;
    request.method = "HEAD";
    request.bucket = m_spec.bucket;
    request.key = m_planned.key;
    request.headers = keyHeaders(m_spec);
    if (m_checksum)
        request.headers.emplaceBack("x-amz-checksum-mode", "ENABLED");
    ++m_commands;
    m_share.client.send(request, [this, doubt = std::move(doubt)](const Result<S3Response> &response) {
        --m_commands;
        onAsked(response, doubt);
    });
}

void FileUpload::onAsked(const Result<S3Response> &response, const std::optional<Error> &doubt)
{
    const QByteArray expected = expectedEtag();
    if (!response) {
        if (doubt) {
            endWithError(*doubt);
            return;
        }
        const bool proved = !expected.isEmpty() && m_result.etag == expected && weakestPart() != VerifiedBy::SizeOnly;
        if (response.error().kind != ErrorKind::Auth && !proved) {
            Error error = response.error();
            error.message = u"the upload was completed, but the object could not be confirmed: "_s + error.message;
            endWithError(std::move(error));
            return;
        }
        // A key that may write but not read: nothing speaks against what the server said.
        m_result.verifiedBy = VerifiedBy::Nothing;
        if (proved) {
            m_result.verifiedBy = VerifiedBy::MultipartEtag;
            m_result.checksum = expected;
        }
    } else {
        const ObjectInfo info = objectInfoFromHeaders(m_planned.key, response->headers);
        const QByteArray whole = wholeChecksum().toBase64();
        const bool sameBytes = info.size == m_size && !whole.isEmpty() && response->header(checksumHeaderName(*m_checksum)) == whole;
        const bool ours = doubt ? sameBytes || (!expected.isEmpty() && info.etag == expected)
                                : m_result.etag.isEmpty() || info.etag == m_result.etag;
        if (doubt && !ours) {
            endWithError(*doubt);
            return;
        }
        if (!ours || info.size != m_size) {
            endWithError(Error::make(ErrorKind::Integrity, ErrorCause::SizeMismatch,
                                     u"the object that is there now is not the one that was sent"_s));
            return;
        }
        m_result.etag = info.etag;
        const bool encrypted = response->header("x-amz-server-side-encryption").startsWith("aws:kms")
            || m_spec.encryption.mode == UploadEncryption::Mode::CustomerKey;
        const bool comparable = m_spec.settings.validate && !expected.isEmpty() && !encrypted
            && multipartCount(info.etag) == m_layout.count;
        if (comparable && info.etag.toLower() != expected) {
            endWithError(Error::make(ErrorKind::Integrity, ErrorCause::ChecksumMismatch,
                                     u"the object's ETag is not that of the parts that were sent"_s));
            return;
        }
        m_result.verifiedBy = VerifiedBy::SizeOnly;
        if (comparable && weakestPart() != VerifiedBy::SizeOnly) {
            m_result.verifiedBy = VerifiedBy::MultipartEtag;
            m_result.checksum = expected;
            m_result.composite = true;
        } else if (weakestPart() != VerifiedBy::SizeOnly && m_spec.settings.validate) {
            // Every part was confirmed, and the server put as many bytes together.
            m_result.verifiedBy = weakestPart();
            m_result.composite = true;
            m_result.checksum = m_result.etag;
        }
    }
    finishMultipart();
}

/// The object is what was sent; has it the tags as well?
void FileUpload::finishMultipart()
{
    if (m_journal)
        m_journal->remove();
    m_uploadId.clear();
    if (m_spec.tags.isEmpty()) {
        endWith(FileOutcome::Done);
        return;
    }
    ++m_commands;
    ensureTags(m_share.client, m_spec.bucket, m_planned.key, m_result.versionId, m_spec.tags, [this](const Result<> &there) {
        --m_commands;
        if (!there && m_cancelled)
            m_result.note = u"the object is complete, but its tags were not made sure of"_s;
        if (there)
            endWith(FileOutcome::Done);
        else if (m_cancelled)
            settle();
        else
            endWithError(there.error());
    });
}

/// They cost storage for as long as nobody does anything about them.
void FileUpload::noticePartsRemain(const Error &why)
{
    m_result.note = u"the parts sent so far could not be removed from the server: %1"_s.arg(why.message);
    emit noticed(u"%1: %2; \"millrace-cli uploads abort\" removes them"_s.arg(m_planned.key, m_result.note));
}

void FileUpload::abortUpload()
{
    m_stage = Stage::Aborting;
    for (Part &part : m_parts)
        part.done = 0;
    m_share.client.send(abortUploadRequest(upload()), [this](const Result<S3Response> &response) {
        const bool gone = response || response.error().httpStatus == 404;
        if (gone && m_journal)
            m_journal->remove();
        if (!gone)
            noticePartsRemain(response.error());
        if (m_cancelled && !m_result.error)
            m_result.error = Error::cancelled();
        endWith(m_result.error->kind == ErrorKind::Cancelled ? FileOutcome::Cancelled : FileOutcome::Failed);
    });
}

} // namespace millrace
