// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/verification.h"

#include "s3/errorparser.h"
#include "transfer/multipartlayout.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Candidate
{
    const char *header;
    ChecksumAlgorithm algorithm;
    VerifiedBy verifiedBy;
};

// In order of preference: cheapest to compute over parallel parts first.
constexpr Candidate candidates[] = {
    {"x-amz-checksum-crc64nvme", ChecksumAlgorithm::Crc64Nvme, VerifiedBy::Crc64Nvme},
    {"x-amz-checksum-crc32c", ChecksumAlgorithm::Crc32c, VerifiedBy::Crc32c},
    {"x-amz-checksum-crc32", ChecksumAlgorithm::Crc32, VerifiedBy::Crc32},
    {"x-amz-checksum-sha256", ChecksumAlgorithm::Sha256, VerifiedBy::Sha256},
    {"x-amz-checksum-sha1", ChecksumAlgorithm::Sha1, VerifiedBy::Sha1},
};

/// Fills in the segments of an object made of @p count parts; false when no size fits.
bool planSegments(VerificationPlan &plan, ByteCount size, int count, ByteCount firstPartSize)
{
    const QList<ByteCount> sizes = uploadPartSizes(
        size, count, firstPartSize > 0 ? std::optional(firstPartSize) : std::nullopt);
    if (sizes.isEmpty())
        return false;
    plan.shape = VerificationPlan::Shape::Segmented;
    plan.segmentSize = sizes.first();
    plan.otherSegmentSizes = sizes.mid(1);
    plan.segmentSizeCertain = count == 1 || firstPartSize > 0;
    return true;
}

} // namespace

VerificationPlan planVerification(const QByteArray &etag, const HeaderList &headers, ByteCount size,
                                  ByteCount firstPartSize)
{
    VerificationPlan plan;
    for (const Candidate &candidate : candidates) {
        const QByteArray value = headerValue(headers, candidate.header);
        if (value.isEmpty())
            continue;
        plan.algorithm = candidate.algorithm;
        plan.verifiedBy = candidate.verifiedBy;
        plan.expected = value;
        const qsizetype dash = value.lastIndexOf('-');
        // What is no digest would only make a sound file fail.
        const auto digest = QByteArray::fromBase64Encoding(dash < 0 ? value : value.left(dash),
                                                           QByteArray::AbortOnBase64DecodingErrors);
        if (!digest || digest.decoded.size() != digestSize(candidate.algorithm)) {
            plan = {};
            continue;
        }
        if (dash < 0) {
            plan.shape = isCombinable(candidate.algorithm) ? VerificationPlan::Shape::Combinable
                                                           : VerificationPlan::Shape::Whole;
            return plan;
        }
        if (planSegments(plan, size, value.mid(dash + 1).toInt(), firstPartSize))
            return plan;
        plan = {};
    }
    plan.algorithm = ChecksumAlgorithm::Md5;
    plan.expected = etag.toLower();
    // An encrypted object's ETag may have the form of an MD5 and be none (SSE-C, SSE-KMS).
    const bool opaque = headerValue(headers, "x-amz-server-side-encryption").startsWith("aws:kms")
        || !headerValue(headers, "x-amz-server-side-encryption-customer-algorithm").isEmpty();
    if (!opaque && isMd5Etag(etag)) {
        plan.shape = VerificationPlan::Shape::Whole;
        plan.verifiedBy = VerifiedBy::Md5Etag;
        return plan;
    }
    if (const auto count = multipartCount(etag); count && !opaque) {
        plan.verifiedBy = VerifiedBy::MultipartEtag;
        if (planSegments(plan, size, *count, firstPartSize))
            return plan;
    }
    plan = {};
    plan.note = opaque ? u"the object is encrypted with a key that makes its ETag no checksum"_s
                       : u"the server gives no checksum of it"_s;
    return plan;
}

PieceHasher::PieceHasher(const VerificationPlan &plan, ByteCount offset)
    : m_segmentSize(plan.shape == VerificationPlan::Shape::Segmented ? plan.segmentSize : 0)
{
    if (plan.shape != VerificationPlan::Shape::None)
        m_checksum.emplace(plan.algorithm);
    Q_ASSERT(m_segmentSize == 0 || offset % m_segmentSize == 0);
    Q_UNUSED(offset);
}

void PieceHasher::add(const char *data, ByteCount size)
{
    if (!m_checksum)
        return;
    while (size > 0) {
        const ByteCount take = m_segmentSize ? std::min(size, m_segmentSize - m_length) : size;
        m_checksum->add(data, take);
        m_length += take;
        data += take;
        size -= take;
        if (m_segmentSize && m_length == m_segmentSize)
            closePiece();
    }
}

void PieceHasher::closePiece()
{
    m_pieces.append({m_length, m_checksum->finish()});
    m_length = 0;
}

QList<PieceDigest> PieceHasher::finish()
{
    // An empty object has one piece of no bytes.
    if (m_checksum && (m_length > 0 || m_pieces.isEmpty()))
        closePiece();
    return std::exchange(m_pieces, {});
}

QList<PieceDigest> splitDigests(const VerificationPlan &plan, const QByteArray &digests, ByteCount length)
{
    if (digests.isEmpty() || plan.shape == VerificationPlan::Shape::None)
        return {};
    const ByteCount segment = plan.shape == VerificationPlan::Shape::Segmented ? plan.segmentSize : length;
    const qsizetype count = qsizetype((length + segment - 1) / segment);
    if (digests.size() % count != 0 || digests.size() / count != Checksum::of(plan.algorithm, {}).size())
        return {};
    QList<PieceDigest> pieces;
    for (qsizetype i = 0; i < count; ++i)
        pieces.append({std::min(segment, length - i * segment),
                       digests.mid(i * (digests.size() / count), digests.size() / count)});
    return pieces;
}

QByteArray combinePieces(const VerificationPlan &plan, const QList<PieceDigest> &pieces)
{
    if (pieces.isEmpty())
        return {};
    switch (plan.shape) {
    case VerificationPlan::Shape::None:
        return {};
    case VerificationPlan::Shape::Whole:
    case VerificationPlan::Shape::Combinable: {
        QByteArray digest = pieces.first().digest;
        for (qsizetype i = 1; i < pieces.size(); ++i)
            digest = Checksum::combine(plan.algorithm, digest, pieces[i].digest, pieces[i].length);
        return plan.verifiedBy == VerifiedBy::Md5Etag ? digest.toHex() : digest.toBase64();
    }
    case VerificationPlan::Shape::Segmented: {
        QByteArray all;
        for (const PieceDigest &piece : pieces)
            all += piece.digest;
        const QByteArray digest = Checksum::of(plan.algorithm, all);
        const QByteArray suffix = '-' + QByteArray::number(pieces.size());
        return (plan.verifiedBy == VerifiedBy::MultipartEtag ? digest.toHex() : digest.toBase64()) + suffix;
    }
    }
    return {};
}

} // namespace millrace
