// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "io/bytesink.h"
#include "io/orderedstream.h"
#include "s3/objectinfo.h"
#include "transfer/partclock.h"
#include "transfer/verification.h"

#include <atomic>
#include <memory>

namespace millrace {

/// One object's source and sink, the same for all its parts. Immutable once parts are under way.
struct FetchFile
{
    quint64 id = 0;
    QString bucket;
    QString key;
    QString versionId;
    QByteArray plainUrl;         ///< set for http(s) sources
    QByteArray etag;             ///< every answer must carry this one; empty where unknown (taken from the first)
    QByteArray validator;        ///< of a plain URL without a strong ETag: see validatorOf(); every answer must carry this one
    ByteCount size = -1;         ///< -1: unknown until the answer tells (plain URLs without ranges)
    std::shared_ptr<ByteSink> sink;
    std::shared_ptr<OrderedStream> stream; ///< instead of the sink: where bytes are handed on in order
    quint64 streamObject = 0;
    QString smallFolder;         ///< folder of a file that one write makes; empty for all others
    std::shared_ptr<std::atomic<bool>> stop; ///< of the whole file: what is read back need not be read to its end
    bool keepsBytes = true;      ///< false: to memory and dropped
    bool validate = true;
    VerificationPlan plan;       ///< for parts of a larger object
};

/// A range to fetch.
struct PartJob
{
    std::shared_ptr<const FetchFile> file;
    int index = 0;
    ByteCount offset = 0;
    ByteCount length = 0;        ///< -1: to the end, whatever it is
    bool whole = false;          ///< the object in one plain GET; its answer also chooses the verification
    bool hashes = true;          ///< compute the plan's digests as bytes pass
    /// So much of its beginning an earlier run left in the sink, with these digests; they are compared before the rest is
    /// fetched, and where they differ all of it is. None of them: nothing tells.
    ByteCount begun = 0;
    QList<PieceDigest> begunPieces;
};

/// What the server said of a part it took.
struct PartReceipt
{
    QByteArray etag;             ///< without quotes
    QByteArray checksum;         ///< digest that was sent with it; empty where none was
    QString versionId;           ///< of an object sent whole
    VerifiedBy verifiedBy = VerifiedBy::Nothing;
    QByteArray verifiedValue;    ///< as the server spells it
};

/// What became of it.
struct PartOutcome
{
    quint64 fileId = 0;
    int index = 0;
    Result<void> result;
    ByteCount length = 0;        ///< delivered
    ByteCount resumed = 0;       ///< of PartJob::begun, what was as expected
    /// Of a part that did not succeed: so many bytes of its beginning are in the sink, and these are their digests.
    ByteCount kept = 0;
    ByteCount moved = 0;         ///< received, bytes thrown away included
    int retries = 0;
    QList<PieceDigest> pieces;
    VerificationPlan plan;       ///< of a whole GET
    ObjectInfo head;             ///< of a whole GET: ETag and time as the answer gave them
    PartReceipt receipt;         ///< of a part that was sent
    PartTimes times;
    std::shared_ptr<const Error> lastError; ///< of the last attempt that failed; null: none
};

/// Where a part in flight stands, for the monitor.
struct PartTick
{
    quint64 fileId = 0;
    int index = 0;
    PartState state = PartState::Active;
    PartPhase phase = PartPhase::Server;
    ByteCount done = 0;
    int attempt = 1;
    int connection = -1;
    std::shared_ptr<const Error> lastError;
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::PartOutcome)
