// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloadsurvey.h"
#include "benchrunner/benchclient.h"
#include "operations/removal.h"

namespace millrace {

/// Another client whose uploads are not taken on trust: before each pass the objects it is to upload are deleted,
/// afterwards they are asked for, both untimed. A pass after which one is missing, or has another size, has failed.
/// One thread, with an event loop.
class ProvenPeer final : public BenchClient
{
    Q_OBJECT
public:
    ProvenPeer(QString client, std::unique_ptr<BenchClient> peer, Workload workload, WorkloadPlace place, QObject *parent = nullptr);
    ~ProvenPeer() override;

    void open() override;
    void run() override;
    void cancel() override;
    qint64 close() override;

private:
    void onCleared(const RemovalResult &result);
    void onRan(const std::optional<Error> &error, double seconds);
    void onSurveyed();

    const QString m_client;
    const std::unique_ptr<BenchClient> m_peer;
    Workload m_uploads; ///< as downloads, which is how they are looked for
    const WorkloadPlace m_place;
    std::unique_ptr<S3Client> m_deleter;
    std::unique_ptr<Removal> m_removal;
    std::optional<Error> m_removalError;
    std::unique_ptr<WorkloadSurvey> m_survey;
    double m_seconds = 0;
    bool m_cancelled = false;
};

} // namespace millrace
