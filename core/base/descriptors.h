// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace millrace {

/// How many files and connections this process may have open at once.
int descriptorLimit();
/// Takes as much of what the system would grant as a transfer manager can use. For main().
void raiseDescriptorLimit();

} // namespace millrace
