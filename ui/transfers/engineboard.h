// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/bandwidthbuckets.h"
#include "ui/transfers/transferboard.h"

#include <QHash>
#include <QThread>
#include <memory>

namespace millrace {

class EngineBoardWorker;

/// A TransferBoard that runs engines itself, some transfers at a time. Its list ends with the process: for what no queue may
/// keep.
class EngineBoard final : public TransferBoard
{
    Q_OBJECT
public:
    /// Ids begin here, above those of any queue.
    static constexpr quint64 firstId = quint64(1) << 40;

    /// @p bandwidth: shared by all transfers. @p reportFolder: where transfers that are over leave their
    /// reports; empty: nowhere.
    explicit EngineBoard(const BandwidthBuckets &bandwidth = {}, const QString &reportFolder = {}, QObject *parent = nullptr);
    ~EngineBoard() override; ///< ends what runs, and waits

    void add(const TransferOrder &order) override;
    void act(TransferAction action, const QList<quint64> &ids) override;
    void setSettings(quint64 id, const TransferSettings &settings) override;
    void watch(quint64 id) override;
    const TransferOrder *order(quint64 id) const override;

    /// Transfers under way at a time.
    void setParallel(int transfers);

private:
    QThread m_thread;
    EngineBoardWorker *m_worker; ///< lives and dies in m_thread
    QHash<quint64, TransferOrder> m_orders;
    quint64 m_nextId = firstId;
};

} // namespace millrace
