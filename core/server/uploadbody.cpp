// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/uploadbody.h"

#include <cerrno>

using namespace Qt::StringLiterals;

namespace millrace::server {

std::optional<ChecksumAlgorithm> namedChecksum(const HttpRequest &request)
{
    const QByteArray trailer = request.header("x-amz-trailer").toLower();
    for (const ChecksumAlgorithm algorithm : objectChecksums()) {
        const QByteArray header = checksumHeader(algorithm);
        if (request.hasHeader(header) || trailer == header)
            return algorithm;
    }
    for (const char *header : {"x-amz-sdk-checksum-algorithm", "x-amz-checksum-algorithm"}) {
        const QString value = QString::fromLatin1(request.header(header)).toLower();
        if (const auto algorithm = checksumAlgorithmFromName(value))
            return algorithm;
    }
    return std::nullopt;
}

UploadBody::UploadBody(const HttpRequest &request, const Admission &admission, std::unique_ptr<UploadFile> file,
                       ByteCount memoryLimit)
    : m_request(request), m_payloadHash(admission.payloadHash), m_file(std::move(file)), m_memoryLimit(memoryLimit)
{
    if (m_payloadHash.startsWith("STREAMING-") || request.header("content-encoding").contains("aws-chunked")) {
        m_decoder = std::make_unique<AwsChunkedDecoder>(
            admission, [this](const char *data, qsizetype size) { take(data, size); });
    } else if (m_payloadHash != "UNSIGNED-PAYLOAD") {
        m_sha256.emplace(ChecksumAlgorithm::Sha256);
    }
    if (m_file)
        m_checksum.emplace(namedChecksum(request).value_or(ChecksumAlgorithm::Crc64Nvme));
    // With CompleteMultipartUpload the checksum is that of the object to be made, not of the list of parts.
    else if (const auto algorithm = namedChecksum(request); algorithm && request.queryValue("uploadId").isEmpty())
        m_checksum.emplace(*algorithm);
}

void UploadBody::add(const char *data, qsizetype size)
{
    // After a failure the rest is read and dropped, so that the client gets to see the answer.
    if (m_failure)
        return;
    if (!m_decoder)
        take(data, size);
    else if (!m_decoder->feed(data, size))
        m_failure = m_decoder->failure();
}

void UploadBody::take(const char *data, qsizetype size)
{
    if (m_failure)
        return;
    m_size += size;
    m_md5.add(data, size);
    if (m_sha256)
        m_sha256->add(data, size);
    if (m_checksum)
        m_checksum->add(data, size);
    if (m_file) {
        if (!writeFully(m_file->fd(), data, size))
            m_failure = S3Failure::fromErrno(errno);
    } else if (m_size > m_memoryLimit) {
        m_failure = S3Failure::of("EntityTooLarge");
    } else {
        m_content.append(data, size);
    }
}

QByteArray UploadBody::promised(const QByteArray &name) const
{
    if (m_decoder) {
        for (const auto &[trailer, value] : m_decoder->trailers()) {
            if (trailer == name)
                return value;
        }
    }
    return m_request.header(name);
}

S3Outcome<UploadBody::Received> UploadBody::finish()
{
    if (m_failure)
        return tl::make_unexpected(*m_failure);
    Received received;
    received.size = m_size;
    received.md5 = m_md5.finish();
    if (m_checksum) {
        const ChecksumAlgorithm algorithm = m_checksum->algorithm();
        received.checksums.insert(algorithm, m_checksum->finish().toBase64());
    }
    const auto kept = checkPromises(received, m_sha256 ? m_sha256->finish().toHex() : QByteArray());
    if (!kept)
        return tl::make_unexpected(kept.error());
    return received;
}

S3Outcome<> UploadBody::checkPromises(const Received &received, const QByteArray &sha256) const
{
    if (m_decoder && !m_decoder->isComplete())
        return s3Fail("IncompleteBody");
    if (const QByteArray length = m_request.header("x-amz-decoded-content-length");
        m_decoder && !length.isEmpty() && length.toLongLong() != received.size)
        return s3Fail("IncompleteBody", u"x-amz-decoded-content-length is not the length of the body"_s);
    if (!sha256.isEmpty() && sha256 != m_payloadHash)
        return s3Fail("XAmzContentSHA256Mismatch");
    if (const QByteArray md5 = m_request.header("content-md5"); !md5.isEmpty()) {
        const QByteArray raw = QByteArray::fromBase64(md5);
        if (raw.size() != 16)
            return s3Fail("InvalidDigest");
        if (raw != received.md5)
            return s3Fail("BadDigest");
    }
    for (auto it = received.checksums.begin(); it != received.checksums.end(); ++it) {
        const QByteArray value = promised(checksumHeader(it.key()));
        if (!value.isEmpty() && value != it.value())
            return s3Fail("BadDigest", u"The %1 of the body is not the one you sent"_s.arg(name(it.key()).toUpper()));
    }
    return {};
}

} // namespace millrace::server
