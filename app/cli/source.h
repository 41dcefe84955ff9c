// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QString>

namespace millrace {

/// One thing to download, as written on the command line.
struct Source
{
    enum class Kind {
        Object, ///< s3://bucket/key
        Prefix, ///< s3://bucket/, s3://bucket/prefix/
        Glob,   ///< s3://bucket/data/*.parquet
        Url,    ///< http(s)://...: presigned or public
    };
    Kind kind = Kind::Object;
    QString bucket;
    QString key;  ///< object key; the prefix; the literal part before the first glob character
    QString glob; ///< the whole pattern
    QString url;

    /// Config error for anything else. With @p globs false "*", "?" and "[" are letters of the key.
    static Result<Source> parse(const QString &text, bool globs = true);
    static bool isUrl(const QString &text);
    /// For display and reports: a URL without its query, which may hold a signature.
    QString displayName() const;
};

} // namespace millrace
