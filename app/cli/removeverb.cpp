// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/removerun.h"
#include "cli/source.h"
#include "cli/verbrun.h"

using namespace Qt::StringLiterals;

namespace millrace {

static const OptionTable &removeOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"What and how"_s,
               {{{u"recursive"_s, u"r"_s}, {}, u"everything under s3://BUCKET/PREFIX/, or the whole bucket's content"_s, {}},
                {{u"include"_s}, u"GLOB"_s, u"only keys that match; \"*\" crosses \"/\"; may be repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no keys that match; may be repeated"_s, {}},
                {{u"version-id"_s}, u"ID"_s, u"with one object: remove this version, for good"_s, {}},
                {{u"no-globs"_s}, {}, u"\"*\", \"?\" and \"[\" are letters of the key"_s, {}},
                {{u"dry-run"_s, u"n"_s}, {}, u"show what would be removed, and remove nothing"_s, {}},
                {{u"yes"_s, u"y"_s}, {}, u"do not ask"_s, {}}}});
        t.add(connectionOptions());
        t.add(commandOutputOptions());
        return t;
    }();
    return table;
}

static QString removeIntro()
{
    return u"Usage: millrace-cli remove s3://BUCKET/KEY|PREFIX/|PATTERN... [flags]\n"
           "\n"
           "Removes objects, a thousand with each request. Asks before it does; in a script pass --yes. In a bucket that\n"
           "keeps versions the objects' older versions stay.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli remove s3://my-bucket/old.iso\n"
           "  millrace-cli remove s3://my-bucket/logs/2023/ --recursive --dry-run\n"
           "  millrace-cli remove 's3://my-bucket/*.tmp' --yes\n"_s;
}

static tl::unexpected<Error> usage(const QString &message)
{
    return fail(ErrorKind::Config, ErrorCause::None, message);
}

static Result<QList<RemovalSpec>> readSources(const Arguments &arguments, OptionValues &values)
{
    if (arguments.positional().isEmpty())
        return usage(u"\"remove\" needs what to remove, such as s3://bucket/key"_s);
    const bool recursive = values.has(u"recursive"_s);
    const QString version = values.nonEmpty(u"version-id"_s).value_or(QString());
    QList<RemovalSpec> specs;
    for (const QString &text : arguments.positional()) {
        const Result<Source> source = Source::parse(text, !values.has(u"no-globs"_s));
        if (!source)
            return fail(source.error());
        if (source->kind == Source::Kind::Url)
            return usage(u"remove takes s3://bucket/key; the service's URL goes into --endpoint-url"_s);
        if (source->kind == Source::Kind::Prefix && !recursive)
            return usage(u"\"%1\" is a prefix: pass --recursive to remove everything under it"_s.arg(text));
        RemovalSpec spec;
        spec.bucket = source->bucket;
        QStringList include = values.texts(u"include"_s);
        if (source->kind == Source::Kind::Object && !recursive) {
            spec.keys = QStringList{source->key};
            spec.versionId = version;
            if (!include.isEmpty() || values.has(u"exclude"_s))
                return usage(u"--include and --exclude need a prefix with --recursive, or a pattern"_s);
        } else {
            spec.wholePrefix = true;
            spec.prefix = source->key;
            // "logs" with --recursive is the folder: "logs2/" is another.
            if (source->kind == Source::Kind::Object)
                spec.prefix += u'/';
            if (source->kind == Source::Kind::Glob) {
                if (!include.isEmpty())
                    return usage(u"give a pattern or --include, not both"_s);
                include = QStringList{source->glob};
            }
        }
        const Result<KeyFilter> filter = KeyFilter::make(include, values.texts(u"exclude"_s));
        if (!filter)
            return fail(filter.error());
        spec.filter = *filter;
        spec.dryRun = values.has(u"dry-run"_s);
        const bool joins = !spec.wholePrefix && !specs.isEmpty() && !specs.last().wholePrefix
            && specs.last().bucket == spec.bucket;
        if (joins)
            specs.last().keys += spec.keys;
        else
            specs += spec;
    }
    if (!version.isEmpty() && (specs.size() != 1 || specs.first().keys.size() != 1))
        return usage(u"--version-id needs exactly one object"_s);
    return specs;
}

int runRemove(const Words &words, Console &console)
{
    if (showHelp(words, removeOptions(), removeIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(removeOptions(), words, u"remove"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    RemoveRequest request;
    request.json = readCommandOutput(values, console);
    const Result<QList<RemovalSpec>> specs = readSources(*arguments, values);
    if (values.error())
        return failWith(console, *values.error());
    if (!specs)
        return failWith(console, specs.error());
    request.specs = *specs;
    request.asks = !values.has(u"yes"_s) && !values.has(u"dry-run"_s);
    if (request.asks && !Question::possible())
        return failWith(console, Question::refusal(u"remove"_s));
    warnOfSecrets(values, console);
    const auto client = CommandClient::open(options, console);
    if (!client)
        return failWith(console, client.error());
    RemoveRun run(std::move(request), (*client)->client(), console);
    return (*client)->exec([&run] { run.start(); }, [&run] { run.cancel(); });
}

} // namespace millrace
