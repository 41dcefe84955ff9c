// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/uploadtakeback.h"

#include "base/shellquoting.h"
#include "transfer/uploadkeys.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

// Somebody waits for the answer, and can be told what to do where there is none.
constexpr int mostAttempts = 3;
constexpr auto stallTimeout = 10s;

/// What removes the unfinished uploads of @p task below @p key by hand.
QString abortCommand(const QueueTask &task, const QString &key)
{
    const ConnectionOptions &c = task.connection;
    QString command = u"millrace-cli uploads abort "_s
        + shellQuoted(u"s3://%1/%2"_s.arg(std::get<UploadSpec>(task.spec).bucket, key));
    for (const auto &[flag, value] : {std::pair(u" --profile "_s, c.profile), {u" --endpoint-url "_s, c.endpointUrl},
                                      {u" --region-name "_s, c.region}, {u" --ca-bundle "_s, c.caBundle}})
        if (!value.isEmpty())
            command += flag + shellQuoted(value);
    return command;
}

} // namespace

bool UploadTakeBack::mayConcern(const QueueEntry &entry)
{
    return entry.task.isUpload() && entry.runs > 0 && entry.state != QueueState::Active
        && entry.state != QueueState::Finished;
}

UploadTakeBack::UploadTakeBack(QList<QueueEntry> entries, ConnectionProvider provider, QThreadPool &pool, QObject *parent)
    : QObject(parent), m_entries(std::move(entries)), m_provider(std::move(provider)), m_pool(pool)
{
}

UploadTakeBack::~UploadTakeBack() = default;

void UploadTakeBack::start()
{
    next();
}

/// What is left of @p task's uploads, and the way there. Blocks on disk and on whoever hands out keys; those are asked
/// only where there is something to remove.
UploadTakeBack::Found UploadTakeBack::find(const QueueTask &task, const ConnectionProvider &provider)
{
    const auto &spec = std::get<UploadSpec>(task.spec);
    struct Candidate
    {
        QString source;
        QString target;
        QString key;
    };
    QList<Candidate> candidates;
    for (const JournaledUpload &upload : UploadJournal::list(spec.stateFolder)) {
        const auto key = uploadKeyOfPath(spec, upload.source);
        if (key && upload.target.endsWith(UploadJournal::target({}, spec.bucket, *key)))
            candidates.append({upload.source, upload.target, *key});
    }
    Found found;
    if (candidates.isEmpty())
        return found;
    const Result<Connection> connection = provider(task);
    if (!connection) {
        found.error = connection.error();
        return found;
    }
    found.connection = *connection;
    for (const Candidate &candidate : std::as_const(candidates)) {
        if (candidate.target != UploadJournal::target(*connection, spec.bucket, candidate.key))
            continue; // at another endpoint
        auto journal = UploadJournal::take(spec.stateFolder, candidate.source, candidate.target);
        const auto record = journal ? (*journal)->load() : std::nullopt;
        if (record)
            found.left.push_back({std::move(*journal), {candidate.key, record->uploadId, {}, {}}});
    }
    return found;
}

void UploadTakeBack::next()
{
    m_sweep.reset();
    m_client.reset();
    m_found = {};
    m_error.reset();
    m_failed = 0;
    if (++m_at >= m_entries.size()) {
        // From the event loop: whoever hears of the end may destroy this.
        QMetaObject::invokeMethod(this, [this] { emit finished(m_removed); }, Qt::QueuedConnection);
        return;
    }
    m_pool.start([this, provider = m_provider, task = m_entries.at(m_at).task] {
        QMetaObject::invokeMethod(this, [this, found = find(task, provider)] { onFound(found); }, Qt::QueuedConnection);
    });
}

void UploadTakeBack::onFound(const Found &found)
{
    m_found = found;
    const QString prefix = std::get<UploadSpec>(m_entries.at(m_at).task.spec).key;
    if (found.error) {
        tellRemained(*found.error, prefix);
        next();
        return;
    }
    if (found.left.empty()) {
        next();
        return;
    }
    const auto session = std::make_shared<S3Session>(found.connection);
    const auto transport = session->transportOptions();
    if (!transport) {
        tellRemained(transport.error(), prefix);
        next();
        return;
    }
    m_client = std::make_unique<S3Client>(session, *transport, mostAttempts, stallTimeout);
    SweepSpec spec;
    spec.bucket = std::get<UploadSpec>(m_entries.at(m_at).task.spec).bucket;
    spec.abort = true;
    for (const Left &left : found.left)
        spec.given += left.upload;
    m_sweep = std::make_unique<UploadSweep>(std::move(spec), *m_client);
    connect(m_sweep.get(), &UploadSweep::aborted, this, [this](const PendingUpload &upload) {
        ++m_removed;
        for (const Left &left : m_found.left)
            if (left.upload.uploadId == upload.uploadId)
                left.journal->remove();
    });
    connect(m_sweep.get(), &UploadSweep::failed, this, [this](const PendingUpload &upload, const Error &error) {
        ++m_failed;
        m_failedKey = upload.key;
        if (!m_error)
            m_error = error;
    });
    // Queued: the handler ends the sweep that is just sending the signal.
    connect(m_sweep.get(), &UploadSweep::finished, this, &UploadTakeBack::onSwept, Qt::QueuedConnection);
    m_sweep->start();
}

void UploadTakeBack::onSwept(const SweepResult &result)
{
    const std::optional<Error> error = m_error ? m_error : result.error;
    if (error)
        tellRemained(*error, m_failed == 1 ? m_failedKey : std::get<UploadSpec>(m_entries.at(m_at).task.spec).key);
    next();
}

void UploadTakeBack::tellRemained(const Error &error, const QString &key)
{
    const QueueEntry &entry = m_entries.at(m_at);
    emit remained(entry, error, abortCommand(entry.task, key));
}

} // namespace millrace
