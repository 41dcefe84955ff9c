// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/engineclient.h"

#include "io/checksum.h"
#include "stats/processsampler.h"

using namespace Qt::StringLiterals;

namespace millrace {

EngineClient::EngineClient(Workload workload, WorkloadPlace place, QObject *parent)
    : BenchClient(parent), m_workload(std::move(workload)), m_place(std::move(place))
{
}

EngineClient::~EngineClient() = default;

void EngineClient::open()
{
    if (m_workload.checksum && !isAvailable(*m_workload.checksum)) {
        emit skipped(u"this system offers no %1"_s.arg(name(*m_workload.checksum).toUpper()));
        return;
    }
    if (!m_workload.has(WorkloadAction::Download)) {
        m_plan = planWorkload(m_workload, m_place, {});
        emit opened(std::nullopt);
        return;
    }
    m_survey = std::make_unique<WorkloadSurvey>(m_workload, m_place);
    // Queued: the handler may go on to what ends the survey.
    connect(m_survey.get(), &WorkloadSurvey::finished, this, &EngineClient::onSurveyed, Qt::QueuedConnection);
    m_survey->start();
}

void EngineClient::onSurveyed()
{
    std::optional<Error> error = m_survey->error();
    if (!error)
        error = m_survey->missingError();
    m_plan = planWorkload(m_workload, m_place, m_survey->exactFolders());
    m_survey.reset();
    emit opened(error);
}

void EngineClient::run()
{
    m_run = std::make_unique<WorkloadRun>(m_plan);
    connect(m_run.get(), &WorkloadRun::noticed, this, &BenchClient::noticed);
    connect(m_run.get(), &WorkloadRun::finished, this, &EngineClient::onRan, Qt::QueuedConnection);
    m_run->start();
}

void EngineClient::onRan()
{
    const auto run = std::move(m_run);
    std::optional<Error> error = run->error();
    if (!error && (run->filesDone() != m_workload.tasks.size() || run->bytesDone() != m_workload.totalBytes()))
        error = Error::make(ErrorKind::Conflict, ErrorCause::ObjectChanged,
                            u"%1 objects of %2 bytes were moved, where the workload has %3 of %4"_s.arg(run->filesDone())
                                .arg(run->bytesDone()).arg(m_workload.tasks.size()).arg(m_workload.totalBytes()));
    emit ran(error, run->seconds());
}

void EngineClient::cancel()
{
    if (m_survey)
        m_survey->cancel();
    if (m_run)
        m_run->cancel();
}

qint64 EngineClient::close()
{
    return sampleProcess().peakResidentBytes;
}

} // namespace millrace
