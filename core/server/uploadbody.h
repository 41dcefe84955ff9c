// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/awschunked.h"
#include "server/folderstore.h"
#include "server/httprequest.h"

#include <memory>
#include <optional>

namespace millrace::server {

/// A request body as it arrives: unframed, hashed, and written to a file or kept in memory. finish() says whether it is
/// what its headers promised.
class UploadBody
{
public:
    /// Into @p file when there is one, otherwise into memory, where more than @p memoryLimit is EntityTooLarge.
    UploadBody(const HttpRequest &request, const Admission &admission, std::unique_ptr<UploadFile> file,
               ByteCount memoryLimit);

    void add(const char *data, qsizetype size);

    struct Received
    {
        ByteCount size = 0;
        QByteArray md5;         ///< raw
        ChecksumMap checksums;  ///< the one the client named, or CRC64NVME, which S3 adds by itself
    };
    S3Outcome<Received> finish();

    UploadFile *file() const { return m_file.get(); }
    const QByteArray &content() const { return m_content; }

private:
    void take(const char *data, qsizetype size);
    S3Outcome<> checkPromises(const Received &received, const QByteArray &sha256) const;
    QByteArray promised(const QByteArray &name) const;

    const HttpRequest &m_request;
    QByteArray m_payloadHash;
    std::unique_ptr<UploadFile> m_file;
    ByteCount m_memoryLimit;
    QByteArray m_content;
    std::unique_ptr<AwsChunkedDecoder> m_decoder;
    Checksum m_md5{ChecksumAlgorithm::Md5};
    std::optional<Checksum> m_sha256;
    std::optional<Checksum> m_checksum;
    ByteCount m_size = 0;
    std::optional<S3Failure> m_failure;
};

/// The algorithm a request names for its body in any of the ways S3 knows; nothing where it names none.
std::optional<ChecksumAlgorithm> namedChecksum(const HttpRequest &request);

} // namespace millrace::server
