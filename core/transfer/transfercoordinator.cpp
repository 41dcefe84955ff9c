// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/transfercoordinator.h"

#include "base/descriptors.h"
#include "stats/processsampler.h"

#include <algorithm>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Planned files kept ready; the listing pauses above it.
constexpr size_t queueHighWater = 4000;
constexpr size_t queueLowWater = 1000;
/// Files that are whole and wait for the disk alone; each holds descriptors.
constexpr int mostCommitting = 256;
/// Descriptors for everything that is neither file nor connection.
constexpr int otherDescriptors = 40;

} // namespace

TransferCoordinator::TransferCoordinator(std::unique_ptr<TransferKind> kind) : m_kind(std::move(kind)), m_timer(this)
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &TransferCoordinator::onTimer);
}

TransferCoordinator::~TransferCoordinator()
{
    tearDown();
}

void TransferCoordinator::start()
{
    m_result.startedAt = QDateTime::currentDateTimeUtc();
    m_stats.start();
    m_machineAtStart = m_last.machine = MachineCpu::now();
    m_reasonSince = std::chrono::steady_clock::now();
    for (const auto &hook : hooks())
        hook->runStarts();
    if (auto ready = setUp(); !ready) {
        m_result.error = ready.error();
        m_sourceEnded = true;
        finishIfDone();
        return;
    }
    m_timer.start();
    m_source->more();
}

Result<void> TransferCoordinator::setUp()
{
    const TransferSettings &settings = m_kind->settings();
    m_session = std::make_shared<S3Session>(m_kind->connection());
    m_session->setTrace(settings.trace);
    auto transport = m_session->transportOptions();
    if (!transport)
        return fail(transport.error());
    const bool tls = m_kind->usesTls(*m_session);
    transport->readBuffer = tls ? 64 * KiB : 256 * KiB;
    auto layout = m_kind->layOut(tls);
    if (!layout)
        return fail(layout.error());
    m_layout = *layout;
    // A file under way has a journal and two descriptors of its own beside its connection; a quarter is for what is whole.
    const int spare = std::max(4, descriptorLimit() - otherDescriptors);
    m_mostCommitting = std::min(mostCommitting, spare / 4);
    if (const int most = std::max(1, spare / 8); most < m_layout.connections) {
        emit noticed(u"this process may open %1 files and connections at once (ulimit -n): %2 connections instead of %3"_s.arg(
            descriptorLimit()).arg(most).arg(m_layout.connections));
        m_layout.connections = most;
        m_layout.firstConnections = std::min(m_layout.firstConnections, most);
        m_layout.files = std::min(m_layout.files, most);
    }
    m_ramp = ConnectionRamp(m_layout.firstConnections, m_layout.connections, bandwidth());
    if (settings.autoOptimize)
        setUpTuner();

    if (settings.hooks && settings.hooks->backlog) {
        m_backlog = settings.hooks->backlog;
        m_backlog->listen(this, [this] { scheduleSoon(); });
    }
    m_writers = std::make_unique<DiskWriters>(settings.ioThreads, settings.diskRate);
    m_client = std::make_unique<S3Client>(m_session, *transport, settings.maxAttempts, settings.stallTimeout);
    connect(m_client.get(), &S3Client::noticed, this, &TransferCoordinator::noticed);

    auto source = m_kind->makeSource({*m_client, *m_writers, m_session, *transport, m_layout, m_choices});
    if (!source)
        return fail(source.error());
    m_source = std::move(*source);
    connect(m_source.get(), &TaskSource::planned, this, &TransferCoordinator::onPlanned);
    connect(m_source.get(), &TaskSource::ended, this, &TransferCoordinator::onSourceEnded);

    PartEnvironment environment;
    environment.session = m_session;
    environment.transport = *transport;
    environment.writers = m_writers.get();
    environment.budget = &m_budget;
    environment.throttles = &m_throttles;
    environment.maxAttempts = settings.maxAttempts;
    environment.stallTimeout = settings.stallTimeout;
    environment.bandwidth = settings.bandwidth;
    environment.hooks = settings.hooks;
    environment.threads = m_threads;
    m_kind->equip(environment, m_layout);
    m_buffers = environment.buffers;
    for (int i = 0; i < m_layout.workers; ++i) {
        Worker worker;
        worker.thread = std::make_unique<QThread>();
        worker.thread->setObjectName(u"worker %1"_s.arg(i + 1));
        worker.object = new PartWorker(environment, i * m_layout.connections);
        worker.object->moveToThread(worker.thread.get());
        connect(worker.thread.get(), &QThread::finished, worker.object, &QObject::deleteLater);
        connect(worker.object, &PartWorker::partFinished, this,
                [this, index = size_t(i)](const PartOutcome &outcome) { onPartFinished(index, outcome); });
        connect(worker.object, &PartWorker::ticked, this,
                [this, index = size_t(i)](const QList<PartTick> &ticks) { onTicked(index, ticks); });
        worker.thread->start();
        m_workers.push_back(std::move(worker));
    }
    return {};
}

QList<std::shared_ptr<TransferHook>> TransferCoordinator::hooks() const
{
    const auto &hooks = m_kind->settings().hooks;
    return hooks ? hooks->stateful : QList<std::shared_ptr<TransferHook>>();
}

std::optional<ByteRate> TransferCoordinator::bandwidth() const
{
    const auto &bucket = m_kind->settings().bandwidth;
    return bucket ? bucket->rate() : std::nullopt;
}

void TransferCoordinator::cancel()
{
    if (m_ended || m_cancelled)
        return;
    m_cancelled = true;
    m_sourceEnded = true;
    m_result.cancelled = true;
    m_result.filesCancelled += qint64(m_queue.size());
    m_queue.clear();
    const auto files = m_files;
    for (const auto &[id, file] : files)
        file->cancel();
    if (m_client && m_kind->cancelsCommands())
        m_client->cancelAll();
    else if (m_client)
        m_client->hurry();
    for (Worker &worker : m_workers)
        QMetaObject::invokeMethod(worker.object, &PartWorker::cancelAll, Qt::QueuedConnection);
    // Not at once: the key source or a callback of the client, which the end destroys, may be further up the stack.
    scheduleSoon();
}

void TransferCoordinator::onPlanned(const PlannedTask &planned)
{
    if (m_cancelled)
        return;
    if (!m_prepared && !planned.refused) {
        m_prepared = true;
        if (auto ready = m_kind->prepare(); !ready) {
            m_result.error = ready.error();
            cancel();
            m_result.cancelled = false;
            return;
        }
    }
    ++m_result.filesTotal;
    m_bytesTotal += std::max<ByteCount>(0, planned.size);
    m_queue.push_back(planned);
    scheduleSoon();
}

void TransferCoordinator::onSourceEnded(const std::optional<Error> &error)
{
    m_sourceEnded = true;
    if (error && error->kind != ErrorKind::Cancelled)
        m_result.error = error;
    scheduleSoon();
}

/// Many things ask for a look at the schedule in one turn of the event loop; one look serves them all.
void TransferCoordinator::scheduleSoon()
{
    if (m_scheduled)
        return;
    m_scheduled = true;
    QMetaObject::invokeMethod(this, &TransferCoordinator::schedule, Qt::QueuedConnection);
}

void TransferCoordinator::schedule()
{
    m_scheduled = false;
    while (!m_cancelled && (dispatchPart() || startFile())) {
    }
    if (!m_sourceEnded && m_queue.size() < queueLowWater)
        m_source->more();
    noteSchedule();
    finishIfDone();
}

bool TransferCoordinator::dispatchPart()
{
    if (m_activeParts >= connectionLimit())
        return false;
    // Oldest first: files finish one after another rather than all at the end.
    const auto file = std::find_if(m_files.begin(), m_files.end(),
                                   [](const auto &entry) { return entry.second->hasWaitingPart(); });
    if (file == m_files.end())
        return false;
    const auto worker = std::min_element(m_workers.begin(), m_workers.end(),
                                         [](const Worker &a, const Worker &b) { return a.active < b.active; });
    ++worker->active;
    ++m_activeParts;
    QMetaObject::invokeMethod(worker->object, [object = worker->object, task = file->second->takePart()] {
        object->start(task);
    }, Qt::QueuedConnection);
    return true;
}

bool TransferCoordinator::mayStartFile() const
{
    if (m_queue.empty() || m_committing >= m_mostCommitting || (m_backlog && m_backlog->isFull()))
        return false;
    if (filesInFlight() >= m_layout.files)
        return false;
    if (m_layout.filesFixed)
        return true;
    // Left to us, a file begins when those in flight cannot keep the connections busy.
    int wanted = 0;
    for (const auto &[id, file] : m_files)
        if (!file->isCommitting())
            wanted += file->wantedConnections();
    return wanted < connectionLimit();
}

bool TransferCoordinator::startFile()
{
    if (!mayStartFile())
        return false;
    const PlannedTask planned = std::move(m_queue.front());
    m_queue.pop_front();
    FileTask *file = planned.make(this);
    m_files.emplace(file->id(), file);
    connect(file, &FileTask::partsReady, this, &TransferCoordinator::scheduleSoon);
    connect(file, &FileTask::noticed, this, &TransferCoordinator::noticed);
    connect(file, &FileTask::finished, this, &TransferCoordinator::onFileFinished);
    connect(file, &FileTask::committing, this, [this] {
        ++m_committing;
        scheduleSoon();
    });
    connect(file, &FileTask::partsUnwanted, this, [this](quint64 id) {
        for (Worker &worker : m_workers)
            QMetaObject::invokeMethod(worker.object, [object = worker.object, id] { object->cancel(id); },
                                      Qt::QueuedConnection);
    });
    emit fileStarted(planned.id, planned.key, planned.path, planned.size);
    file->start();
    return true;
}

void TransferCoordinator::onPartFinished(size_t worker, const PartOutcome &outcome)
{
    --m_workers[worker].active;
    --m_activeParts;
    m_counters.addPart(outcome.times, outcome.moved);
    m_counters.bytes += outcome.moved;
    m_result.retries += outcome.retries;
    if (const auto file = m_files.find(outcome.fileId); file != m_files.end())
        file->second->onPartFinished(outcome);
    scheduleSoon();
}

void TransferCoordinator::onTicked(size_t worker, const QList<PartTick> &ticks)
{
    auto &phases = m_workers[worker].phases;
    phases.fill(0);
    for (const PartTick &tick : ticks)
        ++phases[size_t(tick.phase)];
    for (const PartTick &tick : ticks)
        if (const auto file = m_files.find(tick.fileId); file != m_files.end())
            file->second->onTick(tick);
}

void TransferCoordinator::onFileFinished(const FileResult &result)
{
    const auto entry = m_files.find(result.id);
    FileTask *file = entry->second;
    if (file->isCommitting())
        --m_committing;
    if (result.size > m_largestFile) {
        m_largestFile = result.size;
        m_result.concurrency = file->concurrency();
        m_result.partSize = file->partSize();
    }
    m_files.erase(entry);
    file->deleteLater();

    m_result.bytesMoved += result.bytesMoved;
    if (!result.renamedBecause.isEmpty())
        ++m_result.filesRenamed;
    switch (result.outcome) {
    case FileOutcome::Done:
        ++m_result.filesDone;
        m_result.bytesDone += result.size;
        break;
    case FileOutcome::Skipped:
    case FileOutcome::Planned:
        ++m_result.filesSkipped;
        m_bytesTotal -= result.size;
        break;
    case FileOutcome::Failed:
        ++m_result.filesFailed;
        if (result.error && result.error->kind == ErrorKind::Integrity)
            ++m_result.validationFailures;
        m_bytesTotal -= std::max<ByteCount>(0, result.size);
        break;
    case FileOutcome::Cancelled:
        ++m_result.filesCancelled;
        m_keptBytes += file->delivered();
        break;
    }
    for (const auto &hook : hooks())
        hook->fileEnded(result);
    if (m_backlog)
        m_backlog->add();
    emit fileFinished(result);
    if (result.outcome == FileOutcome::Failed && m_kind->endsAtFirstFailure() && !m_cancelled) {
        cancel();
        m_result.cancelled = false;
    }
    scheduleSoon();
}

Snapshot TransferCoordinator::snapshot()
{
    Snapshot s;
    s.listing = !m_sourceEnded;
    s.filesTotal = m_result.filesTotal;
    s.filesDone = m_result.filesDone;
    s.filesSkipped = m_result.filesSkipped;
    s.filesFailed = m_result.filesFailed;
    s.bytesTotal = m_bytesTotal;
    s.bytesDone = m_result.bytesDone + m_keptBytes;
    s.bytesMoved = m_result.bytesMoved;
    s.throttles = m_throttles;
    for (const auto &[id, file] : m_files) {
        s.bytesDone += file->delivered();
        s.bytesMoved += file->moved();
        if (!file->isCommitting())
            s.files.append(file->progress());
    }
    m_stats.sample({s.bytesMoved, m_activeParts, m_result.retries, s.throttles}, s);
    if (s.rate > 0 && !s.listing) {
        constexpr double longest = 100 * 86400.0; // what hangs has no end that could be told
        const double eta = double(std::max<ByteCount>(0, s.bytesTotal - s.bytesDone)) / s.rate;
        s.etaSeconds = eta < longest ? eta : -1;
    }
    return s;
}

void TransferCoordinator::onTimer()
{
    const Snapshot now = snapshot();
    adjust(now);
    emit progressed(now);
}

void TransferCoordinator::finishIfDone()
{
    if (m_ended || !m_sourceEnded || !m_queue.empty() || !m_files.empty() || m_activeParts > 0)
        return;
    m_ended = true;
    // From the event loop: a file that fails at once gets here from within the source and the client, which go now.
    QMetaObject::invokeMethod(this, &TransferCoordinator::finish, Qt::QueuedConnection);
}

void TransferCoordinator::finish()
{
    m_timer.stop();
    emit progressed(snapshot());
    noteSchedule();
    m_result.durationSeconds = m_stats.elapsedSeconds();
    m_result.endedAt = QDateTime::currentDateTimeUtc();
    m_result.workers = m_layout.workers;
    m_result.fileParallelism = m_layout.files;
    if (m_writers)
        m_counters.disk = m_writers->load();
    tearDown();
    m_result.cpuSeconds = m_stats.cpuSeconds();
    completeCounters();
    m_result.peakResidentBytes = sampleProcess().peakResidentBytes;
    m_result.samples = m_stats.samples();
    for (const auto &hook : hooks())
        hook->runEnded(m_result);
    m_kind->ended();
    emit finished(m_result);
}

void TransferCoordinator::tearDown()
{
    if (m_backlog)
        m_backlog->listen(nullptr, {});
    m_source.reset();
    m_client.reset();
    for (Worker &worker : m_workers)
        worker.thread->quit();
    for (Worker &worker : m_workers)
        worker.thread->wait();
    m_workers.clear();
    m_writers.reset();
}

} // namespace millrace
