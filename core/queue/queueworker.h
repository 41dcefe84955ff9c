// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "queue/queuejob.h"
#include "queue/queuerunner.h"
#include "queue/queuestore.h"
#include "queue/uploadtakeback.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>

namespace millrace {

/// The work behind QueueRunner: owns the store and the jobs. Lives in the queue's thread, and dies there; signals are the
/// runner's.
class QueueWorker : public QObject
{
    Q_OBJECT
public:
    explicit QueueWorker(QueueRunnerOptions options);
    ~QueueWorker() override;

    void open();
    void setRunning(bool running);
    void setParallel(int entries);
    void setMemory(ByteCount all) { m_options.memory = all; }
    /// @p givenUp: entries that the step gives up for good. What their uploads have sent is then taken back.
    void change(quint64 ticket, const std::function<Result<QList<qint64>>(QueueStore &)> &step,
                const QList<qint64> &givenUp = {});

signals:
    void opened(const QString &file);
    void failed(const millrace::Error &error);
    void changed(const millrace::QueueSnapshot &queue);
    void done(quint64 ticket, const QList<qint64> &ids);
    void refused(quint64 ticket, const millrace::Error &error);
    void began(const millrace::QueueEntry &entry);
    void progressed(qint64 id, const millrace::Snapshot &snapshot);
    void fileFinished(qint64 id, const millrace::FileResult &result);
    void noticed(qint64 id, const QString &text);
    void ended(const millrace::QueueEntry &entry, const millrace::RunResult &result);
    void remained(const millrace::QueueEntry &entry, const millrace::Error &error, const QString &command);
    void drained(const millrace::QueueRest &rest);
    void stopped();

private:
    struct Change
    {
        quint64 ticket = 0;
        std::function<Result<QList<qint64>>(QueueStore &)> step;
        QList<qint64> givenUp;
    };
    /// An end that is not in the file yet.
    struct Ending
    {
        QueueEntry entry;
        RunResult result;
        bool told = false;
    };

    QList<QueueEntry> concerned(const QList<qint64> &givenUp);
    void takeBack(const QList<QueueEntry> &entries);
    void onPoll();
    void refresh();
    void obeyWishes();
    void fill();
    void begin(QueueEntry entry);
    void onJobFinished(qint64 id);
    void settleEndings();
    void storeProgress();
    void tell();
    void tellIfDrained();
    template <typename T> bool good(const Result<T> &result);
    ByteCount memoryForOne() const;

    QueueRunnerOptions m_options;
    bool m_running;
    int m_parallel;
    std::unique_ptr<QueueStore> m_store;
    std::map<qint64, std::unique_ptr<QueueJob>> m_jobs;
    QHash<qint64, QueueProgress> m_stored; ///< what the file has of the jobs
    QList<Ending> m_endings;
    QList<Change> m_early;   ///< asked before the file was open
    QList<QueueEntry> m_entries;
    std::map<quint64, std::unique_ptr<UploadTakeBack>> m_takeBacks; ///< under way
    quint64 m_lastTakeBack = 0;
    QThreadPool m_pool;      ///< for finding connections
    QTimer m_poll;
    QElapsedTimer m_sinceStored;
    QElapsedTimer m_sinceRefreshed;
    QString m_lastError;
    qint64 m_version = -1;
    bool m_drainedTold = false;
    bool m_stopping = false;
};

} // namespace millrace
