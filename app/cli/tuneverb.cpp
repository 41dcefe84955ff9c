// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tunerun.h"
#include "cli/verbrun.h"
#include "config/connectionresolver.h"

using namespace Qt::StringLiterals;

namespace millrace {

int runTune(const Words &words, Console &console)
{
    if (showHelp(words, tuneOptions(), tuneIntro(), console))
        return int(ExitCode::Ok);
    Result<TuneRequest> request = parseTune(words);
    if (!request)
        return failWith(console, request.error());
    console.setColour(request->colour);
    console.setQuiet(request->quiet);
    console.setVerbose(request->verbose);
    for (const QString &warning : std::as_const(request->warnings))
        console.warn(warning);
    const QString url = request->tuning.spec.httpUrl;
    const Result<Connection> connection = url.isEmpty()
        ? connectionFrom(request->connection, true)
        : resolveForUrl(request->connection, QProcessEnvironment::systemEnvironment(), QUrl(url));
    if (!connection)
        return failWith(console, connection.error());
    request->tuning.spec.connection = *connection;
    request->facts.region = connection->region;
    request->facts.endpoint = connection->endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);

    TuneRun run(std::move(*request), console);
    return runLoop(run);
}

} // namespace millrace
