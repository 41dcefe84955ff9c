// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuestore.h"

#include "queue/queuestore_p.h"
#include "queue/taskjson.h"

#include <QStandardPaths>
#include <QVariant>

using namespace Qt::StringLiterals;

// The part of QueueStore that opens, lists and steers.
namespace millrace {
namespace {

const QString columns = u"id, task, state, wish, priority, added_ms, started_ms, ended_ms, runs, bytes_total, bytes_done, "
                        "files_total, files_done, files_failed, rate, eta, error, note, owner"_s;

QDateTime timeOf(const QVariant &milliseconds)
{
    return milliseconds.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

} // namespace

QString defaultQueueFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/millrace/queue.sqlite"_s;
}

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QueueStore::QueueStore(std::unique_ptr<Private> p) : d(std::move(p)) {}

QueueStore::~QueueStore()
{
    d->leave();
}

Result<std::unique_ptr<QueueStore>> QueueStore::open(const QString &file, const QString &program)
{
    auto database = QueueDatabase::open(file);
    if (!database)
        return fail(database.error());
    return std::unique_ptr<QueueStore>(
        new QueueStore(std::make_unique<Private>(std::move(*database), program)));
}

QString QueueStore::file() const
{
    return d->database->file();
}

qint64 QueueStore::dataVersion()
{
    auto version = d->database->run(u"PRAGMA data_version"_s);
    return version && version->next() ? version->value(0).toLongLong() : -1;
}

QueueEntry QueueStore::Private::entryFrom(const QSqlQuery &row)
{
    QueueEntry e;
    e.id = row.value(0).toLongLong();
    // A task hardly ever changes, and reading it costs more than all the rest of a row.
    const QByteArray json = row.value(1).toByteArray();
    auto known = tasks.constFind(e.id);
    if (known == tasks.constEnd() || known->json != json)
        known = tasks.insert(e.id, {json, taskFromJson(json)});
    e.state = queueStateFromName(row.value(2).toString()).value_or(QueueState::Failed);
    e.error = errorFromJson(row.value(16).toByteArray());
    if (known->task)
        e.task = *known->task;
    else
        e.error = known->task.error();
    const QString wish = row.value(3).toString();
    for (const QueueWish w : {QueueWish::Pause, QueueWish::Cancel, QueueWish::Remove})
        if (name(w) == wish)
            e.wish = w;
    e.priority = row.value(4).toInt();
    e.added = timeOf(row.value(5));
    e.started = timeOf(row.value(6));
    e.ended = timeOf(row.value(7));
    e.runs = row.value(8).toInt();
    e.progress.bytesTotal = row.value(9).toLongLong();
    e.progress.bytesDone = row.value(10).toLongLong();
    e.progress.filesTotal = row.value(11).toLongLong();
    e.progress.filesDone = row.value(12).toLongLong();
    e.progress.filesFailed = row.value(13).toLongLong();
    if (e.state == QueueState::Active) {
        e.progress.rate = row.value(14).toDouble();
        e.progress.etaSeconds = row.value(15).toDouble();
        const qint64 by = row.value(18).toLongLong();
        e.mine = by != 0 && by == owner;
        e.ownerPid = owners.value(by).process.pid;
    }
    e.note = row.value(17).toString();
    return e;
}

Result<QList<QueueEntry>> QueueStore::entries()
{
    // Most often nobody has died, and then looking costs no write.
    const auto gone = d->goneOwners();
    if (!gone)
        return fail(gone.error());
    if (!gone->isEmpty()) {
        auto transaction = QueueDatabase::Transaction::begin(*d->database);
        if (!transaction)
            return fail(transaction.error());
        if (const auto done = d->reap(); !done)
            return fail(done.error());
        if (const auto done = (*transaction)->commit(); !done)
            return fail(done.error());
    }
    auto rows = d->database->run(u"SELECT %1 FROM entries ORDER BY priority DESC, rank, id"_s.arg(columns));
    if (!rows)
        return fail(rows.error());
    QList<QueueEntry> list;
    while (rows->next()) {
        list += d->entryFrom(*rows);
        list.last().place = int(list.size());
    }
    return list;
}

Result<QueueEntry> QueueStore::Private::entry(qint64 id)
{
    auto row = database->run(u"SELECT %1 FROM entries WHERE id = ?"_s.arg(columns), {id});
    if (!row)
        return fail(row.error());
    if (!row->next())
        return fail(ErrorKind::NotFound, ErrorCause::None, u"the queue has no entry %1"_s.arg(id));
    return entryFrom(*row);
}

Result<QList<qint64>> QueueStore::add(const QList<QueueDraft> &drafts)
{
    for (const QueueDraft &draft : drafts) {
        if (const auto good = draft.task.check(); !good)
            return fail(good.error());
        if (std::abs(draft.priority) > highestPriority)
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"a priority is a number from -%1 to %1"_s.arg(highestPriority));
    }
    auto transaction = QueueDatabase::Transaction::begin(*d->database);
    if (!transaction)
        return fail(transaction.error());
    QList<qint64> ids;
    for (const QueueDraft &draft : drafts) {
        auto added = d->database->run(
            u"INSERT INTO entries (task, state, priority, rank, added_ms) VALUES (?, ?, ?, "
            "(SELECT coalesce(max(rank), 0) + 1 FROM entries), ?)"_s,
            {QString::fromUtf8(toJson(draft.task)), name(draft.paused ? QueueState::Paused : QueueState::Queued),
             draft.priority, nowMs()});
        if (!added)
            return fail(added.error());
        ids += added->lastInsertId().toLongLong();
    }
    if (const auto done = (*transaction)->commit(); !done)
        return fail(done.error());
    return ids;
}

/// Runs @p step for every entry in one transaction.
Result<> QueueStore::Private::forEach(const QList<qint64> &ids, const std::function<Result<>(const QueueEntry &)> &step)
{
    auto transaction = QueueDatabase::Transaction::begin(*database);
    if (!transaction)
        return fail(transaction.error());
    if (const auto done = reap(); !done)
        return done;
    for (const qint64 id : ids) {
        const auto found = entry(id);
        if (!found)
            return fail(found.error());
        if (const auto done = step(*found); !done)
            return done;
    }
    return (*transaction)->commit();
}

Result<> QueueStore::Private::set(qint64 id, QueueState state)
{
    const bool ended = state == QueueState::Cancelled;
    auto done = database->run(u"UPDATE entries SET state = ?, wish = '', owner = NULL, ended_ms = ? WHERE id = ?"_s,
                              {name(state), ended ? QVariant(nowMs()) : QVariant(), id});
    return done ? Result<>() : fail(done.error());
}

Result<> QueueStore::Private::setWish(qint64 id, QueueWish wish)
{
    // Never null: an empty text is not one to SQLite, but to Qt a QString() would be.
    auto done = database->run(u"UPDATE entries SET wish = ? WHERE id = ?"_s, {wish == QueueWish::None ? u""_s : name(wish), id});
    return done ? Result<>() : fail(done.error());
}

static tl::unexpected<Error> notNow(const QueueEntry &entry, const QString &what)
{
    return fail(ErrorKind::Conflict, ErrorCause::None,
                u"entry %1 is %2 and cannot be %3"_s.arg(entry.id).arg(name(entry.state), what));
}

Result<> QueueStore::pause(const QList<qint64> &ids)
{
    return d->forEach(ids, [this](const QueueEntry &e) -> Result<> {
        switch (e.state) {
        case QueueState::Paused: return {};
        case QueueState::Queued: return d->set(e.id, QueueState::Paused);
        case QueueState::Active: return e.wish == QueueWish::None ? d->setWish(e.id, QueueWish::Pause) : Result<>();
        default: return notNow(e, u"paused"_s);
        }
    });
}

Result<> QueueStore::resume(const QList<qint64> &ids)
{
    return d->forEach(ids, [this](const QueueEntry &e) -> Result<> {
        switch (e.state) {
        case QueueState::Queued: return {};
        case QueueState::Paused: return d->set(e.id, QueueState::Queued);
        // The owner may be stopping it already; then it goes back into the queue instead.
        case QueueState::Active: return e.wish == QueueWish::Pause ? d->setWish(e.id, QueueWish::None) : Result<>();
        default: return notNow(e, u"resumed (retry takes up what failed or was cancelled)"_s);
        }
    });
}

Result<> QueueStore::cancel(const QList<qint64> &ids)
{
    return d->forEach(ids, [this](const QueueEntry &e) -> Result<> {
        switch (e.state) {
        case QueueState::Cancelled: return {};
        case QueueState::Finished: return notNow(e, u"cancelled"_s);
        case QueueState::Active: return e.wish == QueueWish::Remove ? Result<>() : d->setWish(e.id, QueueWish::Cancel);
        default: return d->set(e.id, QueueState::Cancelled);
        }
    });
}

Result<> QueueStore::retry(const QList<qint64> &ids)
{
    return d->forEach(ids, [this](const QueueEntry &e) -> Result<> {
        switch (e.state) {
        case QueueState::Queued: return {};
        case QueueState::Active: return e.wish == QueueWish::Cancel ? d->setWish(e.id, QueueWish::None) : Result<>();
        case QueueState::Failed:
        case QueueState::Cancelled: {
            auto done = d->database->run(
                u"UPDATE entries SET state = 'queued', wish = '', error = '', note = '', files_failed = 0, ended_ms = NULL "
                "WHERE id = ?"_s, {e.id});
            return done ? Result<>() : fail(done.error());
        }
        default: return notNow(e, u"retried"_s);
        }
    });
}

Result<> QueueStore::remove(const QList<qint64> &ids)
{
    return d->forEach(ids, [this](const QueueEntry &e) -> Result<> {
        return e.state == QueueState::Active ? d->setWish(e.id, QueueWish::Remove) : d->erase(e.id);
    });
}

Result<> QueueStore::Private::erase(qint64 id)
{
    tasks.remove(id);
    auto done = database->run(u"DELETE FROM entries WHERE id = ?"_s, {id});
    return done ? Result<>() : fail(done.error());
}

Result<> QueueStore::setPriority(const QList<qint64> &ids, int priority)
{
    if (std::abs(priority) > highestPriority)
        return fail(ErrorKind::Config, ErrorCause::None, u"a priority is a number from -%1 to %1"_s.arg(highestPriority));
    return d->forEach(ids, [this, priority](const QueueEntry &e) -> Result<> {
        auto done = d->database->run(u"UPDATE entries SET priority = ? WHERE id = ?"_s, {priority, e.id});
        return done ? Result<>() : fail(done.error());
    });
}

Result<> QueueStore::move(qint64 id, int place)
{
    return d->forEach({id}, [this, place](const QueueEntry &moved) -> Result<> {
        auto rows = d->database->run(u"SELECT id, priority FROM entries ORDER BY priority DESC, rank, id"_s);
        if (!rows)
            return fail(rows.error());
        QList<std::pair<qint64, int>> order;
        while (rows->next())
            if (rows->value(0).toLongLong() != moved.id)
                order.emplaceBack(rows->value(0).toLongLong(), rows->value(1).toInt());
        rows->finish();
        const qsizetype at = std::clamp(qsizetype(place) - 1, qsizetype(0), order.size());
        int priority = moved.priority;
        if (at > 0)
            priority = std::min(priority, order.at(at - 1).second);
        if (at < order.size())
            priority = std::max(priority, order.at(at).second);
        order.insert(at, {moved.id, priority});
        for (qsizetype i = 0; i < order.size(); ++i) {
            auto done = d->database->run(u"UPDATE entries SET rank = ?, priority = ? WHERE id = ? AND (rank != ? OR priority != ?)"_s,
                                         {i + 1, order.at(i).second, order.at(i).first, i + 1, order.at(i).second});
            if (!done)
                return fail(done.error());
        }
        return {};
    });
}

Result<> QueueStore::setSettings(qint64 id, const TransferSettings &settings)
{
    return d->forEach({id}, [this, &settings](const QueueEntry &e) -> Result<> {
        if (e.state == QueueState::Finished)
            return notNow(e, u"given other settings"_s);
        if (const Private::ReadTask read = d->tasks.value(e.id); !read.task)
            return fail(read.task.error());
        QueueTask task = e.task;
        std::visit([&settings](auto &spec) { spec.settings = settings; }, task.spec);
        auto done = d->database->run(u"UPDATE entries SET task = ? WHERE id = ?"_s, {QString::fromUtf8(toJson(task)), e.id});
        return done ? Result<>() : fail(done.error());
    });
}

} // namespace millrace
