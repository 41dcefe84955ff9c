// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/byterange.h"
#include "server/s3service.h"

namespace millrace::server {

/// What x-amz-copy-source names, opened.
struct S3Service::CopySource
{
    QByteArray bucket;
    QByteArray key;
    Bucket::Found object;
    ByteRange range;    ///< of the object; all of it unless the request says otherwise

    /// Writes the range to @p file and hashes it on the way.
    S3Outcome<UploadBody::Received> copyTo(const UploadFile &file, ChecksumAlgorithm algorithm) const;
};

} // namespace millrace::server
