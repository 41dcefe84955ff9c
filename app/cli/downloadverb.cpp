// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/downloadoptions.h"
#include "cli/downloadrun.h"
#include "cli/errortext.h"
#include "cli/exitcode.h"
#include "cli/instruments.h"
#include "cli/rateflags.h"
#include "cli/testobjectrun.h"
#include "cli/verbrun.h"
#include "config/connectionresolver.h"

using namespace Qt::StringLiterals;

namespace millrace {

int runDownload(const Words &words, Console &console)
{
    if (wantsHelp(words)) {
        console.outBytes(downloadOptions().help(downloadIntro(), console.width()).toUtf8());
        return int(ExitCode::Ok);
    }
    Result<DownloadRequest> request = parseDownload(words);
    if (!request) {
        console.error(errorLine(request.error()));
        return int(exitCodeFor(request.error()));
    }
    console.setColour(request->output.colour);
    // On one terminal the bytes and a live display would only spoil each other.
    if (request->toStdout() && !request->specs.first().dryRun) {
        request->output.quiet = request->output.quiet || console.outIsTerminal();
        console.keepOutClear();
    }
    console.setQuiet(request->output.quiet);
    console.setVerbose(request->output.verbose);

    std::unique_ptr<RunView> view = makeRunView(request->output, console, request->toMemory());
    for (const QString &warning : std::as_const(request->warnings))
        view->warned(warning);
    QString origin;
    const Result<Connection> connection = connectionFrom(request->connection, request->needsConnection, &origin);
    if (!connection) {
        view->failed(connection.error());
        return int(exitCodeFor(connection.error()));
    }
    if (request->output.verbose && !origin.isEmpty())
        view->noticed(origin);
    if (request->needsConnection) {
        request->facts.region = connection->region;
        request->facts.endpoint = connection->endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    }
    Result<std::unique_ptr<Instruments>> instruments = Instruments::open(request->output);
    if (!instruments) {
        view->failed(instruments.error());
        return int(exitCodeFor(instruments.error()));
    }
    const auto trace = (*instruments)->trace();
    view = instrumented(std::move(view), std::move(*instruments));
    const auto rates = keepRates(request->rates, *view);
    request->facts.settings.bandwidth = rates->bucket();
    for (DownloadSpec &spec : request->specs) {
        spec.connection = *connection;
        if (!spec.httpUrl.isEmpty()) {
            const Result<Connection> direct = resolveForUrl(request->connection, QProcessEnvironment::systemEnvironment(),
                                                            QUrl(spec.httpUrl));
            if (!direct) {
                view->failed(direct.error());
                return int(exitCodeFor(direct.error()));
            }
            spec.connection = *direct;
        }
        spec.settings.bandwidth = rates->bucket();
        spec.settings.trace = trace;
        request->hooks.holdBack(spec.settings);
    }

    if (request->testObject)
        return runToEnd<TestObjectRun>(std::move(*request), *view);
    return runToEnd<DownloadRun>(std::move(*request), *view);
}

} // namespace millrace
