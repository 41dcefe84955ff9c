// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloadsurvey.h"
#include "benchrunner/benchclient.h"

namespace millrace {

/// Millrace's own engines, in this process.
class EngineClient final : public BenchClient
{
    Q_OBJECT
public:
    EngineClient(Workload workload, WorkloadPlace place, QObject *parent = nullptr);
    ~EngineClient() override;

    void open() override;
    void run() override;
    void cancel() override;
    qint64 close() override;

private:
    void onSurveyed();
    void onRan();

    const Workload m_workload;
    const WorkloadPlace m_place;
    WorkloadPlan m_plan;
    std::unique_ptr<WorkloadSurvey> m_survey;
    std::unique_ptr<WorkloadRun> m_run;
};

} // namespace millrace
