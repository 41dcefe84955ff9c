// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/s3client.h"
#include "transfer/keyfilter.h"

namespace millrace {

/// The objects below a prefix, a page at a time; nothing is kept between pages. Lives in the client's thread and
/// outlives its last answer there.
class ObjectPages
{
public:
    ObjectPages(S3Client &client, QString bucket, QString prefix, KeyFilter filter = {});

    /// The next objects the filter lets through; an empty list at the end, and only there. One question at a time.
    /// A failure ends the listing: what was not listed must not be taken for absent.
    void next(std::function<void(Result<QList<ObjectInfo>>)> done);
    bool atEnd() const { return m_atEnd; }

private:
    S3Client &m_client;
    const QString m_bucket;
    const QString m_prefix;
    const KeyFilter m_filter;
    QByteArray m_token;
    bool m_atEnd = false;
};

} // namespace millrace
