// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/checksumheaders.h"

using namespace Qt::StringLiterals;

namespace millrace {

QByteArray checksumHeaderName(ChecksumAlgorithm algorithm)
{
    return "x-amz-checksum-" + name(algorithm).toLatin1();
}

QByteArray checksumWireName(ChecksumAlgorithm algorithm)
{
    return name(algorithm).toUpper().toLatin1();
}

VerifiedBy verifiedByChecksum(ChecksumAlgorithm algorithm)
{
    switch (algorithm) {
    case ChecksumAlgorithm::Md5:
        return VerifiedBy::Md5Etag;
    case ChecksumAlgorithm::Sha1:
        return VerifiedBy::Sha1;
    case ChecksumAlgorithm::Sha256:
        return VerifiedBy::Sha256;
    case ChecksumAlgorithm::Crc32:
        return VerifiedBy::Crc32;
    case ChecksumAlgorithm::Crc32c:
        return VerifiedBy::Crc32c;
    case ChecksumAlgorithm::Crc64Nvme:
        return VerifiedBy::Crc64Nvme;
    }
    return VerifiedBy::SizeOnly;
}

bool refusesChecksum(const Error &error)
{
    // A wrong checksum (BadDigest, XAmzContentChecksumMismatch) is an Integrity error and no refusal.
    if (error.kind == ErrorKind::Integrity || (error.httpStatus != 400 && error.httpStatus != 501))
        return false;
    return error.message.contains(u"checksum"_s, Qt::CaseInsensitive)
        || error.message.contains(u"header you provided"_s, Qt::CaseInsensitive)
        || (error.httpStatus == 501 && error.s3Code == u"NotImplemented");
}

} // namespace millrace
