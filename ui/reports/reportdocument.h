// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/reports/openreport.h"

class QPagedPaintDevice;

namespace millrace {

/// Lays @p report out on the pages of @p device: figures, charts, rates, files, settings. Any thread.
void printReport(const OpenReport &report, QPagedPaintDevice &device);

} // namespace millrace
