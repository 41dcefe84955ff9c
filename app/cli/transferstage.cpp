// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/transferstage.h"

#include "cli/exitcode.h"
#include "cli/outputfiles.h"

namespace millrace {

tl::expected<TransferStage, int> setStage(const StageRequest &request, RunFacts &facts, Console &console)
{
    console.setColour(request.output.colour);
    console.setQuiet(request.output.quiet);
    console.setVerbose(request.output.verbose);
    TransferStage stage;
    stage.view = makeRunView(request.output, console, request.toMemory);
    const auto failed = [&stage](const Error &error) {
        stage.view->failed(error);
        return tl::make_unexpected(int(exitCodeFor(error)));
    };
    for (const QString &warning : request.warnings)
        stage.view->warned(warning);
    QString origin;
    Result<Connection> connection = connectionFrom(request.connection, request.signs, &origin);
    if (!connection)
        return failed(connection.error());
    if (request.output.verbose && !origin.isEmpty())
        stage.view->noticed(origin);
    stage.connection = std::move(*connection);
    if (request.signs) {
        facts.region = stage.connection.region;
        facts.endpoint = stage.connection.endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    }
    if (const Result<> apart = checkOutputFiles(request.output, facts); !apart)
        return failed(apart.error());
    Result<std::unique_ptr<Instruments>> instruments = Instruments::open(request.output);
    if (!instruments)
        return failed(instruments.error());
    stage.trace = (*instruments)->trace();
    stage.view = instrumented(std::move(stage.view), std::move(*instruments));
    return stage;
}

} // namespace millrace
