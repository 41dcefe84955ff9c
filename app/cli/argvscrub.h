// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace millrace {

/// Overwrites the values of secret flags in @p argv itself, so that /proc/PID/cmdline and ps stop showing them. Copy the
/// arguments first. Returns true where there was one. What was read before this call cannot be taken back, which is why
/// the flags are discouraged all the same.
bool scrubSecretArguments(int argc, char **argv);

} // namespace millrace
