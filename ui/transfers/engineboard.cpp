// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/engineboard.h"

#include "ui/transfers/boardrelay.h"
#include "ui/transfers/engineboardworker.h"

using namespace Qt::StringLiterals;

namespace millrace {

EngineBoard::EngineBoard(const BandwidthBuckets &bandwidth, const QString &reportFolder, QObject *parent)
    : TransferBoard(parent), m_worker(new EngineBoardWorker(bandwidth, reportFolder))
{
    qRegisterMetaType<QList<TransferRow>>();
    qRegisterMetaType<QList<LogLine>>();
    m_thread.setObjectName(u"transfers"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    relay(m_worker, this);
    connect(m_worker, &EngineBoardWorker::removed, this, [this](const QList<quint64> &ids) {
        for (const quint64 id : ids)
            m_orders.remove(id);
        emit removed(ids);
    });
    connect(m_worker, &EngineBoardWorker::totalsChanged, this, &TransferBoard::totalsChanged);
    m_thread.start();
}

EngineBoard::~EngineBoard()
{
    m_thread.quit();
    m_thread.wait();
}

void EngineBoard::add(const TransferOrder &order)
{
    const quint64 id = m_nextId++;
    m_orders.insert(id, order);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id, order] { worker->add(id, order); });
}

void EngineBoard::act(TransferAction action, const QList<quint64> &ids)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, action, ids] { worker->act(action, ids); });
}

void EngineBoard::setSettings(quint64 id, const TransferSettings &settings)
{
    const auto order = m_orders.find(id);
    if (order == m_orders.end())
        return;
    std::visit([&settings](auto &spec) { spec.settings = settings; }, order->spec);
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id, settings] { worker->setSettings(id, settings); });
    emit orderChanged(id);
}

void EngineBoard::watch(quint64 id)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, id] { worker->watch(id); });
}

const TransferOrder *EngineBoard::order(quint64 id) const
{
    const auto found = m_orders.constFind(id);
    return found == m_orders.cend() ? nullptr : &*found;
}

void EngineBoard::setParallel(int transfers)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, transfers] { worker->setParallel(transfers); });
}

} // namespace millrace
