// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QString>

namespace millrace {

/// The machine a run was made on, for reports. Names no host and no user.
struct MachineInfo
{
    QString operatingSystem; ///< "Debian GNU/Linux 12 (bookworm)"
    QString kernel;          ///< "linux 6.1.0"
    QString architecture;    ///< "x86_64"
    QString cpuModel;        ///< empty where the system does not tell
    int cpuCount = 1;        ///< CPUs this process may run on
    ByteCount memory = 0;    ///< RAM in bytes; 0 where unknown
    QString qtVersion;       ///< of the Qt that runs, not the one compiled against
    QString millraceVersion;

    static MachineInfo current();
};

} // namespace millrace
