// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloadplan.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {

static QString folderOf(const QString &key)
{
    return key.left(key.lastIndexOf(u'/') + 1);
}

QHash<QString, int> downloadFolders(const Workload &workload)
{
    QHash<QString, int> folders;
    for (const WorkloadTask &task : workload.tasks)
        if (task.action == WorkloadAction::Download)
            ++folders[folderOf(task.key)];
    folders.removeIf([](const auto &folder) { return folder.value() < 2; });
    return folders;
}

static DownloadSpec downloadSpec(const Workload &workload, const WorkloadPlace &place)
{
    DownloadSpec spec;
    spec.connection = place.connection;
    spec.bucket = place.bucket;
    spec.settings = place.settings;
    spec.settings.validate = workload.checksum.has_value();
    spec.overwrite = OverwritePolicy::Always;
    if (workload.filesOnDisk) {
        spec.targetFolder = place.folder;
        spec.stripPrefix = QString();
    }
    return spec;
}

static UploadSpec uploadSpec(const Workload &workload, const WorkloadPlace &place)
{
    UploadSpec spec;
    spec.connection = place.connection;
    spec.bucket = place.bucket;
    spec.settings = place.settings;
    spec.resume = false;
    spec.checksum.mode = UploadChecksum::Mode::None;
    if (workload.checksum) {
        spec.checksum.mode = UploadChecksum::Mode::Fixed;
        spec.checksum.algorithm = *workload.checksum;
    }
    quint64 seed = 0;
    for (const WorkloadTask &task : workload.tasks) {
        if (task.action != WorkloadAction::Upload)
            continue;
        UploadItem item{task.key, {}, {task.size, ++seed}};
        if (workload.filesOnDisk)
            item.path = place.folder + u'/' + task.key;
        spec.items += item;
    }
    return spec;
}

WorkloadPlan planWorkload(const Workload &workload, const WorkloadPlace &place, const QSet<QString> &listed)
{
    WorkloadPlan plan;
    DownloadSpec named = downloadSpec(workload, place);
    for (const WorkloadTask &task : workload.tasks)
        if (task.action == WorkloadAction::Download && !listed.contains(folderOf(task.key)))
            named.keys += task.key;
    if (!named.keys.isEmpty())
        plan.downloads += named;
    for (const QString &folder : listed) {
        DownloadSpec spec = downloadSpec(workload, place);
        spec.wholePrefix = true;
        spec.prefix = folder;
        plan.downloads += spec;
    }
    if (workload.has(WorkloadAction::Upload))
        plan.upload = uploadSpec(workload, place);
    return plan;
}

int connectionsFor(double targetGigabits)
{
    const int planned = int(std::clamp(std::ceil(targetGigabits / 0.4), 10.0, 10'000.0));
    return std::max(planned, TransferSettings().maxConnections);
}

} // namespace millrace
