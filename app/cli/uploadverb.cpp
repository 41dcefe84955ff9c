// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/rateflags.h"
#include "cli/transferrun.h"
#include "cli/transferstage.h"
#include "cli/uploadoptions.h"
#include "cli/verbrun.h"
#include "io/bytefeed.h"
#include "transfer/uploadengine.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

int runUpload(const Words &words, Console &console)
{
    if (showHelp(words, uploadOptions(), uploadIntro(), console))
        return int(ExitCode::Ok);
    Result<UploadRequest> request = parseUpload(words);
    if (!request)
        return failWith(console, request.error());
    auto stage = setStage({request->output, request->connection, request->warnings}, request->facts, console);
    if (!stage)
        return stage.error();
    request->spec.connection = stage->connection;
    request->spec.settings.trace = stage->trace;
    if (request->fromStdin) {
        if (::isatty(STDIN_FILENO))
            stage->view->noticed(u"reading from the terminal: Ctrl-D ends the object"_s);
        request->spec.feed = std::make_shared<FdFeed>(STDIN_FILENO, u"standard input"_s,
                                                      [] { return SignalWatch::wasInterrupted(); });
    }
    const auto rates = keepRates(request->rates, [&view = *stage->view](const QString &text) { view.noticed(text); });
    request->spec.settings.bandwidth = request->facts.settings.bandwidth = rates->bucket();

    request->hooks.holdBack(request->spec.settings);
    TransferRequest run;
    run.engine = [spec = request->spec] { return std::make_unique<UploadEngine>(spec); };
    run.facts = request->facts;
    run.output = request->output;
    run.hooks = request->hooks;
    run.context.upload = true;
    run.context.keepPartial = request->spec.keepPartial;
    run.context.dryRun = request->spec.dryRun;
    run.context.verbose = request->output.verbose;
    return runToEnd<TransferRun>(std::move(run), *stage->view);
}

} // namespace millrace
