// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloadrun.h"

#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"

using namespace Qt::StringLiterals;

namespace millrace {

WorkloadRun::WorkloadRun(const WorkloadPlan &plan, QObject *parent) : QObject(parent)
{
    for (const DownloadSpec &spec : plan.downloads)
        add(std::make_unique<DownloadEngine>(spec));
    if (plan.upload)
        add(std::make_unique<UploadEngine>(*plan.upload));
}

WorkloadRun::~WorkloadRun() = default;

void WorkloadRun::add(std::unique_ptr<TransferEngine> engine)
{
    connect(engine.get(), &TransferEngine::fileFinished, this, &WorkloadRun::onFile);
    connect(engine.get(), &TransferEngine::noticed, this, &WorkloadRun::noticed);
    connect(engine.get(), &TransferEngine::finished, this, &WorkloadRun::onEngineFinished);
    m_engines.push_back(std::move(engine));
}

void WorkloadRun::start()
{
    m_running = m_engines.size();
    m_clock.start();
    if (m_engines.empty())
        QMetaObject::invokeMethod(this, &WorkloadRun::finished, Qt::QueuedConnection);
    for (const auto &engine : m_engines)
        engine->start();
}

void WorkloadRun::cancel()
{
    if (!m_error)
        m_error = Error::cancelled();
    for (const auto &engine : m_engines)
        engine->cancel();
}

void WorkloadRun::onFile(const FileResult &file)
{
    emit fileFinished(file);
    if (file.outcome == FileOutcome::Done) {
        ++m_filesDone;
        m_bytesDone += file.size;
    }
    if (m_error)
        return;
    if (file.error)
        m_error = file.error;
    else if (!file.renamedBecause.isEmpty())
        m_error = Error::make(ErrorKind::LocalFile, ErrorCause::BadPath,
                              u"the file would have another name than its key: %1"_s.arg(file.renamedBecause));
    else if (file.outcome == FileOutcome::Failed)
        m_error = Error::make(ErrorKind::Protocol, ErrorCause::None, u"the transfer failed"_s);
    else
        return;
    m_error->bucket = file.bucket;
    m_error->key = file.key;
}

void WorkloadRun::onEngineFinished(const RunResult &result)
{
    if (!m_error && result.error)
        m_error = result.error;
    if (--m_running > 0)
        return;
    m_seconds = double(m_clock.nsecsElapsed()) / 1e9;
    emit finished();
}

} // namespace millrace
