// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/downloadoptions.h"
#include "cli/downloadrun.h"
#include "cli/exitcode.h"
#include "cli/rateflags.h"
#include "cli/testobjectrun.h"
#include "cli/transferstage.h"
#include "cli/verbrun.h"
#include "config/connectionresolver.h"

using namespace Qt::StringLiterals;

namespace millrace {

int runDownload(const Words &words, Console &console)
{
    if (showHelp(words, downloadOptions(), downloadIntro(), console))
        return int(ExitCode::Ok);
    Result<DownloadRequest> request = parseDownload(words);
    if (!request)
        return failWith(console, request.error());
    // On one terminal the bytes and a live display would only spoil each other.
    if (request->toStdout() && !request->specs.first().dryRun) {
        request->output.quiet = request->output.quiet || console.outIsTerminal();
        console.keepOutClear();
    }
    auto stage = setStage({request->output, request->connection, request->warnings, request->toMemory(), request->needsConnection},
                          request->facts, console);
    if (!stage)
        return stage.error();
    const auto rates = keepRates(request->rates, [&view = *stage->view](const QString &text) { view.noticed(text); });
    request->facts.settings.bandwidth = rates->bucket();
    for (DownloadSpec &spec : request->specs) {
        spec.connection = stage->connection;
        if (!spec.httpUrl.isEmpty()) {
            const Result<Connection> direct = resolveForUrl(request->connection, QProcessEnvironment::systemEnvironment(),
                                                            QUrl(spec.httpUrl));
            if (!direct) {
                stage->view->failed(direct.error());
                return int(exitCodeFor(direct.error()));
            }
            spec.connection = *direct;
        }
        spec.settings.bandwidth = rates->bucket();
        spec.settings.trace = stage->trace;
        request->hooks.holdBack(spec.settings);
    }

    if (request->testObject)
        return runToEnd<TestObjectRun>(std::move(*request), *stage->view);
    return runToEnd<DownloadRun>(std::move(*request), *stage->view);
}

} // namespace millrace
