// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/errortext.h"
#include "cli/tunerun.h"
#include "cli/verbrun.h"
#include "config/connectionresolver.h"

using namespace Qt::StringLiterals;

namespace millrace {

int runTune(const Words &words, Console &console)
{
    if (wantsHelp(words)) {
        console.outBytes(tuneOptions().help(tuneIntro(), console.width()).toUtf8());
        return int(ExitCode::Ok);
    }
    Result<TuneRequest> request = parseTune(words);
    if (!request) {
        console.error(errorLine(request.error()));
        return int(exitCodeFor(request.error()));
    }
    console.setColour(request->colour);
    console.setQuiet(request->quiet);
    console.setVerbose(request->verbose);
    for (const QString &warning : std::as_const(request->warnings))
        console.warn(warning);
    const QString url = request->tuning.spec.httpUrl;
    const Result<Connection> connection = url.isEmpty()
        ? connectionFrom(request->connection, true)
        : resolveForUrl(request->connection, QProcessEnvironment::systemEnvironment(), QUrl(url));
    if (!connection) {
        console.error(errorLine(connection.error()));
        return int(exitCodeFor(connection.error()));
    }
    request->tuning.spec.connection = *connection;
    request->facts.region = connection->region;
    request->facts.endpoint = connection->endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);

    SignalWatch signalWatch;
    TuneRun run(std::move(*request), console);
    QObject::connect(&signalWatch, &SignalWatch::interrupted, &run, &TuneRun::cancel);
    QObject::connect(&run, &TuneRun::finished, &run, [](int code) { QCoreApplication::exit(code); }, Qt::QueuedConnection);
    QTimer::singleShot(0, &run, &TuneRun::start);
    return QCoreApplication::exec();
}

} // namespace millrace
