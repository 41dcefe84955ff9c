// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/queueboard.h"

#include "ui/transfers/boardrelay.h"
#include "ui/transfers/queueboardworker.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QueueTask taskOf(const TransferOrder &order)
{
    QueueTask task;
    task.spec = order.spec;
    const Connection connection = std::visit([](const auto &spec) { return spec.connection; }, order.spec);
    std::visit([](auto &spec) { spec.connection = {}; }, task.spec);
    task.connection.endpointUrl = connection.endpoint.toString();
    task.connection.region = connection.region;
    task.connection.addressing = connection.addressing;
    task.connection.caBundle = connection.caBundle;
    task.connection.requesterPays = connection.requesterPays;
    task.connection.noSignRequest = connection.credentials.anonymous;
    task.connection.profile = order.awsProfile;
    task.connectionId = order.connectionId;
    task.connectionName = order.connectionName;
    return task;
}

TransferTotals sum(const TransferTotals &a, const TransferTotals &b)
{
    return {a.downRate + b.downRate,   a.upRate + b.upRate, a.connections + b.connections, a.active + b.active,
            a.queued + b.queued,       a.paused + b.paused, a.failed + b.failed,           a.finished + b.finished,
            a.retries + b.retries,     a.throttles + b.throttles, a.cancelled + b.cancelled};
}

bool isOfSession(quint64 id)
{
    return id >= EngineBoard::firstId;
}

} // namespace

QueueBoard::QueueBoard(const QString &file, const ConnectionProvider &keys, const BandwidthBuckets &bandwidth,
                       const QString &reportFolder, QObject *parent)
    : TransferBoard(parent), m_session(bandwidth, reportFolder),
      m_worker(new QueueBoardWorker(file, keys, bandwidth, reportFolder))
{
    m_thread.setObjectName(u"queue board"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &QueueBoardWorker::ordersKnown, this, [this](const QHash<quint64, TransferOrder> &orders) {
        m_orders.insert(orders);
        for (auto it = orders.cbegin(); it != orders.cend(); ++it)
            emit orderChanged(it.key());
    });
    relay(m_worker, this); // after the orders, which rows stand for
    connect(m_worker, &QueueBoardWorker::removed, this, [this](const QList<quint64> &ids) {
        for (const quint64 id : ids)
            m_orders.remove(id);
        emit removed(ids);
    });
    connect(m_worker, &QueueBoardWorker::troubled, this, &TransferBoard::troubled);
    connect(m_worker, &QueueBoardWorker::remained, this, &TransferBoard::remained);
    connect(m_worker, &QueueBoardWorker::totalsChanged, this, [this](const TransferTotals &totals) {
        m_queued = totals;
        emit totalsChanged(sum(m_queued, m_besides));
    });
    relay<TransferBoard>(&m_session, this);
    connect(&m_session, &TransferBoard::orderChanged, this, &TransferBoard::orderChanged);
    connect(&m_session, &TransferBoard::removed, this, &TransferBoard::removed);
    connect(&m_session, &TransferBoard::totalsChanged, this, [this](const TransferTotals &totals) {
        m_besides = totals;
        emit totalsChanged(sum(m_queued, m_besides));
    });
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &QueueBoardWorker::open);
}

QueueBoard::~QueueBoard()
{
    connect(m_worker, &QueueBoardWorker::closed, &m_thread, &QThread::quit, Qt::DirectConnection);
    QMetaObject::invokeMethod(m_worker, &QueueBoardWorker::close);
    m_thread.wait();
}

void QueueBoard::add(const TransferOrder &order)
{
    const QueueTask task = taskOf(order);
    if (order.ofSession || !task.check()) {
        m_session.add(order);
        return;
    }
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, task, paused = order.startPaused] {
        QueueDraft draft;
        draft.task = task;
        draft.paused = paused;
        worker->add(draft);
    });
}

void QueueBoard::act(TransferAction action, const QList<quint64> &ids)
{
    QList<quint64> queued;
    QList<quint64> besides;
    for (const quint64 id : ids)
        (isOfSession(id) ? besides : queued).append(id);
    if (!besides.isEmpty())
        m_session.act(action, besides);
    if (!queued.isEmpty())
        QMetaObject::invokeMethod(m_worker, [worker = m_worker, action, queued] { worker->act(action, queued); });
}

void QueueBoard::setSettings(quint64 id, const TransferSettings &settings)
{
    if (isOfSession(id)) {
        m_session.setSettings(id, settings);
        return;
    }
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id, settings] { worker->setSettings(id, settings); });
}

void QueueBoard::watch(quint64 id)
{
    m_session.watch(isOfSession(id) ? id : 0);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id] { worker->watch(isOfSession(id) ? 0 : id); });
}

const TransferOrder *QueueBoard::order(quint64 id) const
{
    if (isOfSession(id))
        return m_session.order(id);
    const auto found = m_orders.constFind(id);
    return found == m_orders.cend() ? nullptr : &*found;
}

void QueueBoard::setParallel(int transfers)
{
    m_session.setParallel(transfers);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, transfers] { worker->setParallel(transfers); });
}

void QueueBoard::setMemory(ByteCount all)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, all] { worker->setMemory(all); });
}

void QueueBoard::setKeepInterval(std::chrono::milliseconds interval)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, interval] { worker->setKeepInterval(interval); });
}

} // namespace millrace
