// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/checksum.h"
#include "s3/sigv4.h"
#include "transfer/results.h"

#include <QByteArray>
#include <QList>

namespace millrace {

/// What an object will be checked against, chosen from what the server says of it.
struct VerificationPlan
{
    /// Where the checksum's segments lie: each has a digest of its own.
    enum class Shape {
        None,       ///< size only
        Combinable, ///< a CRC over the whole: the CRCs of adjacent ranges combine
        Segmented,  ///< a checksum of the checksums of segments of segmentSize (multipart ETag, composite)
        Whole,      ///< a hash over the whole: the bytes are needed in order
    };
    Shape shape = Shape::None;
    VerifiedBy verifiedBy = VerifiedBy::SizeOnly;
    ChecksumAlgorithm algorithm = ChecksumAlgorithm::Md5;
    QByteArray expected;             ///< as the server spells it: hex ETag, or base64 with or without "-N"
    ByteCount segmentSize = 0;       ///< Segmented only
    bool segmentSizeCertain = false; ///< told by the server, not derived: a mismatch is damage, not a wrong guess
    QList<ByteCount> otherSegmentSizes; ///< what else would give the same number of segments, likeliest first
    QString note;                    ///< why nothing better was found

    bool operator==(const VerificationPlan &) const = default;
};

/// Chooses the plan. CRCs over the whole come first (they cost next to nothing and suit parallel parts), then
/// composites, then hashes, then ETags. @p firstPartSize is what HEAD ?partNumber=1 told, or -1.
VerificationPlan planVerification(const QByteArray &etag, const HeaderList &headers, ByteCount size,
                                  ByteCount firstPartSize = -1);

/// One piece of a checksum: the digest over @p length bytes.
struct PieceDigest
{
    ByteCount length = 0;
    QByteArray digest;

    bool operator==(const PieceDigest &) const = default;
};

/// Computes the digests of a range as its bytes pass, a new one at every segment border. One thread.
class PieceHasher
{
public:
    /// @p offset is where in the object the range begins; for Segmented it must lie on a border.
    PieceHasher(const VerificationPlan &plan, ByteCount offset);
    void add(const char *data, ByteCount size);
    QList<PieceDigest> finish();

private:
    void closePiece();

    std::optional<Checksum> m_checksum;
    ByteCount m_segmentSize;
    ByteCount m_length = 0;
    QList<PieceDigest> m_pieces;
};

/// The pieces of a range of @p length bytes from their digests in a row, as a journal keeps them; empty when their
/// number is not the range's.
QList<PieceDigest> splitDigests(const VerificationPlan &plan, const QByteArray &digests, ByteCount length);

/// The value over the whole object from its pieces in order, spelled as the server does.
QByteArray combinePieces(const VerificationPlan &plan, const QList<PieceDigest> &pieces);

} // namespace millrace
