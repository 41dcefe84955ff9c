// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queuerunner.h"
#include "ui/reports/runrecorder.h"
#include "ui/transfers/boardchanges.h"

#include <QTimer>
#include <map>

namespace millrace {

/// The queue's entries as rows, in a thread of its own. Changes are gathered and leave four times a second.
class QueueBoardWorker : public QObject
{
    Q_OBJECT
public:
    QueueBoardWorker(QString file, ConnectionProvider keys, const BandwidthBuckets &bandwidth, QString reportFolder);
    ~QueueBoardWorker() override;

    void open();
    /// Lets transfers under way go back into the queue and keeps their reports; `closed` follows.
    void close();
    void add(const QueueDraft &draft);
    void act(TransferAction action, const QList<quint64> &ids);
    void setSettings(quint64 id, const TransferSettings &settings);
    void watch(quint64 id);
    void setParallel(int transfers);
    void setMemory(ByteCount all);
    /// How often the reports of transfers under way are kept, for the case that the program does not get to end.
    void setKeepInterval(std::chrono::milliseconds interval) { m_keeper.setInterval(interval); }

signals:
    /// What is behind ids that are new, before their rows come.
    void ordersKnown(const QHash<quint64, millrace::TransferOrder> &orders);
    void changed(const QList<millrace::TransferRow> &rows);
    void removed(const QList<quint64> &ids);
    void totalsChanged(const millrace::TransferTotals &totals);
    void detailChanged(const millrace::TransferDetail &detail);
    void logReset(quint64 id, const QList<millrace::LogLine> &lines);
    void logged(quint64 id, const QList<millrace::LogLine> &lines);
    void ended(const millrace::TransferRow &row);
    void reported(quint64 id, const QString &file);
    void closed();
    /// The queue cannot be used, or refused what was asked.
    void troubled(const millrace::Error &error);
    void remained(const QString &source, const millrace::Error &error, const QString &command);

private:
    void onQueue(const QueueSnapshot &queue);
    void take(const QueueEntry &entry);
    void sayStopped(quint64 id, QueueState state);
    void onSettings(quint64 id, const TransferSettings &settings);
    void move(TransferAction action, const QList<quint64> &ids);
    RunRecorder &recorder(const QueueEntry &entry);
    void endReport(quint64 id);
    TransferRecord *find(quint64 id);
    void mark(quint64 id);
    void flush();
    void keepReports();

    const QString m_file;
    const ConnectionProvider m_keys;
    const BandwidthBuckets m_bandwidth;
    const QString m_reportFolder;
    std::unique_ptr<QueueRunner> m_runner; ///< made in the thread
    std::map<quint64, TransferRecord> m_records;
    std::map<quint64, RunRecorder> m_reports; ///< of transfers under way or paused here
    QHash<quint64, QueueEntry> m_entries; ///< as last seen
    QSet<quint64> m_stopped; ///< runs that ended before their transfer did; the queue has yet to tell what became of it
    struct Retuning
    {
        quint64 id = 0;
        TransferSettings settings;
    };
    QHash<quint64, Retuning> m_retunings; ///< by ticket, until the queue has them
    BoardChanges m_changes;
    quint64 m_watched = 0;
    int m_parallel = 3;
    ByteCount m_memory = 256 * MiB;
    bool m_open = false; ///< the queue's file is
    bool m_first = true; ///< the queue was not seen yet: what has ended is no news
    QTimer m_timer;
    QTimer m_keeper;
};

} // namespace millrace
