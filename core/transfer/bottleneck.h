// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/runcounters.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace millrace {

/// What limited a run.
enum class BottleneckKind {
    None,          ///< too little moved to tell
    RateLimit,     ///< the user's own
    Throttling,    ///< the server asks to slow down
    Cpu,           ///< this machine's
    Disk,
    Memory,        ///< the memory limit
    Latency,       ///< requests wait for their first byte
    ConnectionCap, ///< each connection is slow, and they add up
    Network,       ///< the link or the server as a whole
    Listing,       ///< keys come in slower than objects
    Hooks,         ///< what the user has done with each file takes longer than moving it
};

/// One number that a diagnosis rests on.
struct Evidence
{
    QString name;  ///< "writers_busy_percent": for JSON, and with blanks for humans
    double value = 0;
};

/// What limited a run, for humans and programs.
struct Bottleneck
{
    BottleneckKind kind = BottleneckKind::None;
    QString sentence; ///< "disk: writers were busy 97 % of the time at 410 MB/s"; empty for None
    QString advice;   ///< what would help, as a sentence; empty where nothing would
    QList<Evidence> evidence;

    explicit operator bool() const { return kind != BottleneckKind::None; }
};

/// Names what limited the run. Pure.
Bottleneck diagnose(const RunCounters &run);

QString name(BottleneckKind kind); ///< "none", "rate limit", "throttling", "cpu", "disk", "memory", "latency", ...

} // namespace millrace

Q_DECLARE_METATYPE(millrace::Bottleneck)
