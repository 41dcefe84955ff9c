// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/results.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString name(FileOutcome outcome)
{
    switch (outcome) {
    case FileOutcome::Done: return u"done"_s;
    case FileOutcome::Skipped: return u"skipped"_s;
    case FileOutcome::Failed: return u"failed"_s;
    case FileOutcome::Cancelled: return u"cancelled"_s;
    case FileOutcome::Planned: return u"planned"_s;
    }
    return {};
}

QString name(VerifiedBy verifiedBy)
{
    switch (verifiedBy) {
    case VerifiedBy::Nothing: return u"nothing"_s;
    case VerifiedBy::SizeOnly: return u"size only"_s;
    case VerifiedBy::Md5Etag: return u"md5 etag"_s;
    case VerifiedBy::MultipartEtag: return u"multipart etag"_s;
    case VerifiedBy::Crc32: return u"crc32"_s;
    case VerifiedBy::Crc32c: return u"crc32c"_s;
    case VerifiedBy::Crc64Nvme: return u"crc64nvme"_s;
    case VerifiedBy::Sha1: return u"sha1"_s;
    case VerifiedBy::Sha256: return u"sha256"_s;
    }
    return {};
}

QString name(PartState state)
{
    switch (state) {
    case PartState::Waiting: return u"waiting"_s;
    case PartState::Active: return u"active"_s;
    case PartState::Retrying: return u"retrying"_s;
    case PartState::Paused: return u"paused"_s;
    case PartState::Received: return u"received"_s;
    case PartState::Verified: return u"verified"_s;
    case PartState::Failed: return u"failed"_s;
    }
    return {};
}

} // namespace millrace
