// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace millrace {

/// Where standard input, output or error was closed by the caller, puts something in its place on which reads and writes
/// fail as on a closed one: otherwise the next file or socket opened would get its number, and what is meant for standard
/// output would go there. First thing in main.
void holdStandardStreams();

/// What closing @p fd would report of bytes it had accepted (a network file system tells only then that its disk is full):
/// an errno, or 0. It stays open.
int failureOnClose(int fd);

} // namespace millrace
