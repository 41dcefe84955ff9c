// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/engineboardworker.h"

using namespace std::chrono_literals;

namespace millrace {

EngineBoardWorker::EngineBoardWorker() : m_timer(this)
{
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &EngineBoardWorker::flush);
}

EngineBoardWorker::~EngineBoardWorker()
{
    for (BoardTransfer *transfer : std::as_const(m_transfers))
        transfer->abandon();
}

BoardTransfer *EngineBoardWorker::find(quint64 id) const
{
    const auto found = std::find_if(m_transfers.begin(), m_transfers.end(),
                                    [id](const BoardTransfer *t) { return t->row().id == id; });
    return found == m_transfers.end() ? nullptr : *found;
}

void EngineBoardWorker::add(quint64 id, const TransferOrder &order)
{
    auto *transfer = new BoardTransfer(id, order, this);
    m_transfers.append(transfer);
    transfer->setPosition(int(m_transfers.size()));
    connect(transfer, &BoardTransfer::rowChanged, this, [this, id] { markChanged(id); });
    connect(transfer, &BoardTransfer::detailChanged, this, [this, id] { m_detailChanged |= id == m_watched; });
    connect(transfer, &BoardTransfer::stopped, this, &EngineBoardWorker::schedule);
    connect(transfer, &BoardTransfer::logged, this, [this, id](const LogLine &line) {
        if (id == m_watched)
            m_newLines.append(line);
    });
    markChanged(id);
    schedule();
    flush();
}

void EngineBoardWorker::act(TransferAction action, const QList<quint64> &ids)
{
    if (action == TransferAction::ToTop || action == TransferAction::Up || action == TransferAction::Down
        || action == TransferAction::ToBottom) {
        move(action, ids);
        flush();
        return;
    }
    QList<quint64> gone;
    for (const quint64 id : ids) {
        BoardTransfer *transfer = find(id);
        if (!transfer)
            continue;
        switch (action) {
        case TransferAction::Pause: transfer->pause(); break;
        case TransferAction::Resume: transfer->resume(); break;
        case TransferAction::Cancel: transfer->cancel(); break;
        case TransferAction::Retry:
            m_endTold.remove(id);
            transfer->retry();
            break;
        case TransferAction::Remove:
            m_transfers.removeOne(transfer);
            m_changed.remove(id);
            transfer->abandon();
            transfer->deleteLater();
            gone.append(id);
            break;
        default: break;
        }
    }
    if (!gone.isEmpty())
        emit removed(gone);
    schedule();
    flush();
}

void EngineBoardWorker::move(TransferAction action, const QList<quint64> &ids)
{
    QList<BoardTransfer *> chosen;
    for (BoardTransfer *transfer : std::as_const(m_transfers))
        if (ids.contains(transfer->row().id))
            chosen.append(transfer);
    if (chosen.isEmpty())
        return;
    const qsizetype first = m_transfers.indexOf(chosen.first());
    for (BoardTransfer *transfer : std::as_const(chosen))
        m_transfers.removeOne(transfer);
    qsizetype place = 0;
    switch (action) {
    case TransferAction::ToTop: place = 0; break;
    case TransferAction::Up: place = std::max<qsizetype>(0, first - 1); break;
    case TransferAction::Down: place = std::min(m_transfers.size(), first + 1); break;
    default: place = m_transfers.size();
    }
    for (BoardTransfer *transfer : std::as_const(chosen))
        m_transfers.insert(place++, transfer);
    for (int i = 0; i < m_transfers.size(); ++i) {
        m_transfers[i]->setPosition(i + 1);
        markChanged(m_transfers[i]->row().id);
    }
}

void EngineBoardWorker::watch(quint64 id)
{
    m_watched = id;
    m_newLines.clear();
    if (BoardTransfer *transfer = find(id)) {
        emit logReset(id, transfer->log());
        emit detailChanged(transfer->detail());
    }
}

void EngineBoardWorker::setParallel(int transfers)
{
    m_parallel = std::max(1, transfers);
    schedule();
}

void EngineBoardWorker::schedule()
{
    int running = 0;
    for (const BoardTransfer *transfer : std::as_const(m_transfers))
        running += transfer->isRunning() ? 1 : 0;
    for (BoardTransfer *transfer : std::as_const(m_transfers)) {
        if (running >= m_parallel)
            return;
        if (transfer->row().state == TransferState::Queued && !transfer->isRunning()) {
            transfer->start();
            ++running;
        }
    }
}

void EngineBoardWorker::markChanged(quint64 id)
{
    m_changed.insert(id);
    if (!m_timer.isActive())
        m_timer.start();
}

void EngineBoardWorker::flush()
{
    QList<TransferRow> rows;
    TransferTotals totals;
    for (const BoardTransfer *transfer : std::as_const(m_transfers)) {
        const TransferRow &row = transfer->row();
        if (m_changed.contains(row.id))
            rows.append(row);
        (row.upload ? totals.upRate : totals.downRate) += row.rate;
        totals.connections += row.connections;
        totals.retries += row.retries;
        totals.throttles += row.throttles;
        switch (row.state) {
        case TransferState::Queued: ++totals.queued; break;
        case TransferState::Active:
        case TransferState::Pausing: ++totals.active; break;
        case TransferState::Paused: ++totals.paused; break;
        case TransferState::Failed: ++totals.failed; break;
        case TransferState::Done: ++totals.finished; break;
        case TransferState::Cancelled: break;
        }
    }
    m_changed.clear();
    if (!rows.isEmpty())
        emit changed(rows);
    emit totalsChanged(totals);
    for (const TransferRow &row : std::as_const(rows)) {
        const bool over = row.state == TransferState::Done || row.state == TransferState::Failed;
        if (over && !m_endTold.contains(row.id)) {
            m_endTold.insert(row.id);
            emit ended(row);
        }
    }
    if (m_watched && m_detailChanged) {
        if (const BoardTransfer *transfer = find(m_watched))
            emit detailChanged(transfer->detail());
    }
    m_detailChanged = false;
    if (!m_newLines.isEmpty())
        emit logged(m_watched, std::exchange(m_newLines, {}));
    if (totals.active == 0)
        m_timer.stop();
}

} // namespace millrace
