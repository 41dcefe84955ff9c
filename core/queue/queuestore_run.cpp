// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuestore_p.h"
#include "queue/taskjson.h"

#include <QSet>
#include <QVariant>

using namespace Qt::StringLiterals;

// The part of QueueStore for whoever runs entries: who owns which, and what becomes of those whose owner is gone.
namespace millrace {

bool QueueOwner::isGone() const
{
    switch (process.life()) {
    case ProcessIdentity::Life::Alive: return false;
    case ProcessIdentity::Life::Gone: return true;
    case ProcessIdentity::Life::OutOfSight: return nowMs() - seenMs > QueueStore::leaseSeconds * 1000;
    }
    return false;
}

Result<QList<qint64>> QueueStore::Private::goneOwners()
{
    auto rows = database->run(u"SELECT id, machine, boot, pid_space, pid, start_ticks, seen_ms FROM owners"_s);
    if (!rows)
        return fail(rows.error());
    owners.clear();
    QList<qint64> gone;
    while (rows->next()) {
        const qint64 id = rows->value(0).toLongLong();
        const QueueOwner found{{rows->value(1).toString(), rows->value(2).toString(), rows->value(3).toString(),
                                rows->value(4).toLongLong(), rows->value(5).toLongLong()},
                               rows->value(6).toLongLong()};
        owners.insert(id, found);
        if (id != owner && found.isGone())
            gone += id;
    }
    return gone;
}

Result<> QueueStore::Private::release(qint64 id, QueueWish wish, const QString &note)
{
    switch (wish) {
    case QueueWish::Remove: return erase(id);
    case QueueWish::Cancel: return set(id, QueueState::Cancelled);
    case QueueWish::Pause: return set(id, QueueState::Paused);
    case QueueWish::None: break;
    }
    auto noted = database->run(u"UPDATE entries SET note = ? WHERE id = ?"_s, {note.isNull() ? u""_s : note, id});
    return noted ? set(id, QueueState::Queued) : fail(noted.error());
}

Result<> QueueStore::Private::reap()
{
    const auto gone = goneOwners();
    if (!gone)
        return fail(gone.error());
    for (const qint64 dead : *gone) {
        auto rows = database->run(u"SELECT id FROM entries WHERE owner = ? AND state = 'active'"_s, {dead});
        if (!rows)
            return fail(rows.error());
        QList<qint64> left;
        while (rows->next())
            left += rows->value(0).toLongLong();
        rows->finish();
        for (const qint64 id : std::as_const(left)) {
            const auto found = entry(id);
            if (!found)
                return fail(found.error());
            if (const auto done = release(id, found->wish, u"the process that ran it ended in the middle"_s); !done)
                return done;
        }
        if (auto done = database->run(u"DELETE FROM owners WHERE id = ?"_s, {dead}); !done)
            return fail(done.error());
        owners.remove(dead);
    }
    return {};
}

/// Makes this process known as an owner, again if others took it for dead.
Result<> QueueStore::Private::enter()
{
    if (owner) {
        auto row = database->run(u"UPDATE owners SET seen_ms = ? WHERE id = ?"_s, {nowMs(), owner});
        if (!row)
            return fail(row.error());
        if (row->numRowsAffected() == 1)
            return {};
    }
    auto added = database->run(
        u"INSERT INTO owners (machine, boot, pid_space, pid, start_ticks, program, seen_ms) VALUES (?, ?, ?, ?, ?, ?, ?)"_s,
        {process.machine.isNull() ? u""_s : process.machine, process.boot.isNull() ? u""_s : process.boot,
         process.pidSpace.isNull() ? u""_s : process.pidSpace, process.pid, process.startTicks,
         program.isNull() ? u""_s : program, nowMs()});
    if (!added)
        return fail(added.error());
    owner = added->lastInsertId().toLongLong();
    owners.insert(owner, {process, nowMs()});
    return {};
}

void QueueStore::Private::leave()
{
    if (!owner)
        return;
    // Whatever fails here is put right by the next process to look, which finds this one gone.
    const auto transaction = QueueDatabase::Transaction::begin(*database);
    if (!transaction)
        return;
    auto rows = database->run(u"SELECT id FROM entries WHERE owner = ? AND state = 'active'"_s, {owner});
    QList<qint64> left;
    while (rows && rows->next())
        left += rows->value(0).toLongLong();
    if (rows)
        rows->finish();
    for (const qint64 id : std::as_const(left))
        if (const auto found = entry(id); !found || !release(id, found->wish, {}))
            return;
    if (database->run(u"DELETE FROM owners WHERE id = ?"_s, {owner}))
        (void)(*transaction)->commit();
}

Result<std::optional<QueueEntry>> QueueStore::claim()
{
    auto transaction = QueueDatabase::Transaction::begin(*d->database);
    if (!transaction)
        return fail(transaction.error());
    if (const auto done = d->reap(); !done)
        return fail(done.error());
    auto next = d->database->run(
        u"SELECT id FROM entries WHERE state = 'queued' ORDER BY priority DESC, rank, id LIMIT 1"_s);
    if (!next)
        return fail(next.error());
    if (!next->next())
        return std::optional<QueueEntry>();
    const qint64 id = next->value(0).toLongLong();
    next->finish();
    if (const auto done = d->enter(); !done)
        return fail(done.error());
    auto taken = d->database->run(
        u"UPDATE entries SET state = 'active', wish = '', owner = ?, started_ms = ?, ended_ms = NULL, runs = runs + 1, "
        "error = '', files_failed = 0 WHERE id = ?"_s, {d->owner, nowMs(), id});
    if (!taken)
        return fail(taken.error());
    auto entry = d->entry(id);
    if (!entry)
        return fail(entry.error());
    if (const auto done = (*transaction)->commit(); !done)
        return fail(done.error());
    return std::optional(std::move(*entry));
}

Result<> QueueStore::update(const QList<Update> &updates)
{
    if (!d->owner)
        return {};
    // Progress may be lost in a power cut: the journals know better.
    if (auto set = d->database->run(u"PRAGMA synchronous = NORMAL"_s); !set)
        return fail(set.error());
    const auto write = [&]() -> Result<> {
        auto transaction = QueueDatabase::Transaction::begin(*d->database);
        if (!transaction)
            return fail(transaction.error());
        if (auto seen = d->database->run(u"UPDATE owners SET seen_ms = ? WHERE id = ?"_s, {nowMs(), d->owner}); !seen)
            return fail(seen.error());
        for (const Update &u : updates) {
            const QueueProgress &p = u.progress;
            auto done = d->database->run(
                u"UPDATE entries SET bytes_total = ?, bytes_done = ?, files_total = ?, files_done = ?, files_failed = ?, "
                "rate = ?, eta = ? WHERE id = ? AND owner = ? AND state = 'active'"_s,
                {p.bytesTotal, p.bytesDone, p.filesTotal, p.filesDone, p.filesFailed, p.rate, p.etaSeconds, u.id, d->owner});
            if (!done)
                return fail(done.error());
        }
        return (*transaction)->commit();
    };
    const Result<> written = write();
    if (auto set = d->database->run(u"PRAGMA synchronous = FULL"_s); !set)
        return fail(set.error());
    return written;
}

Result<QList<QueueStore::Asked>> QueueStore::asked(const QList<qint64> &ids)
{
    QList<Asked> answers;
    for (const qint64 id : ids) {
        auto row = d->database->run(u"SELECT wish FROM entries WHERE id = ? AND owner = ? AND state = 'active'"_s, {id, d->owner});
        if (!row)
            return fail(row.error());
        Asked asked{id, QueueWish::None, !row->next()};
        if (!asked.lost)
            for (const QueueWish w : {QueueWish::Pause, QueueWish::Cancel, QueueWish::Remove})
                if (name(w) == row->value(0).toString())
                    asked.wish = w;
        answers += asked;
    }
    return answers;
}

Result<bool> QueueStore::settle(qint64 id, QueueState state, const QueueProgress &p, const std::optional<Error> &error)
{
    auto transaction = QueueDatabase::Transaction::begin(*d->database);
    if (!transaction)
        return fail(transaction.error());
    const auto asked = this->asked({id});
    if (!asked)
        return fail(asked.error());
    if (asked->first().lost)
        return false;
    const QueueWish wish = asked->first().wish;
    auto stored = d->database->run(
        u"UPDATE entries SET bytes_total = ?, bytes_done = ?, files_total = ?, files_done = ?, files_failed = ?, rate = 0, "
        "eta = -1, error = ?, note = '' WHERE id = ?"_s,
        {p.bytesTotal, p.bytesDone, p.filesTotal, p.filesDone, p.filesFailed,
         error ? QString::fromUtf8(errorToJson(*error)) : u""_s, id});
    if (!stored)
        return fail(stored.error());
    Result<> done;
    if (state == QueueState::Queued || wish == QueueWish::Remove) {
        done = d->release(id, wish, {});
    } else {
        auto ended = d->database->run(
            u"UPDATE entries SET state = ?, wish = '', owner = NULL, ended_ms = ? WHERE id = ?"_s, {name(state), nowMs(), id});
        if (!ended)
            done = fail(ended.error());
    }
    if (!done)
        return fail(done.error());
    if (const auto committed = (*transaction)->commit(); !committed)
        return fail(committed.error());
    return true;
}

} // namespace millrace
