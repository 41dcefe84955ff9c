// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downloadrun.h"

#include "cli/outputfiles.h"
#include "cli/streamwriter.h"
#include "transfer/downloadengine.h"

#include <QTimer>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

DownloadRun::DownloadRun(DownloadRequest request, RunView &view, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_view(view), m_report(m_request.facts),
      m_hooks(m_request.hooks, m_request.facts.mode, view)
{
}

DownloadRun::~DownloadRun() = default;

void DownloadRun::start()
{
    m_view.begin(m_request.facts);
    if (!m_request.output.reportFile.isEmpty()) {
        if (const Result<> opened = m_report.openFile(m_request.output.reportFile); !opened) {
            m_tally.add(opened.error());
            m_view.failed(opened.error());
            m_request.output.reportFile.clear();
            QTimer::singleShot(0, this, &DownloadRun::finish);
            return;
        }
    }
    startNext();
}

void DownloadRun::cancel()
{
    m_cancelled = true;
    m_view.interrupted();
    m_hooks.cancel();
    if (m_engine)
        m_engine->cancel();
}

void DownloadRun::startNext()
{
    m_idsBefore += m_idsSeen;
    m_idsSeen = 0;
    DownloadSpec spec = m_request.specs.at(m_next++);
    if (m_request.toStdout() && !spec.dryRun)
        writeToStdout(spec);
    m_engine = std::make_unique<DownloadEngine>(std::move(spec));
    connect(m_engine.get(), &DownloadEngine::fileStarted, this,
            [this](quint64 id, const QString &key, const QString &path, qint64 size) {
                m_view.fileStarted(m_idsBefore + id, key, path, size);
            });
    connect(m_engine.get(), &DownloadEngine::fileFinished, this, &DownloadRun::onFileFinished);
    connect(m_engine.get(), &DownloadEngine::progressed, this, &DownloadRun::onProgressed);
    connect(m_engine.get(), &DownloadEngine::adjusted, this, [this](const TuningStep &step) { m_view.adjusted(step); });
    connect(m_engine.get(), &DownloadEngine::noticed, this, [this](const QString &text) { m_view.noticed(text); });
    // Queued: the handler replaces the engine that is just sending the signal.
    connect(m_engine.get(), &DownloadEngine::finished, this, &DownloadRun::onRunFinished, Qt::QueuedConnection);
    m_engine->start();
}

void DownloadRun::writeToStdout(DownloadSpec &spec)
{
    spec.stream = std::make_shared<OrderedStream>();
    m_writer = std::make_unique<StreamWriter>(STDOUT_FILENO, u"standard output"_s, spec.stream);
    connect(m_writer.get(), &StreamWriter::failed, this, &DownloadRun::stopWriting);
}

void DownloadRun::stopWriting(const Error &error, bool readerGone)
{
    if (m_cancelled || m_writeError)
        return;
    m_writeError = error;
    m_readerGone = readerGone;
    if (m_engine)
        m_engine->cancel();
}

void DownloadRun::onFileFinished(FileResult file)
{
    m_idsSeen = std::max(m_idsSeen, file.id);
    file.id += m_idsBefore;
    m_report.add(file);
    m_notes.add(file);
    m_tally.add(file);
    m_view.fileFinished(file);
    m_hooks.fileEnded(file);
}

void DownloadRun::onProgressed(Snapshot snapshot)
{
    // A reader that went away while nothing was written would not be noticed before the next bytes.
    if (m_writer && m_writer->readerIsGone())
        stopWriting(Error::cancelled(), true);
    // Earlier specs count into one total; what later ones will find is not known yet.
    const RunResult &before = m_report.total();
    snapshot.elapsedSeconds += before.durationSeconds;
    snapshot.filesTotal += before.filesTotal;
    snapshot.filesDone += before.filesDone;
    snapshot.filesSkipped += before.filesSkipped;
    snapshot.filesFailed += before.filesFailed;
    snapshot.bytesTotal += before.bytesDone;
    snapshot.bytesDone += before.bytesDone;
    snapshot.bytesMoved += before.bytesMoved;
    snapshot.retries += before.retries;
    snapshot.throttles += before.throttles;
    for (FileProgress &file : snapshot.files)
        file.id += m_idsBefore;
    if (m_next < m_request.specs.size()) {
        snapshot.listing = true;
        snapshot.etaSeconds = -1;
    }
    m_view.progressed(snapshot);
}

void DownloadRun::onRunFinished(RunResult result)
{
    // What was read is not yet what has arrived: the last word is the writer's. After a failure it may hang in a write.
    const bool complete = !result.error && !result.cancelled && result.filesFailed == 0;
    if (m_writer && complete && !m_writeError && !m_writer->hasEnded()) {
        connect(m_writer.get(), &StreamWriter::ended, this, [this, result] { onRunFinished(result); }, Qt::QueuedConnection);
        return;
    }
    m_writer.reset();
    if (m_writeError) {
        result.cancelled = false; // by no signal
        if (!m_readerGone)
            result.error = m_writeError;
    }
    m_report.add(result);
    m_tally.add(result);
    if (result.error && result.error->kind != ErrorKind::Cancelled)
        m_view.failed(*result.error);
    m_engine.reset();
    reportEmptySource(m_request.specs.at(m_next - 1), result);
    // What comes after a gap in a stream is of no use.
    const bool broken = m_writeError || (m_request.toStdout() && m_tally.code() != ExitCode::Ok);
    if (!m_cancelled && !broken && m_next < m_request.specs.size())
        startNext();
    else
        finish();
}

/// A prefix or pattern that matches nothing is most often misspelt: it is told as a failure. An empty bucket is none.
void DownloadRun::reportEmptySource(const DownloadSpec &spec, const RunResult &result)
{
    const bool narrowed = !spec.prefix.isEmpty() || !spec.include.isEmpty();
    if (!spec.wholePrefix || !narrowed || result.filesTotal > 0 || result.error || result.cancelled)
        return;
    Error error = Error::make(ErrorKind::NotFound, ErrorCause::None,
                              spec.include.isEmpty() ? QStringLiteral("nothing is under this prefix")
                                                     : QStringLiteral("nothing under this prefix matches"));
    error.bucket = spec.bucket;
    error.key = spec.prefix;
    m_tally.add(error);
    m_view.failed(error);
}

void DownloadRun::finish()
{
    completeOutputFiles(m_report, m_request.output, m_view, m_tally);
    m_hooks.runEnded(m_report.total(), int(code()), [this] { end(); });
}

void DownloadRun::end()
{
    if (m_hooks.anyFailed())
        m_tally.addFailure();
    SummaryContext context;
    context.toMemory = m_request.toMemory();
    context.toStdout = m_request.toStdout();
    context.readerGone = m_readerGone;
    context.dryRun = m_request.specs.first().dryRun;
    context.target = m_request.facts.target;
    context.reportFile = m_request.output.reportFile;
    m_view.end(m_report, m_notes, context, code());
    emit finished(int(code()));
}

/// A reader that leaves early is no failure, and hides none.
ExitCode DownloadRun::code() const
{
    const ExitCode found = m_tally.code();
    return m_readerGone && (found == ExitCode::Ok || found == ExitCode::Interrupted) ? ExitCode::ReaderGone : found;
}

} // namespace millrace
