// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/downloadoptions.h"
#include "cli/exitcode.h"
#include "cli/hookcommands.h"
#include "cli/runview.h"

#include <QObject>
#include <memory>

namespace millrace {

class Console;
class DownloadEngine;
class StreamWriter;

/// Runs the specs of a request one after another, as one run to whoever watches.
class DownloadRun : public QObject
{
    Q_OBJECT
public:
    DownloadRun(DownloadRequest request, RunView &view, QObject *parent = nullptr);
    ~DownloadRun() override;

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    void startNext();
    void writeToStdout(DownloadSpec &spec);
    void stopWriting(const Error &error, bool readerGone);
    void onFileFinished(FileResult file);
    void onProgressed(Snapshot snapshot);
    void onRunFinished(RunResult result);
    void reportEmptySource(const DownloadSpec &spec, const RunResult &result);
    void finish();
    void end();
    ExitCode code() const;

    DownloadRequest m_request;
    RunView &m_view;
    Report m_report;
    RunNotes m_notes;
    ExitTally m_tally;
    HookCommands m_hooks;
    std::unique_ptr<DownloadEngine> m_engine;
    std::unique_ptr<StreamWriter> m_writer;
    std::optional<Error> m_writeError; ///< of standard output; it stopped the run
    bool m_readerGone = false;         ///< and that was why
    qsizetype m_next = 0;
    quint64 m_idsBefore = 0; ///< of the specs done: ids are unique in the whole run
    quint64 m_idsSeen = 0;
    bool m_cancelled = false;
};

} // namespace millrace
