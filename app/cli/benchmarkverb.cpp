// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/benchmarkflags.h"
#include "cli/benchmarkrun.h"
#include "cli/speedflags.h"
#include "cli/outputfiles.h"
#include "cli/verbrun.h"

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

const OptionTable &benchmarkOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"Measuring"_s,
               {{{u"iterations"_s, u"iteration-number"_s}, u"N"_s, u"timed runs"_s, u"5"_s},
                {{u"warmup"_s}, u"N"_s, u"runs before them that do not count"_s, u"1"_s},
                {{u"compare"_s}, u"REPORT"_s, u"say whether this is faster or slower than an earlier benchmark, or neither "
                 "beyond noise"_s, {}}}});
        t.add(benchmarkObjectOptions());
        t.add(connectionOptions());
        t.add({u"Parallelism"_s,
               {{{u"concurrency"_s}, u"N"_s, u"parts in flight per file"_s, u"from the object sizes"_s},
                {{u"multipart-size-mb"_s}, u"MIB"_s, u"size of a part"_s, u"from the object sizes"_s},
                {{u"file-parallelism"_s}, u"N"_s, u"files in flight"_s, u"4, more for small objects"_s},
                {{u"max-pool-connections"_s}, u"N"_s, u"hard cap on connections over all files"_s, u"100"_s}}});
        t.add(benchmarkMachineryOptions());
        t.add(benchmarkOutputOptions());
        return t;
    }();
    return table;
}

QString benchmarkIntro()
{
    return u"Usage: millrace-cli benchmark s3://BUCKET[/PREFIX/] [flags]\n"
           "\n"
           "Measures how fast objects move: makes test objects, downloads or uploads them several times, removes them again\n"
           "(after a failure or Ctrl-C as well), and says what the runs came to: percentiles, mean, spread, and the 95 %\n"
           "confidence interval of the mean. Bytes go to memory and are dropped, or come from it, unless --save-to-disk\n"
           "names a folder. A report of one benchmark is what a later one is compared with.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli benchmark s3://my-bucket --object-size-mb 1024 --report before.json\n"
           "  millrace-cli benchmark s3://my-bucket --object-size-mb 1024 --concurrency 32 --compare before.json\n"
           "  millrace-cli benchmark s3://my-bucket/test/ --direction upload --objects 500 --object-size-mb 1\n"
           "  millrace-cli benchmark s3://my-bucket/data/ --existing --save-to-disk /mnt/fast --iterations 10\n"_s;
}

Result<BenchmarkRequest> parseBenchmark(const Arguments &arguments, OptionValues &values)
{
    BenchmarkRequest request;
    request.output = readOutput(values);
    if (const auto n = values.integer(u"iterations"_s, 1, 100'000))
        request.iterations = int(*n);
    if (const auto n = values.integer(u"warmup"_s, 0, 1000))
        request.warmUps = int(*n);
    Result<BenchmarkSpec> spec = readBenchmark(arguments.positional(), values, u"benchmark"_s);
    if (!spec)
        return fail(spec.error());
    request.spec = std::move(*spec);
    readParallelism(values, request.spec.settings);
    const auto earlier = values.nonEmpty(u"compare"_s);
    if (values.error())
        return fail(*values.error());
    if (earlier) {
        Result<RunReport> before = readReport(*earlier);
        if (!before)
            return fail(before.error());
        if (before->iterations.empty() && before->wallClock <= 0) // told now, rather than after all runs
            return fail(ErrorKind::Config, ErrorCause::None,
                        u"--compare cannot be \"%1\": that run failed before it had measured anything"_s.arg(*earlier));
        request.before = std::move(*before);
    }
    RunFacts &facts = request.facts;
    facts.mode = u"benchmark"_s;
    facts.sources = QStringList{u"s3://%1/%2"_s.arg(request.spec.bucket, request.spec.key.isEmpty() ? request.spec.prefix : request.spec.key)};
    if (!request.spec.existing)
        facts.objectSizeMb = request.spec.objectSize / MiB;
    facts.iterations = request.iterations;
    facts.target = request.spec.folder;
    facts.settings = request.spec.settings;
    facts.overwrite = OverwritePolicy::Always;
    return request;
}

} // namespace

int runBenchmark(const Words &words, Console &console)
{
    if (showHelp(words, benchmarkOptions(), benchmarkIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(benchmarkOptions(), words, u"benchmark"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    Result<BenchmarkRequest> request = parseBenchmark(*arguments, values);
    if (!request)
        return failWith(console, request.error());
    console.setColour(request->output.colour);
    console.setQuiet(request->output.quiet);
    console.setVerbose(request->output.verbose);
    warnOfSecrets(values, console);
    const Result<Connection> connection = openConnection(options, console);
    if (!connection)
        return failWith(console, connection.error());
    request->spec.connection = *connection;
    request->facts.region = connection->region;
    request->facts.endpoint = connection->endpoint.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    if (const Result<> apart = checkOutputFiles(request->output, request->facts); !apart)
        return failWith(console, apart.error());
    Result<std::unique_ptr<Instruments>> instruments = Instruments::open(request->output);
    if (!instruments)
        return failWith(console, instruments.error());
    request->spec.settings.trace = (*instruments)->trace();

    BenchmarkRun run(std::move(*request), std::move(*instruments), console);
    return runLoop(run);
}

} // namespace millrace
