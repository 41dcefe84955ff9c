// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/exitcode.h"
#include "cli/hookcommands.h"
#include "cli/outputflags.h"
#include "cli/runview.h"
#include "operations/sync.h"
#include "transfer/transferengine.h"

#include <QObject>
#include <functional>
#include <memory>

namespace millrace {

/// A run of an engine as the command line asks for it. One of the two is made.
struct TransferRequest
{
    std::function<std::unique_ptr<TransferEngine>()> engine;
    std::function<std::unique_ptr<Sync>()> sync;
    RunFacts facts;
    OutputOptions output;
    SummaryContext context;
    HookLines hooks;
    std::optional<Error> nothingFound; ///< what it means that the source holds nothing; unset: no failure
};

/// Runs an engine, or a sync, and tells the view and the report of it.
class TransferRun : public QObject
{
    Q_OBJECT
public:
    TransferRun(TransferRequest request, RunView &view, QObject *parent = nullptr);
    ~TransferRun() override;

    /// Begins; `finished` follows in every case, exactly once.
    void start();
    void cancel();

signals:
    void finished(int exitCode);

private:
    template <typename Engine> void watch(Engine *engine);
    void onFileFinished(const FileResult &file);
    void onRunFinished(const RunResult &result);
    void finish();
    void end();

    TransferRequest m_request;
    RunView &m_view;
    Report m_report;
    RunNotes m_notes;
    ExitTally m_tally;
    HookCommands m_hooks;
    std::unique_ptr<TransferEngine> m_engine;
    std::unique_ptr<Sync> m_sync;
};

} // namespace millrace
