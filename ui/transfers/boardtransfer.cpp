// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/boardtransfer.h"

#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"
#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"

namespace millrace {

BoardTransfer::BoardTransfer(quint64 id, TransferOrder order, const QString &reportFolder, QObject *parent)
    : QObject(parent), m_order(std::move(order)), m_report(reportFolder)
{
    m_record.row.id = id;
    m_record.row.connectionName = m_order.connectionName;
    m_record.row.addedAt = QDateTime::currentDateTimeUtc();
    m_record.row.state = m_order.startPaused ? TransferState::Paused : TransferState::Queued;
    m_record.describe(m_order.spec);
}

BoardTransfer::~BoardTransfer() = default;

void BoardTransfer::start()
{
    m_ending = Ending::None;
    m_record.begin();
    if (const Result<> begun = m_report.begin(m_order); !begun)
        m_record.say(LogLine::Level::Warning, errorSentence(begun.error()).line());
    if (auto *download = std::get_if<DownloadSpec>(&m_order.spec)) {
        m_engine = std::make_unique<DownloadEngine>(*download);
    } else {
        UploadSpec spec = std::get<UploadSpec>(m_order.spec);
        spec.keepPartial = true; // a pause ends the engine: what it sent must stay
        m_engine = std::make_unique<UploadEngine>(spec);
    }
    connect(m_engine.get(), &TransferEngine::progressed, this, [this](const Snapshot &snapshot) {
        m_record.take(snapshot);
        emit changed();
    });
    connect(m_engine.get(), &TransferEngine::fileFinished, this, [this](const FileResult &result) {
        m_record.take(result);
        m_report.add(result);
        emit changed();
    });
    connect(m_engine.get(), &TransferEngine::noticed, this,
            [this](const QString &text) { m_record.say(LogLine::Level::Info, coreText(text)); });
    // Queued: the handler lets go of the engine that is just sending the signal.
    connect(m_engine.get(), &TransferEngine::finished, this, &BoardTransfer::onFinished, Qt::QueuedConnection);
    setState(TransferState::Active);
    m_engine->start();
}

void BoardTransfer::pause()
{
    if (row().state == TransferState::Queued) {
        setState(TransferState::Paused);
    } else if (row().state == TransferState::Active && m_engine) {
        m_ending = Ending::Pause;
        setState(TransferState::Pausing);
        m_engine->cancel();
    }
}

void BoardTransfer::resume()
{
    if (row().state == TransferState::Paused)
        setState(TransferState::Queued);
}

void BoardTransfer::cancel()
{
    if (row().isOver())
        return;
    if (m_engine) {
        m_ending = Ending::Cancel;
        m_engine->cancel();
        return;
    }
    m_record.row.endedAt = QDateTime::currentDateTimeUtc();
    fileReport();
    setState(TransferState::Cancelled);
}

void BoardTransfer::retry()
{
    if (row().state != TransferState::Failed && row().state != TransferState::Cancelled)
        return;
    m_record.row.error.reset();
    m_record.row.endedAt = {};
    setState(TransferState::Queued);
}

void BoardTransfer::setSettings(const TransferSettings &settings)
{
    std::visit([&settings](auto &spec) {
        const auto bandwidth = spec.settings.bandwidth;
        spec.settings = settings;
        spec.settings.bandwidth = bandwidth;
    }, m_order.spec);
    if (!m_engine || m_ending != Ending::None)
        return;
    m_ending = Ending::Restart;
    m_engine->cancel();
}

void BoardTransfer::abandon()
{
    if (!m_engine)
        return;
    disconnect(m_engine.get(), nullptr, this, nullptr);
    m_engine.reset();
}

void BoardTransfer::onFinished(const RunResult &result)
{
    m_engine.reset();
    m_record.end(result);
    m_report.add(result);
    const auto error = m_record.failure(result);
    TransferState state = TransferState::Done;
    if (m_ending == Ending::Pause && (result.cancelled || error)) {
        state = TransferState::Paused;
    } else if (m_ending == Ending::Restart && result.cancelled) {
        state = TransferState::Queued;
    } else {
        m_record.row.endedAt = QDateTime::currentDateTimeUtc();
        if (m_ending == Ending::Cancel || (result.cancelled && !error)) {
            state = TransferState::Cancelled;
        } else if (error && error->kind != ErrorKind::Cancelled) {
            m_record.row.error = error;
            state = TransferState::Failed;
        }
    }
    m_ending = Ending::None;
    m_record.row.state = state;
    m_record.sayEnd(result);
    if (row().isOver())
        fileReport();
    emit changed();
    emit stopped();
}

void BoardTransfer::fileReport()
{
    m_report.finish(this, [this](const Result<QString> &file) {
        if (file) {
            emit reported(*file);
            return;
        }
        m_record.say(LogLine::Level::Warning, errorSentence(file.error()).line());
        emit changed();
    });
}

void BoardTransfer::setState(TransferState state)
{
    m_record.row.state = state;
    emit changed();
}

} // namespace millrace
