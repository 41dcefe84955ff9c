// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/benchmarkflags.h"
#include "cli/commandclient.h"
#include "cli/parametersweep.h"
#include "cli/outputfiles.h"
#include "cli/verbrun.h"
#include "transfer/keyfilter.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

/// A sweep of more is a mistake in a step.
constexpr qsizetype mostCombinations = 10'000;

const OptionTable &sweepOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"Ranges: MIN,MAX,STEP, or one number"_s,
               {{{u"file-parallelism"_s}, u"RANGE"_s, u"files in flight"_s, u"4"_s},
                {{u"concurrency"_s}, u"RANGE"_s, u"parts in flight per file"_s, u"16"_s},
                {{u"multipart-size-mb"_s}, u"RANGE"_s, u"size of a part, MiB"_s, u"16"_s},
                {{u"max-pool-connections"_s, u"pool"_s}, u"RANGE"_s, u"hard cap on connections over all files"_s, u"100"_s},
                {{u"iterations"_s}, u"N"_s, u"runs of each combination"_s, u"3"_s},
                {{u"output"_s, u"o"_s}, u"FILE.csv"_s, u"rows of all runs; summary (.json) and heat maps (.png, .html) go beside it"_s,
                 u"millrace-sweep.csv"_s}}});
        t.add(benchmarkObjectOptions());
        t.add(connectionOptions());
        t.add(benchmarkMachineryOptions());
        t.add({u"Output"_s,
               instrumentOptions()
                   + QList<Option>{{{u"quiet"_s, u"q"_s}, {}, u"errors, warnings and the result only"_s, {}},
                                   {{u"verbose"_s, u"v"_s}, {}, u"also say where the credentials came from"_s, {}},
                                   {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
                                   {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

QString sweepIntro()
{
    return u"Usage: millrace-cli sweep s3://BUCKET[/PREFIX/] --concurrency MIN,MAX,STEP ... [flags]\n"
           "\n"
           "Runs a benchmark with every combination of the ranges and ranks them. Each combination runs once before any runs\n"
           "again, so that a drift of network or machine hits all alike. Every run is a row in the CSV at once: interrupted,\n"
           "the same command goes on with what is missing. At the end there are a summary with the ten best, a heat map, and\n"
           "the command line of the best. No key or secret is in any of them.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli sweep s3://my-bucket --concurrency 4,32,4 --multipart-size-mb 8,64,8 --object-size-mb 1024\n"
           "  millrace-cli sweep s3://my-bucket/data/ --existing --file-parallelism 2,16,2 --concurrency 2,16,2 -o data.csv\n"
           "  millrace-cli sweep s3://my-bucket --direction upload --objects 16 --file-parallelism 1,16,5 --iterations 5\n"_s;
}

void readRange(OptionValues &values, const QString &name, int most, SweepRange &range)
{
    if (!values.has(name))
        return;
    const auto read = SweepRange::parse(values.text(name));
    if (read && read->high <= most)
        range = *read;
    else
        values.reject(u"--%1 cannot be \"%2\": a range MIN,MAX,STEP such as 4,16,4, or one number, from 1 to %3 is needed"_s.arg(
            name, values.text(name)).arg(most));
}

/// For a shell, quoted where it must be.
QString word(const QString &text)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_./:@%+=,-]+$"_s);
    return plain.match(text).hasMatch() ? text : u'\'' + QString(text).replace(u'\'', u"'\\''"_s) + u'\'';
}

/// What the best command line carries beside the parameters. Keys stay out: they come from where they came from.
QStringList commandWords(const BenchmarkSpec &spec, const OptionValues &values)
{
    QStringList words;
    const QString place = u"s3://%1/%2"_s.arg(spec.bucket, spec.key.isEmpty() ? spec.prefix : spec.key);
    if (spec.direction == BenchmarkDirection::Download)
        words += {word(place), spec.folder.isEmpty() ? u"--discard"_s : word(spec.folder)};
    else
        words += {u"FILE"_s, word(place)};
    if (spec.direction == BenchmarkDirection::Download && Glob::looksLikeGlob(place))
        words += u"--no-glob"_s; // here it was meant as it is written
    if (values.has(u"endpoint-url"_s)) // which may name a user and a password
        words += {u"--endpoint-url"_s, word(QUrl(values.text(u"endpoint-url"_s)).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery))};
    for (const QString &flag : {u"region-name"_s, u"profile"_s, u"addressing"_s, u"ca-bundle"_s, u"io-threads"_s,
                                u"chunk-size-kb"_s, u"memory-limit"_s, u"direct-io"_s, u"transport"_s})
        if (values.has(flag))
            words += {u"--"_s + flag, word(values.text(flag))};
    for (const QString &flag : {u"no-sign-request"_s, u"requester-pays"_s, u"no-streaming-mode"_s, u"skip-validation"_s})
        if (values.has(flag))
            words += u"--"_s + flag;
    return words;
}

Result<ParameterSweepRequest> parseSweep(const Arguments &arguments, OptionValues &values)
{
    ParameterSweepRequest request;
    readRange(values, u"file-parallelism"_s, 10'000, request.files);
    readRange(values, u"concurrency"_s, 1000, request.concurrency);
    readRange(values, u"multipart-size-mb"_s, 5120, request.partSize);
    readRange(values, u"max-pool-connections"_s, 10'000, request.connections);
    if (const auto n = values.integer(u"iterations"_s, 1, 10'000))
        request.iterations = int(*n);
    request.output = values.nonEmpty(u"output"_s).value_or(u"millrace-sweep.csv"_s);
    if (!request.output.endsWith(u".csv"_s, Qt::CaseInsensitive) || QFileInfo(request.output).completeBaseName().isEmpty())
        values.reject(u"--output cannot be \"%1\": a name that ends in .csv is needed; the other files take its place and ending"_s.arg(
            request.output));
    Result<BenchmarkSpec> spec = readBenchmark(arguments.positional(), values, u"sweep"_s);
    if (!spec)
        return fail(spec.error());
    request.spec = std::move(*spec);
    if (request.spec.direction == BenchmarkDirection::Upload && request.partSize.low < 5)
        values.reject(u"--multipart-size-mb of an upload is at least 5: S3 takes no smaller part"_s);
    const auto count = qint64(request.files.values().size()) * request.concurrency.values().size()
        * request.partSize.values().size() * request.connections.values().size();
    if (count > mostCombinations)
        values.reject(u"these ranges make %1 combinations, and %2 is the most: take larger steps"_s.arg(count).arg(mostCombinations));
    if (values.error())
        return fail(*values.error());
    request.command = commandWords(request.spec, values);
    return request;
}

} // namespace

int runSweep(const Words &words, Console &console)
{
    if (showHelp(words, sweepOptions(), sweepIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(sweepOptions(), words, u"sweep"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    readCommandOutput(values, console);
    OutputOptions output;
    readInstruments(values, output);
    Result<ParameterSweepRequest> request = parseSweep(*arguments, values);
    if (!request)
        return failWith(console, request.error());
    warnOfSecrets(values, console);
    const Result<Connection> connection = openConnection(options, console);
    if (!connection)
        return failWith(console, connection.error());
    request->spec.connection = *connection;
    if (const Result<> apart = checkOutputFiles(output, {}); !apart)
        return failWith(console, apart.error());
    Result<std::unique_ptr<Instruments>> instruments = Instruments::open(output);
    if (!instruments)
        return failWith(console, instruments.error());
    request->spec.settings.trace = (*instruments)->trace();

    ParameterSweep sweep(std::move(*request), std::move(*instruments), console);
    return runLoop(sweep);
}

} // namespace millrace
