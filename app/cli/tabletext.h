// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/reporttables.h"

namespace millrace {

/// A table for a terminal of @p width cells: its title, then aligned columns. What is too wide is cut in the middle.
QStringList tableLines(const ReportTable &table, int width, bool colour);

} // namespace millrace
