// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/objectpages.h"
#include "s3/objectrequests.h"

#include <QObject>
#include <deque>
#include <memory>

namespace millrace {

/// What to remove. A value.
struct RemovalSpec
{
    QString bucket;
    QStringList keys;         ///< single objects
    QString versionId;        ///< with exactly one key: this version, for good
    bool checkKeys = true;    ///< say NotFound of a key that is not there; S3 would call it deleted
    bool wholePrefix = false; ///< everything under prefix that the filter lets through
    QString prefix;
    KeyFilter filter;
    bool dryRun = false;
    qsizetype batch = mostKeysADelete; ///< keys of one request
    int requests = 4;         ///< in flight
};

struct RemovalResult
{
    qint64 found = 0;
    qint64 removed = 0;
    qint64 failed = 0;
    ByteCount bytes = 0;      ///< of those removed whose size is known
    bool cancelled = false;
    std::optional<Error> error; ///< what ended the run as a whole
    bool errorTold = false;     ///< the keys it kept from being removed were told of one by one
};

/// Removes objects by batches as they are listed: a prefix of any size takes the memory of a few pages. A key counts as
/// removed when the server names it; those it asks to try again are tried again. A server that knows no batches is
/// asked for one object at a time. One run an object; client's thread.
class Removal : public QObject
{
    Q_OBJECT
public:
    Removal(RemovalSpec spec, S3Client &client, QObject *parent = nullptr);

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    /// Sends no new request; what was sent is waited for, since it will be done.
    void cancel();

signals:
    /// Gone; with dryRun: would go.
    void removed(const millrace::ObjectInfo &object);
    void failed(const millrace::ObjectInfo &object, const millrace::Error &error);
    void finished(const millrace::RemovalResult &result);

private:
    struct Item
    {
        ObjectInfo object;
        int tries = 0;
    };
    void pump();
    void askPage();
    void askKeys();
    void take(const ObjectInfo &object);
    void send(std::vector<Item> items);
    void sendOne(Item item);
    qsizetype batch() const { return m_oneByOne ? 1 : m_spec.batch; }
    void onReply(const std::vector<Item> &items, const Result<S3Response> &response);
    void onFailure(Item item, Error error);
    void onRemoved(const ObjectInfo &object);

    const RemovalSpec m_spec;
    S3Client &m_client;
    ObjectPages m_pages;
    std::deque<Item> m_queue;
    qsizetype m_nextKey = 0;
    int m_heads = 0;
    int m_requests = 0;
    int m_waiting = 0;      ///< items to be tried again after a pause
    bool m_oneByOne = false; ///< the server knows no batches
    bool m_asking = false;
    bool m_sourceEnded = false;
    bool m_ended = false;
    RemovalResult m_result;
};

} // namespace millrace
