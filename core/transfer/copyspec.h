// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/uploadspec.h"

namespace millrace {

struct ObjectInfo;

/// What to copy on the server, and where to. A value; moves between threads freely.
struct CopySpec
{
    Connection connection;

    QString sourceBucket;
    QStringList keys;            ///< single objects, or:
    bool wholePrefix = false;    ///< everything under prefix
    QString prefix;
    QString versionId;           ///< with exactly one key
    /// What is cut off the front of a key; unset: the folder part of the prefix or of the only key.
    std::optional<QString> stripPrefix;
    QStringList include;         ///< globs on the key; empty: everything
    QStringList exclude;

    QString bucket;
    /// The key itself for a single object; otherwise, or where it is empty or ends in "/", what is put before the names.
    QString key;
    QString storageClass;        ///< empty: the bucket's
    QString acl;

    bool move = false;           ///< remove each source once its copy was confirmed
    bool dryRun = false;
    /// Asked for every object, in the run's thread; unset: all are copied.
    std::function<UploadNeed(const ObjectInfo &source, const QString &key)> need;

    ByteCount multipartThreshold = 5 * GiB; ///< larger objects go in parts; 5 GiB is the most of one CopyObject
    /// partSize: of a part, 256 MiB unless set; concurrency: requests in flight over all objects, 16 unless set.
    TransferSettings settings;
};

} // namespace millrace
