// SPDX-License-Identifier: GPL-3.0-or-later
#include "tuning/tuningtrial.h"

using namespace Qt::StringLiterals;

namespace millrace {

void TunedSettings::applyTo(TransferSettings &settings) const
{
    settings.autoOptimize = false;
    settings.fileParallelism = fileParallelism;
    settings.concurrency = concurrency;
    settings.partSize = partSize;
    settings.chunkSize = chunkSize;
    settings.ioThreads = ioThreads;
    settings.maxConnections = connections();
}

QString TunedSettings::flags() const
{
    return u"--file-parallelism %1 --concurrency %2 --multipart-size-mb %3 --max-pool-connections %4 --io-threads %5 "
           "--chunk-size-kb %6"_s.arg(fileParallelism).arg(concurrency).arg(partSize / MiB).arg(connections()).arg(ioThreads)
        .arg(chunkSize / KiB);
}

} // namespace millrace
