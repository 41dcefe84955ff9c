// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/results.h"

#include <array>

namespace millrace {

/// What the process says to the shell. Part of the documented interface: scripts branch on it.
enum class ExitCode {
    Ok = 0,           ///< everything done (or rightly skipped) and verified
    Failed = 1,       ///< something failed: network, server, several different causes
    Usage = 2,        ///< the command line or a settings file is wrong; nothing was moved
    Access = 3,       ///< credentials missing or wrong, or no access
    NotFound = 4,     ///< no such bucket or object
    Integrity = 5,    ///< bytes are not what the server's checksum says
    LocalFile = 6,    ///< disk full, no permission, a name that is not possible
    ReaderGone = 141, ///< whoever read standard output has gone, as where SIGPIPE ends cat; what it read was right
    Interrupted = 130 ///< Ctrl-C or a termination signal
};

/// The code of one failure.
ExitCode exitCodeFor(const Error &error);

/// Turns all that happened into one code:
///   1. interrupted: 130;
///   2. an error that ended a run as a whole: its code (1 when files failed with another);
///   3. files failed, all with one code: that code; with different codes: 1;
///   4. otherwise 0.
class ExitTally
{
public:
    void add(const FileResult &file);
    void add(const RunResult &run);
    void add(const Error &runError);
    /// Something beside the transfers failed, such as a hook.
    void addFailure() { note(ExitCode::Failed); }
    ExitCode code() const;

private:
    void note(ExitCode code);

    bool m_interrupted = false;
    std::optional<ExitCode> m_runCode;
    std::optional<ExitCode> m_fileCode;
};

} // namespace millrace
