// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/provenpeer.h"

#include "benchrunner/peerprograms.h"

using namespace Qt::StringLiterals;

namespace millrace {

ProvenPeer::ProvenPeer(QString client, std::unique_ptr<BenchClient> peer, Workload workload, WorkloadPlace place, QObject *parent)
    : BenchClient(parent), m_client(std::move(client)), m_peer(std::move(peer)), m_uploads(std::move(workload)),
      m_place(std::move(place))
{
    m_uploads.tasks.removeIf([](const WorkloadTask &task) { return task.action != WorkloadAction::Upload; });
    for (WorkloadTask &task : m_uploads.tasks)
        task.action = WorkloadAction::Download;
    connect(m_peer.get(), &BenchClient::opened, this, &BenchClient::opened);
    connect(m_peer.get(), &BenchClient::skipped, this, &BenchClient::skipped);
    connect(m_peer.get(), &BenchClient::noticed, this, &BenchClient::noticed);
    connect(m_peer.get(), &BenchClient::ran, this, &ProvenPeer::onRan);
}

ProvenPeer::~ProvenPeer() = default;

void ProvenPeer::open()
{
    m_peer->open();
}

void ProvenPeer::run()
{
    if (m_uploads.tasks.isEmpty()) {
        m_peer->run();
        return;
    }
    const auto session = std::make_shared<S3Session>(m_place.connection);
    const auto transport = session->transportOptions();
    if (!transport) {
        QMetaObject::invokeMethod(this, [this, error = transport.error()] { emit ran(error, 0); }, Qt::QueuedConnection);
        return;
    }
    RemovalSpec spec;
    spec.bucket = m_place.bucket;
    spec.checkKeys = false; // the first pass finds none
    for (const WorkloadTask &task : std::as_const(m_uploads.tasks))
        spec.keys += task.key;
    m_removal.reset();
    m_removalError.reset();
    m_deleter = std::make_unique<S3Client>(session, *transport);
    m_removal = std::make_unique<Removal>(spec, *m_deleter);
    connect(m_removal.get(), &Removal::failed, this, [this](const ObjectInfo &object, Error error) {
        if (m_removalError)
            return;
        error.bucket = m_place.bucket;
        error.key = object.key;
        m_removalError = error;
    });
    // Queued: the handler ends what sends the signal.
    connect(m_removal.get(), &Removal::finished, this, &ProvenPeer::onCleared, Qt::QueuedConnection);
    m_removal->start();
}

void ProvenPeer::onCleared(const RemovalResult &result)
{
    m_removal.reset();
    m_deleter.reset();
    std::optional<Error> error = result.error ? result.error : m_removalError;
    if (m_cancelled || result.cancelled)
        error = Error::cancelled();
    if (error)
        emit ran(error, 0);
    else
        m_peer->run();
}

void ProvenPeer::onRan(const std::optional<Error> &error, double seconds)
{
    if (error || m_cancelled) {
        emit ran(error ? error : Error::cancelled(), seconds);
        return;
    }
    if (m_uploads.tasks.isEmpty()) {
        emit ran(error, seconds);
        return;
    }
    m_seconds = seconds;
    m_survey = std::make_unique<WorkloadSurvey>(m_uploads, m_place);
    connect(m_survey.get(), &WorkloadSurvey::finished, this, &ProvenPeer::onSurveyed, Qt::QueuedConnection);
    m_survey->start();
}

void ProvenPeer::onSurveyed()
{
    const auto survey = std::move(m_survey);
    std::optional<Error> error = survey->error();
    if (const QList<WorkloadTask> missing = survey->missing(); !error && !missing.isEmpty()) {
        const WorkloadTask &first = missing.first();
        error = peerFailure(m_client, u"%1 of %2 objects are not there with the bytes they should have (here %3)"_s.arg(missing.size())
                                          .arg(m_uploads.tasks.size()).arg(first.size));
        error->bucket = m_place.bucket;
        error->key = first.key;
    }
    emit ran(error, m_seconds);
}

void ProvenPeer::cancel()
{
    m_cancelled = true;
    if (m_removal)
        m_removal->cancel();
    if (m_survey)
        m_survey->cancel();
    m_peer->cancel();
}

qint64 ProvenPeer::close()
{
    return m_peer->close();
}

} // namespace millrace
