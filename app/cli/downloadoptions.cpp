// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downloadoptions.h"

#include "cli/downloadsources.h"
#include "cli/optionvalues.h"
#include "cli/outputflags.h"
#include "cli/rateflags.h"
#include "cli/speedflags.h"
#include "transfer/keyfilter.h"
#include "transfer/builtinhooks.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {

/// A target given by a name that is no URL: the last word where there are several, or where the source is a flag.
static QString takeTarget(QStringList &words, OptionValues &values)
{
    QString target;
    const bool sourceByFlag = values.has(u"bucket-name"_s) || values.has(u"from-file"_s);
    if (!words.isEmpty() && !Source::isUrl(words.constLast()) && (words.size() > 1 || sourceByFlag))
        target = words.takeLast();
    if (!target.isEmpty() && values.has(u"save-to-disk"_s))
        values.reject(u"the target is given twice: \"%1\" and --save-to-disk %2"_s.arg(
            target, values.text(u"save-to-disk"_s)));
    if (const auto folder = values.nonEmpty(u"save-to-disk"_s))
        target = *folder;
    if (values.has(u"discard"_s) && !target.isEmpty())
        values.reject(u"--discard and the target \"%1\" contradict each other: give one of them"_s.arg(target));
    // The seed's form has no target unless it names one; a source as a word is copied here, as cp would.
    if (target.isEmpty() && !values.has(u"discard"_s) && !(values.has(u"bucket-name"_s) && words.isEmpty()))
        target = u"."_s;
    return target;
}

/// cp's rule: an existing folder, or a name that ends in "/", is a folder to put the object into.
static bool isFileTarget(const QString &target)
{
    return !target.isEmpty() && target != u"-" && !target.endsWith(u'/') && !QFileInfo(target).isDir() && target != u"."
        && target != u".." && !target.endsWith(u"/."_s) && !target.endsWith(u"/.."_s);
}

static void place(QList<DownloadSpec> &specs, const QString &target, bool fileAllowed)
{
    const bool single = specs.size() == 1
        && (!specs.first().httpUrl.isEmpty() || (specs.first().keys.size() == 1 && !specs.first().wholePrefix));
    for (DownloadSpec &spec : specs) {
        if (target.isEmpty() || target == u"-")
            continue;
        if (single && fileAllowed && isFileTarget(target))
            spec.targetFile = target;
        else
            spec.targetFolder = target;
    }
}

Result<DownloadRequest> parseDownload(const QStringList &words, const ListReader &readList)
{
    const Result<Arguments> arguments = Arguments::parse(downloadOptions(), words, u"download"_s);
    if (!arguments)
        return fail(arguments.error());
    OptionValues values(*arguments);

    DownloadRequest request;
    request.connection = readConnection(values);
    if (const QString warning = secretFlagWarning(values); !warning.isEmpty())
        request.warnings += warning;
    const TransferSettings settings = readSpeed(values);
    request.rates = readRates(values);
    request.hooks = readHooks(values);
    request.output = readOutput(values);
    const std::optional<qint64> iterations =
        values.integer(u"iteration-number"_s, 1, std::numeric_limits<qint64>::max());
    const std::optional<qint64> objectSize = values.integer(u"object-size-mb"_s, 1, 51'118'080);
    OverwritePolicy overwrite = OverwritePolicy::IfDifferent;
    if (const auto when = values.choice(u"overwrite"_s, {u"always"_s, u"never"_s, u"if-different"_s}))
        overwrite = OverwritePolicy(*when);
    TransferSettings forFiles = settings;
    if (values.has(u"decompress"_s) && arguments->positional().value(arguments->positional().size() - 1) == u"-")
        values.reject(u"--decompress works on files; behind \"-\" a pipe does it: ... - | gunzip"_s);
    if (values.has(u"decompress"_s)) {
        Hooks hooks;
        hooks.stateful.append(std::make_shared<DecompressHook>(overwrite == OverwritePolicy::IfDifferent));
        forFiles.hooks = std::make_shared<const Hooks>(std::move(hooks));
    }
    QStringList positional = arguments->positional();
    const QString target = takeTarget(positional, values);
    if (values.error())
        return fail(*values.error());

    if (const auto filter = KeyFilter::make(values.texts(u"include"_s), values.texts(u"exclude"_s)); !filter)
        return fail(filter.error());

    Result<SourceList> sources = gatherSources(positional, values, readList);
    if (!sources)
        return fail(sources.error());
    request.testObject = sources->isTestObject;
    request.keepTestObject = values.has(u"keep-test-object"_s);
    if (request.keepTestObject && !request.testObject)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"--keep-test-object makes sense only with --object-size-mb and without a key or prefix"_s);

    request.specs = std::move(sources->specs);
    for (DownloadSpec &spec : request.specs) {
        spec.include += values.texts(u"include"_s);
        spec.exclude = values.texts(u"exclude"_s);
        spec.overwrite = overwrite;
        spec.caseInsensitiveNames = values.has(u"case-insensitive-names"_s);
        spec.dryRun = values.has(u"dry-run"_s);
        spec.settings = forFiles;
    }
    if (request.testObject && target == u"-")
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"a test object of --object-size-mb cannot go to standard output: name a folder, or no target"_s);
    place(request.specs, target, !values.has(u"save-to-disk"_s));
    if (const Result<> apart = separateTrees(request.specs, values.has(u"from-file"_s)); !apart)
        return fail(apart.error());
    applyIterations(request.specs, iterations, !target.isEmpty());

    request.needsConnection = request.testObject;
    for (const DownloadSpec &spec : std::as_const(request.specs))
        request.needsConnection = request.needsConnection || spec.httpUrl.isEmpty();

    request.facts.mode = u"download"_s;
    request.facts.sources = sources->displayNames;
    request.facts.objectSizeMb = objectSize;
    request.facts.iterations = iterations;
    request.facts.target = target;
    request.facts.settings = settings;
    request.facts.overwrite = overwrite;
    return request;
}

} // namespace millrace
