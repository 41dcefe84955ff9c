// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/partworker.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace millrace {

HttpTransport &TransportPool::lease(quint64 fileId, TransportKind kind)
{
    auto &lanes = m_leased[fileId];
    if (!lanes)
        lanes = std::make_shared<std::vector<Lane>>();
    for (Lane &lane : *lanes)
        if (lane.active < lane.transport->maxConnectionsPerHost()) {
            ++lane.active;
            return *lane.transport;
        }
    Lane lane;
    lane.kind = kind;
    if (auto &idle = m_free[kind]; idle.empty()) {
        lane.transport = m_make(kind);
    } else {
        lane.transport = std::move(idle.back());
        idle.pop_back();
    }
    lane.active = 1;
    lanes->push_back(std::move(lane));
    return *lanes->back().transport;
}

void TransportPool::giveBack(quint64 fileId, HttpTransport &transport)
{
    auto lanes = m_leased.value(fileId);
    bool idle = true;
    for (Lane &lane : *lanes) {
        if (lane.transport.get() == &transport)
            --lane.active;
        idle = idle && lane.active == 0;
    }
    if (!idle)
        return;
    for (Lane &lane : *lanes)
        m_free[lane.kind].push_back(std::move(lane.transport));
    m_leased.remove(fileId);
}

PartWorker::PartWorker(const PartEnvironment &environment, int firstConnectionNumber)
    : m_env(environment), m_signer(*environment.session),
      m_transports([this](TransportKind kind) {
          HttpTransportOptions options = m_env.transport;
          options.kind = kind;
          return makeTransport(options);
      }),
      m_firstNumber(firstConnectionNumber),
      m_timer(this)
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &PartWorker::onTimer);
}

PartWorker::~PartWorker()
{
    Q_ASSERT(m_parts.isEmpty());
    if (m_env.buffers)
        m_env.buffers->forget(this);
    if (m_env.threads)
        m_env.threads->addThisThread();
}

void PartWorker::start(const PartTask &task)
{
    PartTransfer *part = task.make({m_env, m_signer, m_transports.lease(task.fileId, task.transport), this,
                                    [this](PartTransfer *done, const PartOutcome &outcome) { onPartDone(done, outcome); }});
    const auto free = std::find(m_numbersInUse.begin(), m_numbersInUse.end(), false);
    const int number = int(free - m_numbersInUse.begin());
    if (free == m_numbersInUse.end())
        m_numbersInUse.push_back(true);
    else
        *free = true;
    m_parts.insert(part, number);
    if (!m_timer.isActive())
        m_timer.start();
    part->start();
}

void PartWorker::cancel(quint64 fileId)
{
    const auto parts = m_parts.keys();
    for (PartTransfer *part : parts)
        if (part->fileId() == fileId)
            part->cancel();
}

void PartWorker::cancelAll()
{
    const auto parts = m_parts.keys();
    for (PartTransfer *part : parts)
        part->cancel();
}

void PartWorker::onPartDone(PartTransfer *part, const PartOutcome &outcome)
{
    m_numbersInUse[size_t(m_parts.take(part))] = false;
    m_transports.giveBack(part->fileId(), part->transport());
    part->deleteLater();
    if (m_parts.isEmpty())
        m_timer.stop();
    emit partFinished(outcome);
}

void PartWorker::onTimer()
{
    QList<PartTick> ticks;
    const auto parts = m_parts.keys();
    for (PartTransfer *part : parts)
        part->checkStall();
    for (auto it = m_parts.cbegin(); it != m_parts.cend(); ++it) {
        PartTick tick = it.key()->tick();
        tick.connection = m_firstNumber + it.value();
        ticks.append(tick);
    }
    emit ticked(ticks);
}

} // namespace millrace
