// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/retrypolicy.h"
#include "io/diskwriters.h"
#include "s3/s3client.h"
#include "transfer/connectionramp.h"
#include "transfer/livetuner.h"
#include "transfer/partworker.h"
#include "transfer/runstats.h"
#include "transfer/transferkind.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThread>
#include <QTimer>
#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace millrace {

/// The coordinator behind the engines: keeps connections busy with the parts of the files in flight, starts files as
/// there is room, counts. Lives in the engine's own thread; the bytes themselves never pass through it.
class TransferCoordinator : public QObject
{
    Q_OBJECT
public:
    explicit TransferCoordinator(std::unique_ptr<TransferKind> kind);
    ~TransferCoordinator() override;

    void start();
    void cancel();

signals:
    void fileStarted(quint64 id, const QString &key, const QString &path, qint64 size);
    void fileFinished(const millrace::FileResult &result);
    void progressed(const millrace::Snapshot &snapshot);
    void noticed(const QString &text);
    void adjusted(const millrace::TuningStep &step);
    void finished(const millrace::RunResult &result);

private:
    Result<void> setUp();
    std::optional<ByteRate> bandwidth() const;
    QList<std::shared_ptr<TransferHook>> hooks() const;
    void onPlanned(const PlannedTask &planned);
    void onSourceEnded(const std::optional<Error> &error);
    void scheduleSoon();
    void schedule();
    bool dispatchPart();
    bool startFile();
    bool mayStartFile() const;
    int connectionLimit() const { return m_tuner ? m_tuner->connections() : m_ramp.limit(); }
    int filesInFlight() const { return int(m_files.size()) - m_committing; }
    Schedule scheduleReason() const;
    void noteSchedule();
    void adjust(const Snapshot &now);
    RunMoment momentOf(const Snapshot &now, ByteCount moved);
    void setUpTuner();
    void completeCounters();
    void onPartFinished(size_t worker, const PartOutcome &outcome);
    void onTicked(size_t worker, const QList<PartTick> &ticks);
    void onFileFinished(const FileResult &result);
    void onTimer();
    Snapshot snapshot();
    void finishIfDone();
    void finish();
    void tearDown();

    struct Worker
    {
        std::unique_ptr<QThread> thread;
        PartWorker *object = nullptr; ///< lives and dies in thread
        int active = 0;
        std::array<int, partPhases> phases{}; ///< what its parts waited for when last heard of
    };

    const std::unique_ptr<TransferKind> m_kind;
    RunLayout m_layout;
    ConnectionRamp m_ramp{1, 1};
    std::optional<LiveTuner> m_tuner;      ///< with --auto-optimize
    const std::shared_ptr<RunChoices> m_choices = std::make_shared<RunChoices>();
    std::shared_ptr<BufferPool> m_buffers; ///< of downloads
    std::shared_ptr<Backlog> m_backlog;    ///< of who follows the run; may be none
    std::shared_ptr<ThreadTally> m_threads = std::make_shared<ThreadTally>();
    std::shared_ptr<S3Session> m_session;
    std::unique_ptr<S3Client> m_client;
    std::unique_ptr<DiskWriters> m_writers;
    RetryBudget m_budget;
    std::atomic<qint64> m_throttles = 0;
    std::unique_ptr<TaskSource> m_source;
    std::vector<Worker> m_workers;

    std::deque<PlannedTask> m_queue;
    std::map<quint64, FileTask *> m_files; ///< in flight, oldest first
    int m_activeParts = 0;
    int m_committing = 0;
    int m_mostCommitting = 0;
    bool m_sourceEnded = false;
    bool m_prepared = false;
    bool m_scheduled = false;
    bool m_cancelled = false;
    bool m_ended = false;

    QTimer m_timer;
    RunStats m_stats;
    RunResult m_result;
    RunCounters m_counters;
    Schedule m_reason = Schedule::Preparing;
    std::chrono::steady_clock::time_point m_reasonSince;
    MachineCpu m_machineAtStart;
    /// As of the moment before.
    struct
    {
        double seconds = 0;
        ByteCount moved = 0;
        double diskBusy = 0;
        double cpu = 0;
        MachineCpu machine;
        qint64 serverTime = 0;
        int requests = 0;
        ByteCount fetched = 0;
    } m_last;
    ByteCount m_bytesTotal = 0;
    ByteCount m_keptBytes = 0; ///< of cancelled files: there for the next run
    ByteCount m_largestFile = -1;
};

} // namespace millrace
