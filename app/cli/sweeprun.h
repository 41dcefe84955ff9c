// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commandclient.h"
#include "cli/exitcode.h"
#include "cli/question.h"
#include "operations/uploadsweep.h"

#include <QObject>
#include <memory>

namespace millrace {

/// "uploads list" or "uploads abort" as the command line asks for it.
struct SweepRequest
{
    SweepSpec spec;      ///< abort and given are filled in by the run
    bool abort = false;
    bool asks = false;
    bool dryRun = false;
    bool json = false;
};

/// Lists unfinished uploads, and aborts them once asked. Ends the event loop with the exit code.
class SweepRun : public QObject
{
    Q_OBJECT
public:
    SweepRun(SweepRequest request, S3Client &client, Console &console);
    void start();
    void cancel();

private:
    void run(SweepSpec spec);
    void onFound(const PendingUpload &upload);
    void show(const PendingUpload &upload, const char *event);
    void onFailed(const Error &error);
    void onFinished(const SweepResult &result);
    void finish(const SweepResult &result);

    const SweepRequest m_request;
    S3Client &m_client;
    Console &m_console;
    Question m_question;
    ExitTally m_tally;
    std::unique_ptr<UploadSweep> m_sweep;
    QList<PendingUpload> m_found; ///< to be asked about; the same ones are then aborted
    bool m_aborting = false;
};

} // namespace millrace
