// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <optional>

namespace millrace {

enum class ChecksumAlgorithm { Md5, Sha1, Sha256, Crc32, Crc32c, Crc64Nvme };

/// "md5", "sha1", "sha256", "crc32", "crc32c", "crc64nvme".
QString name(ChecksumAlgorithm algorithm);
std::optional<ChecksumAlgorithm> checksumAlgorithmFromName(QStringView name);
/// True for the CRCs, whose values over adjacent ranges combine into the value over both.
bool isCombinable(ChecksumAlgorithm algorithm);
/// False where this system's OpenSSL refuses the algorithm (MD5 under a FIPS policy).
bool isAvailable(ChecksumAlgorithm algorithm);
/// Bytes of a digest.
int digestSize(ChecksumAlgorithm algorithm);

/// A running checksum: OpenSSL EVP for the hashes, hardware instructions for the CRCs.
/// One thread at a time; moves, does not copy.
class Checksum
{
public:
    explicit Checksum(ChecksumAlgorithm algorithm);
    ~Checksum();
    Checksum(Checksum &&) noexcept;
    Checksum &operator=(Checksum &&) noexcept;

    ChecksumAlgorithm algorithm() const;
    void add(const char *data, ByteCount size);
    /// Digest of all that was added, big-endian, as S3 encodes it in base64; the checksum starts afresh.
    /// Empty where isAvailable() is false.
    QByteArray finish();

    static QByteArray of(ChecksumAlgorithm algorithm, QByteArrayView data);
    /// CRC of A followed by B from the CRCs of A and of B and the length of B. CRCs only;
    /// empty for anything else.
    static QByteArray combine(ChecksumAlgorithm algorithm, const QByteArray &a, const QByteArray &b,
                              ByteCount lengthOfB);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace millrace
