// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/filecopy.h"

#include "s3/errorparser.h"
#include "transfer/checksumheaders.h"
#include "transfer/multipartlayout.h"
#include "transfer/objecttags.h"
#include "transfer/uploadlayout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The part of FileCopy for objects that one CopyObject cannot take.
namespace millrace {
namespace {

constexpr ByteCount usualPart = 256 * MiB;

/// What CopyObject would carry over by itself and CreateMultipartUpload must be told.
constexpr const char *keptHeaders[] = {"content-type", "cache-control", "content-disposition", "content-encoding",
                                       "content-language", "expires", "x-amz-website-redirect-location"};

/// Whether a refused question for tags says that there are none, or can be none on this server.
bool hasNoTags(const Error &error)
{
    return error.httpStatus == 404 || error.httpStatus == 405 || error.httpStatus == 501;
}

HeaderList metadataOf(const HeaderList &source)
{
    HeaderList headers;
    for (const char *name : keptHeaders) {
        if (const QByteArray value = headerValue(source, name); !value.isEmpty())
            headers.emplaceBack(name, value);
    }
    for (const auto &[name, value] : source) {
        if (name.toLower().startsWith("x-amz-meta-"))
            headers.emplaceBack(name.toLower(), value);
    }
    return headers;
}

} // namespace

void FileCopy::copyInParts()
{
    m_partSize = m_spec.settings.partSize.value_or(usualPart);
    while ((m_source.size + m_partSize - 1) / m_partSize > mostUploadParts)
        m_partSize *= 2;
    if (m_source.size > largestObject || m_partSize > largestPart) {
        endWithError(Error::make(ErrorKind::Config, ErrorCause::None, u"the object is larger than S3 allows"_s));
        return;
    }
    for (ByteCount offset = 0; offset < m_source.size; offset += m_partSize) {
        Part part;
        part.offset = offset;
        part.size = std::min(m_partSize, m_source.size - offset);
        m_parts.push_back(part);
    }
    if (headerValue(m_sourceHeaders, "x-amz-checksum-type") == "FULL_OBJECT") {
        for (const auto algorithm : {ChecksumAlgorithm::Crc64Nvme, ChecksumAlgorithm::Crc32c, ChecksumAlgorithm::Crc32})
            if (!m_checksum && !headerValue(m_sourceHeaders, checksumHeaderName(algorithm)).isEmpty())
                m_checksum = algorithm;
    }
    askTags();
}

void FileCopy::askTags()
{
    // Asked whatever HEAD says: not every server tells there how many there are.
    const bool known = headerValue(m_sourceHeaders, "x-amz-tagging-count").toInt() > 0;
    send(getTaggingRequest(m_spec.sourceBucket, m_source.key, m_source.versionId),
         [this, known](const Result<S3Response> &response) {
        // An answer without a document is how one server says that there are none.
        const bool silent = response && response->body.isEmpty() && !known;
        const auto tags = silent ? Result<TagList>(TagList())
            : response           ? parseTagging(response->body)
                                 : Result<TagList>(fail(response.error()));
        if (tags || (!known && hasNoTags(tags.error()))) {
            m_tags = tags.value_or(TagList());
            create(m_tags);
            return;
        }
        // A copy without its tags would not be one.
        Error error = tags.error();
        error.message = u"the object's tags cannot be read: "_s + error.message;
        endWithError(std::move(error));
    });
}

void FileCopy::create(const TagList &tags)
{
    HeaderList headers = metadataOf(m_sourceHeaders) + targetHeaders();
    if (!tags.isEmpty())
        headers.emplaceBack("x-amz-tagging", taggingValue(tags));
    if (m_checksum) {
        headers.emplaceBack("x-amz-checksum-algorithm", checksumWireName(*m_checksum));
        headers.emplaceBack("x-amz-checksum-type", "FULL_OBJECT");
    }
    ++m_commands;
    m_share.client.send(createUploadRequest(m_spec.bucket, m_planned.key, headers),
                        [this](const Result<S3Response> &response) {
        --m_commands;
        const auto id = response ? parseInitiateMultipartUpload(response->body)
                                 : Result<QString>(fail(response.error()));
        // Also of one that is not wanted any more: it must be aborted.
        if (id)
            m_uploadId = *id;
        if (m_cancelled)
            settle();
        else if (!id)
            endWithError(id.error());
        else
            pump();
    });
}

void FileCopy::checkTags()
{
    ++m_commands;
    ensureTags(m_share.client, m_spec.bucket, m_planned.key, m_result.versionId, std::exchange(m_tags, {}),
               [this](const Result<> &there) {
        --m_commands;
        if (m_cancelled || m_error)
            settle();
        else if (!there)
            endWithError(there.error());
        else
            afterConfirmed();
    });
}

/// Sends parts while the run has room; one is always under way, so that every object goes on.
void FileCopy::pump()
{
    while (!m_error && !m_cancelled && m_nextPart < m_parts.size()
           && (m_active == 0 || *m_share.busy < m_share.limit))
        sendPart(m_nextPart++);
}

void FileCopy::sendPart(size_t index)
{
    Part &part = m_parts[index];
    part.state = PartState::Active;
    ++*m_share.busy;
    ++m_commands;
    m_concurrency = std::max(m_concurrency, ++m_active);
    m_share.client.send(copyPartRequest(origin(), upload(), int(index) + 1, part.offset, part.offset + part.size - 1),
                        [this, index, busy = m_share.busy](const Result<S3Response> &response) {
        --*busy;
        --m_commands;
        --m_active;
        if (m_cancelled || m_error) {
            settle();
            return;
        }
        auto written = response ? parseCopyPart(response->body) : Result<WrittenObject>(fail(response.error()));
        if (written && written->etag.isEmpty())
            written = fail(ErrorKind::Protocol, ErrorCause::None, u"the server copied a part without giving it an ETag"_s);
        Part &done = m_parts[index];
        if (!written) {
            done.state = PartState::Failed;
            endWithError(written.error());
            return;
        }
        done.state = PartState::Received;
        done.etag = written->etag;
        if (m_checksum)
            done.checksum = written->checksums.value(name(*m_checksum));
        m_copied += done.size;
        if (++m_partsDone < m_parts.size())
            pump();
        else
            // Not every server heeds the condition on a part's source; and the last byte may have changed last.
            askSource([this] { complete(); });
    });
}

QByteArray FileCopy::expectedEtag() const
{
    QList<QByteArray> md5s;
    for (const Part &part : m_parts) {
        if (!isMd5Etag(part.etag))
            return {};
        md5s += QByteArray::fromHex(part.etag);
    }
    return md5s.isEmpty() ? QByteArray() : multipartEtag(md5s);
}

void FileCopy::complete()
{
    QList<CompletedPart> parts;
    for (size_t i = 0; i < m_parts.size(); ++i)
        parts.append({int(i) + 1, m_parts[i].etag, m_parts[i].checksum});
    S3Request request = completeUploadRequest(
        upload(), parts, m_checksum ? u"Checksum"_s + QString::fromLatin1(checksumWireName(*m_checksum)) : QString());
    if (m_checksum) {
        // With these the server itself refuses to make anything but the source of the parts.
        request.headers.emplaceBack(checksumHeaderName(*m_checksum),
                                    headerValue(m_sourceHeaders, checksumHeaderName(*m_checksum)));
        request.headers.emplaceBack("x-amz-checksum-type", "FULL_OBJECT");
    }
    send(request, [this](const Result<S3Response> &response) {
        const auto written = response ? parseCompleteMultipartUpload(response->body)
                                      : Result<WrittenObject>(fail(response.error()));
        if (written) {
            m_etag = written->etag;
            m_result.versionId = QString::fromUtf8(response->header("x-amz-version-id"));
            confirm();
            return;
        }
        const Error &error = written.error();
        // The answer to a command that did its work may have been lost, and the next try then finds no upload.
        if (error.s3Code == u"NoSuchUpload" || error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout) {
            m_doubt = error;
            confirm();
        } else {
            endWithError(error);
        }
    });
}

} // namespace millrace
