// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QStringView>

namespace millrace {

/// What an S3 error code, or a bare HTTP status, means for us.
struct ErrorMeaning
{
    ErrorKind kind = ErrorKind::Protocol;
    ErrorCause cause = ErrorCause::None;
    const char *message = nullptr; ///< plain English for servers that send none (Ceph); null: use the server's
};

/// Meaning of an S3 code; null where it is not one we know.
/// Source: "Error responses", Amazon S3 API reference, and the codes Ceph, Swift and MinIO send.
const ErrorMeaning *meaningOfCode(QStringView code);

/// Meaning of an HTTP status alone. @p hasKey tells a missing object from a missing bucket.
ErrorMeaning meaningOfStatus(int httpStatus, bool hasKey);

} // namespace millrace
