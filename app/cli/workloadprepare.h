// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloadsurvey.h"
#include "cli/console.h"

namespace millrace {

/// What "workload prepare" was asked for.
struct PrepareRequest
{
    QList<Workload> workloads;
    WorkloadPlace place;
    bool sparse = false;
    bool overwrite = false; ///< also files and objects of another size
};

/// Gives each workload what it lacks: files to upload, objects to download. One workload after another.
class WorkloadPrepare : public QObject
{
    Q_OBJECT
public:
    WorkloadPrepare(PrepareRequest request, Console &console, QObject *parent = nullptr);
    ~WorkloadPrepare() override;

    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    void next();
    /// One file a turn of the event loop, so that an interrupt is heard.
    void makeFiles();
    void survey();
    void upload();
    void onUploaded();
    void end(const std::optional<Error> &error);
    /// An @p error that --overwrite would do away with.
    void endForWant(Error error);

    const PrepareRequest m_request;
    Console &m_console;
    qsizetype m_next = 0;
    Workload m_workload;
    QList<WorkloadTask> m_files;   ///< still to be made
    qsizetype m_filesMade = 0;
    std::unique_ptr<WorkloadSurvey> m_survey;
    std::unique_ptr<WorkloadRun> m_upload;
    bool m_cancelled = false;
};

} // namespace millrace
