// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace millrace {

/// Runs the desktop application to its end; returns the process's exit code.
int runDesktop(QApplication &application);

} // namespace millrace
