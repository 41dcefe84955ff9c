// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace millrace {

/// A process, told apart from any other that ever had its number: machine, start of the machine, process namespace (a
/// container's), number and start time.
struct ProcessIdentity
{
    QString machine;  ///< QSysInfo::machineUniqueId()
    QString boot;     ///< boot id; empty where the system tells none
    QString pidSpace; ///< link of /proc/self/ns/pid; empty likewise
    qint64 pid = 0;
    qint64 startTicks = 0; ///< field 22 of /proc/PID/stat, proc(5)

    static ProcessIdentity current();

    enum class Life {
        Alive,
        Gone,
        OutOfSight, ///< on another machine or in another container: only its sign of life tells
    };
    /// As the calling process sees it.
    Life life() const;

    bool operator==(const ProcessIdentity &) const = default;
};

} // namespace millrace
