// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/processidentity.h"
#include "queue/queuedatabase.h"
#include "queue/queuestore.h"

#include <QHash>
#include <functional>

namespace millrace {

/// Milliseconds since the epoch.
qint64 nowMs();

/// A process that has or had entries, as the file tells.
struct QueueOwner
{
    ProcessIdentity process;
    qint64 seenMs = 0;

    bool isGone() const;
};

/// What both parts of QueueStore share. What needs a transaction says so.
class QueueStore::Private
{
public:
    Private(std::unique_ptr<QueueDatabase> opened, QString name)
        : database(std::move(opened)), program(std::move(name)), process(ProcessIdentity::current())
    {
    }

    QueueEntry entryFrom(const QSqlQuery &row);
    Result<QueueEntry> entry(qint64 id);
    Result<> forEach(const QList<qint64> &ids, const std::function<Result<>(const QueueEntry &)> &step);

    // Within a transaction.
    Result<> set(qint64 id, QueueState state);
    Result<> setWish(qint64 id, QueueWish wish);
    Result<> erase(qint64 id);
    /// Lets an entry go: what was asked of it is done, else it waits again.
    Result<> release(qint64 id, QueueWish wish, const QString &note);
    Result<> reap();
    Result<> enter();

    /// Also renews `owners`.
    Result<QList<qint64>> goneOwners();
    void leave();

    std::unique_ptr<QueueDatabase> database;
    const QString program;
    const ProcessIdentity process;
    qint64 owner = 0; ///< this store's row in owners; 0: it runs nothing
    QHash<qint64, QueueOwner> owners;
    struct ReadTask
    {
        QByteArray json;
        Result<QueueTask> task;
    };
    QHash<qint64, ReadTask> tasks; ///< as last read
};

} // namespace millrace
