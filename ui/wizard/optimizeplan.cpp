// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/optimizeplan.h"

#include "io/diskspeed.h"
#include "s3/uri.h"

#include <QDir>
#include <QFile>
#include <QNetworkInterface>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

qint64 linkSpeed()
{
    qint64 fastest = 0;
    const QList<QNetworkInterface> all = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &network : all) {
        const auto flags = network.flags();
        if (!(flags & QNetworkInterface::IsRunning) || flags & QNetworkInterface::IsLoopBack)
            continue;
        QFile file(u"/sys/class/net/%1/speed"_s.arg(network.name()));
        if (file.open(QIODevice::ReadOnly)) // -1, or an error, where the driver knows none
            fastest = std::max(fastest, file.readAll().trimmed().toLongLong());
    }
    return fastest;
}

} // namespace

DownloadSpec OptimizePlan::spec(const Connection &connection, const TransferSettings &present) const
{
    DownloadSpec spec;
    spec.connection = connection;
    if (const Result<S3Uri> uri = S3Uri::parse(address)) {
        spec.bucket = uri->bucket;
        spec.wholePrefix = uri->key.isEmpty() || uri->key.endsWith(u'/');
        if (spec.wholePrefix)
            spec.prefix = uri->key;
        else
            spec.keys = {uri->key};
    }
    spec.targetFolder = folder;
    spec.settings = present;
    return spec;
}

TuningRequest OptimizePlan::request(const Connection &connection, const TransferSettings &present) const
{
    TuningRequest request;
    request.spec = spec(connection, present);
    request.mostTrials = mostTrials;
    request.trialSeconds = trialSeconds;
    request.trialBytes = trialBytes;
    return request;
}

MachineFindings MachineFindings::look(const QString &folder)
{
    MachineFindings found;
    found.machine = MachineInfo::current();
    found.linkMegabits = linkSpeed();
    if (!folder.isEmpty()) {
        QDir().mkpath(folder);
        found.writeRate = measureWriteRate(folder);
    }
    return found;
}

} // namespace millrace
