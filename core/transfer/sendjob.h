// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesource.h"
#include "io/checksum.h"
#include "io/partmemory.h"
#include "s3/sigv4.h"

#include <QString>
#include <atomic>
#include <memory>
#include <optional>

namespace millrace {

/// What a run has learnt about its server's checksums. Thread-safe; learnt once, it holds for the rest of the run.
struct ServerTraits
{
    std::atomic<bool> refusesChecksums{false}; ///< a request was refused because of its checksum headers
    std::atomic<bool> echoesNone{false};       ///< answers do not repeat the checksum, so that the MD5 is needed
};

/// One object's source and target, the same for all its parts. Immutable once parts are under way.
struct SendFile
{
    quint64 id = 0;
    QString bucket;
    QString key;
    QString uploadId;            ///< empty: the object in one PUT
    HeaderList headers;          ///< of every PUT
    std::shared_ptr<ByteSource> source;
    std::shared_ptr<PartMemory> memory;
    std::shared_ptr<ServerTraits> traits;
    std::optional<ChecksumAlgorithm> checksum; ///< sent with every part
    bool checksumOptional = false; ///< left out where the server refuses it
    bool etagIsMd5 = true;         ///< false for encryption whose ETags are something else
    bool validate = true;
};

/// Bytes of a range that are in memory already.
struct HeldBytes
{
    std::shared_ptr<MemoryLease> lease; ///< several ranges may share one
    char *data = nullptr;
};

/// A range to send.
struct SendJob
{
    std::shared_ptr<const SendFile> file;
    int index = 0;
    ByteCount offset = 0;
    ByteCount length = 0;
    HeldBytes held = {};         ///< instead of reading the source
};

} // namespace millrace
