// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/bucketworker.h"

#include "s3/deletereply.h"
#include "s3/objectrequests.h"
#include "s3/s3client.h"
#include "s3/uri.h"
#include "transfer/copyengine.h"

#include <QCryptographicHash>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

/// DeleteObjects takes so many keys a request.
constexpr qsizetype mostKeys = 1000;

QByteArray deleteDocument(const QStringList &keys)
{
    QByteArray xml;
    QXmlStreamWriter out(&xml);
    out.writeStartElement(u"Delete"_s);
    out.writeTextElement(u"Quiet"_s, u"true"_s);
    for (const QString &key : keys) {
        out.writeStartElement(u"Object"_s);
        out.writeTextElement(u"Key"_s, key);
        out.writeEndElement();
    }
    out.writeEndElement();
    return xml;
}

BrowserListing toListing(const ListPage &page, const QString &prefix)
{
    BrowserListing listing;
    listing.continuation = page.continuationToken;
    listing.entries.reserve(page.objects.size() + page.commonPrefixes.size());
    for (const QString &folder : page.commonPrefixes) {
        if (!folder.startsWith(prefix))
            continue; // not every server keeps to it
        BrowserEntry entry;
        entry.kind = BrowserEntry::Kind::Folder;
        entry.key = folder;
        entry.name = folder.mid(prefix.size()).chopped(1);
        listing.entries.append(entry);
    }
    for (const ObjectInfo &object : page.objects) {
        if (object.key == prefix || !object.key.startsWith(prefix))
            continue; // the marker of the folder itself, and what was not asked for
        BrowserEntry entry;
        entry.key = object.key;
        entry.name = object.key.mid(prefix.size());
        entry.size = object.size;
        entry.modified = object.lastModified.isValid() ? object.lastModified.toMSecsSinceEpoch() : 0;
        entry.storageClass = object.storageClass;
        entry.etag = object.etag;
        listing.entries.append(entry);
    }
    return listing;
}

} // namespace

BucketWorker::BucketWorker(Connection connection) : m_connection(std::move(connection))
{
    qRegisterMetaType<BrowserListing>();
    qRegisterMetaType<ObjectFacts>();
    qRegisterMetaType<VersionPage>();
    qRegisterMetaType<Error>();
}

BucketWorker::~BucketWorker() = default;

/// Made on first use, in the worker's thread.
S3Client &BucketWorker::client()
{
    if (!m_client) {
        m_session = std::make_shared<S3Session>(m_connection);
        Result<HttpTransportOptions> options = m_session->transportOptions();
        if (!options)
            m_unusable = options.error();
        m_client = std::make_unique<S3Client>(m_session, options.value_or(HttpTransportOptions()), 4, 15s);
    }
    return *m_client;
}

void BucketWorker::stop()
{
    if (m_client)
        m_client->cancelAll();
}

void BucketWorker::list(quint64 ticket, const BrowserPath &path, const QByteArray &continuation)
{
    client();
    if (m_unusable) {
        emit failed(ticket, *m_unusable);
        return;
    }
    if (path.bucket.isEmpty()) {
        client().listBuckets([this, ticket](const Result<QStringList> &names) {
            if (!names) {
                emit failed(ticket, names.error());
                return;
            }
            BrowserListing listing;
            for (const QString &bucket : *names) {
                BrowserEntry entry;
                entry.kind = BrowserEntry::Kind::Bucket;
                entry.name = entry.key = bucket;
                listing.entries.append(entry);
            }
            emit listed(ticket, listing);
        });
        return;
    }
    ListRequest request;
    request.bucket = path.bucket;
    request.prefix = path.prefix;
    request.delimiter = u"/"_s;
    request.continuationToken = continuation;
    client().list(request, [this, ticket, prefix = path.prefix](const Result<ListPage> &page) {
        if (page)
            emit listed(ticket, toListing(*page, prefix));
        else
            emit failed(ticket, page.error());
    });
}

void BucketWorker::head(quint64 ticket, const QString &bucket, const QString &key)
{
    client().head(bucket, key, {}, 0, [this, ticket](const Result<ObjectHead> &head) {
        if (!head) {
            emit failed(ticket, head.error());
            return;
        }
        ObjectFacts facts;
        facts.info = head->info;
        for (const auto &[name, value] : head->headers)
            facts.headers.emplaceBack(QString::fromLatin1(name.toLower()), QString::fromUtf8(value));
        emit described(ticket, facts);
    });
}

void BucketWorker::makeBucket(quint64 ticket, const QString &bucket)
{
    S3Request request;
    request.method = "PUT";
    request.bucket = bucket;
    // Outside us-east-1, AWS wants to be told the region again.
    if (m_connection.endpoint.isEmpty() && m_connection.region != u"us-east-1")
        request.content = "<CreateBucketConfiguration><LocationConstraint>" + m_connection.region.toUtf8()
            + "</LocationConstraint></CreateBucketConfiguration>";
    client().send(request, [this, ticket](const Result<S3Response> &answer) {
        if (answer)
            emit done(ticket, 1);
        else
            emit failed(ticket, answer.error());
    });
}

void BucketWorker::removeBucket(quint64 ticket, const QString &bucket)
{
    S3Request request;
    request.method = "DELETE";
    request.bucket = bucket;
    client().send(request, [this, ticket](const Result<S3Response> &answer) {
        if (answer)
            emit done(ticket, 1);
        else
            emit failed(ticket, answer.error());
    });
}

void BucketWorker::makeFolder(quint64 ticket, const QString &bucket, const QString &key)
{
    S3Request request;
    request.method = "PUT";
    request.bucket = bucket;
    request.key = key;
    client().send(request, [this, ticket](const Result<S3Response> &answer) {
        if (answer)
            emit done(ticket, 1);
        else
            emit failed(ticket, answer.error());
    });
}

void BucketWorker::rename(quint64 ticket, const QString &bucket, const QString &from, const QString &to)
{
    S3Request copy;
    copy.method = "PUT";
    copy.bucket = bucket;
    copy.key = to;
    copy.headers.emplaceBack("x-amz-copy-source", '/' + uriEncode(bucket.toUtf8(), false) + '/' + uriEncode(from.toUtf8(), true));
    copy.patience = 10min;
    client().send(copy, [this, ticket, bucket, from](const Result<S3Response> &answer) {
        // The old name goes only when the copy is sure; an error may come inside a 200.
        if (!answer) {
            emit failed(ticket, answer.error());
        } else if (answer->body.contains("<Error>")) {
            Error error = Error::make(ErrorKind::Protocol, ErrorCause::ServerError, tr("the server did not finish the copy"));
            error.bucket = bucket;
            error.key = from;
            emit failed(ticket, error);
        } else {
            removeBatch(ticket, bucket, {from}, 0);
        }
    });
}

void BucketWorker::remove(quint64 ticket, const QString &bucket, const QStringList &keys)
{
    QStringList folders;
    QStringList objects;
    for (const QString &key : keys)
        (key.endsWith(u'/') ? folders : objects) += key;
    if (folders.isEmpty())
        removeBatch(ticket, bucket, objects, 0);
    else
        removeBelow(ticket, bucket, folders, objects, {});
}

/// Gathers the keys below one folder after another.
void BucketWorker::removeBelow(quint64 ticket, const QString &bucket, QStringList folders, QStringList keys,
                               const QByteArray &token)
{
    ListRequest request;
    request.bucket = bucket;
    request.prefix = folders.first();
    request.continuationToken = token;
    client().list(request, [=, this](const Result<ListPage> &page) {
        if (!page) {
            emit failed(ticket, page.error());
            return;
        }
        QStringList all = keys;
        QStringList left = folders;
        for (const ObjectInfo &object : page->objects)
            all += object.key;
        if (page->continuationToken.isEmpty())
            left.removeFirst();
        if (left.isEmpty())
            removeBatch(ticket, bucket, all, 0);
        else
            removeBelow(ticket, bucket, left, all, page->continuationToken);
    });
}

void BucketWorker::removeBatch(quint64 ticket, const QString &bucket, QStringList keys, int removed)
{
    if (keys.isEmpty()) {
        emit done(ticket, removed);
        return;
    }
    const QStringList now = keys.mid(0, mostKeys);
    keys = keys.mid(now.size());
    S3Request request;
    request.method = "POST";
    request.bucket = bucket;
    request.query.emplaceBack("delete", QByteArray());
    request.content = deleteDocument(now);
    request.headers.emplaceBack("Content-MD5", QCryptographicHash::hash(request.content, QCryptographicHash::Md5).toBase64());
    request.patience = 2min;
    client().send(request, [=, this](const Result<S3Response> &answer) {
        if (!answer) {
            emit failed(ticket, answer.error());
            return;
        }
        const Result<DeleteReply> reply = parseDeleteResult(answer->body);
        if (!reply)
            emit failed(ticket, reply.error());
        else if (!reply->failures.isEmpty())
            emit failed(ticket, reply->failures.first().error);
        else
            removeBatch(ticket, bucket, keys, removed + int(now.size()));
    });
}

void BucketWorker::measure(quint64 ticket, const QString &bucket, const QString &prefix)
{
    measurePage(ticket, bucket, prefix, {}, 0, 0);
}

void BucketWorker::measurePage(quint64 ticket, const QString &bucket, const QString &prefix, const QByteArray &token,
                               qint64 objects, qint64 bytes)
{
    ListRequest request;
    request.bucket = bucket;
    request.prefix = prefix;
    request.continuationToken = token;
    client().list(request, [=, this](const Result<ListPage> &page) {
        if (!page) {
            emit failed(ticket, page.error());
            return;
        }
        qint64 sum = bytes;
        for (const ObjectInfo &object : page->objects)
            sum += std::max<ByteCount>(0, object.size);
        const qint64 count = objects + page->objects.size();
        const bool last = page->continuationToken.isEmpty();
        emit sized(ticket, count, sum, last);
        if (!last)
            measurePage(ticket, bucket, prefix, page->continuationToken, count, sum);
    });
}

void BucketWorker::listVersions(quint64 ticket, const QString &bucket, const QString &prefix, const QString &keyMarker,
                                const QString &versionMarker)
{
    const S3Request request = listVersionsRequest(bucket, prefix, {}, keyMarker, versionMarker);
    client().send(request, [this, ticket, bucket](const Result<S3Response> &answer) {
        Result<VersionPage> page = answer ? parseVersionList(answer->body) : Result<VersionPage>(fail(answer.error()));
        if (page) {
            emit versionsListed(ticket, *page);
            return;
        }
        page.error().bucket = bucket;
        emit failed(ticket, page.error());
    });
}

void BucketWorker::restoreVersion(quint64 ticket, const QString &bucket, const QString &key, const QString &versionId)
{
    CopySpec spec;
    spec.connection = m_connection;
    spec.sourceBucket = spec.bucket = bucket;
    spec.keys = {key};
    spec.key = key;
    spec.versionId = versionId;
    auto &engine = m_copies[ticket] = std::make_unique<CopyEngine>(spec);
    auto trouble = std::make_shared<std::optional<Error>>();
    connect(engine.get(), &CopyEngine::fileFinished, this, [trouble](const FileResult &file) {
        if (file.error && !*trouble)
            *trouble = file.error;
    });
    // Queued: the handler lets go of the engine that is just sending the signal.
    connect(engine.get(), &CopyEngine::finished, this, [this, ticket, trouble](const RunResult &result) {
        m_copies.erase(ticket);
        const std::optional<Error> error = result.error ? result.error : *trouble;
        if (error)
            emit failed(ticket, *error);
        else
            emit done(ticket, 1);
    }, Qt::QueuedConnection);
    engine->start();
}

void BucketWorker::removeVersions(quint64 ticket, const QString &bucket, const QList<VersionName> &versions)
{
    removeVersionBatch(ticket, bucket, versions, 0);
}

void BucketWorker::removeVersionBatch(quint64 ticket, const QString &bucket, QList<VersionName> versions, int removed)
{
    if (versions.isEmpty()) {
        emit done(ticket, removed);
        return;
    }
    const QList<VersionName> now = versions.mid(0, mostKeysADelete);
    versions = versions.mid(now.size());
    client().send(deleteVersionsRequest(bucket, now), [=, this](const Result<S3Response> &answer) {
        const Result<DeleteReply> reply = answer ? parseDeleteResult(answer->body) : Result<DeleteReply>(fail(answer.error()));
        if (!reply) {
            emit failed(ticket, reply.error());
        } else if (!reply->failures.isEmpty()) {
            Error error = reply->failures.first().error;
            error.bucket = bucket;
            error.key = reply->failures.first().key;
            emit failed(ticket, error);
        } else {
            removeVersionBatch(ticket, bucket, versions, removed + int(now.size()));
        }
    });
}

} // namespace millrace
