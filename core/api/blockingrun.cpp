// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/blockingrun.h"

using namespace Qt::StringLiterals;

namespace millrace {

BlockingRun::BlockingRun(std::function<std::unique_ptr<TransferEngine>()> make, CancelToken cancel,
                         std::function<void()> onEnd)
    : m_make(std::move(make)), m_token(std::move(cancel)), m_onEnd(std::move(onEnd)), m_context(std::make_unique<QObject>())
{
    m_thread.setObjectName(u"run"_s);
    m_context->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(m_context.get(), [this] { begin(); }, Qt::QueuedConnection);
    m_listener = m_token.listen([this] { this->cancel(); });
}

BlockingRun::~BlockingRun()
{
    m_token.forget(m_listener);
    cancel();
    m_thread.wait();
}

void BlockingRun::begin()
{
    m_engine = m_make();
    QObject::connect(m_engine.get(), &TransferEngine::fileFinished, m_context.get(), [this](const FileResult &file) {
        std::lock_guard lock(m_mutex);
        m_files.push_back(file);
        m_changed.notify_all();
    });
    // Queued: the handler ends the engine that is just sending the signal.
    QObject::connect(m_engine.get(), &TransferEngine::finished, m_context.get(), [this](const RunResult &result) {
        m_engine.reset();
        {
            std::lock_guard lock(m_mutex);
            m_result = result;
            m_changed.notify_all();
        }
        if (m_onEnd)
            m_onEnd();
        m_thread.quit();
    }, Qt::QueuedConnection);
    m_engine->start();
}

void BlockingRun::cancel()
{
    QMetaObject::invokeMethod(m_context.get(), [this] {
        if (m_engine)
            m_engine->cancel();
    }, Qt::QueuedConnection);
}

std::optional<FileResult> BlockingRun::next()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_result || !m_files.empty(); });
    if (m_files.empty())
        return std::nullopt;
    FileResult file = std::move(m_files.front());
    m_files.pop_front();
    return file;
}

std::optional<Error> BlockingRun::error()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_result.has_value(); });
    if (m_result->error)
        return m_result->error;
    return m_result->cancelled ? std::optional(Error::cancelled()) : std::nullopt;
}

Result<FileResult> BlockingRun::only()
{
    const auto file = next();
    if (file && (file->outcome == FileOutcome::Done || file->outcome == FileOutcome::Skipped))
        return *file;
    if (file && file->error)
        return fail(*file->error);
    return fail(error().value_or(Error::make(ErrorKind::Protocol, ErrorCause::None, u"the run ended without a result"_s)));
}

} // namespace millrace
