// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/bandwidthbuckets.h"
#include "ui/transfers/boardchanges.h"
#include "ui/transfers/boardtransfer.h"

#include <QTimer>

namespace millrace {

/// The transfers of an EngineBoard in their thread. Changes are gathered and leave four times a second.
class EngineBoardWorker : public QObject
{
    Q_OBJECT
public:
    EngineBoardWorker(const BandwidthBuckets &bandwidth, QString reportFolder);
    ~EngineBoardWorker() override;

    void add(quint64 id, TransferOrder order);
    void act(TransferAction action, const QList<quint64> &ids);
    void setSettings(quint64 id, const TransferSettings &settings);
    void watch(quint64 id);
    void setParallel(int transfers);

signals:
    void changed(const QList<millrace::TransferRow> &rows);
    void removed(const QList<quint64> &ids);
    void totalsChanged(const millrace::TransferTotals &totals);
    void detailChanged(const millrace::TransferDetail &detail);
    void logReset(quint64 id, const QList<millrace::LogLine> &lines);
    void logged(quint64 id, const QList<millrace::LogLine> &lines);
    void ended(const millrace::TransferRow &row);
    void reported(quint64 id, const QString &file);

private:
    BoardTransfer *find(quint64 id) const;
    void schedule();
    void move(TransferAction action, const QList<quint64> &ids);
    void markChanged(quint64 id);
    void flush();

    const BandwidthBuckets m_bandwidth;
    const QString m_reportFolder;
    QList<BoardTransfer *> m_transfers; ///< in queue order
    int m_parallel = 3;
    quint64 m_watched = 0;
    BoardChanges m_changes;
    QTimer m_timer;
};

} // namespace millrace
