// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/filecopy.h"

#include "s3/errorparser.h"
#include "transfer/checksumheaders.h"
#include "transfer/multipartlayout.h"
#include "transfer/verification.h"

using namespace Qt::StringLiterals;

namespace millrace {

FileCopy::FileCopy(PlannedCopy planned, const CopyShare &share, QObject *parent)
    : FileTask(parent), m_planned(std::move(planned)), m_share(share), m_spec(share.spec), m_source(m_planned.source),
      m_sourceHeaders(m_planned.headers)
{
    m_result.id = m_planned.id;
    m_result.bucket = m_spec.sourceBucket;
    m_result.key = m_source.key;
    m_result.path = u"s3://%1/%2"_s.arg(m_spec.bucket, m_planned.key);
    m_result.size = std::max<ByteCount>(0, m_source.size);
}

FileCopy::~FileCopy() = default;

void FileCopy::start()
{
    m_clock.start();
    if (m_planned.refused) {
        endWithError(*m_planned.refused);
        return;
    }
    if (!m_planned.skipped.isEmpty() || m_spec.dryRun) {
        m_result.note = m_planned.skipped;
        endWith(m_planned.skipped.isEmpty() ? FileOutcome::Planned : FileOutcome::Skipped);
        return;
    }
    m_partSize = m_source.size;
    if (m_source.size <= m_spec.multipartThreshold)
        copyWhole();
    else if (m_sourceHeaders.isEmpty())
        askSource([this] { copyInParts(); });
    else
        copyInParts();
}

CopyOrigin FileCopy::origin() const
{
    return {m_spec.sourceBucket, m_source.key, m_source.versionId, m_source.etag};
}

HeaderList FileCopy::targetHeaders() const
{
    HeaderList headers;
    if (!m_spec.storageClass.isEmpty())
        headers.emplaceBack("x-amz-storage-class", m_spec.storageClass.toLatin1());
    if (!m_spec.acl.isEmpty())
        headers.emplaceBack("x-amz-acl", m_spec.acl.toLatin1());
    return headers;
}

/// Counts the command, and looks after a cancel meanwhile: then @p done is not called.
void FileCopy::send(const S3Request &request, Reply done)
{
    ++m_commands;
    m_share.client.send(request, [this, done = std::move(done)](const Result<S3Response> &response) {
        --m_commands;
        if (m_cancelled || m_error)
            settle();
        else
            done(response);
    });
}

/// HEAD of the source, which must still be the one that was listed.
void FileCopy::askSource(std::function<void()> then)
{
    ++m_commands;
    m_share.client.head(m_spec.sourceBucket, m_source.key, m_source.versionId, 0,
                        [this, then = std::move(then)](const Result<ObjectHead> &head) {
        --m_commands;
        if (m_cancelled || m_error) {
            settle();
        } else if (!head) {
            endWithError(head.error());
        } else if (!m_source.etag.isEmpty() && head->info.etag != m_source.etag) {
            endWithError(Error::make(ErrorKind::Conflict, ErrorCause::ObjectChanged,
                                     u"the source changed while it was being copied"_s));
        } else {
            m_sourceHeaders = head->headers;
            m_source.etag = head->info.etag;
            then();
        }
    });
}

void FileCopy::copyWhole()
{
    const S3Request request = copyObjectRequest(origin(), m_spec.bucket, m_planned.key, targetHeaders());
    send(request, [this](const Result<S3Response> &response) {
        const auto written = response ? parseCopyObject(response->body) : Result<WrittenObject>(fail(response.error()));
        if (!written) {
            endWithError(written.error());
            return;
        }
        m_copied = m_source.size;
        m_etag = written->etag;
        m_result.versionId = QString::fromUtf8(response->header("x-amz-version-id"));
        m_result.parts = 1;
        // An MD5 that is the source's says it all; but no source is removed before its copy was seen.
        const bool same = isMd5Etag(m_etag) && m_etag == m_source.etag;
        if (same && !m_spec.move) {
            m_result.etag = m_result.checksum = m_etag;
            m_result.verifiedBy = VerifiedBy::Md5Etag;
            afterConfirmed();
        } else if (!same && m_sourceHeaders.isEmpty()) {
            askSource([this] { confirm(); });
        } else {
            confirm();
        }
    });
}

/// HEAD of the copy: is it what was copied?
void FileCopy::confirm()
{
    ++m_commands;
    m_share.client.head(m_spec.bucket, m_planned.key, m_result.versionId, 0, [this](const Result<ObjectHead> &head) {
        --m_commands;
        if (m_cancelled || m_error)
            settle();
        else if (!head)
            endWithError(m_doubt ? *m_doubt : head.error());
        else
            onConfirmed(*head);
    });
}

void FileCopy::onConfirmed(const ObjectHead &copy)
{
    if (m_doubt) {
        const QByteArray expected = expectedEtag();
        if (expected.isEmpty() || copy.info.etag != expected) {
            endWithError(*m_doubt);
            return;
        }
        m_doubt.reset();
    }
    if (auto different = compare(copy)) {
        endWithError(std::move(*different));
        return;
    }
    m_result.etag = copy.info.etag;
    m_uploadId.clear();
    afterConfirmed();
}

/// What proves the copy; an Integrity error where something speaks against it.
std::optional<Error> FileCopy::compare(const ObjectHead &copy)
{
    const auto damaged = [](ErrorCause cause, const QString &what) { return Error::make(ErrorKind::Integrity, cause, what); };
    if (copy.info.size != m_source.size || (!m_etag.isEmpty() && copy.info.etag != m_etag))
        return damaged(ErrorCause::SizeMismatch, u"the object at the target is not the one that was copied there"_s);
    m_result.verifiedBy = VerifiedBy::SizeOnly;
    const bool whole = headerValue(copy.headers, "x-amz-checksum-type") == "FULL_OBJECT"
        && headerValue(m_sourceHeaders, "x-amz-checksum-type") == "FULL_OBJECT";
    for (const auto algorithm : {ChecksumAlgorithm::Crc64Nvme, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc32,
                                 ChecksumAlgorithm::Sha256, ChecksumAlgorithm::Sha1}) {
        const QByteArray there = headerValue(copy.headers, checksumHeaderName(algorithm));
        const QByteArray here = headerValue(m_sourceHeaders, checksumHeaderName(algorithm));
        if (!whole || there.isEmpty() || here.isEmpty())
            continue;
        if (there != here)
            return damaged(ErrorCause::ChecksumMismatch, u"the copy's checksum is not the source's"_s);
        m_result.verifiedBy = verifiedByChecksum(algorithm);
        m_result.checksum = there;
        return std::nullopt;
    }
    if (isMd5Etag(copy.info.etag) && copy.info.etag == m_source.etag) {
        m_result.verifiedBy = VerifiedBy::Md5Etag;
        m_result.checksum = copy.info.etag;
        return std::nullopt;
    }
    const QByteArray expected = expectedEtag();
    const bool md5s = !headerValue(copy.headers, "x-amz-server-side-encryption").startsWith("aws:kms");
    if (!expected.isEmpty() && md5s && multipartCount(copy.info.etag) == int(m_parts.size())) {
        if (copy.info.etag.toLower() != expected)
            return damaged(ErrorCause::ChecksumMismatch, u"the copy's ETag is not that of its parts"_s);
        m_result.verifiedBy = VerifiedBy::MultipartEtag;
        m_result.checksum = expected;
    } else if (copy.info.etag == m_source.etag && multipartCount(copy.info.etag)) {
        m_result.verifiedBy = VerifiedBy::MultipartEtag;
        m_result.checksum = copy.info.etag;
    }
    return std::nullopt;
}

void FileCopy::afterConfirmed()
{
    m_uploadId.clear();
    if (!m_tags.isEmpty())
        checkTags();
    else if (m_spec.move)
        removeIfUnchanged();
    else
        endWith(FileOutcome::Done);
}

/// What would be deleted is the newest version, so that one is asked for, not the one that was copied.
void FileCopy::removeIfUnchanged()
{
    m_source.versionId.clear();
    askSource([this] { removeSource(); });
}

void FileCopy::removeSource()
{
    send(deleteObjectRequest(m_spec.sourceBucket, m_source.key), [this](const Result<S3Response> &response) {
        if (response) {
            endWith(FileOutcome::Done);
            return;
        }
        Error error = response.error();
        error.message = u"the copy is complete, but the source could not be removed: "_s + error.message;
        endWithError(std::move(error));
    });
}

FileProgress FileCopy::progress() const
{
    FileProgress p;
    p.id = m_planned.id;
    p.key = m_source.key;
    p.path = m_result.path;
    p.size = m_result.size;
    p.done = m_copied;
    for (const Part &part : m_parts)
        p.parts.append({part.state, part.offset, part.size, part.state == PartState::Received ? part.size : 0, 1, -1, 0, 0, nullptr});
    return p;
}

void FileCopy::cancel()
{
    if (m_ended || m_cancelled)
        return;
    m_cancelled = true;
    QMetaObject::invokeMethod(this, &FileCopy::settle, Qt::QueuedConnection);
}

void FileCopy::endWithError(Error error)
{
    if (m_ended)
        return;
    if (error.key.isEmpty()) {
        error.key = m_source.key;
        error.bucket = m_spec.sourceBucket;
    }
    if (!m_error) {
        m_error = error;
        m_result.error = std::move(error);
    }
    settle();
}

/// Ends a failed or cancelled copy once nothing of it is under way any more.
void FileCopy::settle()
{
    if (m_ended || m_aborting || m_commands > 0 || !(m_error || m_cancelled))
        return;
    if (!m_uploadId.isEmpty()) {
        abortUpload();
        return;
    }
    if (!m_result.error)
        m_result.error = Error::cancelled();
    endWith(m_result.error->kind == ErrorKind::Cancelled ? FileOutcome::Cancelled : FileOutcome::Failed);
}

void FileCopy::abortUpload()
{
    m_aborting = true;
    m_share.client.send(abortUploadRequest(upload()), [this](const Result<S3Response> &response) {
        m_aborting = false;
        m_uploadId.clear();
        if (!response && response.error().httpStatus != 404)
            m_result.note = u"the parts copied so far could not be removed from the server: %1"_s.arg(
                response.error().message);
        settle();
    });
}

void FileCopy::endWith(FileOutcome outcome)
{
    m_ended = true;
    m_result.outcome = outcome;
    if (!m_parts.empty())
        m_result.parts = int(m_parts.size());
    m_result.durationSeconds = double(m_clock.nsecsElapsed()) / 1e9;
    emit finished(m_result);
}

} // namespace millrace
