// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sweeprun.h"
#include "cli/verbrun.h"
#include "s3/uri.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

static const OptionTable &uploadsOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"Which and how"_s,
               {{{u"older-than"_s}, u"TIME"_s, u"only uploads begun so long ago, such as 12h or 7d"_s, u"all"_s},
                {{u"dry-run"_s, u"n"_s}, {}, u"with abort: show what would be aborted, and abort nothing"_s, {}},
                {{u"yes"_s, u"y"_s}, {}, u"with abort: do not ask"_s, {}}}});
        t.add(connectionOptions());
        t.add(commandOutputOptions());
        return t;
    }();
    return table;
}

static QString uploadsIntro()
{
    return u"Usage: millrace-cli uploads list|abort s3://BUCKET[/PREFIX] [flags]\n"
           "\n"
           "Shows the multipart uploads that were begun and neither completed nor aborted, or aborts them. Their parts take\n"
           "storage, which is billed, and no listing of objects shows them. An upload that is still running is among them:\n"
           "--older-than leaves it alone.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli uploads list s3://my-bucket\n"
           "  millrace-cli uploads abort s3://my-bucket/backup/ --older-than 7d\n"_s;
}

int runUploads(const Words &words, Console &console)
{
    if (showHelp(words, uploadsOptions(), uploadsIntro(), console))
        return int(ExitCode::Ok);
    const auto usage = [&console](const QString &message) {
        return failWith(console, Error::make(ErrorKind::Config, ErrorCause::None, message));
    };
    const Result<Arguments> arguments = Arguments::parse(uploadsOptions(), words, u"uploads"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    SweepRequest request;
    request.json = readCommandOutput(values, console);
    if (const auto age = values.duration(u"older-than"_s, 0s, 24h * 36'500))
        request.spec.before = QDateTime::currentDateTimeUtc().addMSecs(-age->count());
    if (values.error())
        return failWith(console, *values.error());
    const QString action = arguments->positional().value(0);
    if (action != u"list" && action != u"abort")
        return usage(action.isEmpty() ? u"say \"uploads list\" or \"uploads abort\""_s
                                      : u"\"uploads %1\" is not known: it is list or abort"_s.arg(action));
    if (arguments->positional().size() != 2)
        return usage(u"\"uploads %1\" needs one bucket or prefix, such as s3://bucket/prefix"_s.arg(action));
    const Result<S3Uri> uri = S3Uri::parse(arguments->positional().at(1));
    if (!uri)
        return failWith(console, uri.error());
    request.spec.bucket = uri->bucket;
    request.spec.prefix = uri->key;
    request.abort = action == u"abort";
    request.dryRun = values.has(u"dry-run"_s);
    request.asks = request.abort && !request.dryRun && !values.has(u"yes"_s);
    if (request.asks && !Question::possible())
        return failWith(console, Question::refusal(u"uploads abort"_s));
    warnOfSecrets(values, console);
    const auto client = CommandClient::open(options, console);
    if (!client)
        return failWith(console, client.error());
    SweepRun run(std::move(request), (*client)->client(), console);
    return (*client)->exec([&run] { run.start(); }, [&run] { run.cancel(); });
}

} // namespace millrace
