// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queueworker.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

constexpr auto pollInterval = 250ms;
constexpr qint64 storeIntervalMs = 1000;     ///< progress for other processes
constexpr qint64 signOfLifeMs = 5000;        ///< well below QueueStore::leaseSeconds
constexpr qint64 refreshIntervalMs = 2000;   ///< looks for processes that died, which change nothing in the file
constexpr ByteCount leastMemory = 64 * MiB;  ///< of one entry

} // namespace

QueueWorker::QueueWorker(QueueRunnerOptions options)
    : m_options(std::move(options)), m_running(m_options.running), m_parallel(std::max(1, m_options.parallel)), m_pool(this),
      m_poll(this)
{
    if (m_options.file.isEmpty())
        m_options.file = defaultQueueFile();
    if (!m_options.connection) {
        m_options.connection = [](const QueueTask &task) {
            return connectionFromChain(task, QProcessEnvironment::systemEnvironment());
        };
    }
    connect(&m_poll, &QTimer::timeout, this, &QueueWorker::onPoll);
}

QueueWorker::~QueueWorker()
{
    m_poll.stop();
    for (const auto &[id, job] : m_jobs)
        job->stop();
    m_pool.waitForDone();
    if (m_store) {
        settleEndings();
        storeProgress();
    }
    m_takeBacks.clear();
    m_jobs.clear();  // each waits for its engine
    m_store.reset(); // lets the entries go
}

void QueueWorker::open()
{
    if (m_store)
        return;
    auto store = QueueStore::open(m_options.file, m_options.program);
    if (!store) {
        for (const Change &early : std::exchange(m_early, {}))
            emit refused(early.ticket, store.error());
        emit failed(store.error());
        return;
    }
    m_store = std::move(*store);
    m_sinceStored.start();
    m_sinceRefreshed.start();
    emit opened(m_store->file());
    for (const Change &early : std::exchange(m_early, {}))
        change(early.ticket, early.step, early.givenUp);
    m_poll.start(pollInterval);
    refresh();
}

void QueueWorker::setRunning(bool running)
{
    m_running = running;
    m_stopping = !running;
    m_drainedTold = false;
    if (!running) {
        for (const auto &[id, job] : m_jobs)
            job->stop();
    }
    if (m_store)
        refresh();
}

void QueueWorker::setParallel(int entries)
{
    m_parallel = std::max(1, entries);
    if (m_store)
        refresh();
}

void QueueWorker::change(quint64 ticket, const std::function<Result<QList<qint64>>(QueueStore &)> &step,
                         const QList<qint64> &givenUp)
{
    if (!m_store) {
        m_early.append({ticket, step, givenUp});
        return;
    }
    const QList<QueueEntry> entries = concerned(givenUp);
    const Result<QList<qint64>> ids = step(*m_store);
    if (ids) {
        emit done(ticket, *ids);
        takeBack(entries);
    } else {
        emit refused(ticket, ids.error());
    }
    refresh();
}

/// Those of @p givenUp that may have left something on the server, as they are now.
QList<QueueEntry> QueueWorker::concerned(const QList<qint64> &givenUp)
{
    QList<QueueEntry> found;
    if (givenUp.isEmpty())
        return found;
    if (const auto entries = m_store->entries())
        for (const QueueEntry &entry : *entries)
            if (givenUp.contains(entry.id) && UploadTakeBack::mayConcern(entry))
                found += entry;
    return found;
}

void QueueWorker::takeBack(const QList<QueueEntry> &entries)
{
    if (entries.isEmpty())
        return;
    const quint64 number = ++m_lastTakeBack;
    auto &work = m_takeBacks[number] = std::make_unique<UploadTakeBack>(entries, m_options.connection, m_pool);
    connect(work.get(), &UploadTakeBack::remained, this, &QueueWorker::remained);
    // Queued: the handler ends what is just sending the signal.
    connect(work.get(), &UploadTakeBack::finished, this, [this, number] { m_takeBacks.erase(number); }, Qt::QueuedConnection);
    work->start();
}

/// Tells of an error of the file once, not four times a second.
template <typename T> bool QueueWorker::good(const Result<T> &result)
{
    if (result)
        return true;
    if (m_lastError != result.error().message) {
        m_lastError = result.error().message;
        emit failed(result.error());
    }
    return false;
}

void QueueWorker::onPoll()
{
    settleEndings();
    if (m_sinceStored.elapsed() >= storeIntervalMs)
        storeProgress();
    if (m_store->dataVersion() != m_version || m_sinceRefreshed.elapsed() >= refreshIntervalMs)
        refresh();
}

void QueueWorker::refresh()
{
    m_version = m_store->dataVersion();
    m_sinceRefreshed.restart();
    obeyWishes();
    fill();
    auto entries = m_store->entries();
    if (!good(entries))
        return;
    m_lastError.clear();
    m_entries = std::move(*entries);
    tell();
    tellIfDrained();
}

void QueueWorker::obeyWishes()
{
    QList<qint64> ids;
    for (const auto &[id, job] : m_jobs)
        ids += id;
    const auto asked = m_store->asked(ids);
    if (!good(asked))
        return;
    for (const QueueStore::Asked &a : *asked)
        if (a.lost || a.wish != QueueWish::None)
            m_jobs.at(a.id)->stop(!a.lost && (a.wish == QueueWish::Cancel || a.wish == QueueWish::Remove));
}

void QueueWorker::fill()
{
    // Not while a transfer of ours is being stopped: an entry that another process took for orphaned may be free to claim
    // while its job is still here.
    const bool stopping = std::any_of(m_jobs.begin(), m_jobs.end(), [](const auto &job) { return job.second->isStopping(); });
    while (m_running && !stopping && int(m_jobs.size()) < m_parallel) {
        auto claimed = m_store->claim();
        if (!good(claimed) || !*claimed)
            return;
        begin(std::move(**claimed));
    }
}

ByteCount QueueWorker::memoryForOne() const
{
    return std::max(leastMemory, m_options.memory / m_parallel);
}

void QueueWorker::begin(QueueEntry entry)
{
    const qint64 id = entry.id;
    if (m_jobs.count(id) > 0)
        return; // given up for lost by another process and now ours again: it is still being worked on
    m_drainedTold = false;
    m_stored[id] = entry.progress;
    const auto bandwidth = m_options.bandwidth.of(entry.task.isUpload());
    auto job = std::make_unique<QueueJob>(std::move(entry), m_options.connection, m_pool, memoryForOne(),
                                          bandwidth);
    connect(job.get(), &QueueJob::progressed, this, [this, id](const Snapshot &s) { emit progressed(id, s); });
    connect(job.get(), &QueueJob::fileFinished, this, [this, id](const FileResult &f) { emit fileFinished(id, f); });
    connect(job.get(), &QueueJob::noticed, this, [this, id](const QString &text) { emit noticed(id, text); });
    // Queued: the handler ends the job that is just sending the signal.
    connect(job.get(), &QueueJob::finished, this, [this, id] { onJobFinished(id); }, Qt::QueuedConnection);
    QueueJob &started = *job;
    m_jobs.emplace(id, std::move(job));
    emit began(started.entry());
    started.start();
}

void QueueWorker::onJobFinished(qint64 id)
{
    const auto found = m_jobs.find(id);
    const QueueJob &job = *found->second;
    Ending ending{job.entry(), job.outcome().result, false};
    if (job.outcome().stopped)
        ending.entry.state = QueueState::Queued;
    else
        ending.entry.state = job.outcome().error ? QueueState::Failed : QueueState::Finished;
    ending.entry.error = job.outcome().stopped ? std::nullopt : job.outcome().error;
    m_jobs.erase(found);
    m_stored.remove(id);
    m_endings.append(std::move(ending));
    settleEndings();
    refresh();
}

void QueueWorker::settleEndings()
{
    while (!m_endings.isEmpty()) {
        Ending &ending = m_endings.first();
        // Told first: a front end must hear of the end even where the file cannot be written to.
        if (!std::exchange(ending.told, true))
            emit ended(ending.entry, ending.result);
        const QueueEntry &entry = ending.entry;
        const auto settled = m_store->settle(entry.id, entry.state, entry.progress, entry.error);
        if (!good(settled))
            return; // again at the next poll
        m_endings.removeFirst();
    }
}

void QueueWorker::storeProgress()
{
    QList<QueueStore::Update> updates;
    for (const auto &[id, job] : m_jobs) {
        if (m_stored.value(id) == job->progress())
            continue;
        m_stored[id] = job->progress();
        updates.append({id, job->progress()});
    }
    if (updates.isEmpty() && (m_jobs.empty() || m_sinceStored.elapsed() < signOfLifeMs))
        return;
    m_sinceStored.restart();
    if (good(m_store->update(updates)) && !updates.isEmpty())
        tell();
}

void QueueWorker::tell()
{
    for (QueueEntry &entry : m_entries)
        if (const auto job = m_jobs.find(entry.id); job != m_jobs.end() && entry.mine)
            entry.progress = job->second->progress();
    emit changed(QueueSnapshot{m_store->file(), m_entries, m_running, m_parallel});
}

void QueueWorker::tellIfDrained()
{
    if (!m_jobs.empty() || !m_endings.isEmpty())
        return;
    if (std::exchange(m_stopping, false))
        emit stopped();
    if (!m_running || m_drainedTold)
        return;
    QueueRest rest;
    for (const QueueEntry &entry : std::as_const(m_entries)) {
        if (entry.state == QueueState::Queued)
            return;
        if (entry.state != QueueState::Active)
            continue;
        ++rest.activeElsewhere;
        if (!rest.pids.contains(entry.ownerPid))
            rest.pids += entry.ownerPid;
    }
    m_drainedTold = true;
    emit drained(rest);
}

} // namespace millrace
