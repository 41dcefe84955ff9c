// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/boardtransfer.h"

#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// Parts and files kept for the grid of one transfer; older finished files are only counted.
constexpr int mostParts = 12'000;
constexpr qsizetype mostLogLines = 5000;

void describe(const DownloadSpec &spec, TransferRow &row)
{
    if (!spec.httpUrl.isEmpty()) {
        const QUrl url(spec.httpUrl);
        row.name = url.fileName().isEmpty() ? url.host() : url.fileName();
        row.source = url.adjusted(QUrl::RemoveQuery | QUrl::RemoveUserInfo).toString();
    } else if (spec.wholePrefix) {
        const QString folder = spec.prefix.endsWith(u'/') ? spec.prefix.chopped(1) : spec.prefix;
        row.name = folder.isEmpty() ? spec.bucket : folder.section(u'/', -1) + u'/';
        row.source = u"s3://%1/%2"_s.arg(spec.bucket, spec.prefix);
    } else {
        const QString first = spec.keys.value(0);
        row.name = first.section(u'/', -1);
        row.source = u"s3://%1/%2"_s.arg(spec.bucket, first);
        if (spec.keys.size() > 1)
            row.name = BoardTransfer::tr("%1 and %n more", nullptr, int(spec.keys.size()) - 1).arg(row.name);
    }
    row.target = spec.targetFile.isEmpty() ? spec.targetFolder : spec.targetFile;
}

void describe(const UploadSpec &spec, TransferRow &row)
{
    row.upload = true;
    const QString first = spec.paths.value(0);
    const QFileInfo info(first.endsWith(u'/') ? first.chopped(1) : first);
    row.name = info.fileName();
    if (spec.paths.size() > 1)
        row.name = BoardTransfer::tr("%1 and %n more", nullptr, int(spec.paths.size()) - 1).arg(row.name);
    row.source = first;
    row.target = u"s3://%1/%2"_s.arg(spec.bucket, spec.key);
}

} // namespace

BoardTransfer::BoardTransfer(quint64 id, TransferOrder order, QObject *parent) : QObject(parent), m_order(std::move(order))
{
    m_row.id = id;
    m_row.connectionName = m_order.connectionName;
    m_row.addedAt = QDateTime::currentDateTimeUtc();
    m_row.state = m_order.startPaused ? TransferState::Paused : TransferState::Queued;
    std::visit([this](const auto &spec) { describe(spec, m_row); }, m_order.spec);
}

BoardTransfer::~BoardTransfer() = default;

void BoardTransfer::start()
{
    m_ending = Ending::None;
    m_finished.clear();
    m_inFlight.clear();
    m_leftOut = m_finishedParts = 0;
    m_firstError.reset();
    m_last = {};
    m_lastProcess = sampleProcess();
    m_row.error.reset();
    if (auto *download = std::get_if<DownloadSpec>(&m_order.spec)) {
        m_engine = std::make_unique<DownloadEngine>(*download);
    } else {
        UploadSpec spec = std::get<UploadSpec>(m_order.spec);
        spec.keepPartial = true; // a pause ends the engine: what it sent must stay
        m_engine = std::make_unique<UploadEngine>(spec);
    }
    connect(m_engine.get(), &TransferEngine::progressed, this, &BoardTransfer::onProgressed);
    connect(m_engine.get(), &TransferEngine::fileFinished, this, &BoardTransfer::onFileFinished);
    connect(m_engine.get(), &TransferEngine::noticed, this,
            [this](const QString &text) { say(LogLine::Level::Info, text); });
    // Queued: the handler lets go of the engine that is just sending the signal.
    connect(m_engine.get(), &TransferEngine::finished, this, &BoardTransfer::onFinished, Qt::QueuedConnection);
    say(LogLine::Level::Info, tr("Started: %1 → %2").arg(m_row.source, m_row.target));
    setState(TransferState::Active);
    m_engine->start();
}

void BoardTransfer::pause()
{
    if (m_row.state == TransferState::Queued) {
        setState(TransferState::Paused);
    } else if (m_row.state == TransferState::Active && m_engine) {
        m_ending = Ending::Pause;
        setState(TransferState::Pausing);
        m_engine->cancel();
    }
}

void BoardTransfer::resume()
{
    if (m_row.state == TransferState::Paused)
        setState(TransferState::Queued);
}

void BoardTransfer::cancel()
{
    if (m_row.isOver())
        return;
    if (m_engine) {
        m_ending = Ending::Cancel;
        m_engine->cancel();
        return;
    }
    m_row.endedAt = QDateTime::currentDateTimeUtc();
    say(LogLine::Level::Info, tr("Cancelled"));
    setState(TransferState::Cancelled);
}

void BoardTransfer::retry()
{
    if (m_row.state != TransferState::Failed && m_row.state != TransferState::Cancelled)
        return;
    m_row.error.reset();
    m_row.endedAt = {};
    setState(TransferState::Queued);
}

void BoardTransfer::abandon()
{
    if (!m_engine)
        return;
    disconnect(m_engine.get(), nullptr, this, nullptr);
    m_engine.reset();
}

/// One point of the history from what changed since the last snapshot.
void BoardTransfer::remember(const Snapshot &snapshot)
{
    const double step = snapshot.elapsedSeconds - m_last.elapsedSeconds;
    if (step <= 0)
        return;
    const ProcessSample process = sampleProcess();
    HistoryPoint point;
    point.at = m_secondsBefore + snapshot.elapsedSeconds;
    point.seconds = step;
    point.rate = double(std::max<ByteCount>(0, snapshot.bytesMoved - m_last.bytesMoved)) / step;
    point.cpuPercent = (process.cpuSeconds - m_lastProcess.cpuSeconds) / step * 100;
    point.memory = double(process.residentBytes);
    point.diskRate = double(process.diskWrittenBytes - m_lastProcess.diskWrittenBytes) / step;
    point.connections = snapshot.connections;
    point.retries = double(snapshot.retries - m_last.retries);
    point.throttles = double(snapshot.throttles - m_last.throttles);
    m_lastProcess = process;
    m_history.add(point);
}

void BoardTransfer::onProgressed(const Snapshot &snapshot)
{
    remember(snapshot);
    m_last = snapshot;
    m_row.listing = snapshot.listing;
    m_row.size = snapshot.filesTotal > 0 || !snapshot.listing ? snapshot.bytesTotal : -1;
    m_row.done = snapshot.bytesDone;
    m_row.moved = snapshot.bytesMoved;
    m_row.rate = snapshot.rate;
    m_row.etaSeconds = snapshot.etaSeconds;
    m_row.filesTotal = snapshot.filesTotal;
    m_row.filesDone = snapshot.filesDone;
    m_row.filesSkipped = snapshot.filesSkipped;
    m_row.filesFailed = snapshot.filesFailed;
    m_row.retries = snapshot.retries;
    m_row.throttles = snapshot.throttles;
    m_row.connections = snapshot.connections;
    m_row.elapsedSeconds = m_secondsBefore + snapshot.elapsedSeconds;
    int parts = m_finishedParts;
    int done = m_finishedParts;
    for (const FileProgress &file : snapshot.files) {
        m_inFlight.insert(file.id, file);
        parts += int(file.parts.size());
        for (const PartProgress &part : file.parts)
            if (part.state == PartState::Received || part.state == PartState::Verified)
                ++done;
    }
    m_row.partsTotal = parts;
    m_row.partsDone = done;
    emit rowChanged();
    emit detailChanged();
}

void BoardTransfer::onFileFinished(const FileResult &result)
{
    FileParts ended;
    ended.progress = m_inFlight.take(result.id);
    ended.progress.id = result.id;
    ended.progress.key = result.key;
    ended.progress.path = result.path;
    ended.progress.size = result.size;
    ended.progress.rate = 0;
    ended.result = result;
    if (ended.progress.parts.isEmpty()) // it came and went between two snapshots
        ended.progress.parts.resize(std::clamp(result.parts, 1, mostParts));
    const bool arrived = result.outcome == FileOutcome::Done || result.outcome == FileOutcome::Skipped;
    for (PartProgress &part : ended.progress.parts) {
        part.rate = 0;
        if (arrived) {
            const bool proved = result.verifiedBy != VerifiedBy::Nothing && result.verifiedBy != VerifiedBy::SizeOnly;
            part.state = proved ? PartState::Verified : PartState::Received;
            part.done = part.size;
        } else if (part.state == PartState::Active || part.state == PartState::Retrying) {
            part.state = result.outcome == FileOutcome::Failed ? PartState::Failed : PartState::Paused;
        }
    }
    if (ended.progress.parts.size() == 1 && ended.progress.parts.first().size == 0) {
        ended.progress.parts.first().size = result.size;
        ended.progress.parts.first().done = arrived ? result.size : 0;
        ended.progress.parts.first().attempt = 1 + result.retries;
        if (result.outcome == FileOutcome::Failed)
            ended.progress.parts.first().state = PartState::Failed;
    }
    ended.progress.done = arrived ? result.size : ended.progress.done;
    ended.progress.retries = result.retries;
    m_finishedParts += int(ended.progress.parts.size());
    m_finished.push_back(std::move(ended));
    int kept = m_finishedParts;
    while (kept > mostParts && m_finished.size() > 1) {
        kept -= int(m_finished.front().progress.parts.size());
        m_finishedParts = kept;
        m_finished.pop_front();
        ++m_leftOut;
    }

    switch (result.outcome) {
    case FileOutcome::Done:
        say(LogLine::Level::Info,
            tr("%1: done, %2, verified by %3").arg(result.key, bytesText(result.size), name(result.verifiedBy)));
        break;
    case FileOutcome::Skipped: say(LogLine::Level::Info, tr("%1: skipped, %2").arg(result.key, result.note)); break;
    case FileOutcome::Failed:
        if (result.error) {
            if (!m_firstError)
                m_firstError = result.error;
            say(LogLine::Level::Error, errorSentence(*result.error).line());
        }
        break;
    case FileOutcome::Cancelled:
    case FileOutcome::Planned: break;
    }
    if (!result.renamedBecause.isEmpty())
        say(LogLine::Level::Warning, tr("%1 was named %2: %3").arg(result.key, result.path, result.renamedBecause));
}

void BoardTransfer::onFinished(const RunResult &result)
{
    m_engine.reset();
    m_secondsBefore += result.durationSeconds;
    m_row.elapsedSeconds = m_secondsBefore;
    m_row.rate = 0;
    m_row.connections = 0;
    m_row.etaSeconds = -1;
    m_row.listing = false;
    const auto error = result.error ? result.error : m_firstError;
    if (m_ending == Ending::Pause && (result.cancelled || error)) {
        say(LogLine::Level::Info, tr("Paused"));
        setState(TransferState::Paused);
    } else {
        m_row.endedAt = QDateTime::currentDateTimeUtc();
        if (m_ending == Ending::Cancel || (result.cancelled && !error)) {
            say(LogLine::Level::Info, tr("Cancelled"));
            setState(TransferState::Cancelled);
        } else if (error && error->kind != ErrorKind::Cancelled) {
            m_row.error = error;
            if (result.error)
                say(LogLine::Level::Error, errorSentence(*error).line());
            setState(TransferState::Failed);
        } else {
            m_row.size = m_row.done = result.bytesDone;
            say(LogLine::Level::Info, tr("Finished: %n file(s), %1 in %2", nullptr, int(result.filesDone))
                                          .arg(bytesText(result.bytesDone), durationText(m_row.elapsedSeconds)));
            setState(TransferState::Done);
        }
    }
    m_ending = Ending::None;
    emit detailChanged();
    emit stopped();
}

TransferDetail BoardTransfer::detail() const
{
    TransferDetail detail;
    detail.id = m_row.id;
    detail.filesLeftOut = m_leftOut;
    for (const FileParts &file : m_finished)
        detail.files.append(file);
    QList<quint64> ids = m_inFlight.keys();
    std::sort(ids.begin(), ids.end());
    const bool stopped = !m_engine;
    for (const quint64 id : ids) {
        FileParts file{m_inFlight.value(id), std::nullopt};
        if (stopped)
            for (PartProgress &part : file.progress.parts) {
                part.rate = 0;
                if (part.state == PartState::Active || part.state == PartState::Retrying)
                    part.state = PartState::Paused;
            }
        detail.files.append(file);
    }
    detail.history = m_history;
    detail.snapshot = m_last;
    detail.snapshot.files.clear();
    if (stopped) {
        detail.snapshot.rate = 0;
        detail.snapshot.connections = 0;
    }
    return detail;
}

void BoardTransfer::setState(TransferState state)
{
    m_row.state = state;
    emit rowChanged();
}

void BoardTransfer::say(LogLine::Level level, const QString &text)
{
    const LogLine line{QDateTime::currentDateTimeUtc(), level, text};
    m_log.append(line);
    if (m_log.size() > mostLogLines)
        m_log.removeFirst();
    emit logged(line);
}

} // namespace millrace
