// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/uploadrun.h"

#include "transfer/uploadengine.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {

UploadRun::UploadRun(UploadRequest request, RunView &view, QObject *parent)
    : QObject(parent), m_request(std::move(request)), m_view(view), m_report(m_request.facts),
      m_hooks(m_request.hooks, m_request.facts.mode, view)
{
}

UploadRun::~UploadRun() = default;

void UploadRun::start()
{
    m_view.begin(m_request.facts);
    if (!m_request.output.reportFile.isEmpty()) {
        if (const Result<> opened = m_report.openFile(m_request.output.reportFile); !opened) {
            m_tally.add(opened.error());
            m_view.failed(opened.error());
            m_request.output.reportFile.clear();
            QTimer::singleShot(0, this, &UploadRun::finish);
            return;
        }
    }
    m_engine = std::make_unique<UploadEngine>(m_request.spec);
    connect(m_engine.get(), &UploadEngine::fileStarted, this,
            [this](quint64 id, const QString &key, const QString &path, qint64 size) {
                m_view.fileStarted(id, key, path, size);
            });
    connect(m_engine.get(), &UploadEngine::fileFinished, this, &UploadRun::onFileFinished);
    connect(m_engine.get(), &UploadEngine::progressed, this,
            [this](const Snapshot &snapshot) { m_view.progressed(snapshot); });
    connect(m_engine.get(), &UploadEngine::noticed, this, [this](const QString &text) { m_view.noticed(text); });
    // Queued: the handler ends the engine that is just sending the signal.
    connect(m_engine.get(), &UploadEngine::finished, this, &UploadRun::onRunFinished, Qt::QueuedConnection);
    m_engine->start();
}

void UploadRun::cancel()
{
    m_view.interrupted();
    m_hooks.cancel();
    if (m_engine)
        m_engine->cancel();
}

void UploadRun::onFileFinished(const FileResult &file)
{
    m_report.add(file);
    m_notes.add(file);
    m_tally.add(file);
    m_view.fileFinished(file);
    m_hooks.fileEnded(file);
}

void UploadRun::onRunFinished(const RunResult &result)
{
    m_report.add(result);
    m_tally.add(result);
    if (result.error && result.error->kind != ErrorKind::Cancelled)
        m_view.failed(*result.error);
    m_engine.reset();
    finish();
}

void UploadRun::finish()
{
    if (const Result<> written = m_report.write(); !written) {
        m_tally.add(written.error());
        m_view.failed(written.error());
        m_request.output.reportFile.clear();
    }
    m_hooks.runEnded(m_report.total(), int(m_tally.code()), [this] { end(); });
}

void UploadRun::end()
{
    if (m_hooks.anyFailed())
        m_tally.addFailure();
    SummaryContext context;
    context.upload = true;
    context.keepPartial = m_request.spec.keepPartial;
    context.dryRun = m_request.spec.dryRun;
    context.verbose = m_request.output.verbose;
    context.target = m_request.facts.target;
    context.reportFile = m_request.output.reportFile;
    const ExitCode code = m_tally.code();
    m_view.end(m_report, m_notes, context, code);
    emit finished(int(code));
}

} // namespace millrace
