// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/machineinfo.h"

#include <QFile>
#include <QSysInfo>
#include <QThread>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace millrace {

static QString cpuModelName()
{
    QFile file(u"/proc/cpuinfo"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // Files under /proc report a size of 0, so the end shows only as an empty read.
    for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine()) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed() == "model name")
            return QString::fromUtf8(line.mid(colon + 1)).simplified();
    }
    return {};
}

static ByteCount physicalMemory()
{
#if defined(Q_OS_UNIX) && defined(_SC_PHYS_PAGES)
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long pageSize = ::sysconf(_SC_PAGESIZE);
    if (pages > 0 && pageSize > 0)
        return ByteCount(pages) * pageSize;
#endif
    return 0;
}

MachineInfo MachineInfo::current()
{
    MachineInfo info;
    info.operatingSystem = QSysInfo::prettyProductName();
    info.kernel = QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion();
    info.architecture = QSysInfo::currentCpuArchitecture();
    info.cpuModel = cpuModelName();
    info.cpuCount = QThread::idealThreadCount();
    info.memory = physicalMemory();
    info.qtVersion = QString::fromLatin1(qVersion());
    info.millraceVersion = QStringLiteral(MILLRACE_VERSION);
    return info;
}

} // namespace millrace
