// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuejob.h"

#include "transfer/customerkey.h"
#include "transfer/downloadengine.h"
#include "transfer/uploadengine.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

QueueJob::QueueJob(QueueEntry entry, ConnectionProvider provider, QThreadPool &pool, ByteCount memoryLimit,
                   std::shared_ptr<TokenBucket> bandwidth)
    : m_entry(std::move(entry)), m_provider(std::move(provider)), m_pool(pool), m_memoryLimit(memoryLimit),
      m_bandwidth(std::move(bandwidth))
{
}

QueueJob::~QueueJob() = default;

void QueueJob::start()
{
    if (m_entry.error) { // the entry itself cannot be understood
        QMetaObject::invokeMethod(this, [this] { endWith(m_entry.error); }, Qt::QueuedConnection);
        return;
    }
    // A program that hands out keys may take a minute.
    m_pool.start([this, provider = m_provider, task = m_entry.task] {
        QByteArray customerKey;
        Result<Connection> connection = provider(task);
        if (connection && !task.customerKeyFile.isEmpty()) {
            if (auto key = readCustomerKey(task.customerKeyFile))
                customerKey = *key;
            else
                connection = fail(key.error());
        }
        QMetaObject::invokeMethod(this, [this, connection, customerKey] { onConnection(connection, customerKey); },
                                  Qt::QueuedConnection);
    });
}

void QueueJob::stop(bool forGood)
{
    m_stopped = true;
    *m_takeBack = forGood;
    if (m_engine)
        m_engine->cancel();
}

void QueueJob::onConnection(const Result<Connection> &connection, const QByteArray &customerKey)
{
    if (m_stopped || !connection) {
        m_outcome.stopped = m_stopped;
        endWith(m_stopped ? std::nullopt : std::optional(connection.error()));
        return;
    }
    const auto prepare = [&](auto spec) {
        spec.connection = *connection;
        spec.settings.memoryLimit = std::min(spec.settings.memoryLimit, m_memoryLimit);
        spec.settings.bandwidth = m_bandwidth;
        return spec;
    };
    if (const auto *upload = std::get_if<UploadSpec>(&m_entry.task.spec)) {
        UploadSpec spec = prepare(*upload);
        spec.keepPartial = true; // a queue goes on with it, unless it is cancelled
        spec.takeBack = m_takeBack;
        spec.encryption.customerKey = customerKey;
        m_engine = std::make_unique<UploadEngine>(std::move(spec));
    } else {
        m_engine = std::make_unique<DownloadEngine>(prepare(std::get<DownloadSpec>(m_entry.task.spec)));
    }
    connect(m_engine.get(), &TransferEngine::fileFinished, this, &QueueJob::onFileFinished);
    connect(m_engine.get(), &TransferEngine::progressed, this, [this](const Snapshot &snapshot) {
        m_entry.progress = QueueProgress::from(snapshot);
        m_inFlight.clear();
        for (const FileProgress &file : snapshot.files)
            m_inFlight.insert(file.id, file.done);
        emit progressed(snapshot);
    });
    connect(m_engine.get(), &TransferEngine::noticed, this, &QueueJob::noticed);
    // Queued: the handler ends the engine that is just sending the signal.
    connect(m_engine.get(), &TransferEngine::finished, this, &QueueJob::onRunFinished, Qt::QueuedConnection);
    m_engine->start();
}

void QueueJob::onFileFinished(const FileResult &file)
{
    if (file.outcome == FileOutcome::Failed) {
        m_failedBytes += std::max<ByteCount>(0, file.size);
        if (!file.error || file.error->kind != ErrorKind::Integrity)
            m_doneOfFailed += m_inFlight.value(file.id);
    }
    if (file.outcome == FileOutcome::Failed && !m_outcome.error) {
        Error error = file.error.value_or(Error::make(ErrorKind::Protocol, ErrorCause::None, u"the transfer failed"_s));
        if (error.bucket.isEmpty())
            error.bucket = file.bucket;
        if (error.key.isEmpty())
            error.key = file.key;
        if (error.path.isEmpty())
            error.path = file.path;
        m_outcome.error = std::move(error);
    }
    emit fileFinished(file);
}

void QueueJob::onRunFinished(const RunResult &result)
{
    m_engine.reset();
    m_outcome.result = result;
    m_outcome.stopped = m_stopped && result.cancelled;
    if (!m_outcome.stopped)
        m_entry.progress = QueueProgress::from(result);
    // A run leaves out what failed. It is a part of the whole still, and what had come of it is there for the next run.
    m_entry.progress.bytesTotal += m_failedBytes;
    m_entry.progress.bytesDone += m_doneOfFailed;
    m_entry.progress.rate = 0;
    m_entry.progress.etaSeconds = -1;
    std::optional<Error> error = result.error;
    if (!error)
        error = m_outcome.error;
    const auto *download = std::get_if<DownloadSpec>(&m_entry.task.spec);
    const bool narrowed = download && (!download->prefix.isEmpty() || !download->include.isEmpty());
    if (!error && narrowed && download->wholePrefix && result.filesTotal == 0 && !result.cancelled) {
        // As for the command line: most often it is misspelt.
        error = Error::make(ErrorKind::NotFound, ErrorCause::None, u"nothing is under this prefix, or nothing matches"_s);
        error->bucket = download->bucket;
        error->key = download->prefix;
    }
    if (!error && result.filesFailed > 0)
        error = Error::make(ErrorKind::Protocol, ErrorCause::None, u"%1 files failed"_s.arg(result.filesFailed));
    endWith(error);
}

void QueueJob::endWith(const std::optional<Error> &error)
{
    m_outcome.error = error;
    if (!std::exchange(m_ended, true))
        emit finished();
}

} // namespace millrace
