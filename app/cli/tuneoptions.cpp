// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/tuneoptions.h"

#include "base/shellquoting.h"
#include "cli/downloadsources.h"
#include "cli/speedflags.h"
#include "transfer/keyfilter.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString tuneIntro()
{
    return u"Usage: millrace-cli tune s3://BUCKET/PREFIX [flags]\n"
           "\n"
           "Finds the settings with which objects of a source are downloaded fastest, by downloading some of them for a few\n"
           "seconds at a time: the present settings (the flags given here), a first guess from this machine and the object\n"
           "sizes, then one parameter after another, until no step gains more than noise. Says what each trial was for, what\n"
           "to set, what that gains, and what is the limit then.\n"
           "\n"
           "Bytes are dropped unless --save-to-disk names a folder; what trials write there is removed again. A tuning moves at\n"
           "most --trials times --trial-size: mind what your store charges for traffic.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli tune s3://my-bucket/data/\n"
           "  millrace-cli tune s3://my-bucket/data/ --save-to-disk /mnt/fast --trial-seconds 5 --report tuning.json\n"_s;
}

const OptionTable &tuneOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"What and where to"_s,
               {{{u"bucket-name"_s}, u"NAME"_s, u"bucket, where no s3:// source is given"_s, {}},
                {{u"prefix"_s}, u"TEXT"_s, u"with --bucket-name: only keys that begin so"_s, {}},
                {{u"key"_s}, u"KEY"_s, u"with --bucket-name: this object, taken literally; may be repeated"_s, {}},
                {{u"save-to-disk"_s}, u"DIR"_s, u"write what trials download into folders below this one, and remove it"_s,
                 u"memory"_s},
                {{u"include"_s}, u"GLOB"_s, u"only keys that match; \"*\" crosses \"/\"; may be repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no keys that match; may be repeated"_s, {}},
                {{u"no-glob"_s}, {}, u"\"*\", \"?\" and \"[\" in a source are letters of the key"_s, {}}}});
        t.add({u"Trials"_s,
               {{{u"trials"_s}, u"N"_s, u"at most so many"_s, u"25"_s},
                {{u"trial-seconds"_s}, u"SECONDS"_s, u"length of one, at most"_s, u"3"_s},
                {{u"trial-size"_s}, u"SIZE"_s, u"bytes of one, at most"_s, u"2GiB"_s},
                {{u"most-connections"_s}, u"N"_s, u"try no more than so many"_s, u"128"_s}}});
        t.add(connectionOptions());
        OptionGroup present = downloadSpeedOptions();
        present.title = u"Present settings, to start from and compare with"_s;
        t.add(present);
        t.add({u"Output"_s,
               {{{u"json"_s}, {}, u"events as JSON Lines on standard output instead of text"_s, {}},
                {{u"report"_s}, u"FILE"_s, u"write all trials, their reasons and the result as JSON"_s, {}},
                {{u"quiet"_s, u"q"_s}, {}, u"the result only"_s, {}},
                {{u"verbose"_s, u"v"_s}, {}, u"also say what limited each trial"_s, {}},
                {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
                {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

/// The download the settings found are for, without them.
static QString commandFor(const QStringList &sources, OptionValues &values)
{
    QStringList words{u"millrace-cli"_s, u"download"_s};
    const QString target = values.text(u"save-to-disk"_s);
    if (values.has(u"bucket-name"_s)) {
        // As it was given: a prefix that does not end in "/", or a key with a "*" in it, would mean something else as an address.
        words += u"--bucket-name "_s + shellQuoted(values.text(u"bucket-name"_s));
        for (const QString &flag : {u"prefix"_s, u"key"_s})
            for (const QString &value : values.texts(flag))
                words += u"--"_s + flag + u' ' + shellQuoted(value);
        words += target.isEmpty() ? u"--discard"_s : u"--save-to-disk "_s + shellQuoted(target);
    } else {
        for (const QString &source : sources)
            words += shellQuoted(source);
        words += target.isEmpty() ? u"--discard"_s : shellQuoted(target);
    }
    if (values.has(u"no-glob"_s))
        words += u"--no-glob"_s;
    for (const QString &flag : {u"endpoint-url"_s, u"region-name"_s, u"profile"_s, u"addressing"_s, u"ca-bundle"_s, u"memory-limit"_s,
                                u"direct-io"_s, u"disk-rate"_s, u"transport"_s})
        if (values.has(flag))
            words += u"--"_s + flag + u' ' + shellQuoted(values.text(flag));
    if (values.has(u"no-sign-request"_s))
        words += u"--no-sign-request"_s;
    for (const QString &flag : {u"include"_s, u"exclude"_s})
        for (const QString &glob : values.texts(flag))
            words += u"--"_s + flag + u' ' + shellQuoted(glob);
    return words.join(u' ');
}

Result<TuneRequest> parseTune(const QStringList &words)
{
    const Result<Arguments> arguments = Arguments::parse(tuneOptions(), words, u"tune"_s);
    if (!arguments)
        return fail(arguments.error());
    OptionValues values(*arguments);
    TuneRequest request;
    request.connection = readConnection(values);
    if (const QString warning = secretFlagWarning(values); !warning.isEmpty())
        request.warnings += warning;
    const TransferSettings settings = readSpeed(values);
    TuningRequest &tuning = request.tuning;
    if (const auto n = values.integer(u"trials"_s, 3, 1000))
        tuning.mostTrials = int(*n);
    if (const auto seconds = values.number(u"trial-seconds"_s, 0.2, 3600))
        tuning.trialSeconds = *seconds;
    if (const auto bytes = values.size(u"trial-size"_s, 1 * MiB, 1024 * GiB))
        tuning.trialBytes = *bytes;
    if (const auto n = values.integer(u"most-connections"_s, 1, 10'000))
        tuning.mostConnections = int(*n);
    request.json = values.has(u"json"_s);
    request.quiet = values.has(u"quiet"_s);
    request.verbose = values.has(u"verbose"_s);
    values.exclude(u"quiet"_s, u"verbose"_s);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        request.colour = ColourMode(*mode);
    request.reportFile = values.nonEmpty(u"report"_s).value_or(QString());
    const QString target = values.nonEmpty(u"save-to-disk"_s).value_or(QString());
    if (values.error())
        return fail(*values.error());
    if (target == u"-")
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"trials cannot write to standard output: name a folder, or leave --save-to-disk out"_s);
    if (const auto filter = KeyFilter::make(values.texts(u"include"_s), values.texts(u"exclude"_s)); !filter)
        return fail(filter.error());

    Result<SourceList> sources = gatherSources(arguments->positional(), values, readListFile);
    if (!sources)
        return fail(sources.error());
    if (sources->specs.size() != 1)
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"one source is tuned at a time: name one prefix, pattern or object, or keys of one bucket"_s);
    tuning.spec = sources->specs.first();
    tuning.spec.include += values.texts(u"include"_s);
    tuning.spec.exclude = values.texts(u"exclude"_s);
    tuning.spec.settings = settings;
    tuning.spec.targetFolder = target;

    request.command = commandFor(sources->displayNames, values);
    request.facts.mode = u"tune"_s;
    request.facts.sources = sources->displayNames;
    request.facts.target = target;
    request.facts.settings = settings;
    return request;
}

} // namespace millrace
