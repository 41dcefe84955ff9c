// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace millrace {

/// Percent-encodes UTF-8 as SigV4 wants it: A-Z a-z 0-9 - . _ ~ stay, all else becomes %XX in upper case.
/// With @p keepSlash, "/" stays too (object keys in a path).
QByteArray uriEncode(QByteArrayView utf8, bool keepSlash);

/// "s3://bucket/key or prefix", split. The key is taken literally: no percent decoding, no normalising.
struct S3Uri
{
    QString bucket;
    QString key; ///< may be empty; may end in "/"; may hold glob characters, which the caller interprets

    /// Config error that names @p text when it is no S3 URI or the bucket name is not one S3 allows.
    static Result<S3Uri> parse(const QString &text);
    QString toString() const;
};

} // namespace millrace
