// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace millrace {

/// Has OpenSSL leave its memory to the system when the process exits, instead of cleaning up. A thread's own share is freed
/// a moment after QThread::wait() has returned for it; in a process that exits just then OpenSSL's cleanup would free the
/// same once more. Works as long as nobody has used OpenSSL before; then and later it costs next to nothing.
void leaveCryptoToTheSystem();

} // namespace millrace
