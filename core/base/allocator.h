// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace millrace {

/// Has the C library keep the memory that network buffers come and go in. Left alone, glibc maps every larger buffer
/// afresh and gives it back at once, and the page faults cost a tenth of a transfer's CPU. For the first lines of
/// main(), before threads begin; does nothing elsewhere than on glibc.
void keepFreedMemory();

} // namespace millrace
