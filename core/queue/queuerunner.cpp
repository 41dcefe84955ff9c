// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuerunner.h"

#include "queue/queuestore.h"
#include "queue/queueworker.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace millrace {

class QueueRunner::Private
{
public:
    QThread thread;
    QueueWorker *worker = nullptr; ///< lives and dies in thread
    Ticket tickets = 0;
};

QueueRunner::QueueRunner(QueueRunnerOptions options, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->thread.setObjectName(u"queue"_s);
    d->worker = new QueueWorker(std::move(options));
    d->worker->moveToThread(&d->thread);
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    connect(d->worker, &QueueWorker::opened, this, &QueueRunner::opened);
    connect(d->worker, &QueueWorker::failed, this, &QueueRunner::failed);
    connect(d->worker, &QueueWorker::changed, this, &QueueRunner::changed);
    connect(d->worker, &QueueWorker::done, this, &QueueRunner::done);
    connect(d->worker, &QueueWorker::refused, this, &QueueRunner::refused);
    connect(d->worker, &QueueWorker::began, this, &QueueRunner::began);
    connect(d->worker, &QueueWorker::progressed, this, &QueueRunner::progressed);
    connect(d->worker, &QueueWorker::fileFinished, this, &QueueRunner::fileFinished);
    connect(d->worker, &QueueWorker::noticed, this, &QueueRunner::noticed);
    connect(d->worker, &QueueWorker::ended, this, &QueueRunner::ended);
    connect(d->worker, &QueueWorker::remained, this, &QueueRunner::remained);
    connect(d->worker, &QueueWorker::drained, this, &QueueRunner::drained);
    connect(d->worker, &QueueWorker::stopped, this, &QueueRunner::stopped);
    d->thread.start();
}

QueueRunner::~QueueRunner()
{
    // The worker goes with its thread: it stops its engines, waits for them and lets its entries go.
    d->thread.quit();
    d->thread.wait();
}

void QueueRunner::open()
{
    QMetaObject::invokeMethod(d->worker, &QueueWorker::open, Qt::QueuedConnection);
}

void QueueRunner::setRunning(bool running)
{
    QMetaObject::invokeMethod(d->worker, [worker = d->worker, running] { worker->setRunning(running); }, Qt::QueuedConnection);
}

void QueueRunner::setParallel(int entries)
{
    QMetaObject::invokeMethod(d->worker, [worker = d->worker, entries] { worker->setParallel(entries); },
                              Qt::QueuedConnection);
}

void QueueRunner::setMemory(ByteCount all)
{
    QMetaObject::invokeMethod(d->worker, [worker = d->worker, all] { worker->setMemory(all); }, Qt::QueuedConnection);
}

QueueRunner::Ticket QueueRunner::change(std::function<Result<QList<qint64>>(QueueStore &)> step,
                                        const QList<qint64> &givenUp)
{
    const Ticket ticket = ++d->tickets;
    QMetaObject::invokeMethod(
        d->worker,
        [worker = d->worker, ticket, step = std::move(step), givenUp] { worker->change(ticket, step, givenUp); },
        Qt::QueuedConnection);
    return ticket;
}

static Result<QList<qint64>> withIds(const Result<> &done, const QList<qint64> &ids)
{
    return done ? Result<QList<qint64>>(ids) : fail(done.error());
}

QueueRunner::Ticket QueueRunner::add(const QList<QueueDraft> &drafts)
{
    return change([drafts](QueueStore &store) { return store.add(drafts); });
}

QueueRunner::Ticket QueueRunner::pause(const QList<qint64> &ids)
{
    return change([ids](QueueStore &store) { return withIds(store.pause(ids), ids); });
}

QueueRunner::Ticket QueueRunner::resume(const QList<qint64> &ids)
{
    return change([ids](QueueStore &store) { return withIds(store.resume(ids), ids); });
}

QueueRunner::Ticket QueueRunner::cancel(const QList<qint64> &ids)
{
    return change([ids](QueueStore &store) { return withIds(store.cancel(ids), ids); }, ids);
}

QueueRunner::Ticket QueueRunner::retry(const QList<qint64> &ids)
{
    return change([ids](QueueStore &store) { return withIds(store.retry(ids), ids); });
}

QueueRunner::Ticket QueueRunner::remove(const QList<qint64> &ids)
{
    return change([ids](QueueStore &store) { return withIds(store.remove(ids), ids); }, ids);
}

QueueRunner::Ticket QueueRunner::setPriority(const QList<qint64> &ids, int priority)
{
    return change([ids, priority](QueueStore &store) { return withIds(store.setPriority(ids, priority), ids); });
}

QueueRunner::Ticket QueueRunner::move(qint64 id, int place)
{
    return change([id, place](QueueStore &store) { return withIds(store.move(id, place), {id}); });
}

QueueRunner::Ticket QueueRunner::setSettings(qint64 id, const TransferSettings &settings)
{
    return change([id, settings](QueueStore &store) { return withIds(store.setSettings(id, settings), {id}); });
}

} // namespace millrace
