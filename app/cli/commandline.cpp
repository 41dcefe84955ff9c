// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"

#include "cli/console.h"
#include "cli/errortext.h"
#include "cli/exitcode.h"
#include "cli/source.h"
#include "cli/suggestion.h"
#include "cli/verbs.h"

using namespace Qt::StringLiterals;

namespace millrace {

namespace {
struct Verb
{
    const char *name;
    int (*run)(const Words &words, Console &console);
};

constexpr Verb verbs[] = {
    {"download", runDownload}, {"upload", runUpload}, {"queue", runQueue}, {"list", runList}, {"stat", runStat},
    {"copy", runCopy}, {"move", runMove}, {"sync", runSync}, {"remove", runRemove},
    {"make-bucket", runMakeBucket}, {"remove-bucket", runRemoveBucket}, {"uploads", runUploads},
    {"presign", runPresign}, {"serve", runServe}, {"workload", runWorkload},
    {"tune", runTune}, {"benchmark", runBenchmark}, {"sweep", runSweep}, {"report", runReport},
};
} // namespace

static QString overview()
{
    return u"Millrace " MILLRACE_VERSION ": move objects between S3-compatible stores and this machine, fast and verified.\n"
           "\n"
           "Usage:\n"
           "  millrace-cli download SOURCE... [TARGET]   fetch objects, whole prefixes or URLs\n"
           "  millrace-cli upload FILE|DIR... TARGET     send files and folders to s3://BUCKET/KEY-OR-PREFIX/\n"
           "  millrace-cli queue add|list|run|...        keep transfers on disk and work them off\n"
           "  millrace-cli list [s3://BUCKET/PREFIX]     show buckets, folders and objects\n"
           "  millrace-cli stat s3://BUCKET/KEY          show all that is known of an object or bucket\n"
           "  millrace-cli sync SOURCE TARGET            make a folder or prefix like another, either way\n"
           "  millrace-cli copy s3://A/KEY s3://B/KEY    copy objects or prefixes on the server; move also removes\n"
           "  millrace-cli remove s3://BUCKET/KEY...     delete objects, prefixes or patterns, after asking\n"
           "  millrace-cli make-bucket s3://BUCKET       make a bucket; remove-bucket removes an empty one\n"
           "  millrace-cli uploads list|abort s3://BUCKET  show or clear unfinished multipart uploads\n"
           "  millrace-cli presign s3://BUCKET/KEY       print a link that works without credentials\n"
           "  millrace-cli tune s3://BUCKET/PREFIX       measure which settings are fastest, and what limits them\n"
           "  millrace-cli serve FOLDER                  offer a folder as an S3 bucket\n"
           "  millrace-cli workload make|prepare ...     workloads for millrace-benchrunner\n"
           "  millrace-cli benchmark s3://BUCKET         measure downloads or uploads of test objects\n"
           "  millrace-cli sweep s3://BUCKET             measure combinations of settings; a heat map, the best command line\n"
           "  millrace-cli report show|compare|plot FILE  tables, a verdict that knows noise, pictures of --report files\n"
           "  millrace-cli VERB --help                   all flags of a verb\n"
           "  millrace-cli version\n"
           "\n"
           "Examples:\n"
           "  millrace-cli download s3://my-bucket/data/2024/ ./data\n"
           "  millrace-cli download 's3://my-bucket/logs/*.gz' ./logs --profile work\n"
           "  millrace-cli list s3://my-bucket/data/ --no-sign-request\n"
           "\n"
           "Flags without a verb mean download: millrace-cli --bucket-name B --prefix P --save-to-disk DIR\n"
           "\n"
           "Credentials: flags, AWS_ACCESS_KEY_ID, the profile (keys, credential_process, role_arn), a pod's web identity,\n"
           "  the container, the EC2 instance; renewed while a run goes on.\n"
           "\n"
           "Exit codes: 0 done and verified, 1 some transfer failed, 2 wrong usage, 3 credentials or access,\n"
           "  4 not found, 5 integrity, 6 local file or disk, 130 interrupted.\n"_s;
}

static int run(const QStringList &args, Console &console)
{
    const QString first = args.value(1);
    const QStringList rest = args.mid(2);
    if (args.size() < 2) {
        console.errBytes(overview().toUtf8());
        return int(ExitCode::Usage);
    }
    for (const Verb &verb : verbs) {
        if (first == QLatin1StringView(verb.name))
            return verb.run(rest, console);
    }
    if (first == u"ls")
        return runList(rest, console);
    if (first == u"version" || first == u"--version" || first == u"-V") {
        console.out(u"millrace-cli " MILLRACE_VERSION " (Qt %1)"_s.arg(QString::fromLatin1(qVersion())));
        return int(ExitCode::Ok);
    }
    if (first == u"help" || first == u"--help" || first == u"-h") {
        if (!rest.isEmpty() && !rest.first().startsWith(u'-'))
            return run({args.first(), rest.first(), u"--help"_s}, console);
        console.outBytes(overview().toUtf8());
        return int(ExitCode::Ok);
    }
    // The seed has no verbs: its flags, or a source alone, mean a download.
    if (first.startsWith(u'-') || Source::isUrl(first))
        return runDownload(args.mid(1), console);

    QString message = u"\"%1\" is no verb"_s.arg(first);
    QStringList names;
    for (const Verb &verb : verbs)
        names += QString::fromLatin1(verb.name);
    names += {u"version"_s, u"help"_s};
    const QString near = nearest(first, names);
    message += near.isEmpty() ? u": it is one of "_s + names.join(u", "_s) : u"; did you mean \"%1\"?"_s.arg(near);
    console.error(message);
    return int(ExitCode::Usage);
}

int runCommandLine(const Result<QStringList> &args)
{
    Console console;
    if (!args) {
        console.error(errorLine(args.error()));
        return int(exitCodeFor(args.error()));
    }
    speakOf(args->value(1));
    const int code = run(*args, console);
    const Result<> written = console.finishOut();
    if (written)
        return code;
    console.error(errorLine(written.error()));
    return code == int(ExitCode::Ok) ? int(exitCodeFor(written.error())) : code;
}

} // namespace millrace
