// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/objectpages.h"

using namespace Qt::StringLiterals;

namespace millrace {

ObjectPages::ObjectPages(S3Client &client, QString bucket, QString prefix, KeyFilter filter)
    : m_client(client), m_bucket(std::move(bucket)), m_prefix(std::move(prefix)), m_filter(std::move(filter))
{
}

void ObjectPages::next(std::function<void(Result<QList<ObjectInfo>>)> done)
{
    if (m_atEnd) {
        done(QList<ObjectInfo>());
        return;
    }
    ListRequest request;
    request.bucket = m_bucket;
    request.prefix = m_prefix;
    request.continuationToken = m_token;
    m_client.list(request, [this, done = std::move(done)](Result<ListPage> page) {
        if (!page) {
            m_atEnd = true;
            done(fail(page.error()));
            return;
        }
        m_token = page->continuationToken;
        m_atEnd = m_token.isEmpty();
        QList<ObjectInfo> objects = std::move(page->objects);
        // A server that does not honour the prefix must not have other objects dealt with.
        objects.removeIf([this](const ObjectInfo &object) {
            return !object.key.startsWith(m_prefix) || !m_filter.accepts(object.key);
        });
        if (objects.isEmpty() && !m_atEnd)
            next(done);
        else
            done(std::move(objects));
    });
}

} // namespace millrace
