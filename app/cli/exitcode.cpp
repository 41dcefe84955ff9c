// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"

namespace millrace {

ExitCode exitCodeFor(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled: return ExitCode::Interrupted;
    case ErrorKind::Auth: return ExitCode::Access;
    case ErrorKind::NotFound: return ExitCode::NotFound;
    case ErrorKind::Integrity: return ExitCode::Integrity;
    case ErrorKind::LocalFile: return ExitCode::LocalFile;
    case ErrorKind::Config: return ExitCode::Usage;
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Throttled:
    case ErrorKind::Conflict:
    case ErrorKind::Protocol: return ExitCode::Failed;
    }
    return ExitCode::Failed;
}

void ExitTally::note(ExitCode code)
{
    if (!m_fileCode)
        m_fileCode = code;
    else if (*m_fileCode != code)
        m_fileCode = ExitCode::Failed;
}

void ExitTally::add(const FileResult &file)
{
    if (file.outcome == FileOutcome::Failed)
        note(file.error ? exitCodeFor(*file.error) : ExitCode::Failed);
}

void ExitTally::add(const RunResult &run)
{
    m_interrupted = m_interrupted || run.cancelled;
    if (run.error)
        add(*run.error);
    // Failures that no file result told of must not turn into success.
    else if (run.filesFailed > 0 && !m_fileCode)
        m_fileCode = ExitCode::Failed;
}

void ExitTally::add(const Error &runError)
{
    if (runError.kind == ErrorKind::Cancelled) {
        m_interrupted = true;
        return;
    }
    const ExitCode code = exitCodeFor(runError);
    if (!m_runCode)
        m_runCode = code;
    else if (*m_runCode != code)
        m_runCode = ExitCode::Failed;
}

ExitCode ExitTally::code() const
{
    if (m_interrupted)
        return ExitCode::Interrupted;
    if (m_runCode && m_fileCode && *m_runCode != *m_fileCode)
        return ExitCode::Failed;
    return m_runCode.value_or(m_fileCode.value_or(ExitCode::Ok));
}

} // namespace millrace
