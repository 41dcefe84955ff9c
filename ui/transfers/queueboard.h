// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queueconnection.h"
#include "ui/transfers/engineboard.h"

namespace millrace {

class QueueBoardWorker;

/// The TransferBoard over the queue on disk. What a queue may not keep (links that carry a signature, connections that end
/// with the process) runs beside it for as long as the process lives.
class QueueBoard final : public TransferBoard
{
    Q_OBJECT
public:
    /// @p file: of the queue; empty: the user's own. @p keys: finds the keys of connections that are not on the usual chain;
    /// called in threads of a pool. @p bandwidth and @p reportFolder: as EngineBoard's.
    QueueBoard(const QString &file, const ConnectionProvider &keys, const BandwidthBuckets &bandwidth = {},
               const QString &reportFolder = {}, QObject *parent = nullptr);
    ~QueueBoard() override; ///< transfers under way go back into the queue

    void add(const TransferOrder &order) override;
    void act(TransferAction action, const QList<quint64> &ids) override;
    void setSettings(quint64 id, const TransferSettings &settings) override;
    void watch(quint64 id) override;
    const TransferOrder *order(quint64 id) const override;
    void setParallel(int transfers);
    /// For the buffers of all transfers together; those that begin from now on.
    void setMemory(ByteCount all);
    /// How often the reports of transfers under way are written to disk, in case the program does not get to end; ten seconds
    /// unless told otherwise.
    void setKeepInterval(std::chrono::milliseconds interval);

private:
    EngineBoard m_session;
    QThread m_thread;
    QueueBoardWorker *m_worker; ///< lives and dies in m_thread
    QHash<quint64, TransferOrder> m_orders;
    TransferTotals m_queued;
    TransferTotals m_besides;
};

} // namespace millrace
