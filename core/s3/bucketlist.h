// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace millrace {

struct BucketInfo
{
    QString name;
    QDateTime createdAt; ///< UTC
    QString region;      ///< empty where the server does not say
};

/// One page of ListBuckets; all of them from servers that do not page.
struct BucketPage
{
    QList<BucketInfo> buckets;
    QByteArray continuationToken; ///< for the next page; empty on the last
};

/// Reads a ListAllMyBucketsResult document. Errors as XmlReply has them.
Result<BucketPage> parseBucketList(const QByteArray &body);

} // namespace millrace
