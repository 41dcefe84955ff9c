// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/downloadoptions.h"
#include "cli/exitcode.h"
#include "cli/summary.h"

#include <memory>

namespace millrace {

class Console;

/// Shows a run as it goes. Called in the order begin, anything, end; from one thread.
class RunView
{
public:
    virtual ~RunView() = default;
    virtual void begin(const RunFacts &facts) = 0;
    virtual void fileStarted(quint64 id, const QString &key, const QString &path, ByteCount size) = 0;
    virtual void fileFinished(const FileResult &file) = 0;
    /// At 10 Hz; the view draws at its own interval.
    virtual void progressed(const Snapshot &snapshot) = 0;
    /// The terminal's size changed.
    virtual void redraw() = 0;
    /// --auto-optimize changed something.
    virtual void adjusted(const TuningStep &step) = 0;
    virtual void noticed(const QString &text) = 0;
    virtual void warned(const QString &text) = 0;
    virtual void failed(const Error &error) = 0;
    /// A file that the source does not have is gone from the target (@p planned: would go).
    virtual void deleted(const QString &name, bool planned) { Q_UNUSED(name) Q_UNUSED(planned) }
    virtual void interrupted() = 0;
    /// Before the end: completes files that are written beside the view, and tells what went wrong with them.
    virtual QList<Error> completeFiles() { return {}; }
    virtual void end(const Report &report, const RunNotes &notes, const SummaryContext &context, ExitCode code) = 0;
};

/// JSON events, a live display, or plain lines, as the options and the terminal ask for.
std::unique_ptr<RunView> makeRunView(const OutputOptions &options, Console &console, bool toMemory);

} // namespace millrace
