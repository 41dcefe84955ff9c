// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bench/workloadrun.h"

namespace millrace {

/// Looks, without moving a byte of theirs, which of the objects a workload downloads are on the server.
class WorkloadSurvey : public QObject
{
    Q_OBJECT
public:
    WorkloadSurvey(const Workload &workload, const WorkloadPlace &place, QObject *parent = nullptr);
    ~WorkloadSurvey() override;

    /// `finished` follows in every case, exactly once.
    void start();
    void cancel();

    /// What kept it from looking; that an object is not there is no error here.
    const std::optional<Error> &error() const { return m_error; }
    /// Objects that are not there, or of another size.
    QList<WorkloadTask> missing() const;
    /// Of those missing: the first that is there with another size; none where there is none.
    std::optional<Error> inTheWayError() const;
    /// Folders that hold the workload's objects and no others.
    QSet<QString> exactFolders() const;
    /// The error of a workload that cannot run, naming the first object that is missing; none where all are there.
    std::optional<Error> missingError() const;

signals:
    void finished();

private:
    void onFile(const FileResult &file);

    const QString m_bucket;
    const QHash<QString, int> m_folders;
    QHash<QString, WorkloadTask> m_wanted;
    QHash<QString, ByteCount> m_found;   ///< of what is wanted
    QSet<QString> m_foreign;             ///< folders that hold something else too
    std::unique_ptr<WorkloadRun> m_run;
    std::optional<Error> m_error;
};

} // namespace millrace
