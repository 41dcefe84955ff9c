// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/workloadrecipe.h"
#include "cli/commandclient.h"
#include "cli/exitcode.h"
#include "cli/verbrun.h"
#include "cli/workloadprepare.h"
#include "io/wholefile.h"
#include "s3/uri.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

const OptionTable &workloadOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"make"_s,
               {{{u"standard"_s}, {}, u"all the benchmark's own workloads"_s, {}},
                {{u"output-dir"_s}, u"DIR"_s, u"folder for the *.run.json"_s, u"that of the source, else this one"_s}}});
        t.add({u"prepare"_s,
               {{{u"sparse"_s}, {}, u"make the files that are to be uploaded as holes of zeros, which take no room"_s, {}},
                {{u"overwrite"_s}, {}, u"also replace files and objects that are there with another size"_s, {}},
                {{u"dir"_s}, u"DIR"_s, u"working directory of the runs"_s, u"this one"_s}}});
        t.add(connectionOptions());
        t.add(commandOutputOptions());
        return t;
    }();
    return table;
}

QString workloadIntro()
{
    return u"Usage: millrace-cli workload make FILE.src.json|NAME... [--output-dir DIR]\n"
           "       millrace-cli workload make --standard [--output-dir DIR]\n"
           "       millrace-cli workload prepare FILE.run.json... s3://BUCKET [--sparse] [--overwrite] [flags]\n"
           "\n"
           "Makes workloads for millrace-benchrunner out of short descriptions (action, fileSize, numFiles, filesOnDisk,\n"
           "checksum, maxRepeatCount, maxRepeatSecs, comment), or the benchmark's own by NAME. \"prepare\" uploads the objects\n"
           "that a workload downloads and the bucket lacks, and makes the files it uploads; what is there with another size is not\n"
           "touched without --overwrite.\n"
           "\n"
           "Names:\n  "_s
        + WorkloadRecipe::standardNames().join(u"\n  "_s)
        + u"\n\n"
           "Examples:\n"
           "  millrace-cli workload make download-256KiB-10_000x upload-5GiB-1x-ram\n"
           "  millrace-cli workload prepare download-256KiB-10_000x.run.json s3://my-bucket\n"_s;
}

Error usage(const QString &message)
{
    return Error::make(ErrorKind::Config, ErrorCause::None, message);
}

/// A file where there is one, else a standard name.
Result<WorkloadRecipe> recipeFor(const QString &word)
{
    if (QFileInfo::exists(word))
        return WorkloadRecipe::read(word);
    if (const auto standard = WorkloadRecipe::standard(word))
        return *standard;
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                              u"this is neither a file nor one of the names that \"millrace-cli workload --help\" lists"_s);
    error.path = word;
    return fail(error);
}

Result<QString> writeWorkload(const WorkloadRecipe &recipe, const QString &folder)
{
    const QString path = folder == u"." ? recipe.fileName() : folder + u'/' + recipe.fileName();
    const QByteArray text = recipe.build().toJson();
    QDir().mkpath(folder);
    if (const Result<> written = writeWhole(path, text, u"the workload"_s); !written)
        return fail(written.error());
    return path;
}

Result<> makeWorkloads(QStringList words, OptionValues &values, Console &console)
{
    const auto folder = values.nonEmpty(u"output-dir"_s);
    if (values.error())
        return fail(*values.error());
    if (values.has(u"standard"_s))
        words += WorkloadRecipe::standardNames();
    if (words.isEmpty())
        return fail(usage(u"\"workload make\" needs a *.src.json, a name, or --standard"_s));
    // All are read before one is written: a mistake in the last leaves nothing half done.
    QList<std::pair<WorkloadRecipe, QString>> recipes;
    for (const QString &word : std::as_const(words)) {
        const Result<WorkloadRecipe> recipe = recipeFor(word);
        if (!recipe)
            return fail(recipe.error());
        recipes.emplaceBack(*recipe, folder.value_or(QFileInfo::exists(word) ? QFileInfo(word).path() : u"."_s));
    }
    for (const auto &[recipe, target] : std::as_const(recipes)) {
        const Result<QString> path = writeWorkload(recipe, target);
        if (!path)
            return fail(path.error());
        console.out(*path);
    }
    return {};
}

Result<PrepareRequest> prepareRequest(const QStringList &words, OptionValues &values, const ConnectionOptions &options)
{
    if (words.size() < 2)
        return fail(usage(u"\"workload prepare\" needs a *.run.json and a bucket, such as s3://bucket"_s));
    PrepareRequest request;
    request.sparse = values.has(u"sparse"_s);
    request.overwrite = values.has(u"overwrite"_s);
    request.place.folder = QDir(values.nonEmpty(u"dir"_s).value_or(u"."_s)).absolutePath();
    if (values.error())
        return fail(*values.error());
    const Result<S3Uri> uri = S3Uri::parse(words.last());
    if (!uri)
        return fail(uri.error());
    if (!uri->key.isEmpty())
        return fail(usage(u"\"%1\" names more than a bucket: the keys are those of the workload"_s.arg(words.last())));
    request.place.bucket = uri->bucket;
    for (const QString &path : words.first(words.size() - 1)) {
        const Result<Workload> workload = Workload::read(path);
        if (!workload)
            return fail(workload.error());
        if (!workload->isSupported())
            return fail(usage(u"%1 has version %2, and only version %3 is known"_s.arg(path).arg(workload->version)
                                  .arg(Workload::currentVersion)));
        request.workloads += *workload;
    }
    const Result<Connection> connection = connectionFrom(options, true);
    if (!connection)
        return fail(connection.error());
    request.place.connection = *connection;
    return request;
}

} // namespace

int runWorkload(const Words &words, Console &console)
{
    if (showHelp(words, workloadOptions(), workloadIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(workloadOptions(), words, u"workload"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    const ConnectionOptions options = readConnection(values);
    readCommandOutput(values, console);
    if (values.error())
        return failWith(console, *values.error());
    warnOfSecrets(values, console);
    const QString action = arguments->positional().value(0);
    const QStringList rest = arguments->positional().mid(1);
    if (action == u"make") {
        const Result<> made = makeWorkloads(rest, values, console);
        return made ? int(ExitCode::Ok) : failWith(console, made.error());
    }
    if (action != u"prepare")
        return failWith(console, usage(action.isEmpty() ? u"say \"workload make\" or \"workload prepare\""_s
                                             : u"\"workload %1\" is not known: it is make or prepare"_s.arg(action)));
    const Result<PrepareRequest> request = prepareRequest(rest, values, options);
    if (!request)
        return failWith(console, request.error());
    WorkloadPrepare prepare(*request, console);
    return runLoop(prepare);
}

} // namespace millrace
