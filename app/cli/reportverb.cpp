// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandclient.h"
#include "cli/exitcode.h"
#include "cli/pictures.h"
#include "cli/printable.h"
#include "cli/tabletext.h"
#include "cli/verbrun.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

const OptionTable &reportOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"compare"_s,
               {{{u"fail-if-slower"_s}, {}, u"exit code 1 where the second is slower beyond noise, for scripts"_s, {}},
                {{u"json"_s}, {}, u"the verdict as a JSON object on standard output"_s, {}}}});
        t.add({u"plot"_s,
               {{{u"output"_s, u"o"_s}, u"FILE"_s,
                 u"picture (.png, .svg, .pdf), page with tables (.html), or the series of one report (.csv); may be repeated"_s,
                 u"the first report's name, .png"_s}}});
        t.add({u"Output"_s,
               {{{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
                {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

QString reportIntro()
{
    return u"Usage: millrace-cli report show FILE...\n"
           "       millrace-cli report compare BEFORE AFTER [--fail-if-slower] [--json]\n"
           "       millrace-cli report plot FILE... [-o PICTURE]...\n"
           "\n"
           "Reads reports that transfers, \"benchmark\" and others wrote with --report FILE.\n"
           "\n"
           "\"show\" prints what a run was: summary, throughput of its files, settings, machine, verification, the slowest files\n"
           "and what failed. \"compare\" says whether the second run was faster, slower, or neither beyond noise: best between\n"
           "two of \"benchmark\", whose runs show how much is noise (Welch's t-test on the logarithms). Of single runs their\n"
           "time series are taken, and differences below 5 % count as noise. \"plot\" draws throughput, CPU, memory, disk and\n"
           "network over time; several reports are drawn over one another.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli report show run.json\n"
           "  millrace-cli report compare monday.json tuesday.json\n"
           "  millrace-cli report plot run.json -o run.png -o run.html\n"_s;
}

Error usage(const QString &message)
{
    return Error::make(ErrorKind::Config, ErrorCause::None, message);
}

Result<QList<RunReport>> readAll(const QStringList &paths)
{
    QList<RunReport> reports;
    for (const QString &path : paths) {
        Result<RunReport> report = readReport(path);
        if (!report)
            return fail(report.error());
        reports += std::move(*report);
    }
    return reports;
}

void printTables(const QList<ReportTable> &tables, Console &console)
{
    for (qsizetype i = 0; i < tables.size(); ++i) {
        if (i > 0)
            console.out(QString());
        for (const QString &line : tableLines(tables.at(i), std::max(60, console.width()), console.outColour()))
            console.out(line);
    }
}

int show(const QList<RunReport> &reports, Console &console)
{
    for (qsizetype i = 0; i < reports.size(); ++i) {
        if (i > 0)
            console.out(QString());
        if (reports.size() > 1)
            console.out(painted(Tone::Good, printable(reports.at(i).file), console.outColour()));
        printTables(reportTables(reports.at(i)), console);
    }
    return int(ExitCode::Ok);
}

QByteArray verdictJson(const ReportComparison &c)
{
    static const char *const verdicts[] = {"faster", "slower", "no difference", "cannot tell"};
    static const char *const bases[] = {"iterations", "time series", "totals"};
    OrderedJson json;
    json["verdict"] = verdicts[int(c.verdict)];
    json["text"] = toJson(verdictText(c));
    json["change"] = c.isMeasured() ? OrderedJson(c.ratio.ratio - 1) : OrderedJson(nullptr);
    const bool known = c.ratio.known;
    json["confidence_interval"] = known ? OrderedJson({c.ratio.low - 1, c.ratio.high - 1}) : OrderedJson(nullptr);
    json["confidence"] = 0.95;
    json["p_value"] = known ? OrderedJson(c.ratio.p) : OrderedJson(nullptr);
    json["basis"] = bases[int(c.basis)];
    json["measurements"] = {c.measurementsBefore, c.measurementsAfter};
    json["warnings"] = OrderedJson::array();
    for (const QString &warning : c.warnings)
        json["warnings"].push_back(toJson(warning));
    return compactText(json) + '\n';
}

int compare(const QList<RunReport> &reports, bool json, bool failIfSlower, Console &console)
{
    const ReportComparison comparison = compareReports(reports.at(0), reports.at(1));
    const QStringList names = reportNames(reports);
    if (json) {
        console.outBytes(verdictJson(comparison));
    } else {
        const Tone tone = comparison.verdict == Verdict::Faster ? Tone::Good
            : comparison.verdict == Verdict::Slower             ? Tone::Bad
                                                                : Tone::Plain;
        console.out(u"%1, beside %2: %3"_s.arg(printable(names.at(1)), printable(names.at(0)),
                                               painted(tone, verdictText(comparison), console.outColour())));
        const QString count = u"%1 and %2"_s.arg(comparison.measurementsBefore).arg(comparison.measurementsAfter);
        if (comparison.basis == VerdictBasis::Iterations && comparison.ratio.known)
            console.out(u"From %1 timed runs."_s.arg(count));
        else if (comparison.basis == VerdictBasis::TimeSeries)
            console.out(u"From one run each, cut into %1 stretches: how much runs differ by themselves is not known, so that less "
                        "than 5 % counts as noise. \"millrace-cli benchmark --iterations 10\" knows better."_s.arg(count));
        else if (comparison.isMeasured())
            console.out(u"One run each, too short to cut up: \"millrace-cli benchmark --iterations 10\" measures the noise."_s);
        for (const QString &warning : comparison.warnings)
            console.out(painted(Tone::Warning, u"Note: "_s, console.outColour()) + printable(warning) + u'.');
        console.out(QString());
        printTables(comparisonTables(comparison, names.at(0), names.at(1)), console);
    }
    return int(failIfSlower && comparison.verdict == Verdict::Slower ? ExitCode::Failed : ExitCode::Ok);
}

} // namespace

int runReport(const Words &words, Console &console)
{
    if (showHelp(words, reportOptions(), reportIntro(), console))
        return int(ExitCode::Ok);
    const Result<Arguments> arguments = Arguments::parse(reportOptions(), words, u"report"_s);
    if (!arguments)
        return failWith(console, arguments.error());
    OptionValues values(*arguments);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        console.setColour(ColourMode(*mode));
    if (values.error())
        return failWith(console, *values.error());
    const QString action = arguments->positional().value(0);
    const QStringList paths = arguments->positional().mid(1);
    if (action != u"show" && action != u"compare" && action != u"plot")
        return failWith(console, usage(action.isEmpty() ? u"say \"report show\", \"report compare\" or \"report plot\", and which files"_s
                                             : u"\"report %1\" is not known: it is show, compare or plot"_s.arg(action)));
    if (paths.isEmpty())
        return failWith(console, usage(u"\"report %1\" needs a report, as --report FILE writes it"_s.arg(action)));
    if (action == u"compare" && paths.size() != 2)
        return failWith(console, usage(u"\"report compare\" needs two reports: BEFORE and AFTER"_s));
    const Result<QList<RunReport>> reports = readAll(paths);
    if (!reports)
        return failWith(console, reports.error());
    if (action == u"show")
        return show(*reports, console);
    if (action == u"compare")
        return compare(*reports, values.has(u"json"_s), values.has(u"fail-if-slower"_s), console);

    QStringList outputs = values.texts(u"output"_s);
    if (outputs.isEmpty()) {
        const QFileInfo first(paths.first());
        outputs += (first.path() == u"." ? QString() : first.path() + u'/') + first.completeBaseName() + u".png"_s;
    }
    for (const QString &output : std::as_const(outputs)) {
        if (const Result<> written = writePicture(*reports, output); !written)
            return failWith(console, written.error());
        console.out(output);
    }
    return int(ExitCode::Ok);
}

} // namespace millrace
