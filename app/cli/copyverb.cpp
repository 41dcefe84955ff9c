// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/connectionflags.h"
#include "cli/source.h"
#include "cli/transferrun.h"
#include "cli/transferstage.h"
#include "cli/verbrun.h"
#include "s3/uri.h"
#include "transfer/copyengine.h"
#include "transfer/copykind.h"
#include "transfer/keyfilter.h"
#include "transfer/uploadlayout.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

static const OptionTable &copyOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"What"_s,
               {{{u"include"_s}, u"GLOB"_s, u"only keys that match; \"*\" crosses \"/\"; may be repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no keys that match; may be repeated"_s, {}},
                {{u"no-globs"_s}, {}, u"\"*\", \"?\" and \"[\" are letters of the source's key"_s, {}},
                {{u"version-id"_s}, u"ID"_s, u"with one object: this version of it"_s, u"the latest"_s},
                {{u"dry-run"_s, u"n"_s}, {}, u"show what would go where, and change nothing"_s, {}}}});
        t.add({u"The copies"_s,
               {{{u"storage-class"_s}, u"CLASS"_s, u"such as STANDARD_IA or GLACIER_IR"_s, u"the bucket's"_s},
                {{u"acl"_s}, u"NAME"_s, u"canned access list, such as private or public-read"_s, u"the bucket's"_s}}});
        t.add(connectionOptions());
        t.add({u"Speed and retries"_s,
               {{{u"concurrency"_s}, u"N"_s, u"requests in flight, over all objects; at most 48"_s, u"16"_s},
                {{u"multipart-threshold-mb"_s}, u"MIB"_s, u"larger objects are copied in parts"_s, u"5120"_s},
                {{u"multipart-size-mb"_s}, u"MIB"_s, u"size of a part, at least 5"_s,
                 u"256, more where 10,000 parts would not do"_s},
                {{u"stall-timeout"_s}, u"TIME"_s, u"give a short command up after so long without a byte"_s, u"30s"_s},
                {{u"max-attempts"_s}, u"N"_s, u"tries of one request, the first included"_s, u"10"_s}}});
        t.add(hookOptions());
        t.add(outputOptions());
        return t;
    }();
    return table;
}

static QString copyIntro(bool move)
{
    const QString verb = move ? u"move"_s : u"copy"_s;
    return u"Usage: millrace-cli %1 s3://BUCKET/KEY|PREFIX/|PATTERN s3://BUCKET/KEY-OR-PREFIX/ [flags]\n"
           "\n"
           "%2\n"
           "Metadata, tags and content type come along. An object that changes meanwhile is not copied in pieces of both:\n"
           "that fails. What is at the target already is overwritten.\n"
           "\n"
           "An object copied onto itself with --storage-class changes its class.\n"
           "\n"
           "A source that ends in \"/\" is everything under it; a target that does is what is put before the names.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli %1 s3://my-bucket/a.iso s3://other-bucket/b.iso\n"
           "  millrace-cli %1 s3://my-bucket/2023/ s3://archive/2023/ --storage-class GLACIER_IR\n"_s
        .arg(verb, move ? u"Moves objects on the server, within one service: each source is removed once its copy was\n"
                          "confirmed and if it is still what was copied. No byte passes through this machine."_s
                        : u"Copies objects on the server, within one service; no byte passes through this machine."_s);
}

namespace {

struct CopyRequest
{
    CopySpec spec;
    TransferRequest run;
    ConnectionOptions connection;
    QStringList warnings;
};

Error usage(const QString &message)
{
    return Error::make(ErrorKind::Config, ErrorCause::None, message);
}

Result<CopyRequest> parseCopy(const Words &words, bool move)
{
    const QString verb = move ? u"move"_s : u"copy"_s;
    const Result<Arguments> arguments = Arguments::parse(copyOptions(), words, verb);
    if (!arguments)
        return fail(arguments.error());
    OptionValues values(*arguments);
    CopyRequest request;
    request.connection = readConnection(values);
    if (const QString warning = secretFlagWarning(values); !warning.isEmpty())
        request.warnings += warning;
    request.run.output = readOutput(values);
    if (!values.has(u"summary"_s))
        request.run.output.summary = SummaryStyle::Short;
    request.run.hooks = readHooks(values);
    CopySpec &spec = request.spec;
    if (const auto n = values.integer(u"concurrency"_s, 1, mostCopyRequests))
        spec.settings.concurrency = int(*n);
    if (const auto mib = values.integer(u"multipart-threshold-mb"_s, 1, largestPart / MiB))
        spec.multipartThreshold = *mib * MiB;
    if (const auto mib = values.integer(u"multipart-size-mb"_s, smallestPart / MiB, largestPart / MiB))
        spec.settings.partSize = *mib * MiB;
    if (const auto time = values.duration(u"stall-timeout"_s, 1s, 24h))
        spec.settings.stallTimeout = *time;
    if (const auto n = values.integer(u"max-attempts"_s, 1, 1000))
        spec.settings.maxAttempts = int(*n);
    spec.storageClass = values.nonEmpty(u"storage-class"_s).value_or(QString());
    spec.acl = values.nonEmpty(u"acl"_s).value_or(QString());
    spec.versionId = values.nonEmpty(u"version-id"_s).value_or(QString());
    spec.include = values.texts(u"include"_s);
    spec.exclude = values.texts(u"exclude"_s);
    spec.dryRun = values.has(u"dry-run"_s);
    spec.move = move;
    if (values.error())
        return fail(*values.error());
    if (arguments->positional().size() != 2)
        return fail(usage(u"\"%1\" needs a source and a target, such as s3://a/key s3://b/key"_s.arg(verb)));
    const Result<Source> source = Source::parse(arguments->positional().at(0), !values.has(u"no-globs"_s));
    const Result<S3Uri> target = S3Uri::parse(arguments->positional().at(1));
    if (!source)
        return fail(source.error());
    if (source->kind == Source::Kind::Url)
        return fail(usage(u"\"%1\" takes s3:// addresses only; use \"download\" for a URL"_s.arg(verb)));
    if (!target)
        return fail(target.error());
    spec.sourceBucket = source->bucket;
    spec.bucket = target->bucket;
    spec.key = target->key;
    if (source->kind == Source::Kind::Object) {
        spec.keys = QStringList{source->key};
    } else {
        spec.wholePrefix = true;
        spec.prefix = source->key;
        if (source->kind == Source::Kind::Glob) {
            if (!spec.include.isEmpty())
                return fail(usage(u"give a pattern or --include, not both"_s));
            spec.include = QStringList{source->glob};
        }
        Error nothing = Error::make(ErrorKind::NotFound, ErrorCause::None, u"nothing under this prefix matches"_s);
        nothing.bucket = spec.sourceBucket;
        nothing.key = spec.prefix;
        if (!spec.prefix.isEmpty() || !spec.include.isEmpty())
            request.run.nothingFound = nothing;
    }
    if (!spec.versionId.isEmpty() && (spec.wholePrefix || move))
        return fail(usage(u"--version-id needs exactly one object, and cannot be moved"_s));
    if (const auto filter = KeyFilter::make(spec.include, spec.exclude); !filter)
        return fail(filter.error());

    RunFacts &facts = request.run.facts;
    facts.mode = verb;
    facts.sources = QStringList{source->displayName()};
    facts.target = target->toString();
    facts.settings = spec.settings;
    request.run.context.upload = true;
    request.run.context.copy = true;
    request.run.context.move = move;
    request.run.context.dryRun = spec.dryRun;
    return request;
}

int runCopyVerb(const Words &words, Console &console, bool move)
{
    if (showHelp(words, copyOptions(), copyIntro(move), console))
        return int(ExitCode::Ok);
    Result<CopyRequest> request = parseCopy(words, move);
    if (!request)
        return failWith(console, request.error());
    TransferRequest &run = request->run;
    auto stage = setStage({run.output, request->connection, request->warnings}, run.facts, console);
    if (!stage)
        return stage.error();
    request->spec.connection = stage->connection;
    request->spec.settings.trace = stage->trace;
    run.hooks.holdBack(request->spec.settings);
    run.engine = [spec = request->spec] { return std::make_unique<CopyEngine>(spec); };
    return runToEnd<TransferRun>(std::move(run), *stage->view);
}

} // namespace

int runCopy(const Words &words, Console &console)
{
    return runCopyVerb(words, console, false);
}

int runMove(const Words &words, Console &console)
{
    return runCopyVerb(words, console, true);
}

} // namespace millrace
