// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/engineboardworker.h"

using namespace std::chrono_literals;

namespace millrace {

EngineBoardWorker::EngineBoardWorker(const BandwidthBuckets &bandwidth, QString reportFolder)
    : m_bandwidth(bandwidth), m_reportFolder(std::move(reportFolder)), m_timer(this)
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

void EngineBoardWorker::add(quint64 id, TransferOrder order)
{
    const bool upload = std::holds_alternative<UploadSpec>(order.spec);
    std::visit([&](auto &spec) { spec.settings.bandwidth = m_bandwidth.of(upload); }, order.spec);
    auto *transfer = new BoardTransfer(id, std::move(order), m_reportFolder, this);
    m_transfers.append(transfer);
    transfer->record().row.position = int(m_transfers.size());
    connect(transfer, &BoardTransfer::changed, this, [this, id] { markChanged(id); });
    connect(transfer, &BoardTransfer::reported, this, [this, id](const QString &file) { emit reported(id, file); });
    connect(transfer, &BoardTransfer::stopped, this, &EngineBoardWorker::schedule);
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
            m_changes.beginAgain(id);
            transfer->retry();
            break;
        case TransferAction::Remove:
            m_transfers.removeOne(transfer);
            m_changes.forget(id);
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
        m_transfers[i]->record().row.position = i + 1;
        markChanged(m_transfers[i]->row().id);
    }
}

void EngineBoardWorker::setSettings(quint64 id, const TransferSettings &settings)
{
    if (BoardTransfer *transfer = find(id))
        transfer->setSettings(settings);
}

void EngineBoardWorker::watch(quint64 id)
{
    m_watched = id;
    if (BoardTransfer *transfer = find(id)) {
        transfer->record().takeNewLines();
        emit logReset(id, transfer->record().log());
        emit detailChanged(transfer->record().detail(transfer->isRunning()));
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
    m_changes.mark(id);
    if (!m_timer.isActive())
        m_timer.start();
}

void EngineBoardWorker::flush()
{
    QList<TransferRow> rows;
    TransferTotals totals;
    for (const BoardTransfer *transfer : std::as_const(m_transfers)) {
        if (m_changes.has(transfer->row().id))
            rows.append(transfer->row());
        BoardChanges::count(transfer->row(), totals);
    }
    const bool watchedChanged = m_watched && m_changes.has(m_watched);
    m_changes.clear();
    if (!rows.isEmpty())
        emit changed(rows);
    emit totalsChanged(totals);
    for (const TransferRow &row : std::as_const(rows))
        if (m_changes.isNewEnd(row))
            emit ended(row);
    if (BoardTransfer *transfer = find(m_watched)) {
        if (watchedChanged)
            emit detailChanged(transfer->record().detail(transfer->isRunning()));
        if (const QList<LogLine> lines = transfer->record().takeNewLines(); !lines.isEmpty())
            emit logged(m_watched, lines);
    }
    if (totals.active == 0)
        m_timer.stop();
}

} // namespace millrace
