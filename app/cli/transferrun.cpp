// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/transferrun.h"

#include "cli/outputfiles.h"

#include <QTimer>

namespace millrace {

TransferRun::TransferRun(TransferRequest request, RunView &view, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_view(view), m_report(m_request.facts),
      m_hooks(m_request.hooks, m_request.facts.mode, view)
{
}

TransferRun::~TransferRun() = default;

template <typename Engine> void TransferRun::watch(Engine *engine)
{
    connect(engine, &Engine::fileStarted, this,
            [this](quint64 id, const QString &key, const QString &path, qint64 size) {
                m_view.fileStarted(id, key, path, size);
            });
    connect(engine, &Engine::fileFinished, this, &TransferRun::onFileFinished);
    connect(engine, &Engine::progressed, this, [this](const Snapshot &snapshot) { m_view.progressed(snapshot); });
    connect(engine, &Engine::noticed, this, [this](const QString &text) { m_view.noticed(text); });
    connect(engine, &Engine::adjusted, this, [this](const TuningStep &step) { m_view.adjusted(step); });
    // Queued: the handler ends the engine that is just sending the signal.
    connect(engine, &Engine::finished, this, &TransferRun::onRunFinished, Qt::QueuedConnection);
    engine->start();
}

void TransferRun::start()
{
    m_view.begin(m_request.facts);
    if (!m_request.output.reportFile.isEmpty()) {
        if (const Result<> opened = m_report.openFile(m_request.output.reportFile); !opened) {
            m_tally.add(opened.error());
            m_view.failed(opened.error());
            m_request.output.reportFile.clear();
            QTimer::singleShot(0, this, &TransferRun::finish);
            return;
        }
    }
    if (m_request.engine) {
        m_engine = m_request.engine();
        watch(m_engine.get());
        return;
    }
    m_sync = m_request.sync();
    connect(m_sync.get(), &Sync::deleted, this, [this](const QString &name) {
        ++m_request.context.deleted;
        m_view.deleted(name, m_request.context.dryRun);
    });
    connect(m_sync.get(), &Sync::deletionFailed, this, [this](const QString &name, Error error) {
        if (error.key.isEmpty() && error.path.isEmpty())
            error.key = name;
        FileResult file;
        file.key = name;
        file.outcome = FileOutcome::Failed;
        file.error = error;
        m_tally.add(file);
        m_view.failed(error);
    });
    watch(m_sync.get());
}

void TransferRun::cancel()
{
    m_view.interrupted();
    m_hooks.cancel();
    if (m_engine)
        m_engine->cancel();
    if (m_sync)
        m_sync->cancel();
}

void TransferRun::onFileFinished(const FileResult &file)
{
    m_report.add(file);
    m_notes.add(file);
    m_tally.add(file);
    m_view.fileFinished(file);
    m_hooks.fileEnded(file);
}

void TransferRun::onRunFinished(const RunResult &result)
{
    m_report.add(result);
    m_tally.add(result);
    if (result.error && result.error->kind != ErrorKind::Cancelled)
        m_view.failed(*result.error);
    if (m_request.nothingFound && result.filesTotal == 0 && !result.error && !result.cancelled) {
        m_tally.add(*m_request.nothingFound);
        m_view.failed(*m_request.nothingFound);
    }
    m_engine.reset();
    m_sync.reset();
    finish();
}

void TransferRun::finish()
{
    completeOutputFiles(m_report, m_request.output, m_view, m_tally);
    m_hooks.runEnded(m_report.total(), int(m_tally.code()), [this] { end(); });
}

void TransferRun::end()
{
    if (m_hooks.anyFailed())
        m_tally.addFailure();
    m_request.context.target = m_request.facts.target;
    m_request.context.reportFile = m_request.output.reportFile;
    const ExitCode code = m_tally.code();
    m_view.end(m_report, m_notes, m_request.context, code);
    emit finished(int(code));
}

} // namespace millrace
