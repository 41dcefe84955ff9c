// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/results.h"

#include <QStringList>

namespace millrace {

/// What is shown of the files in flight: a percentage for each part, a bar for each file, nothing.
enum class MonitorMode { Parts, Files, Off };

struct ViewOptions
{
    int width = 80;  ///< cells of the terminal; no line gets wider than width - 1
    int height = 24; ///< rows of the terminal; at most height - 1 lines are made
    MonitorMode monitor = MonitorMode::Parts;
    bool colour = false;
};

/// The live display: a line for the whole run, below it a line for each file in flight. Pure.
QStringList progressLines(const Snapshot &snapshot, const ViewOptions &options);

/// The whole run in one line of plain text, for logs: "43%  1.23 GiB of 2.86 GiB  412 MiB/s  ETA 4 s  12 of 30 files".
QString progressText(const Snapshot &snapshot);

/// " 19%   6%  13%": five cells a part, as the greenlet downloader prints them. Where not all fit into @p cells, runs of
/// finished parts at the front and of waiting ones at the end are counted instead.
QString partColumns(const QList<PartProgress> &parts, int cells, bool colour);

/// "[=====>    ]", @p cells wide.
QString bar(double fraction, int cells);

/// Share done as a whole percentage, rounded down, so that 100 means done.
int percentDone(ByteCount done, ByteCount total);

} // namespace millrace
