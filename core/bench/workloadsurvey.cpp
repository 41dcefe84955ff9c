// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloadsurvey.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace millrace {

WorkloadSurvey::WorkloadSurvey(const Workload &workload, const WorkloadPlace &place, QObject *parent)
    : QObject(parent), m_bucket(place.bucket), m_folders(downloadFolders(workload))
{
    Workload downloads = workload;
    downloads.tasks.removeIf([](const WorkloadTask &task) { return task.action != WorkloadAction::Download; });
    downloads.filesOnDisk = false; // nothing is written, so no folder needs to be there
    for (const WorkloadTask &task : std::as_const(downloads.tasks))
        m_wanted.insert(task.key, task);
    WorkloadPlan plan = planWorkload(downloads, place, QSet<QString>(m_folders.keyBegin(), m_folders.keyEnd()));
    for (DownloadSpec &spec : plan.downloads)
        spec.dryRun = true;
    m_run = std::make_unique<WorkloadRun>(plan);
    connect(m_run.get(), &WorkloadRun::fileFinished, this, &WorkloadSurvey::onFile);
    connect(m_run.get(), &WorkloadRun::finished, this, [this] {
        const auto &error = m_run->error();
        if (error && (error->kind != ErrorKind::NotFound || error->cause == ErrorCause::NoSuchBucket))
            m_error = error;
        emit finished();
    });
}

WorkloadSurvey::~WorkloadSurvey() = default;

void WorkloadSurvey::start()
{
    m_run->start();
}

void WorkloadSurvey::cancel()
{
    m_run->cancel();
}

void WorkloadSurvey::onFile(const FileResult &file)
{
    if (file.outcome == FileOutcome::Failed)
        return;
    const bool wanted = m_wanted.contains(file.key);
    if (wanted)
        m_found.insert(file.key, file.size);
    // A listing goes into subfolders: what is wanted there is another folder's, and would come twice.
    for (auto it = m_folders.keyBegin(); it != m_folders.keyEnd(); ++it)
        if (file.key.startsWith(*it) && (!wanted || file.key.indexOf(u'/', it->size()) >= 0))
            m_foreign.insert(*it);
}

QList<WorkloadTask> WorkloadSurvey::missing() const
{
    QList<WorkloadTask> tasks;
    for (const WorkloadTask &task : m_wanted)
        if (m_found.value(task.key, -1) != task.size)
            tasks += task;
    std::sort(tasks.begin(), tasks.end(), [](const auto &a, const auto &b) { return a.key < b.key; });
    return tasks;
}

std::optional<Error> WorkloadSurvey::inTheWayError() const
{
    const QList<WorkloadTask> tasks = missing();
    const auto other = std::find_if(tasks.begin(), tasks.end(), [this](const WorkloadTask &task) { return m_found.contains(task.key); });
    if (other == tasks.end())
        return std::nullopt;
    Error error = Error::make(ErrorKind::Conflict, ErrorCause::None,
                              u"an object of %1 bytes is there, where the workload has one of %2"_s.arg(m_found.value(other->key)).arg(other->size));
    error.bucket = m_bucket;
    error.key = other->key;
    return error;
}

QSet<QString> WorkloadSurvey::exactFolders() const
{
    return QSet<QString>(m_folders.keyBegin(), m_folders.keyEnd()) - m_foreign;
}

std::optional<Error> WorkloadSurvey::missingError() const
{
    const QList<WorkloadTask> tasks = missing();
    if (tasks.isEmpty())
        return std::nullopt;
    const WorkloadTask &first = tasks.first();
    const bool other = m_found.contains(first.key);
    QString text = other ? u"the object has %1 bytes where the workload says %2"_s.arg(m_found.value(first.key)).arg(first.size)
                         : u"the object that the workload downloads is not there"_s;
    if (tasks.size() > 1)
        text += u" (and %1 others)"_s.arg(tasks.size() - 1);
    text += other ? u"; \"millrace-cli workload prepare --overwrite\" uploads the right one"_s
                  : u"; \"millrace-cli workload prepare\" uploads what is missing"_s;
    Error error = Error::make(ErrorKind::NotFound, ErrorCause::None, text);
    error.bucket = m_bucket;
    error.key = first.key;
    return error;
}

} // namespace millrace
