// SPDX-License-Identifier: GPL-3.0-or-later
#include "tuning/tuningrun.h"

#include "stats/machineinfo.h"
#include "transfer/downloadengine.h"
#include "transfer/livetuner.h"
#include "tuning/tuningsearch.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTimer>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Of a trial that is cut short: until then connections open and grow.
constexpr double openingShare = 0.25;
/// A trial whose objects are through sooner than this share of its time runs them again.
constexpr double enoughShare = 0.6;
/// Of a rate to disk: buffers fill and empty in bursts, which says little about the mean.
constexpr double mostDoubt = 0.05;

SearchSpace spaceOf(const TuningRequest &request)
{
    const MachineInfo machine = MachineInfo::current();
    const TransferSettings &settings = request.spec.settings;
    SearchSpace space;
    space.cpus = machine.cpuCount;
    space.memory = machine.memory;
    space.memoryLimit = settings.memoryLimit;
    space.toDisk = !request.spec.targetFolder.isEmpty();
    space.mostConnections = request.mostConnections;
    space.mostTrials = request.mostTrials;
    return space;
}

} // namespace

class TuningRun::Private : public QObject
{
public:
    Private(TuningRun *owner, TuningRequest asked) : q(owner), request(std::move(asked)), search(spaceOf(request)) {}

    void nextTrial();
    bool openFolder(DownloadSpec &spec);
    void runOnce();
    void onProgress(const Snapshot &now);
    void onRunEnded(const RunResult &run);
    void endTrial();
    SampleFacts facts();
    void end(std::optional<Error> error = std::nullopt);

    TuningRun *const q;
    const TuningRequest request;
    TuningSearch search;
    bool started = false, cancelled = false, ended = false;

    TuningTrial trial;
    std::unique_ptr<QTemporaryDir> folder; ///< of the trial under way
    std::unique_ptr<DownloadEngine> engine;
    bool cut = false;              ///< the run under way was stopped because it had its time
    RateWindow window;             ///< of the run under way, once it is open
    double lastSeconds = 0;
    ByteCount lastMoved = 0;
    double secondsBefore = 0;      ///< of the trial's runs so far
    ByteCount bytesBefore = 0;
    std::vector<ByteRate> wholeRuns;
    double wholeSeconds = 0;
    ByteCount wholeBytes = 0;
    RunCounters counters;          ///< of the trial's runs
    std::optional<Error> failure;
    std::vector<ByteCount> sizes;  ///< of the objects seen in the first trial
    qint64 objects = 0;
};

TuningRun::TuningRun(TuningRequest request, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(request)))
{
    qRegisterMetaType<TuningTrial>();
    qRegisterMetaType<TuningResult>();
}

TuningRun::~TuningRun() = default;

const TuningRequest &TuningRun::request() const
{
    return d->request;
}

void TuningRun::start()
{
    if (!std::exchange(d->started, true))
        QTimer::singleShot(0, d.get(), [this] { d->nextTrial(); });
}

void TuningRun::cancel()
{
    if (!d->started || std::exchange(d->cancelled, true))
        return;
    if (d->engine)
        d->engine->cancel();
}

void TuningRun::Private::nextTrial()
{
    const auto next = cancelled ? std::nullopt : search.next();
    if (!next) {
        end();
        return;
    }
    trial = *next;
    secondsBefore = wholeSeconds = 0;
    bytesBefore = wholeBytes = 0;
    wholeRuns.clear();
    counters = {};
    failure.reset();
    emit q->trialStarted(trial);
    runOnce();
}

/// Every run writes into a new folder: nothing of it is there already, and nothing of the user's is touched.
bool TuningRun::Private::openFolder(DownloadSpec &spec)
{
    folder.reset();
    if (spec.targetFolder.isEmpty())
        return true;
    if (!QDir().mkpath(spec.targetFolder)) {
        end(localError(ENOTDIR, u"create the folder"_s, spec.targetFolder));
        return false;
    }
    folder = std::make_unique<QTemporaryDir>(QDir(spec.targetFolder).filePath(u"millrace-tune-XXXXXX"_s));
    if (!folder->isValid()) {
        end(localError(EACCES, u"write into the folder"_s, spec.targetFolder));
        return false;
    }
    spec.targetFolder = folder->path();
    return true;
}

void TuningRun::Private::runOnce()
{
    DownloadSpec spec = request.spec;
    spec.targetFile.clear();
    spec.stream.reset();
    spec.overwrite = OverwritePolicy::Always;
    if (trial.settings)
        trial.settings->applyTo(spec.settings);
    if (!openFolder(spec))
        return;
    cut = false;
    window.clear();
    lastSeconds = 0;
    lastMoved = 0;
    engine = std::make_unique<DownloadEngine>(std::move(spec));
    if (trial.warmUp)
        connect(engine.get(), &DownloadEngine::fileStarted, this,
                [this](quint64, const QString &, const QString &, qint64 size) { sizes.push_back(std::max<qint64>(0, size)); });
    connect(engine.get(), &DownloadEngine::fileFinished, this, [this](const FileResult &file) {
        if (file.outcome == FileOutcome::Failed && !failure)
            failure = file.error;
    });
    connect(engine.get(), &DownloadEngine::noticed, q, &TuningRun::noticed);
    connect(engine.get(), &DownloadEngine::progressed, this, &Private::onProgress);
    // Queued: the handler replaces the engine that is just sending the signal.
    connect(engine.get(), &DownloadEngine::finished, this, &Private::onRunEnded, Qt::QueuedConnection);
    engine->start();
}

void TuningRun::Private::onProgress(const Snapshot &now)
{
    if (cut)
        return; // what still comes in while it stops is no measure
    objects = std::max(objects, now.filesTotal);
    const double step = now.elapsedSeconds - lastSeconds;
    const ByteRate rate = step > 0 ? double(now.bytesMoved - lastMoved) / step : 0;
    if (lastSeconds >= request.trialSeconds * openingShare && step > 0)
        window.add(rate, step);
    lastSeconds = now.elapsedSeconds;
    lastMoved = now.bytesMoved;
    emit q->trialProgressed(trial.number, secondsBefore + now.elapsedSeconds, now.rate);
    if (secondsBefore + now.elapsedSeconds >= request.trialSeconds || bytesBefore + now.bytesMoved >= request.trialBytes) {
        cut = true;
        engine->cancel();
    }
}

void TuningRun::Private::onRunEnded(const RunResult &run)
{
    engine.reset();
    folder.reset();
    if (run.error && run.error->kind != ErrorKind::Cancelled)
        failure = run.error;
    if (!cancelled && !failure && run.filesTotal == 0) {
        Error nothing = Error::make(ErrorKind::NotFound, ErrorCause::None, u"there is nothing to tune with: no object was found"_s);
        nothing.bucket = request.spec.bucket;
        nothing.key = request.spec.prefix;
        failure = nothing;
    }
    if (!cancelled && !failure && !cut && !run.cancelled && run.filesDone > 0 && run.bytesDone == 0) {
        Error empty = Error::make(ErrorKind::NotFound, ErrorCause::None,
                                  u"there is nothing to tune with: %1"_s.arg(run.filesTotal == 1 ? u"the object is empty"_s
                                                                                                : u"all %1 objects are empty"_s.arg(run.filesTotal)));
        empty.bucket = request.spec.bucket;
        empty.key = request.spec.prefix;
        failure = empty;
    }
    counters.add(run.counters);
    trial.throttles += run.throttles;
    secondsBefore += run.durationSeconds;
    bytesBefore += run.bytesMoved;
    if (!run.cancelled && run.durationSeconds > 0) {
        wholeRuns.push_back(double(run.bytesMoved) / run.durationSeconds);
        wholeSeconds += run.durationSeconds;
        wholeBytes += run.bytesMoved;
    }
    const bool more = !cancelled && !failure && !cut && secondsBefore < request.trialSeconds * enoughShare
        && bytesBefore + run.bytesMoved <= request.trialBytes && run.durationSeconds > 0;
    if (more)
        runOnce();
    else
        endTrial();
}

void TuningRun::Private::endTrial()
{
    if (cancelled) {
        end();
        return;
    }
    trial.seconds = secondsBefore;
    trial.bytes = bytesBefore;
    trial.failure = failure;
    trial.bottleneck = diagnose(counters);
    if (!wholeRuns.empty()) {
        trial.rate = double(wholeBytes) / wholeSeconds;
        double squares = 0;
        for (const ByteRate rate : wholeRuns)
            squares += (rate - trial.rate) * (rate - trial.rate);
        const auto n = double(wholeRuns.size());
        trial.error = n > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
    } else if (!request.spec.targetFolder.isEmpty() && secondsBefore > 0 && counters.disk.bytes > 0) {
        // Buffers take in what the disk has not yet: only what was written by the end, when all of them are empty, counts.
        trial.rate = double(counters.disk.bytes) / secondsBefore;
        trial.error = window.mean() > 0 ? std::min(window.error() / window.mean(), mostDoubt) * trial.rate : 0;
    } else if (window.seconds() > 0) {
        trial.rate = window.mean();
        trial.error = window.error();
    } else if (secondsBefore > 0) {
        trial.rate = double(bytesBefore) / secondsBefore; // it had its bytes before it was open
    }
    if (trial.warmUp)
        search.setFacts(facts());
    search.report(trial);
    emit q->trialFinished(trial);
    // What fails with the present settings fails with all.
    if (failure && trial.number <= 2) {
        end(failure);
        return;
    }
    QTimer::singleShot(0, this, [this] { nextTrial(); });
}

SampleFacts TuningRun::Private::facts()
{
    SampleFacts facts;
    facts.objects = std::max<qint64>(objects, qint64(sizes.size()));
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    ByteCount all = 0, seen = 0;
    for (const ByteCount size : sizes)
        all += size;
    for (const ByteCount size : sizes) {
        facts.typical = size;
        seen += size;
        if (seen * 2 >= all)
            break;
    }
    facts.largest = sizes.empty() ? 0 : sizes.front();
    return facts;
}

void TuningRun::Private::end(std::optional<Error> error)
{
    if (std::exchange(ended, true))
        return;
    TuningResult result = search.result();
    result.cancelled = cancelled;
    result.error = std::move(error);
    emit q->finished(result);
}

} // namespace millrace
