// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browser/bucketsession.h"

using namespace Qt::StringLiterals;

namespace millrace {

BucketSession::BucketSession(const Connection &connection, QObject *parent)
    : QObject(parent), m_connection(connection), m_worker(new BucketWorker(connection))
{
    m_thread.setObjectName(u"browser"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &BucketWorker::listed, this, [this](quint64 ticket, const BrowserListing &listing) {
        if (const Listed done = m_listed.take(ticket))
            done(listing);
    });
    connect(m_worker, &BucketWorker::described, this, [this](quint64 ticket, const ObjectFacts &facts) {
        if (const Described done = m_described.take(ticket))
            done(facts);
    });
    connect(m_worker, &BucketWorker::versionsListed, this, [this](quint64 ticket, const VersionPage &page) {
        if (const VersionsListed done = m_versions.take(ticket))
            done(page);
    });
    connect(m_worker, &BucketWorker::done, this, [this](quint64 ticket, int objects) {
        if (const Done done = m_done.take(ticket))
            done(objects);
    });
    connect(m_worker, &BucketWorker::sized, this, [this](quint64 ticket, qint64 objects, qint64 bytes, bool last) {
        if (const Sized done = last ? m_sized.take(ticket) : m_sized.value(ticket))
            done(std::pair(objects, bytes), last);
    });
    connect(m_worker, &BucketWorker::failed, this, &BucketSession::onFailed);
    m_thread.start();
}

BucketSession::~BucketSession()
{
    m_thread.quit();
    m_thread.wait();
}

void BucketSession::onFailed(quint64 ticket, const Error &error)
{
    if (const Listed done = m_listed.take(ticket))
        done(fail(error));
    if (const Described done = m_described.take(ticket))
        done(fail(error));
    if (const VersionsListed done = m_versions.take(ticket))
        done(fail(error));
    if (const Done done = m_done.take(ticket))
        done(fail(error));
    if (const Sized done = m_sized.take(ticket))
        done(fail(error), true);
}

quint64 BucketSession::list(const BrowserPath &path, const QByteArray &continuation, Listed done)
{
    const quint64 ticket = m_next++;
    m_listed.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, path, continuation] { worker->list(ticket, path, continuation); });
    return ticket;
}

quint64 BucketSession::head(const QString &bucket, const QString &key, Described done)
{
    const quint64 ticket = m_next++;
    m_described.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, key] { worker->head(ticket, bucket, key); });
    return ticket;
}

quint64 BucketSession::makeBucket(const QString &bucket, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket] { worker->makeBucket(ticket, bucket); });
    return ticket;
}

quint64 BucketSession::removeBucket(const QString &bucket, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket] { worker->removeBucket(ticket, bucket); });
    return ticket;
}

quint64 BucketSession::makeFolder(const QString &bucket, const QString &key, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, key] { worker->makeFolder(ticket, bucket, key); });
    return ticket;
}

quint64 BucketSession::remove(const QString &bucket, const QStringList &keys, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, keys] { worker->remove(ticket, bucket, keys); });
    return ticket;
}

quint64 BucketSession::rename(const QString &bucket, const QString &from, const QString &to, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, from, to] { worker->rename(ticket, bucket, from, to); });
    return ticket;
}

quint64 BucketSession::measure(const QString &bucket, const QString &prefix, Sized done)
{
    const quint64 ticket = m_next++;
    m_sized.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, prefix] { worker->measure(ticket, bucket, prefix); });
    return ticket;
}

quint64 BucketSession::listVersions(const QString &bucket, const QString &prefix, const QString &keyMarker,
                                    const QString &versionMarker, VersionsListed done)
{
    const quint64 ticket = m_next++;
    m_versions.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, prefix, keyMarker, versionMarker] {
        worker->listVersions(ticket, bucket, prefix, keyMarker, versionMarker);
    });
    return ticket;
}

quint64 BucketSession::restoreVersion(const QString &bucket, const QString &key, const QString &versionId, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, key, versionId] {
        worker->restoreVersion(ticket, bucket, key, versionId);
    });
    return ticket;
}

quint64 BucketSession::removeVersions(const QString &bucket, const QList<VersionName> &versions, Done done)
{
    const quint64 ticket = m_next++;
    m_done.insert(ticket, std::move(done));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, ticket, bucket, versions] {
        worker->removeVersions(ticket, bucket, versions);
    });
    return ticket;
}

void BucketSession::forget(quint64 ticket)
{
    m_versions.remove(ticket);
    m_listed.remove(ticket);
    m_described.remove(ticket);
    m_done.remove(ticket);
    m_sized.remove(ticket);
}

} // namespace millrace
