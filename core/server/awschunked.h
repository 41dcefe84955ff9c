// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/checksum.h"
#include "server/requestauth.h"

#include <functional>
#include <optional>

namespace millrace::server {

/// Takes the aws-chunked framing off a body, checks chunk signatures where there are any, and keeps the trailers.
/// Source: "Signature Calculations for the Authorization Header: Transferring Payload in Multiple Chunks" and
/// "... Including Trailing Headers", Amazon S3 API reference.
class AwsChunkedDecoder
{
public:
    using Output = std::function<void(const char *data, qsizetype size)>;

    AwsChunkedDecoder(const Admission &admission, Output output);

    /// False once the framing is broken or a signature is wrong; the reason is in failure().
    bool feed(const char *data, qsizetype size);
    bool isComplete() const { return m_state == State::Done; }
    const std::optional<S3Failure> &failure() const { return m_failure; }
    /// Names in lower case.
    const HeaderList &trailers() const { return m_trailers; }

private:
    enum class State { SizeLine, Data, DataEnd, Trailer, Done };
    bool takeLine();
    bool takeSizeLine();
    bool takeTrailerLine();
    bool endChunk();
    bool refuse(QByteArrayView code, const QString &message);

    Output m_output;
    bool m_signed;
    bool m_signedTrailer;
    Admission m_admission;
    QByteArray m_previousSignature;
    QByteArray m_chunkSignature;
    Checksum m_hash{ChecksumAlgorithm::Sha256};
    State m_state = State::SizeLine;
    QByteArray m_line;
    quint64 m_left = 0;
    HeaderList m_trailers;
    QByteArray m_trailerText;
    std::optional<S3Failure> m_failure;
};

} // namespace millrace::server
