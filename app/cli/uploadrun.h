// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/hookcommands.h"
#include "cli/runview.h"
#include "cli/uploadoptions.h"

#include <QObject>
#include <memory>

namespace millrace {

class UploadEngine;

/// Runs an upload and tells the view and the report of it.
class UploadRun : public QObject
{
    Q_OBJECT
public:
    UploadRun(UploadRequest request, RunView &view, QObject *parent = nullptr);
    ~UploadRun() override;

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    void onFileFinished(const FileResult &file);
    void onRunFinished(const RunResult &result);
    void finish();
    void end();

    UploadRequest m_request;
    RunView &m_view;
    Report m_report;
    RunNotes m_notes;
    ExitTally m_tally;
    HookCommands m_hooks;
    std::unique_ptr<UploadEngine> m_engine;
};

} // namespace millrace
