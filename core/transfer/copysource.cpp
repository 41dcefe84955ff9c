// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/copysource.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
constexpr int headsAtOnce = 6;
constexpr qsizetype longestKey = 1024; ///< bytes of UTF-8
} // namespace

CopySource::CopySource(CopyShare share, KeyFilter filter, QObject *parent)
    : TaskSource(parent), m_share(std::move(share)), m_spec(m_share.spec), m_filter(std::move(filter))
{
    const QString place = m_spec.wholePrefix ? m_spec.prefix : m_spec.keys.size() == 1 ? m_spec.keys.first() : QString();
    m_strip = m_spec.stripPrefix.value_or(place.left(place.lastIndexOf(u'/') + 1));
}

void CopySource::more()
{
    if (m_ended)
        return;
    if (m_spec.wholePrefix)
        nextPage();
    else
        nextKeys();
}

void CopySource::nextPage()
{
    if (m_underWay)
        return;
    ++m_underWay;
    ListRequest request;
    request.bucket = m_spec.sourceBucket;
    request.prefix = m_spec.prefix;
    request.continuationToken = m_token;
    m_share.client.list(request, [this](const Result<ListPage> &page) {
        --m_underWay;
        if (m_ended)
            return;
        if (!page) {
            end(page.error());
            return;
        }
        bool any = false;
        for (const ObjectInfo &object : page->objects) {
            // Not every server keeps to the prefix, and a move removes what it lists.
            if (!object.key.startsWith(m_spec.prefix) || !m_filter.accepts(object.key))
                continue;
            any = true;
            take(object, {});
        }
        m_token = page->continuationToken;
        if (m_token.isEmpty())
            end(std::nullopt);
        else if (!any)
            nextPage();
    });
}

void CopySource::nextKeys()
{
    while (m_underWay < headsAtOnce && m_nextKey < m_spec.keys.size()) {
        const QString key = m_spec.keys.at(m_nextKey++);
        ++m_underWay;
        m_share.client.head(m_spec.sourceBucket, key, m_spec.versionId, 0, [this, key](const Result<ObjectHead> &head) {
            --m_underWay;
            if (m_ended)
                return;
            if (head) {
                take(head->info, head->headers);
            } else {
                PlannedCopy copy;
                copy.source.key = key;
                copy.key = keyFor(key);
                copy.refused = head.error();
                announce(std::move(copy));
            }
            nextKeys();
        });
    }
    if (m_underWay == 0 && m_nextKey == m_spec.keys.size())
        end(std::nullopt);
}

QString CopySource::keyFor(const QString &sourceKey) const
{
    const QString &key = m_spec.key;
    const bool single = !m_spec.wholePrefix && m_spec.keys.size() == 1;
    if (single && !key.isEmpty() && !key.endsWith(u'/'))
        return key;
    const QString name = sourceKey.startsWith(m_strip) ? sourceKey.mid(m_strip.size()) : sourceKey;
    return (key.isEmpty() || key.endsWith(u'/') ? key : key + u'/') + name;
}

void CopySource::take(const ObjectInfo &object, const HeaderList &headers)
{
    PlannedCopy copy;
    copy.source = object;
    if (!m_spec.versionId.isEmpty())
        copy.source.versionId = m_spec.versionId;
    copy.headers = headers;
    copy.key = keyFor(object.key);
    const bool sameBucket = m_spec.bucket == m_spec.sourceBucket;
    const bool itself = sameBucket && copy.key == object.key && m_spec.versionId.isEmpty();
    if (copy.key.isEmpty() && m_spec.wholePrefix && object.size == 0)
        copy.skipped = u"the marker of the prefix itself, which has no name at the target"_s;
    else if (copy.key.isEmpty() || copy.key.toUtf8().size() > longestKey)
        copy.refused = Error::make(ErrorKind::Config, ErrorCause::BadPath,
                                   copy.key.isEmpty() ? u"the copy would have no name: the key is the prefix itself"_s
                                                      : u"the key of the copy would be longer than 1024 bytes"_s);
    else if (itself && (m_spec.move || m_spec.storageClass.isEmpty()))
        copy.refused = Error::make(ErrorKind::Config, ErrorCause::None,
                                   m_spec.move ? u"the copy would be the object itself"_s
                                               : u"the copy would be the object itself; with --storage-class it would get another "
                                                 "class"_s);
    else if (!itself && sameBucket && m_spec.wholePrefix && copy.key.startsWith(m_spec.prefix))
        // It might overwrite a source that was not copied yet; and a move would then remove it.
        copy.refused = Error::make(ErrorKind::Config, ErrorCause::None,
                                   u"the copy, %1, would lie among the sources"_s.arg(copy.key));
    else if (m_spec.need && m_spec.need(object, copy.key) == UploadNeed::Skip)
        copy.skipped = u"already current"_s;
    announce(std::move(copy));
}

void CopySource::announce(PlannedCopy copy)
{
    copy.id = ++m_lastId;
    PlannedTask task;
    task.id = copy.id;
    task.key = copy.source.key;
    task.path = u"s3://%1/%2"_s.arg(m_spec.bucket, copy.key);
    task.size = std::max<ByteCount>(0, copy.source.size);
    task.refused = copy.refused.has_value();
    task.make = [copy = std::make_shared<const PlannedCopy>(std::move(copy)), this](QObject *parent) {
        return new FileCopy(*copy, m_share, parent);
    };
    emit planned(task);
}

void CopySource::end(const std::optional<Error> &error)
{
    if (m_ended)
        return;
    m_ended = true;
    emit ended(error);
}

} // namespace millrace
