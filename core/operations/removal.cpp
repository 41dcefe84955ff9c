// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/removal.h"

#include "base/retrypolicy.h"
#include "s3/deletereply.h"

#include <QSet>
#include <QTimer>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
constexpr int headsAtOnce = 6;
constexpr int mostTries = 6;
constexpr int singlesAtOnce = 16;

/// That there is no such operation, as some stores say of DeleteObjects.
bool isUnknownOperation(const Error &error)
{
    return error.httpStatus == 501 || error.httpStatus == 405 || error.s3Code == "NotImplemented"_L1
        || error.s3Code == "MethodNotAllowed"_L1;
}
} // namespace

Removal::Removal(RemovalSpec spec, S3Client &client, QObject *parent)
    : QObject(parent), m_spec(std::move(spec)), m_client(client),
      m_pages(client, m_spec.bucket, m_spec.prefix, m_spec.filter)
{
}

void Removal::start()
{
    pump();
}

void Removal::cancel()
{
    m_result.cancelled = true;
    m_client.hurry();
    pump();
}

/// Asks for more while less than two batches wait, sends what is full, and notices the end.
void Removal::pump()
{
    if (m_ended)
        return;
    if (m_result.cancelled) {
        m_queue.clear();
        m_sourceEnded = true;
    }
    if (!m_sourceEnded && qsizetype(m_queue.size()) < 2 * m_spec.batch) {
        if (m_spec.wholePrefix)
            askPage();
        else
            askKeys();
    }
    const int most = m_oneByOne ? singlesAtOnce : m_spec.requests;
    while (m_requests < most && !m_queue.empty()
           && (m_sourceEnded || qsizetype(m_queue.size()) >= batch())) {
        std::vector<Item> items;
        while (m_requests < most && !m_queue.empty() && qsizetype(items.size()) < batch()) {
            Item item = std::move(m_queue.front());
            m_queue.pop_front();
            if (!m_oneByOne && m_spec.versionId.isEmpty() && fitsIntoXml(item.object.key))
                items.push_back(std::move(item));
            else
                sendOne(std::move(item));
        }
        if (!items.empty())
            send(std::move(items));
    }
    const bool idle = !m_asking && m_heads == 0 && m_requests == 0 && (m_waiting == 0 || m_result.cancelled);
    if (m_sourceEnded && m_queue.empty() && idle) {
        m_ended = true;
        // From the event loop: whoever hears of the end may destroy this.
        QTimer::singleShot(0, this, [this] { emit finished(m_result); });
    }
}

void Removal::askPage()
{
    if (m_asking)
        return;
    m_asking = true;
    m_pages.next([this](const Result<QList<ObjectInfo>> &objects) {
        m_asking = false;
        m_sourceEnded = m_sourceEnded || m_pages.atEnd();
        if (!objects) {
            if (objects.error().kind != ErrorKind::Cancelled)
                m_result.error = objects.error();
        } else {
            for (const ObjectInfo &object : *objects)
                take(object);
        }
        pump();
    });
}

void Removal::askKeys()
{
    while (m_heads < headsAtOnce && m_nextKey < m_spec.keys.size()) {
        const QString key = m_spec.keys.at(m_nextKey++);
        ObjectInfo object;
        object.key = key;
        object.versionId = m_spec.versionId;
        if (!m_spec.checkKeys) {
            take(object);
            continue;
        }
        ++m_heads;
        m_client.head(m_spec.bucket, key, m_spec.versionId, 0, [this, object](const Result<ObjectHead> &head) {
            --m_heads;
            // Deleting may be allowed where reading is not.
            if (head)
                take(head->info);
            else if (head.error().kind == ErrorKind::Auth && head.error().cause == ErrorCause::AccessDenied)
                take(object);
            else if (head.error().kind != ErrorKind::Cancelled)
                onFailure({object, mostTries}, head.error());
            m_sourceEnded = m_nextKey == m_spec.keys.size() && m_heads == 0;
            pump();
        });
    }
    m_sourceEnded = m_nextKey == m_spec.keys.size() && m_heads == 0;
}

void Removal::take(const ObjectInfo &object)
{
    if (m_result.cancelled)
        return;
    ++m_result.found;
    if (m_spec.dryRun)
        onRemoved(object);
    else
        m_queue.push_back({object, 0});
}

void Removal::onRemoved(const ObjectInfo &object)
{
    ++m_result.removed;
    m_result.bytes += std::max<ByteCount>(0, object.size);
    emit removed(object);
}

void Removal::sendOne(Item item)
{
    ++m_requests;
    const S3Request request = deleteObjectRequest(m_spec.bucket, item.object.key, m_spec.versionId);
    m_client.send(request, [this, item](const Result<S3Response> &response) {
        --m_requests;
        if (response)
            onRemoved(item.object);
        else
            onFailure({item.object, mostTries}, response.error());
        pump();
    });
}

void Removal::send(std::vector<Item> items)
{
    QStringList keys;
    for (const Item &item : items)
        keys += item.object.key;
    ++m_requests;
    m_client.send(deleteObjectsRequest(m_spec.bucket, keys),
                  [this, items = std::move(items)](const Result<S3Response> &response) {
        --m_requests;
        onReply(items, response);
        pump();
    });
}

void Removal::onReply(const std::vector<Item> &items, const Result<S3Response> &response)
{
    const Result<DeleteReply> reply = response ? parseDeleteResult(response->body)
                                               : Result<DeleteReply>(fail(response.error()));
    if (!reply && isUnknownOperation(reply.error())) {
        m_oneByOne = true;
        m_queue.insert(m_queue.begin(), items.begin(), items.end());
        return;
    }
    if (!reply) {
        // The request as a whole was refused, after its own retries: so would the next one be.
        for (const Item &item : items)
            onFailure({item.object, mostTries}, reply.error());
        if (reply.error().kind == ErrorKind::Auth || reply.error().kind == ErrorKind::NotFound) {
            m_queue.clear();
            m_sourceEnded = true;
            m_result.error = reply.error();
            m_result.errorTold = true;
        }
        return;
    }
    const QSet<QString> gone(reply->deleted.begin(), reply->deleted.end());
    QHash<QString, Error> refused;
    for (const DeleteReply::Failure &failure : reply->failures)
        refused.insert(failure.key, failure.error);
    for (const Item &item : items) {
        const auto error = refused.constFind(item.object.key);
        if (error != refused.constEnd())
            onFailure(item, *error);
        else if (gone.contains(item.object.key))
            onRemoved(item.object);
        else
            onFailure({item.object, mostTries}, Error::make(ErrorKind::Protocol, ErrorCause::None,
                                                            u"the server did not say what became of the object"_s));
    }
}

void Removal::onFailure(Item item, Error error)
{
    if (!m_result.cancelled && ++item.tries < mostTries && isRetryable(error)) {
        ++m_waiting;
        QTimer::singleShot(backoff(item.tries, error, *QRandomGenerator::global()), this, [this, item] {
            --m_waiting;
            if (!m_result.cancelled)
                m_queue.push_back(item);
            pump();
        });
        return;
    }
    ++m_result.failed;
    error.bucket = m_spec.bucket;
    error.key = item.object.key;
    emit failed(item.object, error);
}

} // namespace millrace
