// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace millrace {

/// One object as a listing or a HEAD describes it.
struct ObjectInfo
{
    QString key;
    ByteCount size = -1;      ///< -1 where unknown
    QByteArray etag;          ///< without quotes
    QDateTime lastModified;   ///< UTC
    QString storageClass;
    QByteArray contentEncoding; ///< of a HEAD or GET
    QString versionId;        ///< empty where the bucket has no versions or none was named
};

/// One page of ListObjectsV2.
struct ListPage
{
    QList<ObjectInfo> objects;
    QList<QString> commonPrefixes; ///< with a delimiter
    QByteArray continuationToken;  ///< for the next page; empty on the last
};

} // namespace millrace
