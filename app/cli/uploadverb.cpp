// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/errortext.h"
#include "cli/instruments.h"
#include "cli/rateflags.h"
#include "cli/transferrun.h"
#include "cli/uploadoptions.h"
#include "cli/verbrun.h"
#include "io/bytefeed.h"
#include "transfer/uploadengine.h"

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace millrace {

int runUpload(const Words &words, Console &console)
{
    if (wantsHelp(words)) {
        console.outBytes(uploadOptions().help(uploadIntro(), console.width()).toUtf8());
        return int(ExitCode::Ok);
    }
    Result<UploadRequest> request = parseUpload(words);
    if (!request) {
        console.error(errorLine(request.error()));
        return int(exitCodeFor(request.error()));
    }
    console.setColour(request->output.colour);
    console.setQuiet(request->output.quiet);
    console.setVerbose(request->output.verbose);

    std::unique_ptr<RunView> view = makeRunView(request->output, console, false);
    for (const QString &warning : std::as_const(request->warnings))
        view->warned(warning);
    QString origin;
    const Result<Connection> connection = connectionFrom(request->connection, true, &origin);
    if (!connection) {
        view->failed(connection.error());
        return int(exitCodeFor(connection.error()));
    }
    if (request->output.verbose && !origin.isEmpty())
        view->noticed(origin);
    request->facts.region = connection->region;
    request->facts.endpoint = connection->endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    request->spec.connection = *connection;
    if (request->fromStdin) {
        if (::isatty(STDIN_FILENO))
            view->noticed(u"reading from the terminal: Ctrl-D ends the object"_s);
        request->spec.feed = std::make_shared<FdFeed>(STDIN_FILENO, u"standard input"_s,
                                                      [] { return SignalWatch::wasInterrupted(); });
    }
    Result<std::unique_ptr<Instruments>> instruments = Instruments::open(request->output);
    if (!instruments) {
        view->failed(instruments.error());
        return int(exitCodeFor(instruments.error()));
    }
    request->spec.settings.trace = (*instruments)->trace();
    view = instrumented(std::move(view), std::move(*instruments));
    const auto rates = keepRates(request->rates, *view);
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
    return runToEnd<TransferRun>(std::move(run), *view);
}

} // namespace millrace
