// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/transferrecord.h"

#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TransferRecord)
};

/// Parts and files kept for the grid of one transfer; older finished files are only counted.
constexpr int mostParts = 12'000;
constexpr qsizetype mostLogLines = 5000;
/// Connections whose rates are kept apart: more lines than these nobody can tell from each other.
constexpr int mostConnections = 64;

QString firstOf(const QString &name, qsizetype count)
{
    return count > 1 ? Words::tr("%1 and %n more", nullptr, int(count) - 1).arg(name) : name;
}

void describeSpec(const DownloadSpec &spec, TransferRow &row)
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
        row.name = firstOf(spec.keys.value(0).section(u'/', -1), spec.keys.size());
        row.source = u"s3://%1/%2"_s.arg(spec.bucket, spec.keys.value(0));
    }
    row.target = spec.targetFile.isEmpty() ? spec.targetFolder : spec.targetFile;
}

void describeSpec(const UploadSpec &spec, TransferRow &row)
{
    row.upload = true;
    const QString first = spec.paths.value(0);
    const QFileInfo info(first.endsWith(u'/') ? first.chopped(1) : first);
    row.name = firstOf(info.fileName(), spec.paths.size());
    row.source = first;
    row.target = u"s3://%1/%2"_s.arg(spec.bucket, spec.key);
}

bool isWhole(PartState state)
{
    return state == PartState::Received || state == PartState::Verified;
}

/// Its parts as they stand at the end of the file.
FileParts ended(FileProgress progress, const FileResult &result)
{
    const bool arrived = result.outcome == FileOutcome::Done || result.outcome == FileOutcome::Skipped;
    const bool proved = result.verifiedBy != VerifiedBy::Nothing && result.verifiedBy != VerifiedBy::SizeOnly;
    progress.id = result.id;
    progress.key = result.key;
    progress.path = result.path;
    progress.size = result.size;
    progress.rate = 0;
    progress.retries = result.retries;
    if (progress.parts.isEmpty()) { // it came and went between two snapshots
        const int count = std::clamp(result.parts, 1, mostParts);
        progress.parts.resize(count);
        for (int i = 0; i < count; ++i) {
            PartProgress &part = progress.parts[i];
            part.offset = result.size / count * i;
            part.size = i == count - 1 ? result.size - part.offset : result.size / count;
            part.state = result.outcome == FileOutcome::Failed ? PartState::Failed : PartState::Paused;
        }
    }
    for (PartProgress &part : progress.parts) {
        part.rate = 0;
        if (arrived) {
            part.state = proved ? PartState::Verified : PartState::Received;
            part.done = part.size;
        } else if (part.state == PartState::Active || part.state == PartState::Retrying) {
            part.state = result.outcome == FileOutcome::Failed ? PartState::Failed : PartState::Paused;
        }
    }
    if (arrived) {
        progress.done = result.size;
    } else if (result.parts <= 1 || (result.error && result.error->kind == ErrorKind::Integrity)) { // nothing of it stays
        progress.done = 0;
        for (PartProgress &part : progress.parts)
            part.done = 0;
    }
    return {progress, result};
}

} // namespace

void TransferRecord::describe(const std::variant<DownloadSpec, UploadSpec> &spec)
{
    std::visit([this](const auto &value) { describeSpec(value, row); }, spec);
}

void TransferRecord::begin()
{
    m_finished.clear();
    m_inFlight.clear();
    m_leftOut = m_finishedParts = m_keptParts = m_wholeParts = 0;
    m_firstError.reset();
    m_last = {};
    m_bytesFailed = m_bytesOfFailed = 0;
    m_saidRetries = m_saidThrottles = 0;
    m_saidAt = -1;
    m_byConnection.clear();
    m_lastProcess = sampleProcess();
    m_begun = QDateTime::currentDateTimeUtc();
    row.error.reset();
    row.bottleneck = {};
    say(LogLine::Level::Info, Words::tr("Started: %1 → %2").arg(row.source, row.target));
}

void TransferRecord::addToConnection(int number, ByteCount bytes)
{
    if (number < 0 || number >= mostConnections || bytes <= 0)
        return;
    if (number >= m_byConnection.size())
        m_byConnection.resize(number + 1);
    m_byConnection[number] += bytes;
}

/// What each connection brought since the last snapshot: by how much its parts grew. The rate a part tells of itself would
/// begin anew with each part.
void TransferRecord::countConnections(const Snapshot &snapshot)
{
    for (const FileProgress &file : snapshot.files) {
        const auto before = m_inFlight.constFind(file.id);
        const bool known = before != m_inFlight.cend();
        for (qsizetype i = 0; i < file.parts.size(); ++i) {
            const PartProgress &part = file.parts.at(i);
            if (part.connection < 0)
                continue;
            const ByteCount had = known && i < before->parts.size() ? before->parts.at(i).done : 0;
            addToConnection(part.connection, part.done - had);
        }
    }
}

/// One point of the history from what changed since the last snapshot.
void TransferRecord::remember(const Snapshot &snapshot)
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
    countConnections(snapshot);
    for (const ByteCount bytes : std::as_const(m_byConnection))
        point.byConnection.append(float(double(bytes) / step));
    m_byConnection.fill(0);
    m_lastProcess = process;
    m_history.add(point);
}

/// Attempts that failed and go on are told in the log, but not each: a line each few seconds says how many and why.
void TransferRecord::sayRetries(const Snapshot &snapshot, bool last)
{
    constexpr double between = 5; // seconds
    const qint64 retries = snapshot.retries - m_saidRetries;
    const qint64 throttles = snapshot.throttles - m_saidThrottles;
    if ((retries <= 0 && throttles <= 0) || (!last && m_saidAt >= 0 && snapshot.elapsedSeconds - m_saidAt < between))
        return;
    QString why;
    for (const FileProgress &file : snapshot.files)
        for (const PartProgress &part : file.parts)
            if (part.lastError && part.state == PartState::Retrying)
                why = errorSentence(*part.lastError, ErrorOf::Request).what;
    if (retries > 0)
        say(LogLine::Level::Warning, why.isEmpty() ? Words::tr("%n attempt(s) failed and were made again", nullptr, int(retries))
                                                   : Words::tr("%n attempt(s) failed and were made again: %1", nullptr, int(retries)).arg(why));
    if (throttles > 0)
        say(LogLine::Level::Warning, Words::tr("The server asked %n time(s) to slow down", nullptr, int(throttles)));
    m_saidRetries = std::max(m_saidRetries, snapshot.retries);
    m_saidThrottles = std::max(m_saidThrottles, snapshot.throttles);
    m_saidAt = snapshot.elapsedSeconds;
}

void TransferRecord::take(const Snapshot &snapshot)
{
    remember(snapshot);
    sayRetries(snapshot, false);
    m_last = snapshot;
    row.listing = snapshot.listing;
    // A run leaves out what failed; to the user it is a part of the whole still.
    row.size = snapshot.filesTotal > 0 || !snapshot.listing ? snapshot.bytesTotal + m_bytesFailed : -1;
    row.done = snapshot.bytesDone + m_bytesOfFailed;
    row.moved = snapshot.bytesMoved;
    row.rate = snapshot.rate;
    row.etaSeconds = snapshot.etaSeconds;
    row.filesTotal = snapshot.filesTotal;
    row.filesDone = snapshot.filesDone;
    row.filesSkipped = snapshot.filesSkipped;
    row.filesFailed = snapshot.filesFailed;
    row.retries = snapshot.retries;
    row.throttles = snapshot.throttles;
    row.connections = snapshot.connections;
    row.elapsedSeconds = m_secondsBefore + snapshot.elapsedSeconds;
    row.partsTotal = m_finishedParts;
    row.partsDone = m_wholeParts;
    row.partsOpen = snapshot.listing || snapshot.filesTotal > m_leftOut + qint64(m_finished.size()) + snapshot.files.size();
    for (const FileProgress &file : snapshot.files) {
        m_inFlight.insert(file.id, file);
        row.partsTotal += int(file.parts.size());
        row.partsOpen = row.partsOpen || file.parts.isEmpty();
        for (const PartProgress &part : file.parts)
            row.partsDone += isWhole(part.state) ? 1 : 0;
    }
}

void TransferRecord::take(const FileResult &result)
{
    const FileProgress last = m_inFlight.take(result.id);
    if (result.outcome == FileOutcome::Failed) {
        m_bytesFailed += std::max<ByteCount>(0, result.size);
        if (!result.error || result.error->kind != ErrorKind::Integrity)
            m_bytesOfFailed += last.done;
    }
    if (result.outcome == FileOutcome::Done) // what came after the last snapshot
        for (const PartProgress &part : last.parts)
            addToConnection(part.connection, part.size - part.done);
    m_finished.push_back(ended(last, result));
    const QList<PartProgress> &parts = m_finished.back().progress.parts;
    m_finishedParts += int(parts.size());
    for (const PartProgress &part : parts)
        m_wholeParts += isWhole(part.state) ? 1 : 0;
    m_keptParts += int(parts.size());
    while (m_keptParts > mostParts && m_finished.size() > 1) {
        m_keptParts -= int(m_finished.front().progress.parts.size());
        m_finished.pop_front();
        ++m_leftOut;
    }

    switch (result.outcome) {
    case FileOutcome::Done:
        say(LogLine::Level::Info,
            Words::tr("%1: done, %2, verified by %3").arg(result.key, bytesText(result.size), verifiedText(name(result.verifiedBy))));
        break;
    case FileOutcome::Skipped: say(LogLine::Level::Info, Words::tr("%1: skipped, %2").arg(result.key, coreText(result.note))); break;
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
        say(LogLine::Level::Warning, Words::tr("%1 was named %2: %3").arg(result.key, result.path, coreText(result.renamedBecause)));
}

std::optional<Error> TransferRecord::failure(const RunResult &result) const
{
    return result.error ? result.error : m_firstError;
}

void TransferRecord::end(const RunResult &result)
{
    sayRetries(m_last, true);
    m_secondsBefore += result.durationSeconds;
    row.elapsedSeconds = m_secondsBefore;
    row.bottleneck = result.bottleneck;
    row.rate = 0;
    row.connections = 0;
    row.etaSeconds = -1;
    row.listing = false;
}

void TransferRecord::sayEnd(const RunResult &result)
{
    switch (row.state) {
    case TransferState::Queued: say(LogLine::Level::Info, Words::tr("Back in the queue")); break;
    case TransferState::Paused: say(LogLine::Level::Info, Words::tr("Paused")); break;
    case TransferState::Cancelled: say(LogLine::Level::Info, Words::tr("Cancelled")); break;
    case TransferState::Failed:
        if (result.error)
            say(LogLine::Level::Error, errorSentence(*result.error).line());
        else if (row.error && !m_firstError) // no run came to be; what a file failed of is said already
            say(LogLine::Level::Error, errorSentence(*row.error).line());
        break;
    case TransferState::Done:
        row.size = row.done = result.bytesDone;
        say(LogLine::Level::Info, Words::tr("Finished: %n file(s), %1 in %2", nullptr, int(result.filesDone))
                                      .arg(bytesText(result.bytesDone), durationText(row.elapsedSeconds)));
        break;
    case TransferState::Active:
    case TransferState::Pausing: break;
    }
}

RunResult TransferRecord::soFar() const
{
    RunResult run;
    run.startedAt = m_begun;
    run.endedAt = QDateTime::currentDateTimeUtc();
    run.durationSeconds = m_last.elapsedSeconds;
    run.filesTotal = m_last.filesTotal;
    run.filesDone = m_last.filesDone;
    run.filesSkipped = m_last.filesSkipped;
    run.filesFailed = m_last.filesFailed;
    run.bytesDone = m_last.bytesDone;
    for (const FileProgress &file : m_last.files)
        run.bytesDone -= file.done; // counted once the file is there
    run.bytesMoved = m_last.bytesMoved;
    run.retries = m_last.retries;
    run.throttles = m_last.throttles;
    run.cancelled = true;
    run.peakResidentBytes = m_lastProcess.peakResidentBytes;
    Sample sample;
    for (const HistoryPoint &point : m_history.points(History::Window::Whole)) {
        if (point.at <= m_secondsBefore)
            continue;
        sample.elapsedSeconds = point.at - m_secondsBefore;
        sample.rate = point.rate;
        sample.cpuPercent = point.cpuPercent;
        sample.residentBytes = ByteCount(point.memory);
        sample.connections = qRound(point.connections);
        sample.retries += qRound64(point.retries);
        sample.throttles += qRound64(point.throttles);
        sample.diskWrittenRate = point.diskRate;
        run.samples.append(sample);
        run.cpuSeconds += point.cpuPercent / 100 * point.seconds;
    }
    return run;
}

TransferDetail TransferRecord::detail(bool running) const
{
    TransferDetail detail;
    detail.id = row.id;
    detail.filesLeftOut = m_leftOut;
    detail.history = m_history;
    detail.snapshot = m_last;
    detail.snapshot.files.clear();
    for (const FileParts &file : m_finished)
        detail.files.append(file);
    QList<quint64> ids = m_inFlight.keys();
    std::sort(ids.begin(), ids.end());
    for (const quint64 id : ids) {
        FileParts file{m_inFlight.value(id), std::nullopt};
        if (!running)
            for (PartProgress &part : file.progress.parts) {
                part.rate = 0;
                if (part.state == PartState::Active || part.state == PartState::Retrying)
                    part.state = PartState::Paused;
            }
        detail.files.append(file);
    }
    if (!running) {
        detail.snapshot.rate = 0;
        detail.snapshot.connections = 0;
    }
    return detail;
}

void TransferRecord::say(LogLine::Level level, const QString &text)
{
    const LogLine line{QDateTime::currentDateTimeUtc(), level, text};
    m_log.append(line);
    m_newLines.append(line);
    if (m_log.size() > mostLogLines)
        m_log.removeFirst();
    if (m_newLines.size() > mostLogLines)
        m_newLines.removeFirst();
}

} // namespace millrace
