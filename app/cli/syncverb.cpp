// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/console.h"
#include "cli/connectionflags.h"
#include "cli/rateflags.h"
#include "cli/speedflags.h"
#include "cli/transferrun.h"
#include "cli/transferstage.h"
#include "cli/verbrun.h"
#include "s3/uri.h"
#include "transfer/keyfilter.h"
#include "transfer/uploadlayout.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

static const OptionTable &syncOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"What"_s,
               {{{u"include"_s}, u"GLOB"_s, u"only names (below the source) that match; \"*\" crosses \"/\"; may be repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no names that match; what is left out is not deleted either; may be repeated"_s, {}},
                {{u"checksum"_s}, {}, u"compare by checksum, not by size and time"_s, {}},
                {{u"delete"_s}, {}, u"delete at the target what the source does not have, once all transfers succeeded"_s, {}},
                {{u"max-delete"_s}, u"N|P%"_s, u"delete nothing at all where more than N files, or P percent of those at "
                 "the target, would go"_s, u"50%"_s},
                {{u"dry-run"_s, u"n"_s}, {}, u"show what would be moved and deleted, and change nothing"_s, {}}}});
        t.add({u"The objects"_s,
               {{{u"storage-class"_s}, u"CLASS"_s, u"such as STANDARD_IA or GLACIER_IR"_s, u"the bucket's"_s},
                {{u"acl"_s}, u"NAME"_s, u"canned access list, such as private or public-read"_s, u"the bucket's"_s}}});
        t.add(connectionOptions());
        t.add({u"Speed and memory"_s,
               {{{u"concurrency"_s}, u"N"_s, u"parts in flight per file; of copies on the server, requests in flight"_s,
                 u"from the file sizes; 16"_s},
                {{u"multipart-threshold-mb"_s}, u"MIB"_s, u"from this size on a file is uploaded, or copied, in parts"_s,
                 u"16 for uploads, 5120 for copies"_s},
                {{u"multipart-size-mb"_s}, u"MIB"_s, u"size of a part"_s, u"from the sizes"_s},
                {{u"file-parallelism"_s}, u"N"_s, u"files in flight"_s, u"4, more for small files"_s},
                {{u"max-pool-connections"_s}, u"N"_s, u"hard cap on connections over all files"_s, u"100"_s},
                autoOptimizeOption(),
                {{u"memory-limit"_s}, u"SIZE"_s, u"all buffers together"_s, u"256MiB"_s},
                {{u"stall-timeout"_s}, u"TIME"_s, u"give a connection up after so long without a byte"_s, u"30s"_s},
                {{u"max-attempts"_s}, u"N"_s, u"tries of one part, the first included"_s, u"10"_s}}});
        t.add(rateOptions());
        t.add(hookOptions());
        t.add(outputOptions());
        return t;
    }();
    return table;
}

static QString syncIntro()
{
    return u"Usage: millrace-cli sync FOLDER s3://BUCKET/PREFIX/ [flags]\n"
           "       millrace-cli sync s3://BUCKET/PREFIX/ FOLDER [flags]\n"
           "       millrace-cli sync s3://BUCKET/PREFIX/ s3://BUCKET/PREFIX/ [flags]\n"
           "\n"
           "Makes the second like the first: moves what is missing there or different. A file of the same size whose time\n"
           "does not prove it current is compared by checksum, which costs a read and no transfer.\n"
           "\n"
           "Without --delete nothing is ever deleted. With it nothing is when the source holds nothing, a listing or a\n"
           "transfer failed, or there is more to delete than --max-delete allows. Links in a local folder are\n"
           "followed but never deleted, and unfinished downloads are left alone.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli sync ./site s3://my-bucket/www/ --exclude '*.tmp' --delete --dry-run\n"
           "  millrace-cli sync s3://my-bucket/data/ ./data --delete --max-delete 100\n"_s;
}

namespace {

struct SyncRequest
{
    SyncSpec spec;
    TransferRequest run;
    ConnectionOptions connection;
    RateTimetable rates;
    QStringList warnings;
};

Error usage(const QString &message)
{
    return Error::make(ErrorKind::Config, ErrorCause::None, message);
}

void readLimit(OptionValues &values, DeletionLimit &limit)
{
    if (!values.has(u"max-delete"_s))
        return;
    const QString text = values.text(u"max-delete"_s);
    bool ok = false;
    if (text.endsWith(u'%')) {
        limit.percent = text.chopped(1).toDouble(&ok);
        ok = ok && limit.percent >= 0 && limit.percent <= 100;
    } else {
        limit.count = text.toLongLong(&ok);
        ok = ok && limit.count >= 0;
    }
    if (!ok)
        values.reject(u"--max-delete cannot be \"%1\": a number of files such as 100, or a share such as 10%, is needed"_s
                          .arg(text));
    if (!values.has(u"delete"_s))
        values.reject(u"--max-delete makes sense only with --delete"_s);
}

void readSettings(OptionValues &values, SyncSpec &spec)
{
    TransferSettings &s = spec.settings;
    if (values.has(u"auto-optimize"_s))
        openForTuning(s);
    if (const auto n = values.integer(u"concurrency"_s, 1, 1000))
        s.concurrency = int(*n);
    if (const auto mib = values.integer(u"multipart-threshold-mb"_s, 1, largestPart / MiB))
        spec.upload.multipartThreshold = spec.copyThreshold = *mib * MiB;
    if (const auto mib = values.integer(u"multipart-size-mb"_s, smallestPart / MiB, largestPart / MiB))
        s.partSize = *mib * MiB;
    if (const auto n = values.integer(u"file-parallelism"_s, 1, 10'000))
        s.fileParallelism = int(*n);
    if (const auto n = values.integer(u"max-pool-connections"_s, 1, 10'000))
        s.maxConnections = int(*n);
    if (const auto bytes = values.size(u"memory-limit"_s, 16 * MiB, 1024 * GiB))
        s.memoryLimit = *bytes;
    if (const auto time = values.duration(u"stall-timeout"_s, 1s, 24h))
        s.stallTimeout = *time;
    if (const auto n = values.integer(u"max-attempts"_s, 1, 1000))
        s.maxAttempts = int(*n);
}

/// One side of the sync: a local folder, or a bucket and a prefix that ends in "/".
Result<> readPlace(const QString &text, QString &folder, QString &bucket, QString &prefix)
{
    if (text.startsWith(u"http://"_s) || text.startsWith(u"https://"_s))
        return fail(usage(u"\"sync\" takes folders and s3:// prefixes; the service's URL goes into --endpoint-url"_s));
    if (!text.startsWith(u"s3://"_s, Qt::CaseInsensitive)) {
        if (text.isEmpty())
            return fail(usage(u"the name of a folder is empty"_s));
        folder = text;
        return {};
    }
    const Result<S3Uri> uri = S3Uri::parse(text);
    if (!uri)
        return fail(uri.error());
    bucket = uri->bucket;
    prefix = uri->key.isEmpty() || uri->key.endsWith(u'/') ? uri->key : uri->key + u'/';
    return {};
}

Result<SyncRequest> parseSync(const Words &words)
{
    const Result<Arguments> arguments = Arguments::parse(syncOptions(), words, u"sync"_s);
    if (!arguments)
        return fail(arguments.error());
    OptionValues values(*arguments);
    SyncRequest request;
    request.connection = readConnection(values);
    if (const QString warning = secretFlagWarning(values); !warning.isEmpty())
        request.warnings += warning;
    request.run.output = readOutput(values);
    if (!values.has(u"summary"_s))
        request.run.output.summary = SummaryStyle::Short;
    SyncSpec &spec = request.spec;
    readSettings(values, spec);
    readLimit(values, spec.limit);
    request.rates = readRates(values);
    request.run.hooks = readHooks(values);
    spec.include = values.texts(u"include"_s);
    spec.exclude = values.texts(u"exclude"_s);
    spec.byChecksum = values.has(u"checksum"_s);
    spec.deleteExtra = values.has(u"delete"_s);
    spec.dryRun = values.has(u"dry-run"_s);
    spec.upload.storageClass = values.nonEmpty(u"storage-class"_s).value_or(QString());
    spec.upload.acl = values.nonEmpty(u"acl"_s).value_or(QString());
    if (values.error())
        return fail(*values.error());
    const QStringList places = arguments->positional();
    if (places.size() != 2)
        return fail(usage(u"\"sync\" needs a source and a target, such as ./folder s3://bucket/prefix/"_s));
    if (auto read = readPlace(places.at(0), spec.sourceFolder, spec.sourceBucket, spec.sourcePrefix); !read)
        return fail(read.error());
    if (auto read = readPlace(places.at(1), spec.targetFolder, spec.targetBucket, spec.targetPrefix); !read)
        return fail(read.error());
    if (!spec.sourceFolder.isEmpty() && !spec.targetFolder.isEmpty())
        return fail(usage(u"\"sync\" needs an s3:// prefix on one side at least"_s));
    if (spec.settings.autoOptimize && spec.sourceFolder.isEmpty() && spec.targetFolder.isEmpty())
        return fail(usage(u"--auto-optimize adjusts what moves through this machine, and a sync between buckets does not: set "
                          "--concurrency instead"_s));
    if (const auto filter = KeyFilter::make(spec.include, spec.exclude); !filter)
        return fail(filter.error());

    if (const QString pattern = spec.sourcePrefix; pattern.contains(u'*') || pattern.contains(u'?')) {
        Error nothing = Error::make(ErrorKind::NotFound, ErrorCause::None,
                                    u"nothing is under this prefix; \"sync\" takes no patterns: give the prefix above and --include"_s);
        nothing.bucket = spec.sourceBucket;
        nothing.key = pattern.chopped(1);
        request.run.nothingFound = nothing;
    }
    RunFacts &facts = request.run.facts;
    facts.mode = u"sync"_s;
    facts.sources = QStringList{places.at(0)};
    facts.target = places.at(1);
    facts.settings = spec.settings;
    request.run.context.sync = true;
    request.run.context.upload = spec.targetFolder.isEmpty();
    request.run.context.copy = spec.targetFolder.isEmpty() && spec.sourceFolder.isEmpty();
    request.run.context.dryRun = spec.dryRun;
    return request;
}

} // namespace

int runSync(const Words &words, Console &console)
{
    if (showHelp(words, syncOptions(), syncIntro(), console))
        return int(ExitCode::Ok);
    Result<SyncRequest> request = parseSync(words);
    if (!request)
        return failWith(console, request.error());
    TransferRequest &run = request->run;
    auto stage = setStage({run.output, request->connection, request->warnings}, run.facts, console);
    if (!stage)
        return stage.error();
    request->spec.connection = stage->connection;
    request->spec.settings.trace = stage->trace;
    run.hooks.holdBack(request->spec.settings);
    const auto rates = keepRates(request->rates, [&view = *stage->view](const QString &text) { view.noticed(text); });
    request->spec.settings.bandwidth = run.facts.settings.bandwidth = rates->bucket();
    run.sync = [spec = request->spec] { return std::make_unique<Sync>(spec); };
    return runToEnd<TransferRun>(std::move(run), *stage->view);
}

} // namespace millrace
