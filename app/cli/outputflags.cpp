// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/outputflags.h"

using namespace Qt::StringLiterals;

namespace millrace {

QList<Option> instrumentOptions()
{
    return {{{u"profile-out"_s}, u"FILE"_s,
             u"write what the run costs, ten times a second, while it runs: CPU, memory, network, disk, connections, "
             "retries, as JSON Lines"_s, {}},
            {{u"trace"_s}, u"FILE"_s,
             u"write a row for every HTTP request: CSV where the name ends in .csv, else JSON for chrome://tracing and "
             "Perfetto; may be repeated"_s, {}}};
}

OptionGroup outputOptions()
{
    QList<Option> options{
        {{u"monitor"_s}, u"WHAT"_s, u"live view of files in flight: parts, files or off"_s, u"parts"_s},
        {{u"monitor-interval"_s}, u"SECONDS"_s, u"time between two updates"_s, u"0.1 on a terminal, 5 in a log, 1 with --json"_s},
        {{u"json"_s}, {}, u"events as JSON Lines on standard output instead of text"_s, {}},
        {{u"report"_s}, u"FILE"_s, u"write a JSON report with an entry for every file"_s, {}}};
    options += instrumentOptions();
    options += QList<Option>{
        {{u"summary"_s}, u"STYLE"_s, u"seed (line per file, JSON, totals) or short (totals only)"_s, u"seed"_s},
        {{u"quiet"_s, u"q"_s}, {}, u"errors and warnings only"_s, {}},
        {{u"verbose"_s, u"v"_s}, {}, u"also say what was skipped, and what was chosen"_s, {}},
        {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
        {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}};
    return {u"Output"_s, options};
}

OptionGroup benchmarkOutputOptions()
{
    OptionGroup group = outputOptions();
    group.options.removeIf([](const Option &option) {
        return option.names.first().startsWith(u"monitor"_s) || option.names.first() == u"summary";
    });
    return group;
}

void readInstruments(OptionValues &values, OutputOptions &output)
{
    output.profileFile = values.nonEmpty(u"profile-out"_s).value_or(QString());
    output.traceFiles = values.texts(u"trace"_s);
    if (output.traceFiles.contains(QString()))
        values.reject(u"--trace needs the name of a file"_s);
}

OutputOptions readOutput(OptionValues &values)
{
    OutputOptions output;
    output.json = values.has(u"json"_s);
    output.quiet = values.has(u"quiet"_s);
    output.verbose = values.has(u"verbose"_s);
    values.exclude(u"quiet"_s, u"verbose"_s);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        output.colour = ColourMode(*mode);
    if (const auto mode = values.choice(u"monitor"_s, {u"parts"_s, u"files"_s, u"off"_s}))
        output.monitor = MonitorMode(*mode);
    if (const auto seconds = values.number(u"monitor-interval"_s, 0.1, 3600))
        output.monitorInterval = std::chrono::milliseconds(qint64(*seconds * 1000));
    if (const auto style = values.choice(u"summary"_s, {u"seed"_s, u"short"_s}))
        output.summary = SummaryStyle(*style);
    readInstruments(values, output);
    output.reportFile = values.nonEmpty(u"report"_s).value_or(QString());
    return output;
}

} // namespace millrace
