// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "s3/objectinfo.h"

#include <QList>
#include <QMetaType>

namespace millrace {

/// Where a browser is: in no bucket (all buckets), or in a bucket below a prefix that is empty or ends in "/".
struct BrowserPath
{
    QString bucket;
    QString prefix;

    bool operator==(const BrowserPath &) const = default;
    QString address() const; ///< "s3://bucket/prefix"
    BrowserPath up() const;
    /// "s3://bucket/prefix", or without the scheme; a key without "/" at the end stands for the folder it is in.
    static BrowserPath fromText(QString text);
};

/// A line of a browser.
struct BrowserEntry
{
    enum class Kind { Bucket, Folder, Object } kind = Kind::Object;
    QString name;             ///< below the path; a folder's without "/"
    QString key;              ///< whole; a folder's with "/"
    ByteCount size = -1;
    qint64 modified = 0;      ///< milliseconds since the epoch, UTC; 0: unknown
    QString storageClass;
    QByteArray etag;
    QString versionId;        ///< in the versions view
    bool latest = true;
    bool deleteMarker = false;
};

struct BrowserListing
{
    QList<BrowserEntry> entries;
    QByteArray continuation;  ///< empty: no more
};

} // namespace millrace

Q_DECLARE_METATYPE(millrace::BrowserPath)
Q_DECLARE_METATYPE(millrace::BrowserListing)
