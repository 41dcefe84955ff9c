// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/downloadcoordinator.h"

#include "io/filesink.h"
#include "stats/processsampler.h"
#include "transfer/planner.h"

#include <QFileInfo>
#include <algorithm>
#include <unistd.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Planned files kept ready; the listing pauses above it.
constexpr size_t queueHighWater = 4000;
constexpr size_t queueLowWater = 1000;
/// Files that are whole and wait for the disk alone; each holds a descriptor.
constexpr int mostCommitting = 256;

} // namespace

DownloadCoordinator::DownloadCoordinator(DownloadSpec spec) : m_spec(std::move(spec)), m_timer(this)
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &DownloadCoordinator::onTimer);
}

DownloadCoordinator::~DownloadCoordinator()
{
    tearDown();
}

void DownloadCoordinator::start()
{
    m_result.startedAt = QDateTime::currentDateTimeUtc();
    m_stats.start();
    if (auto ready = setUp(); !ready) {
        m_result.error = ready.error();
        m_sourceEnded = true;
        finishIfDone();
        return;
    }
    m_timer.start();
    m_source->more();
}

Result<void> DownloadCoordinator::setUp()
{
    m_session = std::make_shared<S3Session>(m_spec.connection);
    auto transport = m_session->transportOptions();
    if (!transport)
        return fail(transport.error());
    const bool tls = m_spec.httpUrl.isEmpty() ? m_session->usesTls() : m_spec.httpUrl.startsWith(u"https:"_s);
    transport->readBuffer = tls ? 64 * KiB : 256 * KiB;
    auto layout = layOutRun(m_spec.settings, tls);
    if (!layout)
        return fail(layout.error());
    m_layout = *layout;
    m_ramp = ConnectionRamp(m_layout.firstConnections, m_layout.connections);
    auto planner = Planner::make(m_spec);
    if (!planner)
        return fail(planner.error());

    m_writers = std::make_unique<DiskWriters>(m_spec.settings.ioThreads);
    m_client = std::make_unique<S3Client>(m_session, *transport, m_spec.settings.maxAttempts,
                                          m_spec.settings.stallTimeout);
    connect(m_client.get(), &S3Client::noticed, this, &DownloadCoordinator::noticed);

    FetchEnvironment environment;
    environment.session = m_session;
    environment.transport = *transport;
    environment.buffers = BufferPool::create(m_layout.chunkSize, m_layout.buffers);
    environment.writers = m_writers.get();
    environment.budget = &m_budget;
    environment.maxAttempts = m_spec.settings.maxAttempts;
    environment.stallTimeout = m_spec.settings.stallTimeout;
    environment.chunkSize = m_layout.chunkSize;
    for (int i = 0; i < m_layout.workers; ++i) {
        Worker worker;
        worker.thread = std::make_unique<QThread>();
        worker.thread->setObjectName(u"worker %1"_s.arg(i + 1));
        worker.object = new PartWorker(environment, i * m_layout.connections);
        worker.object->moveToThread(worker.thread.get());
        connect(worker.thread.get(), &QThread::finished, worker.object, &QObject::deleteLater);
        connect(worker.object, &PartWorker::partFinished, this,
                [this, index = size_t(i)](const PartOutcome &outcome) { onPartFinished(index, outcome); });
        connect(worker.object, &PartWorker::ticked, this, &DownloadCoordinator::onTicked);
        worker.thread->start();
        m_workers.push_back(std::move(worker));
    }

    m_source = std::make_unique<KeySource>(m_spec, *m_client, *transport, std::move(*planner));
    connect(m_source.get(), &KeySource::planned, this, &DownloadCoordinator::onPlanned);
    connect(m_source.get(), &KeySource::ended, this, &DownloadCoordinator::onSourceEnded);
    return {};
}

/// The target is looked at once the source was found: a mistyped bucket must not leave an empty folder behind.
Result<void> DownloadCoordinator::checkTarget()
{
    if (m_spec.dryRun)
        return {};
    QString folder = m_spec.targetFolder;
    if (!m_spec.targetFile.isEmpty())
        folder = QFileInfo(m_spec.targetFile).absolutePath();
    if (folder.isEmpty())
        return {};
    if (auto made = makeFolder(folder); !made)
        return made;
    if (::access(QFile::encodeName(folder), W_OK | X_OK) != 0)
        return fail(localError(errno, u"write into the folder"_s, folder));
    return {};
}

void DownloadCoordinator::cancel()
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
    if (m_client)
        m_client->cancelAll();
    for (Worker &worker : m_workers)
        QMetaObject::invokeMethod(worker.object, &PartWorker::cancelAll, Qt::QueuedConnection);
    // Not at once: the key source or a callback of the client, which the end destroys, may be further up the stack.
    scheduleSoon();
}

void DownloadCoordinator::onPlanned(const PlannedFile &planned)
{
    if (m_cancelled)
        return;
    if (!m_targetChecked && !planned.refused) {
        m_targetChecked = true;
        if (auto usable = checkTarget(); !usable) {
            m_result.error = usable.error();
            cancel();
            m_result.cancelled = false;
            return;
        }
    }
    ++m_result.filesTotal;
    m_bytesTotal += std::max<ByteCount>(0, planned.object.size);
    m_queue.push_back(planned);
    scheduleSoon();
}

void DownloadCoordinator::onSourceEnded(const std::optional<Error> &error)
{
    m_sourceEnded = true;
    if (error && error->kind != ErrorKind::Cancelled)
        m_result.error = error;
    scheduleSoon();
}

/// Many things ask for a look at the schedule in one turn of the event loop; one look serves them all.
void DownloadCoordinator::scheduleSoon()
{
    if (m_scheduled)
        return;
    m_scheduled = true;
    QMetaObject::invokeMethod(this, &DownloadCoordinator::schedule, Qt::QueuedConnection);
}

void DownloadCoordinator::schedule()
{
    m_scheduled = false;
    while (!m_cancelled && (dispatchPart() || startFile())) {
    }
    if (!m_sourceEnded && m_queue.size() < queueLowWater)
        m_source->more();
    finishIfDone();
}

bool DownloadCoordinator::dispatchPart()
{
    if (m_activeParts >= m_ramp.limit())
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
    QMetaObject::invokeMethod(worker->object, [object = worker->object, job = file->second->takePart()] {
        object->start(job);
    }, Qt::QueuedConnection);
    return true;
}

bool DownloadCoordinator::mayStartFile() const
{
    if (m_queue.empty() || m_committing >= mostCommitting)
        return false;
    const int inFlight = int(m_files.size()) - m_committing;
    if (inFlight >= m_layout.files)
        return false;
    if (m_layout.filesFixed)
        return true;
    // Left to us, a file begins when those in flight cannot keep the connections busy.
    int wanted = 0;
    for (const auto &[id, file] : m_files)
        if (!file->isCommitting())
            wanted += file->wantedConnections();
    return wanted < m_ramp.limit();
}

bool DownloadCoordinator::startFile()
{
    if (!mayStartFile())
        return false;
    auto *file = new FileDownload(std::move(m_queue.front()), m_spec, *m_client, *m_writers, this);
    m_queue.pop_front();
    m_files.emplace(file->id(), file);
    connect(file, &FileDownload::partsReady, this, &DownloadCoordinator::scheduleSoon);
    connect(file, &FileDownload::noticed, this, &DownloadCoordinator::noticed);
    connect(file, &FileDownload::finished, this, &DownloadCoordinator::onFileFinished);
    connect(file, &FileDownload::committing, this, [this] {
        ++m_committing;
        scheduleSoon();
    });
    connect(file, &FileDownload::partsUnwanted, this, [this](quint64 id) {
        for (Worker &worker : m_workers)
            QMetaObject::invokeMethod(worker.object, [object = worker.object, id] { object->cancel(id); },
                                      Qt::QueuedConnection);
    });
    const PlannedFile &planned = file->planned();
    emit fileStarted(planned.id, planned.object.key, planned.path, planned.object.size);
    file->start();
    return true;
}

void DownloadCoordinator::onPartFinished(size_t worker, const PartOutcome &outcome)
{
    --m_workers[worker].active;
    --m_activeParts;
    m_result.throttles += outcome.throttles;
    m_result.retries += outcome.retries;
    if (const auto file = m_files.find(outcome.fileId); file != m_files.end())
        file->second->onPartFinished(outcome);
    scheduleSoon();
}

void DownloadCoordinator::onTicked(const QList<PartTick> &ticks)
{
    for (const PartTick &tick : ticks)
        if (const auto file = m_files.find(tick.fileId); file != m_files.end())
            file->second->onTick(tick);
}

void DownloadCoordinator::onFileFinished(const FileResult &result)
{
    const auto entry = m_files.find(result.id);
    FileDownload *file = entry->second;
    if (file->isCommitting())
        --m_committing;
    if (result.size > m_largestFile) {
        m_largestFile = result.size;
        m_result.concurrency = file->layout().concurrency;
        m_result.partSize = file->layout().partSize;
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
        break;
    }
    emit fileFinished(result);
    scheduleSoon();
}

Snapshot DownloadCoordinator::snapshot()
{
    Snapshot s;
    s.listing = !m_sourceEnded;
    s.filesTotal = m_result.filesTotal;
    s.filesDone = m_result.filesDone;
    s.filesSkipped = m_result.filesSkipped;
    s.filesFailed = m_result.filesFailed;
    s.bytesTotal = m_bytesTotal;
    s.bytesDone = m_result.bytesDone;
    s.bytesMoved = m_result.bytesMoved;
    s.throttles = m_result.throttles;
    for (const auto &[id, file] : m_files) {
        s.bytesDone += file->delivered();
        s.bytesMoved += file->moved();
        if (!file->isCommitting())
            s.files.append(file->progress());
    }
    m_stats.sample(s.bytesMoved, m_activeParts, m_result.retries, s);
    if (s.rate > 0 && !s.listing)
        s.etaSeconds = double(std::max<ByteCount>(0, s.bytesTotal - s.bytesDone)) / s.rate;
    return s;
}

void DownloadCoordinator::onTimer()
{
    const Snapshot now = snapshot();
    if (m_ramp.observe(now.bytesMoved, now.elapsedSeconds, m_activeParts, m_result.throttles))
        scheduleSoon();
    emit progressed(now);
}

void DownloadCoordinator::finishIfDone()
{
    if (m_ended || !m_sourceEnded || !m_queue.empty() || !m_files.empty() || m_activeParts > 0)
        return;
    m_ended = true;
    // From the event loop: a file that fails at once gets here from within the source and the client, which go now.
    QMetaObject::invokeMethod(this, &DownloadCoordinator::finish, Qt::QueuedConnection);
}

void DownloadCoordinator::finish()
{
    m_timer.stop();
    emit progressed(snapshot());
    m_result.durationSeconds = m_stats.elapsedSeconds();
    m_result.endedAt = QDateTime::currentDateTimeUtc();
    m_result.workers = m_layout.workers;
    m_result.fileParallelism = m_layout.files;
    tearDown();
    m_result.cpuSeconds = m_stats.cpuSeconds();
    m_result.peakResidentBytes = sampleProcess().peakResidentBytes;
    m_result.samples = m_stats.samples();
    emit finished(m_result);
}

void DownloadCoordinator::tearDown()
{
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
