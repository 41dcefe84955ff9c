// SPDX-License-Identifier: GPL-3.0-or-later
#include "io/checksum.h"
#include "io/crc64nvme.h"
#include "io/crcpolynomial.h"

#include <QtEndian>
#include <algorithm>
#include <isa-l/crc.h>
#include <openssl/evp.h>

using namespace Qt::StringLiterals;

namespace millrace {

namespace {

constexpr struct
{
    ChecksumAlgorithm algorithm;
    QLatin1StringView name;
    const char *opensslName; ///< null for the CRCs
} algorithms[] = {
    {ChecksumAlgorithm::Md5, "md5"_L1, "MD5"},         {ChecksumAlgorithm::Sha1, "sha1"_L1, "SHA1"},
    {ChecksumAlgorithm::Sha256, "sha256"_L1, "SHA256"}, {ChecksumAlgorithm::Crc32, "crc32"_L1, nullptr},
    {ChecksumAlgorithm::Crc32c, "crc32c"_L1, nullptr},  {ChecksumAlgorithm::Crc64Nvme, "crc64nvme"_L1, nullptr},
};

/// Looking an algorithm up takes OpenSSL longer than hashing a small object, so each is fetched once per process.
const EVP_MD *digest(ChecksumAlgorithm algorithm)
{
    static const EVP_MD *const md5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
    static const EVP_MD *const sha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    static const EVP_MD *const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    switch (algorithm) {
    case ChecksumAlgorithm::Md5: return md5;
    case ChecksumAlgorithm::Sha1: return sha1;
    case ChecksumAlgorithm::Sha256: return sha256;
    default: return nullptr;
    }
}

const CrcPolynomial &polynomial(ChecksumAlgorithm algorithm)
{
    switch (algorithm) {
    case ChecksumAlgorithm::Crc32c: return crc32cPolynomial;
    case ChecksumAlgorithm::Crc64Nvme: return crc64NvmePolynomial;
    default: return crc32Polynomial;
    }
}

/// Carries a finished CRC value on over @p size more bytes.
quint64 extendCrc(ChecksumAlgorithm algorithm, quint64 crc, const char *data, ByteCount size)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(data);
    if (algorithm == ChecksumAlgorithm::Crc64Nvme)
        return crc64Nvme(crc, bytes, std::size_t(size));
    if (algorithm == ChecksumAlgorithm::Crc32)
        return crc32_gzip_refl(quint32(crc), bytes, quint64(size));
    // ISA-L leaves the inversions of CRC32C to the caller, takes an int for the length and forgot a const.
    quint32 state = ~quint32(crc);
    while (size > 0) {
        const int step = int(std::min<ByteCount>(size, 1 * GiB));
        state = crc32_iscsi(const_cast<unsigned char *>(bytes), step, state);
        bytes += step;
        size -= step;
    }
    return quint32(~state);
}

QByteArray bigEndian(quint64 value, int bytes)
{
    QByteArray out(bytes, Qt::Uninitialized);
    for (int i = bytes - 1; i >= 0; --i, value >>= 8)
        out[i] = char(value & 0xff);
    return out;
}

quint64 fromBigEndian(const QByteArray &bytes)
{
    quint64 value = 0;
    for (const char byte : bytes)
        value = value << 8 | quint8(byte);
    return value;
}

struct ContextFree
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

} // namespace

struct Checksum::State
{
    ChecksumAlgorithm algorithm;
    quint64 crc = 0;
    std::unique_ptr<EVP_MD_CTX, ContextFree> context; ///< null for the CRCs
    bool usable = true;

    void begin()
    {
        crc = 0;
        if (context) {
            const EVP_MD *md = digest(algorithm);
            usable = md && EVP_DigestInit_ex2(context.get(), md, nullptr) == 1;
        }
    }
};

QString name(ChecksumAlgorithm algorithm)
{
    return algorithms[std::size_t(algorithm)].name;
}

std::optional<ChecksumAlgorithm> checksumAlgorithmFromName(QStringView name)
{
    for (const auto &entry : algorithms) {
        if (name.compare(entry.name, Qt::CaseInsensitive) == 0)
            return entry.algorithm;
    }
    return std::nullopt;
}

bool isCombinable(ChecksumAlgorithm algorithm)
{
    return algorithms[std::size_t(algorithm)].opensslName == nullptr;
}

bool isAvailable(ChecksumAlgorithm algorithm)
{
    return isCombinable(algorithm) || digest(algorithm) != nullptr;
}

int digestSize(ChecksumAlgorithm algorithm)
{
    switch (algorithm) {
    case ChecksumAlgorithm::Md5: return 16;
    case ChecksumAlgorithm::Sha1: return 20;
    case ChecksumAlgorithm::Sha256: return 32;
    case ChecksumAlgorithm::Crc32:
    case ChecksumAlgorithm::Crc32c: return 4;
    case ChecksumAlgorithm::Crc64Nvme: return 8;
    }
    return 0;
}

Checksum::Checksum(ChecksumAlgorithm algorithm) : m_state(std::make_unique<State>())
{
    m_state->algorithm = algorithm;
    if (!isCombinable(algorithm))
        m_state->context.reset(EVP_MD_CTX_new());
    m_state->usable = isCombinable(algorithm) || m_state->context;
    m_state->begin();
}

Checksum::~Checksum() = default;
Checksum::Checksum(Checksum &&) noexcept = default;
Checksum &Checksum::operator=(Checksum &&) noexcept = default;

ChecksumAlgorithm Checksum::algorithm() const
{
    return m_state->algorithm;
}

void Checksum::add(const char *data, ByteCount size)
{
    if (size <= 0)
        return;
    if (!m_state->context)
        m_state->crc = extendCrc(m_state->algorithm, m_state->crc, data, size);
    else if (m_state->usable)
        m_state->usable = EVP_DigestUpdate(m_state->context.get(), data, std::size_t(size)) == 1;
}

QByteArray Checksum::finish()
{
    QByteArray result;
    if (isCombinable(m_state->algorithm)) {
        result = bigEndian(m_state->crc, digestSize(m_state->algorithm));
    } else if (m_state->usable) {
        unsigned char bytes[EVP_MAX_MD_SIZE];
        unsigned int length = 0;
        if (EVP_DigestFinal_ex(m_state->context.get(), bytes, &length) == 1)
            result = QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(length));
    }
    m_state->begin();
    return result;
}

QByteArray Checksum::of(ChecksumAlgorithm algorithm, QByteArrayView data)
{
    Checksum checksum(algorithm);
    checksum.add(data.data(), data.size());
    return checksum.finish();
}

QByteArray Checksum::combine(ChecksumAlgorithm algorithm, const QByteArray &a, const QByteArray &b,
                             ByteCount lengthOfB)
{
    const int size = digestSize(algorithm);
    if (!isCombinable(algorithm) || a.size() != size || b.size() != size || lengthOfB < 0)
        return {};
    const quint64 combined = polynomial(algorithm).combine(fromBigEndian(a), fromBigEndian(b), quint64(lengthOfB));
    return bigEndian(combined, size);
}

} // namespace millrace
